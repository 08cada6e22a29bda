"""A little town: the real bot, connected to the sandbox over real sockets, and people in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.config import Settings
from bot.demo.people import Person
from bot.demo.people import World as People
from bot.hosting import in_sandbox
from core import audit
from core.kit.settings import MarketSettings
from sandbox.app import Sandbox
from sandbox.world import World


class Town(People):
    """The sandbox with the bot in it."""

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        super().__init__(sandbox.url)
        self.sandbox = sandbox
        self.settings = settings
        self.app = App(settings)

    async def wake(self) -> None:
        """Start the bot."""
        await self.app.start()

    async def sleep(self) -> None:
        """Stop the bot."""
        await self.app.stop()

    async def restart(self) -> None:
        """Stop the bot and start it again on the same data."""
        await self.sleep()
        self.app = App(self.settings)
        await self.wake()

    async def check_books(self) -> None:
        """Fail when anything is wrong with the books."""
        assert await self.app.market.ask(audit.check) == []

    async def book(self, kind: str) -> dict[str, str]:
        """Return the books of one kind as the page shows them: owner and amount."""
        for group in (await self.books())["groups"]:
            if group["title"] == kind:
                return {row["label"]: row["amount"] for row in group["rows"]}
        return {}


@asynccontextmanager
async def open_town(
    database_url: str,
    home: Path,
    market: MarketSettings | None = None,
    world: World | None = None,
) -> AsyncIterator[Town]:
    """Open a town on an empty database; its books are checked at the end."""
    sandbox = Sandbox(world)
    url = await sandbox.start()
    settings = in_sandbox(
        Settings(
            home=str(home),
            database_url=database_url,
            telegram_messages_per_second=10_000,
            discord_messages_per_second=10_000,
            chat_pause_seconds=0.0,
            market=market or MarketSettings(),
        ),
        url,
    )
    async with Town(sandbox, settings) as town:
        await town.wake()
        try:
            yield town
            await town.settle()
            await town.check_books()
        finally:
            await town.sleep()
            await sandbox.stop()


__all__ = ["Person", "Town", "open_town"]
