"""Rows of repayments."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.kit.money import Money
from core.repayments.states import RepaymentState
from core.store import Base, Versioned

RUNNING = text("state IN ('asked', 'sending')")


class Repayment(Versioned, InCommunity, Base):
    """A part of one charge, asked back by whoever paid it. Due, leased, tried.

    Its id is the key by which the provider does it once, and by which it can be looked up.
    """

    __tablename__ = "repayments"
    __table_args__ = (
        UniqueConstraint("payment_id", "nth"),  # two at once: the second lock
        Index(None, "payer_id", "asked_at"),
        Index("ix_repayments_running", "due_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    nth: Mapped[int]  # of this payment
    payer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[RepaymentState]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    due_at: Mapped[datetime]  # while it runs: when somebody may take it in hand
    tries: Mapped[int]
    reference: Mapped[str]  # the provider's own name for it, once sent
    trouble: Mapped[str]  # what the provider said, for the operator

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"repayment:{self.id}"

    @property
    def amount(self) -> Money:
        """How much it is."""
        return Money(self.minor, self.currency)
