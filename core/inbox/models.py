"""Rows of the inbox."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base

UNDONE = text("done_at IS NULL")
UNTOLD = text("answer IS NOT NULL")


class Letter(Base):
    """One update as the platform sent it. `answer` is kept from the commit until it was sent."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_undone", "received_at", sqlite_where=UNDONE, postgresql_where=UNDONE),
        Index("ix_inbox_untold", "done_at", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
