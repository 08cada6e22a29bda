"""PostgreSQL: every unit serializable, run whole through `AsyncSession.run_sync` on asyncpg."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm.exc import StaleDataError

from core.store.engine import CannotOpen, Clash, Unit
from core.store.session import UnitSession

T = TypeVar("T")

CLASHES = frozenset({"40001", "40P01"})  # could not serialize; deadlock
POOL = 8
WRITERS = 1  # two at once undo each other more often than they gain: one process has one core


class PostgresStore:
    """Any number of processes; whoever saw a mixture of two moments runs again."""

    dialect = "postgresql"

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._working: set[asyncio.Task[Any]] = set()
        self._writers = asyncio.Semaphore(WRITERS)
        self._readers = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @classmethod
    async def open(cls, url: str) -> "PostgresStore":
        """Connect once, to fail early and clearly."""
        try:
            engine = create_async_engine(
                url, isolation_level="SERIALIZABLE", pool_size=POOL, max_overflow=POOL
            )
            async with engine.connect():
                pass
        except (OSError, DBAPIError) as error:
            why = getattr(error, "orig", None) or error
            raise CannotOpen(f"PostgreSQL cannot be reached: {_line(why)}") from error
        return cls(engine)

    async def run(self, unit: Unit[T], *, write: bool) -> T:
        """Run a unit whole; see `Store.run`."""
        running = self._write(unit) if write else self._run(unit, self._readers)
        work = asyncio.get_running_loop().create_task(running)
        self._working.add(work)
        work.add_done_callback(self._done)
        return await asyncio.shield(work)

    def _done(self, work: "asyncio.Task[Any]") -> None:
        self._working.discard(work)
        if not work.cancelled():
            work.exception()  # a waiter that was cancelled will not ask

    async def _write(self, unit: Unit[T]) -> T:
        async with self._writers:
            return await self._run(unit, self._engine)

    async def _run(self, unit: Unit[T], engine: AsyncEngine) -> T:
        try:
            async with self._session(engine) as session, session.begin():
                return await session.run_sync(unit)
        except (IntegrityError, StaleDataError) as clash:
            raise Clash(str(clash)) from clash
        except DBAPIError as clash:
            if getattr(clash.orig, "sqlstate", None) in CLASHES:
                raise Clash(str(clash)) from clash
            raise

    def _session(self, engine: AsyncEngine) -> AsyncSession:
        return AsyncSession(engine, sync_session_class=UnitSession, expire_on_commit=False)

    async def alter(self, change: Callable[[Connection], T]) -> T:
        """Run schema changes in one transaction."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(change)

    async def close(self) -> None:
        """Finish what was handed over, then close every connection."""
        if self._working:
            await asyncio.wait(self._working)
        await self._engine.dispose()


def _line(error: BaseException) -> str:
    """Say an error in one line; a driver's advice is of no use to an operator."""
    return next(iter(str(error).splitlines()), type(error).__name__)
