"""Rows of offers, of counter-offers, and of who was named to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.kit.money import Money
from core.offers.states import COUNTER, OFFER, CounterState, OfferState
from core.orders import Terms, TermsColumn
from core.store import Base, Versioned

OPEN = text("state IN ('sent', 'viewed')")
MADE = text("state = 'made'")


class Offer(Versioned, InCommunity, Base):
    """The `nth` version of what a seller offers one buyer. What it says never changes.

    All versions of an offer share a thread, named after the first. `terms` are the bargain an
    order would freeze; `total_minor` repeats its total, to sort by. `order_id` is the order it
    was last accepted with, `accepted_times` how often that was: an order nobody pays gives the
    offer back. `reason` is why it was declined, in the buyer's words.
    """

    __tablename__ = "offers"
    __table_args__ = (
        Index(None, "thread_id", "nth", unique=True),
        Index(
            "ix_offers_one_open_version",
            "thread_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index(None, "seller_id", "state"),
        Index(None, "buyer_id", "state"),
        Index(None, "brief_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    thread_id: Mapped[str]
    nth: Mapped[int]
    seller_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    buyer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    gig_id: Mapped[str | None] = mapped_column(ForeignKey("gigs.id"))
    brief_id: Mapped[str | None] = mapped_column(ForeignKey("briefs.id"))
    terms: Mapped[Terms] = mapped_column(TermsColumn)
    total_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[OfferState]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    order_id: Mapped[str | None] = mapped_column(ForeignKey("orders.id"))
    accepted_times: Mapped[int] = mapped_column(default=0)

    @property
    def subject(self) -> str:
        """This version's full name."""
        return f"{OFFER.kind}:{self.id}"

    @property
    def card(self) -> str:
        """The name of the one live message that shows this offer, whatever its version."""
        return f"thread:{self.thread_id}"

    @property
    def total(self) -> Money:
        """What the buyer would pay."""
        return Money(self.total_minor, self.currency)


class Counter(Versioned, Base):
    """The terms a buyer would rather have than those of an offer."""

    __tablename__ = "counters"
    __table_args__ = (
        Index(None, "offer_id"),
        Index(
            "ix_counters_one_made",
            "offer_id",
            unique=True,
            sqlite_where=MADE,
            postgresql_where=MADE,
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    offer_id: Mapped[str] = mapped_column(ForeignKey("offers.id"))
    terms: Mapped[Terms] = mapped_column(TermsColumn)
    state: Mapped[CounterState]
    made_at: Mapped[datetime]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"{COUNTER.kind}:{self.id}"


class Introduction(Base):
    """A seller named this person in a group they share, and so may send them offers."""

    __tablename__ = "introductions"

    seller_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    made_at: Mapped[datetime]
