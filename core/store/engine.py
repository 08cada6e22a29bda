"""Open a database. Everything inside a unit of work is synchronous; only these doors wait."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

T = TypeVar("T")
Unit = Callable[[Session], T]


class CannotOpen(Exception):
    """The database cannot be used; the text says why and what to do."""


class Clash(Exception):
    """This unit saw a mixture of two moments and was undone; run it again."""


class Store(Protocol):
    """A database that runs whole units of work, each in one serializable transaction."""

    dialect: str

    async def run(self, unit: Unit[T], *, write: bool) -> T:
        """Run a unit and commit it. Raises `Clash` when it must be run again.

        A unit that only reads takes no write lock. Once handed over, a unit runs to its end
        even when whoever waits for it is cancelled.
        """

    async def alter(self, change: Callable[[Connection], T]) -> T:
        """Run schema changes on a plain connection."""

    async def close(self) -> None:
        """Let go of the database."""


async def open_store(url: str) -> Store:
    """Open the database behind a SQLAlchemy URL: `sqlite+aiosqlite` or `postgresql+asyncpg`."""
    if url.startswith("sqlite"):
        from core.store.sqlite import SqliteStore

        return await SqliteStore.open(url)
    if url.startswith("postgresql"):
        from core.store.postgres import PostgresStore

        return await PostgresStore.open(url)
    raise CannotOpen(
        f"{url.partition(':')[0]!r} is not a database this market knows: "
        "use sqlite+aiosqlite:///FILE or postgresql+asyncpg://…"
    )
