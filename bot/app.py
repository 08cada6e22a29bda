"""Everything put together: one process, one loop, a clean start and a clean stop."""

import asyncio
import gc
import logging
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import bot.registry
from bot import bookkeeping, platforms
from bot.clock import Clock
from bot.config import BadSettings, Settings
from bot.delivery import Delivery
from bot.lanes import Lanes, Pace
from bot.link import Link
from bot.platform import CannotConnect, Platform
from bot.router import Router
from bot.seal import Seal
from core import communities, deadlines, inbox, notifications
from core.files import Blobs
from core.market import Market
from core.reactions import WHEN_TIME_IS_UP
from core.sending import Sending
from core.store import CannotOpen, migrations, open_store

TICK_SECONDS = 1.0
SWEEP_EVERY = timedelta(hours=6)
LINK_PATIENCE_SECONDS = 10
LAST_WORDS_SECONDS = 5
GARBAGE = (20_000, 20, 20)  # a press makes thousands of things that go by themselves

log = logging.getLogger(__name__)


class App:
    """The running bot."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock()
        self.market: Market
        self.router: Router
        self.delivery: Delivery
        self.sending: Sending
        self.platforms: dict[str, Platform] = {}
        self._stack = AsyncExitStack()

    async def start(self) -> None:
        """Open the database, finish what a crash left, connect the platforms.

        Raises `BadSettings`, `CannotOpen` or `CannotConnect` with one line for the operator.
        """
        gc.disable()  # what is made while starting stays
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        finally:
            gc.enable()
        gc.freeze()
        gc.set_threshold(*GARBAGE)

    async def _start(self) -> None:
        settings = self.settings
        bot.registry.load()
        self.market = await open_market(settings, self.clock, self._stack)
        await self.market.open()
        await self.market.do(lambda tx: communities.name_operators(tx, settings.owners))
        self.platforms = {name: platforms.load(name)(settings) for name in wanted(settings)}
        lanes = {name: Lanes(pace(name, settings)) for name in self.platforms}
        home = settings.home_folder
        self.router = Router(self.market, Blobs(home / "files"), Seal(home), lanes)
        self.delivery = Delivery(self.market, self.platforms, lanes)
        self.sending = Sending(self.market)
        if self.market.store.dialect == "sqlite":  # which has one process at a time
            await self.market.do(notifications.let_go)
        if settings.sandbox_url:
            await self._call_sandbox(settings.sandbox_url)
        for platform in self.platforms.values():
            self._stack.push_async_callback(platform.stop)
        self._stack.push_async_callback(self.router.rest, LAST_WORDS_SECONDS)
        self._stack.push_async_callback(self.delivery.rest, LAST_WORDS_SECONDS)
        await self._connect()
        self._run(self.delivery.run())
        self._run(self.sending.run())
        self._run(self._tick())

    async def _connect(self) -> None:
        """Open every platform at once; of all that goes wrong, the operator is told one thing."""
        try:
            async with asyncio.TaskGroup() as starting:
                for platform in self.platforms.values():
                    starting.create_task(self._open(platform))
        except ExceptionGroup as several:
            refused = several.subgroup(CannotConnect)
            if refused is None:
                raise
            raise refused.exceptions[0] from None

    async def _open(self, platform: Platform) -> None:
        await platform.start(self.router)
        await self.router.recover(platform)

    async def stop(self) -> None:
        """Stop listening, finish what was begun, let go of everything."""
        await self._stack.aclose()

    async def settle(self) -> None:
        """Answer, do and tell everything there is to, now."""
        while True:
            for platform in self.platforms.values():
                await platform.idle()
            await self.router.idle()
            kept = await self.market.tick() + await self.sending.send()
            await self.delivery.settle()
            await self.router.idle()
            if not kept and not await self.delivery.deliver():
                return

    async def books(self) -> dict[str, Any]:
        """Return the books as the sandbox's page shows them."""
        return await self.market.ask(bookkeeping.books)

    async def _call_sandbox(self, url: str) -> None:
        line = Link(
            url,
            self.clock,
            settle=self.settle,
            books=self.books,
            next_due=lambda: self.market.ask(deadlines.earliest),
        )
        self._run(line.run())
        try:
            await asyncio.wait_for(line.ready.wait(), LINK_PATIENCE_SECONDS)
        except TimeoutError:
            raise BadSettings(f"setting sandbox_url: nothing answers at {url}") from None

    async def _tick(self) -> None:
        swept = self.clock() - SWEEP_EVERY
        while True:
            try:
                await self.market.tick()
                if self.clock() - swept >= SWEEP_EVERY:
                    await self.market.do(inbox.forget_old)
                    swept = self.clock()
            except Exception:
                log.exception("the clock stumbled; it goes on")
            await asyncio.sleep(TICK_SECONDS)

    def _run(self, work: Any) -> None:
        """Run something beside everything else until the app stops."""
        task = asyncio.get_running_loop().create_task(work)

        async def end() -> None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        self._stack.push_async_callback(end)


def check_timers(settings: Settings) -> None:
    """Refuse a length of time that no table has: it would silently not hold."""
    known = sorted(f"{kind}.{verb}" for kind, verb in WHEN_TIME_IS_UP)
    for name in settings.market.timers:
        if name not in known:
            raise BadSettings(
                f"setting market.timers: there is no {name!r}; there are {', '.join(known)}"
            )


async def open_market(settings: Settings, clock: Clock, stack: AsyncExitStack) -> Market:
    """Open the database behind the settings; it closes with the stack."""
    check_timers(settings)
    try:
        settings.home_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(f"setting home: {settings.home_folder}: {error.strerror}") from None
    store = await open_store(settings.database)
    stack.push_async_callback(store.close)
    await migrations.ensure_current(store)
    return Market(store, now=clock, settings=settings.market)


def wanted(settings: Settings) -> tuple[str, ...]:
    """Return the platforms to connect to: those named, or those that have a token."""
    tokens = {"telegram": settings.telegram_token, "discord": settings.discord_token}
    names = settings.platforms or tuple(name for name, token in tokens.items() if token)
    for name in names:
        if name not in platforms.names():
            known = ", ".join(platforms.names())
            raise BadSettings(f"setting platforms: there is no {name!r}; there are {known}")
        if name in tokens and not tokens[name]:
            raise BadSettings(f"setting platforms: {name} needs a token ({name.upper()}_TOKEN)")
    if not names:
        raise BadSettings("no platform to connect to: set TELEGRAM_TOKEN or DISCORD_TOKEN")
    return names


def pace(name: str, settings: Settings) -> Pace:
    """Return how fast a platform may be written to."""
    pause = settings.chat_pause_seconds
    if name == "telegram":
        return Pace(
            settings.telegram_messages_per_second,
            lane_seconds=pause,
            burst=3,
            group_seconds=3 * pause,
        )
    return Pace(settings.discord_messages_per_second, lane_seconds=pause, burst=5)


__all__ = ["App", "CannotConnect", "CannotOpen", "open_market"]
