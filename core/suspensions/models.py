"""Rows of suspensions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.store import Base, Versioned
from core.suspensions.states import SuspensionState

RUNS = text("state = 'running'")


class Suspension(Versioned, InCommunity, Base):
    """Somebody sells nothing new here until a day; `cause` names what it is for.

    Several may run at once: the last one to end counts. What they sold before goes on.
    """

    __tablename__ = "suspensions"
    __table_args__ = (
        Index(
            "ix_suspensions_running",
            "account_id",
            "until",
            sqlite_where=RUNS,
            postgresql_where=RUNS,
        ),
        Index(None, "cause"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    cause: Mapped[str]  # the full name of a thing, as in `warning:K7Q2F…`
    state: Mapped[SuspensionState]
    begun_at: Mapped[datetime]
    until: Mapped[datetime]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"suspension:{self.id}"
