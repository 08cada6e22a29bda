"""Rows of milestones."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.money import Money
from core.milestones.states import MILESTONE, MilestoneState
from core.store import Base, Versioned


class Milestone(Versioned, Base):
    """The `nth` step of an order, counted from 1: what it costs, and what became of it.

    What is to be done is in the order's bargain. `minor` and `commission_minor` repeat that for
    sums. `delivered_at` is its first delivery, `on_time` whether that was before its due date.
    """

    __tablename__ = "milestones"
    __table_args__ = (Index(None, "order_id", "nth", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    nth: Mapped[int]
    minor: Mapped[int]
    commission_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[MilestoneState]
    funded_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    on_time: Mapped[bool | None]
    ended_at: Mapped[datetime | None]  # released, cancelled, or never begun

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"{MILESTONE.kind}:{self.id}"

    @property
    def price(self) -> Money:
        """What the buyer pays for it."""
        return Money(self.minor, self.currency)

    @property
    def net(self) -> Money:
        """What the seller gets for it."""
        return Money(self.minor - self.commission_minor, self.currency)
