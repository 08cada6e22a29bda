"""Rows of things to tell."""

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base

WAITING = text("state = 'waiting'")


class NoticeState(StrEnum):
    """What becomes of a notice. Told ones are gone."""

    WAITING = "waiting"
    HELD = "held"  # the person cannot be reached; shown at their next visit
    DEAD = "dead"  # the platform refuses it; the operator can replay it


class Urgency(IntEnum):
    """Who goes first when there is a queue."""

    MONEY = 0  # money and clocks
    WORDS = 1  # what people said to each other
    CARDS = 2  # cards redrawn in place
    NEWS = 3  # to many at once


class Notice(Base):
    """One thing to tell one person: a kind and a subject, no words. Due, leased, tried.

    Without a `platform` it goes wherever the person is reached first.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index(
            "ix_notices_waiting", "urgency", "id", sqlite_where=WAITING, postgresql_where=WAITING
        ),
        Index(None, "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    subject: Mapped[str]
    platform: Mapped[str | None]
    urgency: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[NoticeState]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(default="")


class Card(Base):
    """The one live message that shows a subject to a person, edited in place.

    It is `covered` while a form asks in its place.
    """

    __tablename__ = "cards"
    __table_args__ = (Index(None, "platform", "chat", "message"),)

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    chat: Mapped[str]
    message: Mapped[str]
    covered: Mapped[bool] = mapped_column(default=False)


class Room(Base):
    """Where everything about a subject is told to a person: a topic or a thread of their own.

    Without a `chat` there is none to be had, and everything goes to their private chat.
    """

    __tablename__ = "rooms"
    __table_args__ = (Index(None, "platform", "chat"),)

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str]
