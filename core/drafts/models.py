"""Rows of drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base, Versioned


class Draft(Versioned, Base):
    """One person's answers to one form about one subject (empty: about nothing yet).

    `asking` names the question on the table, if the person is asked one at a time. At most one
    draft of a person is `active`: what they type goes there. `room` names the room in which it
    asked last, if that was in one.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "account_id", "form", "subject", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    form: Mapped[str]
    subject: Mapped[str]
    answers: Mapped[dict[str, Any]]
    asking: Mapped[str]
    active: Mapped[bool]
    room: Mapped[str] = mapped_column(default="")
    touched_at: Mapped[datetime]
