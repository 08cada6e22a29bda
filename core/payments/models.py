"""Rows of payments."""

from datetime import datetime
from enum import StrEnum

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
    def posting(self) -> str:
        """Its key in the books: the provider's charge, so that one charge is posted once."""
        return f"payment:{self.provider}:{self.charge}"

    @property
    def amount(self) -> Money:
        """How much it is."""
        return Money(self.minor, self.currency)


class Verdict(StrEnum):
    """What the test bank made of being told to give money back."""

    LOST = "lost"  # it never heard of it: on purpose
    GIVEN = "given"
    REFUSED = "refused"


class TestReturn(Base):
    """What the test bank knows: its own books, which the market never looks into."""

    __tablename__ = "test_returns"
    __table_args__ = (Index(None, "charge"),)
    __test__ = False  # in the eyes of pytest

    key: Mapped[str] = mapped_column(primary_key=True)
    charge: Mapped[str]
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    verdict: Mapped[Verdict]
    reason: Mapped[str]
    calls: Mapped[int]
