"""The journal of every step ever taken."""

from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base

S = TypeVar("S")


class Living(Protocol[S]):
    """A row that has a life."""

    state: S

    @property
    def subject(self) -> str:
        """Its full name, as in `order:K7Q2F`."""


class Step(Base):
    """Something that was done to a thing. Only ever added."""

    __tablename__ = "steps"
    __table_args__ = (Index(None, "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str]
    before: Mapped[str]
    verb: Mapped[str]
    after: Mapped[str]
    role: Mapped[str]
    account_id: Mapped[str | None]  # empty when the market or the clock did it
    at: Mapped[datetime]
