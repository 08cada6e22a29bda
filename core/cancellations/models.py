"""Rows of requests to cancel."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.cancellations.rules import Reason
from core.cancellations.states import CancellationState
from core.communities import InCommunity, Silence
from core.kit.money import Money
from core.kit.states import Role
from core.store import Base, Versioned

OPEN = text("state = 'asked'")


class Cancellation(Versioned, InCommunity, Base):
    """One side's wish to stop an order, and what became of it.

    `side` is what the asker is to the order. `share_minor` is the part of the money that the
    seller would keep. `on_timeout` is what silence meant here when it was asked.
    """

    __tablename__ = "cancellations"
    __table_args__ = (
        Index(
            "ix_cancellations_open",
            "order_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index(None, "order_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    asker_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    side: Mapped[Role]
    reason: Mapped[Reason]
    fault: Mapped[Role | None]
    note: Mapped[str]
    share_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    on_timeout: Mapped[Silence]
    state: Mapped[CancellationState]
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]  # when silence is taken for an answer
    ended_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"cancellation:{self.id}"

    @property
    def share(self) -> Money:
        """What the seller would keep if both agree."""
        return Money(self.share_minor, self.currency)

    @property
    def share_in_silence(self) -> Money:
        """What the seller keeps when nobody answers: silence gives the asker nothing."""
        return Money(self.share_minor if self.side is Role.BUYER else 0, self.currency)
