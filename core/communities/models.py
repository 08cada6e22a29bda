"""Rows of communities."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.communities.rules import RIGHTS, Rank, Rights, Silence, Trust
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
    """What somebody is trusted with in a community.

    `in_settings` says that the settings name this owner, and that only they can change it.
    """

    __tablename__ = "offices"

    community_id: Mapped[str] = mapped_column(ForeignKey("communities.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    rank: Mapped[Rank]
    reads: Mapped[bool] = mapped_column(default=False)
    decides: Mapped[bool] = mapped_column(default=True)
    in_settings: Mapped[bool] = mapped_column(default=False)

    @property
    def trust(self) -> Trust:
        """What that comes to, in one word."""
        held = Rights(self.rank, self.reads, self.decides)
        if held.rank is Rank.OWNER:
            return Trust.OWN
        return next(trust for trust, rights in RIGHTS.items() if rights == held)

    def trust_with(self, trust: Trust) -> None:
        """Give these rights, and no others."""
        self.rank, self.reads, self.decides = RIGHTS[trust]


class InCommunity:
    """A row that is seen in one community only."""

    @declared_attr
    @classmethod
    def community_id(cls) -> Mapped[str]:
        """Name the community this row belongs to."""
        return mapped_column(ForeignKey("communities.id"))


class Invitation(InCommunity, Base):
    """An office that waits for whoever comes with its code first; then it is gone."""

    __tablename__ = "invitations"

    code: Mapped[str] = mapped_column(primary_key=True)
    trust: Mapped[Trust]
    made_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    until: Mapped[datetime]


class Look(Base):
    """Somebody in office looked into what others wrote. Only ever added; the sides see when."""

    __tablename__ = "looks"
    __table_args__ = (Index(None, "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
