"""Rows of absences."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.out_of_office.states import ABSENCE, AbsenceState
from core.store import Base, Versioned

OPEN = text("state = 'declared'")


class Absence(Versioned, Base):
    """Some days on which one person takes no new orders, anywhere.

    From `begins_at` on they are away, from `back_at` on they are there again, both at midnight.
    `may_write` tells whether messages reach them meanwhile.
    """

    __tablename__ = "absences"
    __table_args__ = (
        Index(
            "ix_absences_declared",
            "account_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index(None, "account_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    begins_at: Mapped[datetime]
    back_at: Mapped[datetime]
    message: Mapped[str]
    may_write: Mapped[bool]
    state: Mapped[AbsenceState]
    declared_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"{ABSENCE.kind}:{self.id}"

    @property
    def first(self) -> date:
        """The first day away."""
        return self.begins_at.date()

    @property
    def last(self) -> date:
        """The last day away."""
        return (self.back_at - timedelta(days=1)).date()

    @property
    def back(self) -> date:
        """The day of the return."""
        return self.back_at.date()
