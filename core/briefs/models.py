"""Rows of briefs."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.briefs.states import BRIEF, BriefState
from core.communities import InCommunity
from core.kit.money import Money
from core.store import Base, Versioned


class Brief(Versioned, InCommunity, Base):
    """What a buyer looks for. Budget and days are what the buyer hopes for, if they said so."""

    __tablename__ = "briefs"
    __table_args__ = (
        Index(None, "community_id", "state", "posted_at"),
        Index(None, "buyer_id", "state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    title: Mapped[str]
    wanted: Mapped[str]
    budget_minor: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3))
    days: Mapped[int | None]
    state: Mapped[BriefState]
    posted_at: Mapped[datetime]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"{BRIEF.kind}:{self.id}"

    @property
    def budget(self) -> Money | None:
        """What the buyer wants to spend, if they said so."""
        return None if self.budget_minor is None else Money(self.budget_minor, self.currency)
