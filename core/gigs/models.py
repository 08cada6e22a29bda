"""Rows of gigs."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.gigs.rules import Category, Tier
from core.gigs.states import GIG, GigState
from core.kit.money import Money
from core.orders import Question
from core.store import Base, Versioned


class Gig(Versioned, InCommunity, Base):
    """Something a seller does for a price.

    `price_from_minor` and `days_from` repeat the least of the packages, to sort and filter by.
    `questions` are asked of every buyer and need an answer; `optional_questions` need none.
    `suspended_for` says why a moderator took it off the market, as its seller reads it.
    """

    __tablename__ = "gigs"
    __table_args__ = (Index(None, "seller_id", "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    title: Mapped[str]
    category: Mapped[Category]
    description: Mapped[str]
    tags: Mapped[list[Any]]
    questions: Mapped[list[Any]]
    optional_questions: Mapped[list[Any]]
    cover_id: Mapped[str | None] = mapped_column(ForeignKey("files.id"))
    state: Mapped[GigState]
    suspended_for: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(String(3))
    price_from_minor: Mapped[int]
    days_from: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"{GIG.kind}:{self.id}"

    @property
    def requirements(self) -> tuple[Question, ...]:
        """Everything a buyer is asked, as an order freezes it."""
        every = [
            *((words, True) for words in self.questions),
            *((words, False) for words in self.optional_questions),
        ]
        return tuple(Question(f"q{n}", words, must) for n, (words, must) in enumerate(every, 1))


class Package(Base):
    """One of the one or three ways to buy a gig."""

    __tablename__ = "packages"

    gig_id: Mapped[str] = mapped_column(ForeignKey("gigs.id"), primary_key=True)
    tier: Mapped[Tier] = mapped_column(primary_key=True)
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    days: Mapped[int]
    revisions: Mapped[int]
    includes: Mapped[str]

    @property
    def price(self) -> Money:
        """What one costs."""
        return Money(self.minor, self.currency)
