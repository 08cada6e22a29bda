"""SQLite: one writer, one reader, each on a thread that aiosqlite owns; units run in one hop.

Waiting writers share a commit: up to `GROUP` units run one after another, each in a savepoint,
and one fsync makes them all durable.
"""

import asyncio
import fcntl
import os
import sqlite3
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from core.store.engine import CannotOpen, Clash, Unit
from core.store.session import UnitSession

T = TypeVar("T")

GROUP = 16
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit that was answered survives the power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA wal_autocheckpoint = 10000",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
)


class Dialect(SQLiteDialect_pysqlite):
    """SQLite, which makes no statement anew to say where a unit begins and ends."""

    supports_statement_cache = True

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin a unit."""
        connection.exec_driver_sql(f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Undo a unit."""
        connection.exec_driver_sql(f"ROLLBACK TO SAVEPOINT {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Let a unit's changes stand."""
        connection.exec_driver_sql(f"RELEASE SAVEPOINT {name}")


registry.register("sqlite.jalon", __name__, Dialect.__name__)


class Worker(aiosqlite.Connection):
    """A connection whose thread also runs whole functions."""

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function on the connection's own thread."""
        result: T = await self._execute(function)  # type: ignore[no-untyped-call]
        return result

    def engine(self) -> Engine:
        """Return a synchronous engine over this very connection; for its own thread only."""
        engine = create_engine(
            "sqlite+jalon://", creator=lambda: self._conn, poolclass=StaticPool, echo=False
        )
        event.listen(engine, "begin", _begin_immediate)
        return engine


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock first: what was read stays true until the commit."""
    deferred = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")


def _connect(path: str) -> Worker:
    def connector() -> sqlite3.Connection:
        # aiosqlite leaves the thread to us: everything below runs on it, shutdown included
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    return Worker(connector, iter_chunk_size=64)


class SqliteStore:
    """One process, one writer; a second process is refused."""

    dialect = "sqlite"

    def __init__(self, writer: Worker, reader: Worker, lock: IO[str] | None) -> None:
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._waiting: deque[tuple[Unit[Any], asyncio.Future[Any]]] = deque()
        self._draining: asyncio.Task[None] | None = None
        self._write_connection: Connection
        self._read_connection: Connection

    @classmethod
    async def open(cls, url: str) -> "SqliteStore":
        """Open the file (or `:memory:`-free temporary path) and prove that rollback works."""
        path = make_url(url).database
        if not path or path == ":memory:":
            raise CannotOpen("SQLite needs a file: sqlite+aiosqlite:///path/to/jalon.db")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(path)
        try:
            writer, reader = _connect(path), _connect(path)
            await writer
            await reader
        except sqlite3.Error as error:
            raise CannotOpen(f"SQLite cannot open {path}: {error}") from error
        store = cls(writer, reader, lock)
        await writer.run(store._set_up_writer)
        await reader.run(store._set_up_reader)
        return store

    def _set_up_writer(self) -> None:
        self._write_connection = self._writer.engine().connect()
        cursor = self._write_connection.connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        _prove_rollback(self._write_connection)

    def _set_up_reader(self) -> None:
        connection = self._reader.engine().connect()
        cursor = connection.connection.cursor()
        for pragma in (*PRAGMAS[2:4], *PRAGMAS[5:], "PRAGMA query_only = ON"):
            cursor.execute(pragma)
        self._read_connection = connection.execution_options(reads=True)

    async def run(self, unit: Unit[T], *, write: bool) -> T:
        """Run a unit whole; see `Store.run`."""
        if not write:
            return await asyncio.shield(self._reader.run(lambda: self._read(unit)))
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, done))
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._drain())
        return await asyncio.shield(done)

    async def alter(self, change: Callable[[Connection], T]) -> T:
        """Run schema changes on the writer."""

        def work() -> T:
            with self._write_connection.begin():
                return change(self._write_connection)

        return await self._writer.run(work)

    async def close(self) -> None:
        """Finish what was handed over, then let go of the file."""
        if self._draining is not None:
            await self._draining
        for worker, connection in (
            (self._reader, self._read_connection),
            (self._writer, self._write_connection),
        ):
            await worker.run(lambda c=connection: _close(c))  # type: ignore[misc]
            await worker.close()
        if self._lock is not None:
            self._lock.close()

    async def _drain(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(GROUP, len(self._waiting)))]
            units = [unit for unit, _done in group]
            try:
                outcomes = await self._writer.run(lambda units=units: self._write(units))  # type: ignore[misc]
            except Exception as error:  # the commit failed: everyone in it is told
                outcomes = [error] * len(group)
            for (_unit, done), outcome in zip(group, outcomes, strict=True):
                if done.cancelled():
                    continue
                if isinstance(outcome, BaseException):
                    done.set_exception(outcome)
                    done.exception()  # a waiter that was cancelled will not ask
                else:
                    done.set_result(outcome[0])

    def _write(self, units: list[Unit[Any]]) -> list[Any]:
        outcomes: list[Any] = []
        connection = self._write_connection
        transaction = connection.begin()
        try:
            for unit in units:
                session = UnitSession(
                    connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
                )
                try:
                    result = unit(session)
                    session.commit()
                    outcomes.append((result,))
                except (IntegrityError, StaleDataError) as clash:
                    session.rollback()
                    outcomes.append(_as_clash(clash))
                except Exception as error:  # handed to whoever asked for the unit
                    session.rollback()
                    outcomes.append(error)
                finally:
                    session.close()
            transaction.commit()
        except BaseException:
            transaction.rollback()
            raise
        return outcomes

    def _read(self, unit: Unit[T]) -> T:
        with (
            self._read_connection.begin(),
            UnitSession(
                self._read_connection,
                expire_on_commit=False,
                autoflush=False,
                join_transaction_mode="rollback_only",
            ) as session,
        ):
            return unit(session)


def _as_clash(error: Exception) -> Clash:
    clash = Clash(str(error))
    clash.__cause__ = error
    return clash


def _close(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose(close=False)


def _take_lock(path: str) -> IO[str]:
    lock = Path(f"{path}.lock").open("a")  # noqa: SIM115 - held until the store closes
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotOpen(
            f"another process is using {os.path.basename(path)}. SQLite serves one process; "
            "stop the other one, or use PostgreSQL (JALON_DATABASE_URL=postgresql+asyncpg://…)"
        ) from None
    return lock


def _prove_rollback(connection: Connection) -> None:
    """Write, undo, look: a database that cannot undo must not hold money."""
    transaction = connection.begin()
    connection.exec_driver_sql("CREATE TABLE proof_of_rollback (x INTEGER)")
    transaction.rollback()
    with connection.begin():
        left = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'proof_of_rollback'"
        ).scalar_one()
    if left:
        raise CannotOpen("this SQLite does not roll back; refusing to keep money in it")
