"""Rows of the search: what is known of each gig on sale, and which gigs have a word."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base

BytewiseString = String().with_variant(String(collation="C"), "postgresql")  # as SQLite does


class Listing(Base):
    """A gig on sale, as the search sees it.

    `title` holds the words of the title and `words` all words and facts, each between spaces.
    The indexes give the gigs of a community in every order one may ask for.
    """

    __tablename__ = "listings"
    __table_args__ = (
        Index(None, "community_id", "listed_at", "gig_id"),
        Index(None, "community_id", "price_minor", "gig_id"),
        Index(None, "community_id", "days", "gig_id"),
    )

    gig_id: Mapped[str] = mapped_column(BytewiseString, primary_key=True)
    community_id: Mapped[str]
    title: Mapped[str]
    words: Mapped[str]
    price_minor: Mapped[int]
    days: Mapped[int]
    listed_at: Mapped[datetime]


class Term(Base):
    """This gig has this word: in its title (`in_title` 1) or elsewhere (0)."""

    __tablename__ = "gig_terms"
    __table_args__ = (
        PrimaryKeyConstraint("community_id", "term", "in_title", "gig_id"),
        {"sqlite_with_rowid": False},
    )

    community_id: Mapped[str]
    term: Mapped[str] = mapped_column(BytewiseString)
    in_title: Mapped[int]
    gig_id: Mapped[str] = mapped_column(BytewiseString)


class Search(Base):
    """What somebody looked for, so that a button can turn its pages.

    The same criteria are the same row, whoever looks: `id` is made from them.
    """

    __tablename__ = "searches"
    __table_args__ = (Index(None, "asked_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    criteria: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
