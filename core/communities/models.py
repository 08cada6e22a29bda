"""Rows of communities."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.communities.rules import Rank, Silence
from core.store import Base


class Community(Base):
    """One marketplace: its name, its currency, its owner's share of the commission.

    `on_timeout` is what an unanswered request to cancel leads to here; empty, the settings say.
    """

    __tablename__ = "communities"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(String(3))
    owner_share_basis_points: Mapped[int] = mapped_column(default=0)
    on_timeout: Mapped[Silence | None]


class Office(Base):
    """What somebody is trusted with in a community."""

    __tablename__ = "offices"

    community_id: Mapped[str] = mapped_column(ForeignKey("communities.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    rank: Mapped[Rank]


class InCommunity:
    """A row that is seen in one community only."""

    @declared_attr
    @classmethod
    def community_id(cls) -> Mapped[str]:
        """Name the community this row belongs to."""
        return mapped_column(ForeignKey("communities.id"))
