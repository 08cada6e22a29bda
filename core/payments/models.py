"""Rows of payments."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.kit.money import Money
from core.payments.states import PaymentState
from core.store import Base, Versioned


class Payment(Versioned, InCommunity, Base):
    """Money asked of one person for one thing, and what became of it.

    `pays` names the thing, as in `order:K7Q2F`. `charge` is the provider's own id for the
    money it took: one charge is one row, however often the provider tells us.
    """

    __tablename__ = "payments"
    __table_args__ = (
        Index(None, "provider", "charge", unique=True),
        Index(None, "pays"),
        Index(None, "payer_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    payer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    pays: Mapped[str]
    provider: Mapped[str]
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    charge: Mapped[str | None]  # empty until the money is here
    state: Mapped[PaymentState]
    asked_at: Mapped[datetime]
    arrived_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"payment:{self.id}"

    @property
    def amount(self) -> Money:
        """How much it is."""
        return Money(self.minor, self.currency)
