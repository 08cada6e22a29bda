"""Rows of earnings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.earnings.states import ClearingState
from core.kit.money import Money
from core.store import Base, Versioned


class Clearing(Versioned, InCommunity, Base):
    """The seller's part of one accepted work, on its way to being available."""

    __tablename__ = "clearings"
    __table_args__ = (
        Index(None, "order_id"),
        Index(None, "seller_id", "state", "clears_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    seller_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[ClearingState]
    began_at: Mapped[datetime]
    clears_at: Mapped[datetime]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"clearing:{self.id}"

    @property
    def amount(self) -> Money:
        """How much it is."""
        return Money(self.minor, self.currency)
