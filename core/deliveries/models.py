"""Rows of deliveries and of the changes asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base


class Delivery(Base):
    """What the seller handed over: the `nth` time for this order, a message and files."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "order_id", "nth", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    nth: Mapped[int]
    message: Mapped[str]
    files: Mapped[list[Any]]  # ids of stored files
    made_at: Mapped[datetime]


class Revision(Base):
    """What the buyer wants changed: the `nth` time for this order."""

    __tablename__ = "revisions"
    __table_args__ = (Index(None, "order_id", "nth", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    nth: Mapped[int]
    comment: Mapped[str]
    asked_at: Mapped[datetime]
