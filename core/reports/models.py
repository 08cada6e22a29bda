"""Rows of reports."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.reports.rules import Kind, Reason
from core.reports.states import OPEN, ReportState
from core.store import Base, Versioned

OPEN_NOW = text("state IN ('waiting', 'taken')")


class Report(Versioned, InCommunity, Base):
    """Somebody says that something is not as it should be.

    `thing` is its full name, as in `gig:K7Q2F…`; `reported_id` is whose it is, and they never
    learn who reported it. `moderator_id` is who has it, or had it last; nobody else is told that
    name. `warning_id` is the warning it led to, if it led to one.
    """

    __tablename__ = "reports"
    __table_args__ = (
        Index(
            "ix_reports_open",
            "reporter_id",
            "thing",
            unique=True,
            sqlite_where=OPEN_NOW,
            postgresql_where=OPEN_NOW,
        ),
        Index(None, "state", "made_at"),
        Index(None, "thing", "state"),
        Index(None, "moderator_id", "state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    reporter_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    reported_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    moderator_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    warning_id: Mapped[str | None] = mapped_column(ForeignKey("warnings.id"))
    thing: Mapped[str]
    reason: Mapped[Reason]
    words: Mapped[str]
    state: Mapped[ReportState]
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"report:{self.id}"

    @property
    def kind(self) -> Kind:
        """What sort of thing is reported."""
        return Kind(self.thing.partition(":")[0])

    @property
    def number(self) -> str:
        """The id of what is reported."""
        return self.thing.partition(":")[2]

    @property
    def is_open(self) -> bool:
        """Whether it was not decided yet."""
        return self.state in OPEN
