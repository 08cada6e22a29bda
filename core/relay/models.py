"""Rows of what people say to each other."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.relay.rules import Excuse
from core.store import Base, Versioned


class Conversation(Versioned, InCommunity, Base):
    """Everything two people ever say to each other; `one_id` sorts before `two_id`.

    `asker_id` wrote first. When it was to a seller they had no paid order with, `asked_id` is that
    seller: then the first words are an inquiry, which arrived at `arrived_at` and was first
    answered at `answered_at`; an `excuse` takes it out of the seller's response rate. `paid_at` is
    when the two first had a paid order together: from then on nothing is masked.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        Index(None, "one_id", "two_id", unique=True),
        Index(None, "asked_id", "asked_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    one_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    two_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    asker_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    asked_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    messages: Mapped[int] = mapped_column(default=0)
    both_spoke: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    excuse: Mapped[Excuse | None]
    paid_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"conversation:{self.id}"


class Side(Base):
    """What a conversation is to one of its two.

    `seen` is the number of the last message they saw here; `last_at` repeats when the last one
    was said, to sort by. `stuck` says that something waits which could not be brought to them.
    """

    __tablename__ = "conversation_sides"
    __table_args__ = (Index(None, "account_id", "last_at"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    seen: Mapped[int] = mapped_column(default=0)
    unread: Mapped[bool] = mapped_column(default=False)
    last_at: Mapped[datetime | None]
    blocks: Mapped[bool] = mapped_column(default=False)  # takes nothing from the other
    stuck: Mapped[bool] = mapped_column(default=False)


class Message(Base):
    """What somebody said: the `nth` in its conversation, as the other one gets to read it.

    `answers_id` is the message it replies to. `about` is the full name of what it was written
    about ("order:…"), if it was about anything. `arrived_at` is when it stood before its reader.
    """

    __tablename__ = "messages"
    __table_args__ = (Index(None, "conversation_id", "nth", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    nth: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    reader_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    words: Mapped[str]
    masked: Mapped[bool]
    files: Mapped[list[Any]]  # ids of stored files
    answers_id: Mapped[str | None]
    about: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime]
    arrived_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Its full name: what the chats call the place where it stands."""
        return f"message:{self.id}"
