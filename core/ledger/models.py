"""Rows of the books."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base


class Posting(Base):
    """One thing that happened to money. Its key makes it happen once."""

    __tablename__ = "postings"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Entry(Base):
    """One side of a posting. Only ever added; the entries of a posting sum to zero."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("minor <> 0", name="moves_something"),
        Index(None, "book", "id"),
        Index(None, "posting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    posting: Mapped[str] = mapped_column(ForeignKey("postings.key"))
    move: Mapped[str]
    book: Mapped[str]
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))


class Balance(Base):
    """What a held book holds now: the sum of its entries, kept at hand."""

    __tablename__ = "balances"
    __table_args__ = (CheckConstraint("minor >= 0", name="not_below_zero"),)

    book: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    minor: Mapped[int]
