"""Rows of tickets and of what is said in them."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.kit.states import Role
from core.store import Base, Versioned
from core.support.rules import Standing
from core.support.states import OPEN, TicketState

QUEUED = text("state = 'waiting'")


class Ticket(Versioned, InCommunity, Base):
    """Somebody's question to support.

    `waits_since` is when they last began to wait for an answer, `place_at` where that puts them
    in the queue. `staff_id` is who has it, or had it last; nobody else is told that name.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_queue", "place_at", "id", sqlite_where=QUEUED, postgresql_where=QUEUED),
        Index(None, "asker_id", "state"),
        Index(None, "staff_id", "state"),
        Index(None, "standing", "answered_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    asker_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    order_id: Mapped[str | None] = mapped_column(ForeignKey("orders.id"))
    title: Mapped[str]
    standing: Mapped[Standing]
    state: Mapped[TicketState]
    opened_at: Mapped[datetime]
    waits_since: Mapped[datetime]
    place_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]  # the last time
    answered_after: Mapped[timedelta | None]  # how long that answer took
    closed_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"ticket:{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for somebody."""
        return self.state in OPEN


class Remark(Base):
    """Something said in a ticket: by whoever opened it, or by support. Only ever added."""

    __tablename__ = "remarks"
    __table_args__ = (Index(None, "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"))
    by: Mapped[Role]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    words: Mapped[str]
    said_at: Mapped[datetime]
