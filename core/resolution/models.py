"""Rows of requests in the Resolution Center."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Extra, Terms, TermsColumn
from core.resolution.states import WAITING, RequestKind, RequestState
from core.store import Base, Versioned

UNANSWERED = text("state IN ('open', 'to_pay')")


class Request(Versioned, InCommunity, Base):
    """What one side asks of the other about their order, and what became of it.

    `side` is what the asker is to the order. `minor` is the change of the price: above zero the
    buyer pays it, below zero it comes back. `days` and `revisions` are changes too. `ended_by` is
    who had the last word about it. Once it is in force, `nth` counts the changes of its order,
    `before` is the bargain that it replaced and `due_at` the due date that it set, if it set one.
    """

    __tablename__ = "requests"
    __table_args__ = (
        Index(
            "ix_requests_unanswered",
            "order_id",
            "kind",
            unique=True,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
        Index(None, "order_id", "asked_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[RequestKind]
    state: Mapped[RequestState]
    side: Mapped[Role]
    words: Mapped[str]  # the reason, or what is to be done
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    days: Mapped[int]
    revisions: Mapped[int]
    percent: Mapped[int]  # of the total, of a refund
    offered: Mapped[list[Any]]  # extras, as they are kept
    asked_at: Mapped[datetime]
    granted_at: Mapped[datetime | None]  # when both had said yes
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[Role | None]
    nth: Mapped[int | None]
    before: Mapped[Terms | None] = mapped_column(TermsColumn)
    due_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"request:{self.id}"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say or do something."""
        return self.state in WAITING

    @property
    def to_pay(self) -> Money:
        """What the buyer pays for it."""
        return Money(max(0, self.minor), self.currency)

    @property
    def to_give_back(self) -> Money:
        """What the buyer gets back by it."""
        return Money(max(0, -self.minor), self.currency)

    @property
    def extras(self) -> tuple[Extra, ...]:
        """What is offered on top."""
        return msgspec.convert(self.offered, tuple[Extra, ...])
