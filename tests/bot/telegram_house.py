"""The real Telegram adapter in a town of the sandbox, with a reception behind it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiohttp import web

from bot.platform import (
    Incoming,
    MenuEntry,
    Sent,
)
from bot.platforms.telegram import Telegram, Webhook
from bot.platforms.telegram.ingress import Poll
from bot.ui import Button, Screen, Style
from core.kit.text import _, verbatim
from sandbox.world import Fault
from tests.bot.reception import Reception
from tests.sandbox.telegram_town import TOKEN, Neighbour, Town

MENU = (
    MenuEntry("search", verbatim("/search"), verbatim("Find a gig")),
    MenuEntry("create", verbatim("/créer-un"), verbatim("Publish a gig")),
)
YES = Screen(title=_("Well done"), buttons=((Button(_("Again"), "of.ok:1", Style.GOOD),),))


class House:
    """The bot in a town: its platform, and the desk behind it."""

    def __init__(self, town: Town, platform: Telegram, desk: Reception) -> None:
        self.town = town
        self.platform = platform
        self.desk = desk

    async def meets(self, name: str = "Ana", language: str = "fr") -> Neighbour:
        """Let somebody in who starts the bot."""
        someone = await self.town.meets(name, language, started=False)
        await someone.says("/start")
        await self.desk.next()
        return someone

    async def hears(self, act: Awaitable[Any]) -> Incoming:
        """Let somebody act; return what the desk is told."""
        acting = asyncio.ensure_future(act)
        incoming = await self.desk.next()
        await acting
        return incoming

    async def answers(
        self, act: Awaitable[Any], screen: Screen, locale: str = "en"
    ) -> tuple[Any, Sent | None]:
        """Let somebody act and show them this; return what their app says, and where it is."""
        acting = asyncio.ensure_future(act)
        incoming = await self.desk.next()
        sent = await self.platform.show(incoming.address, screen, locale)
        return await acting, sent

    def dies_next(self) -> None:
        """Be killed once the next batch is kept, before it is confirmed."""
        poll = self.platform._entrance
        assert isinstance(poll, Poll)

        def die() -> None:
            poll._closing = True
            self.platform._entrance = None

        self.desk.afterwards = die

    def plants(self, status: Literal[429, 403, 500, "drop"], times: int = 1) -> None:
        """Let the next calls fail."""
        self.town.world.faults.append(Fault("telegram", status, times, retry_after=7))

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the calls of a method, with their answers."""
        return [c for c in self.town.world.calls if c["method"] == method]


def connect(town: Town, webhook: Webhook | None = None) -> Telegram:
    return Telegram(TOKEN, api_url=f"{town.url}/telegram", webhook=webhook)


@asynccontextmanager
async def open_house(town: Town) -> AsyncIterator[House]:
    desk = Reception(*MENU)
    platform = connect(town)
    await platform.start(desk)
    try:
        yield House(town, platform, desk)
    finally:
        await platform.stop()


@asynccontextmanager
async def odd_telegram(*answers: web.Response) -> AsyncIterator[tuple[Telegram, list[Any]]]:
    """A Telegram that gives these answers to what is sent, one after another."""
    asked: list[Any] = []
    given = iter(answers)

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/getMe"):
            me = {"id": 1, "is_bot": True, "first_name": "Jalon", "username": "JalonBot"}
            return web.json_response({"ok": True, "result": me})
        if request.content_type != "application/json" or request.path.endswith("/getUpdates"):
            await asyncio.sleep(0.01)
            return web.json_response({"ok": True, "result": []})
        asked.append(await request.json())
        return next(given)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    platform = Telegram(TOKEN, api_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await platform.start(Reception())
    try:
        yield platform, asked
    finally:
        await platform.stop()
        await runner.cleanup()
