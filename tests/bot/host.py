"""The bot as its operator runs it: a process of its own that may be killed at any moment.

The sandbox lives in the process of the tests, so that a story can look at every call, plant
faults, and pull the plug at a moment it can name: before a call took effect, or right after.
"""

import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import make_url

from bot.clock import Clock
from bot.demo.people import Json, NoSuchButton, Person, World
from bot.hosting import DISCORD_SANDBOX_TOKEN, TELEGRAM_SANDBOX_TOKEN
from core import accounts, audit, gigs, inbox
from core.accounts import Account
from core.market import Market
from core.store import Tx, open_store
from sandbox.app import Sandbox
from sandbox.world import Fault, PlatformName
from tests.core.shop import one_package, words

T = TypeVar("T")
Call = dict[str, Any]

ROOT = Path(__file__).parents[2]
PLATFORMS: tuple[PlatformName, ...] = ("telegram", "discord")
BIO = "I have drawn logos for small shops since 2015."
PATIENCE_SECONDS = 60
A_MOMENT, A_WHILE = 0.01, 0.3
FOREVER = 1_000_000

# A handler marks its letter done last, before the commit: there it sticks.
TAR = """
CREATE TRIGGER tar AFTER UPDATE OF done_at ON inbox BEGIN
    SELECT sum(n) FROM (
        WITH RECURSIVE drip(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM drip LIMIT 1000000000)
        SELECT n FROM drip);
END
"""


class Host(World):
    """A sandbox here, and beside it a bot: started, killed, started again on the same data."""

    def __init__(self, sandbox: Sandbox, database_url: str, home: Path) -> None:
        super().__init__(sandbox.url)
        self.sandbox = sandbox
        self.database_url = database_url
        self.home = home
        self.crashes = 0
        self._log = Path(tempfile.mkstemp(suffix=".log", dir=home)[1])
        self._process: asyncio.subprocess.Process | None = None
        self._deeds: set[asyncio.Task[Any]] = set()

    @property
    def environment(self) -> dict[str, str]:
        """Every setting of the bot; none of the machine's own."""
        url = self.sandbox.url
        theirs = {k: v for k, v in os.environ.items() if not k.startswith(("JALON_", "PG"))}
        return {
            **theirs,
            "JALON_HOME": str(self.home),
            "JALON_DATABASE_URL": self.database_url,
            "JALON_SANDBOX_URL": url,
            "JALON_TELEGRAM_API_URL": f"{url}/telegram",
            "JALON_DISCORD_API_URL": f"{url}/discord",
            "JALON_TELEGRAM_MESSAGES_PER_SECOND": "10000",
            "JALON_DISCORD_MESSAGES_PER_SECOND": "10000",
            "JALON_CHAT_PAUSE_SECONDS": "0",
            "TELEGRAM_TOKEN": TELEGRAM_SANDBOX_TOKEN,
            "DISCORD_TOKEN": DISCORD_SANDBOX_TOKEN,
        }

    # --- the process

    async def starts(self) -> None:
        """Start the bot; returns when it says that it runs."""
        assert self._process is None, "one bot at a time"
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=self.environment,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            line = await self._process.stdout.readline()
        assert b"running" in line, self.said

    async def is_killed(self) -> None:
        """Pull the plug: no handler runs, nothing is flushed."""
        self.kill_now()
        await self.has_ended()

    def kill_now(self) -> None:
        """Send the signal no process can refuse, from wherever we are."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.kill()
            self.crashes += 1

    async def has_ended(self) -> int:
        """Wait until the process is gone; return its exit status."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._process.communicate()
        status = self._process.returncode
        assert status is not None
        self._process = None
        return status

    async def crashes_and_starts(self) -> None:
        """Kill it and start it again."""
        await self.is_killed()
        await self.starts()

    async def is_told_to_stop(self) -> int:
        """Ask it to stop, as a service manager does; return its exit status."""
        assert self._process is not None
        self._process.terminate()
        return await self.has_ended()

    async def dies_before(self, platform: str) -> None:
        """Wait until the bot calls this platform, and kill it before the call takes effect."""
        world, taken = self.sandbox.world, self.sandbox.world.take_fault

        def take(name: PlatformName) -> Fault | None:
            if name != platform:
                return taken(name)
            self.kill_now()
            return Fault(name, "drop", 1)

        world.take_fault = take  # type: ignore[method-assign,assignment]
        try:
            await self.has_ended()
        finally:
            del world.take_fault

    async def dies_after(self, platform: str, is_it: Callable[[Call], bool]) -> None:
        """Wait until such a call took effect, and kill the bot before it hears so."""
        world, note = self.sandbox.world, self.sandbox.world.note_call

        def note_and_kill(
            name: PlatformName, method: str, payload: object, answer: object, status: int
        ) -> None:
            note(name, method, payload, answer, status)
            if name == platform and status in (200, 204) and is_it(world.calls[-1]):
                self.kill_now()

        world.note_call = note_and_kill  # type: ignore[method-assign,assignment]
        try:
            await self.has_ended()
        finally:
            del world.note_call

    @property
    def said(self) -> str:
        """Everything the bot ever wrote to its operator."""
        return self._log.read_text(errors="replace")

    # --- people who do not wait for the bot

    async def sells(self, person: Person, *titles: str) -> list[str]:
        """Make somebody a seller, while the bot is not running; return their gigs' numbers."""

        def work(tx: Tx) -> list[str]:
            me = self.who(tx, person)
            accounts.start_selling(tx, me, name=person.name, languages=("en",), bio=BIO)
            return [
                str(gigs.publish(tx, me, **{**words(title=title), **one_package()}).id)
                for title in titles
            ]

        return await self.does(work)

    def begins(self, person: Person, deed: str, **body: Any) -> "asyncio.Task[Any]":
        """Let somebody do something, without looking at what comes of it."""
        work = self.call("POST", f"/people/{person.id}/{deed}", body)
        task = asyncio.get_running_loop().create_task(work)
        self._deeds.add(task)
        return task

    def begins_to_press(self, person: Person, label: str) -> "asyncio.Task[Any]":
        """Let somebody press a button of what they saw last."""
        message = next(
            m
            for m in sorted(person.inbox, key=lambda m: -m["seq"])
            if label in [b["label"] for b in m["buttons"]]
        )
        return self.begins(person, "press", message=message["id"], button=label)

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not happened():  # noqa: ASYNC110 - what it waits for rings no bell
                await asyncio.sleep(A_MOMENT)

    # --- faults

    def breaks(self, platform: str, status: Any = 500) -> None:
        """From now on every call that sends anything fails."""
        name: PlatformName = "telegram" if platform == "telegram" else "discord"
        self.sandbox.world.faults.append(Fault(name, status, FOREVER))

    def mends(self) -> None:
        """Everything works again."""
        self.sandbox.world.faults.clear()

    def failed(self, platform: str, since: int = 0) -> int:
        """Count the calls that came to nothing."""
        return sum(
            1
            for call in self.sandbox.world.calls
            if call["n"] > since and call["platform"] == platform and call["status"] in (0, 500)
        )

    @asynccontextmanager
    async def stuck(self, table: str) -> AsyncIterator[None]:
        """Let nobody commit a change: whoever tries is left in the middle of it.

        With `inbox` not even a letter can be kept. With any other table letters are kept, and
        their handlers stand still inside their transactions.
        """
        if self.database_url.startswith("sqlite"):
            async with self._stuck_sqlite(table):
                yield
            return
        connection = await asyncpg.connect(_address(self.database_url))
        try:
            async with connection.transaction():
                await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
                yield
        finally:
            await connection.close()

    @asynccontextmanager
    async def _stuck_sqlite(self, table: str) -> AsyncIterator[None]:
        path = str(make_url(self.database_url).database)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if table == "inbox":
                connection.execute("BEGIN IMMEDIATE")
                yield
                connection.rollback()
            else:
                connection.execute(TAR)
                yield
                connection.execute("DROP TRIGGER tar")

    async def letters(self) -> int:
        """Count the letters that are kept and not answered, while the bot runs."""
        return await self.counts("SELECT count(*) FROM inbox WHERE done_at IS NULL")

    async def counts(self, counting: str) -> int:
        """Ask the database for a number, while the bot runs."""
        if self.database_url.startswith("sqlite"):
            path = str(make_url(self.database_url).database)
            with closing(sqlite3.connect(path)) as file:
                return int(file.execute(counting).fetchone()[0])
        connection = await asyncpg.connect(_address(self.database_url))
        try:
            return int(await connection.fetchval(counting))
        finally:
            await connection.close()

    async def is_stuck_with_a_letter(self) -> None:
        """Wait until a letter is kept and its handler is in the middle of its work."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await self.letters():  # noqa: ASYNC110 - a database rings no bell
                await asyncio.sleep(A_MOMENT)
        await asyncio.sleep(A_WHILE)

    # --- looking into the data, while the bot is not running

    @asynccontextmanager
    async def open_market(self) -> AsyncIterator[Market]:
        """Open the bot's database; only while the bot does not run."""
        assert self._process is None
        store = await open_store(self.database_url)
        clock = Clock()
        clock.offset = self.sandbox.world.offset
        market = Market(store, now=clock)
        try:
            await market.open()
            yield market
        finally:
            await store.close()

    async def does(self, work: Callable[[Tx], T]) -> T:
        """Do something on the bot's data behind its back."""
        async with self.open_market() as market:
            return await market.do(work)

    def who(self, tx: Tx, person: Person) -> Account:
        """Return the account of somebody in the sandbox, made on the spot if need be."""
        them = self.sandbox.world.people[person.id]
        return accounts.identify(
            tx, platform=person.platform, external_id=str(them.number), name=them.name, locale="en"
        )

    async def check_nobody_waits(self) -> None:
        """Fail when anything is undone, unsaid, untold, or wrong with the books."""

        def left(tx: Tx) -> list[str]:
            letters = [
                *(x for p in PLATFORMS for x in inbox.unanswered(tx, p)),
                *(x for p in PLATFORMS for x in inbox.untold(tx, p)),
            ]
            return [letter.key for letter in letters]

        async with self.open_market() as market:
            assert await market.ask(left) == []
            assert await market.ask(audit.check) == []

    async def check_after_stop(self) -> None:
        """Fail when the bot does not stop cleanly, or leaves anything behind."""
        assert await self.is_told_to_stop() == 0
        assert "Traceback" not in self.said, self.said
        await self.check_nobody_waits()

    # --- the end

    async def __aexit__(self, *how: Any) -> None:
        """Leave nothing running."""
        if self._process is not None:
            await self.is_killed()
        await asyncio.gather(*self._deeds, return_exceptions=True)
        await super().__aexit__(*how)


@asynccontextmanager
async def open_host(database_url: str, home: Path) -> AsyncIterator[Host]:
    """Open a sandbox with nobody in it; the bot is not running yet."""
    sandbox = Sandbox()
    await sandbox.start()
    try:
        async with Host(sandbox, database_url, home) as host:
            yield host
    finally:
        await sandbox.stop()


def times(words: str, person: Person) -> int:
    """Count the messages in which somebody reads these words."""
    return sum(words in message["text"] for message in person.inbox)


def _address(url: str) -> str:
    return url.replace("+asyncpg", "")


__all__ = ["Host", "Json", "NoSuchButton", "Person", "open_host", "times"]
