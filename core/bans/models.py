"""Rows of bans."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.store import Base

HOLDS = text("lifted_at IS NULL")


class Ban(InCommunity, Base):
    """Somebody may begin nothing new in this community until an owner lifts it.

    The account says `banned` while any ban holds, so that nobody else pays for the question.
    """

    __tablename__ = "bans"
    __table_args__ = (
        Index(
            "ix_bans_holding",
            "community_id",
            "account_id",
            unique=True,
            sqlite_where=HOLDS,
            postgresql_where=HOLDS,
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    words: Mapped[str]
    at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"ban:{self.id}"
