"""Rows of promises about time."""

from datetime import datetime, timedelta

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base

RUNNING = text("at IS NOT NULL")


class Deadline(Base):
    """At `at`, do `verb` to `subject` unless someone moved first.

    `nth` is 0 for the deed itself, 1, 2, … for the reminders before it, and -1, -2, … for the
    moments at which cards are drawn anew. While the clock is paused `at` is empty and `left`
    says how much was left on it.
    """

    __tablename__ = "deadlines"
    __table_args__ = (
        Index("ix_deadlines_running", "at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    )

    subject: Mapped[str] = mapped_column(primary_key=True)
    verb: Mapped[str] = mapped_column(primary_key=True)
    nth: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime | None]
    left: Mapped[timedelta | None]
