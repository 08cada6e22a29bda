"""Rows of people."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base


class Account(Base):
    """A person. Everyone is a buyer; `selling_since` makes them a seller too.

    `last_platform` is where they were last heard: messages go there first.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    locale: Mapped[str]
    locale_chosen: Mapped[bool] = mapped_column(default=False)
    last_platform: Mapped[str]
    created_at: Mapped[datetime]
    selling_since: Mapped[datetime | None]
    bio: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[Any]] = mapped_column(default=list)
    banned: Mapped[bool] = mapped_column(default=False)  # somewhere: look closer

    @property
    def sells(self) -> bool:
        """Whether this person has taken the seller's role."""
        return self.selling_since is not None


class Identity(Base):
    """A name this person answers to on some platform. `reachable` turns false on a block.

    `handle` is what others there may call them by; some platforms have none.
    """

    __tablename__ = "identities"
    __table_args__ = (Index(None, "account_id"),)

    platform: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str]
    handle: Mapped[str] = mapped_column(default="")
    reachable: Mapped[bool] = mapped_column(default=True)


class Sighting(Base):
    """Somebody was heard in this group: there they may be named by a word."""

    __tablename__ = "sightings"

    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
