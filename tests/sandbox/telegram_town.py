"""A small town on the pretended Telegram: real sockets, the real library, the people's API."""

import asyncio
import base64
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from sandbox.link import Link
from sandbox.people import PeopleApi
from sandbox.reading import refusals
from sandbox.telegram import Telegram
from sandbox.world import World

Json = dict[str, Any]
Answer = Callable[[Any], Awaitable[Any]]
TOKEN = "7654321098:test_token-0123456789"
LARGEST_BODY = 128 * 1024 * 1024


def picture(width: int = 40, height: int = 30) -> bytes:
    """Return a real PNG of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x7f" * width for _ in range(height)), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


class Neighbour:
    """Someone, through the people's API."""

    def __init__(self, town: "Town", told: Json) -> None:
        self.town = town
        self.id: str = told["id"]
        self.number = int(told["number"])
        self.chat: str = told["chats"][0]["id"]

    async def does(self, what: str, *, status: int = 200, **body: Any) -> Json:
        """Act; return the answer, which has this status."""
        return await self.town.asks("POST", f"/people/{self.id}/{what}", status=status, **body)

    async def says(self, text: str, **more: Any) -> Json:
        return await self.does("say", text=text, **more)

    async def sends(self, *files: tuple[str, bytes], text: str = "", **more: Any) -> Json:
        coded = [
            {"name": name, "content": base64.b64encode(content).decode()} for name, content in files
        ]
        return await self.does("say", text=text, files=coded, **more)

    async def sees(self) -> list[Json]:
        """Return what is on their screen now."""
        told = await self.town.asks("GET", f"/people/{self.id}/sees")
        return [m for m in told["messages"] if not m["deleted"]]

    async def last(self) -> Json:
        """Return the newest message on their screen."""
        return (await self.sees())[-1]

    async def presses(self, button: str, *, status: int = 200, on: Json | None = None) -> Json:
        message = on or await self.last()
        return await self.does("press", status=status, message=message["id"], button=button)


class Town:
    """The server, its world, and a bot that speaks to it with python-telegram-bot."""

    def __init__(
        self, url: str, world: World, platform: Telegram, session: aiohttp.ClientSession
    ) -> None:
        self.url = url
        self.platform = platform
        self.world = world
        self.session = session
        self.offset = 0
        self.bot = Bot(
            TOKEN,
            base_url=f"{url}/telegram/bot",
            base_file_url=f"{url}/telegram/file/bot",
            request=HTTPXRequest(connection_pool_size=8, read_timeout=20),
            get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=20),
        )

    async def asks(self, verb: str, path: str, *, status: int = 200, **body: Any) -> Json:
        """Call the people's API."""
        sent = body if verb != "GET" else None
        async with self.session.request(verb, self.url + path, json=sent) as answer:
            told: Json = await answer.json()
            assert answer.status == status, told
            return told

    async def calls(self, method: str, *, status: int = 200, **params: Any) -> Any:
        """Call a method raw; return its result, or the whole refusal."""
        url = f"{self.url}/telegram/bot{TOKEN}/{method}"
        async with self.session.post(url, json=params) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            told = await answer.json()
            assert answer.status == status, told
            return told["result"] if status == 200 else told

    async def refuses(self, method: str, says: str, *, status: int = 400, **params: Any) -> None:
        """Check that a call is refused in these words."""
        told = await self.calls(method, status=status, **params)
        prefix = {400: "Bad Request: ", 403: "Forbidden: "}.get(status, "")
        assert told == {"ok": False, "error_code": status, "description": prefix + says}

    async def meets(
        self, name: str = "Ana", language: str = "fr", *, started: bool = True
    ) -> Neighbour:
        """Let somebody in; unless said otherwise they have started the bot."""
        told = await self.asks(
            "POST", "/people", status=201, platform="telegram", name=name, language=language
        )
        someone = Neighbour(self, told)
        if started:
            await self.hears(someone.says("/start"))
        return someone

    async def opens(self, owner: Neighbour, *members: Neighbour, forum: bool = False) -> Json:
        """Open a group with the bot in it."""
        told = await self.asks(
            "POST",
            "/places",
            status=201,
            platform="telegram",
            kind="group",
            name="Makers",
            owner=owner.id,
            members=[m.id for m in members],
            forum=forum,
        )
        await self.fetches()
        return told

    async def fetches(self, seconds: int = 0, **more: Any) -> list[Update]:
        """Fetch and confirm what there is for the bot."""
        updates = await self.bot.get_updates(offset=self.offset, timeout=seconds, **more)
        if updates:
            self.offset = updates[-1].update_id + 1
        return list(updates)

    async def next(self) -> Any:
        """Wait for exactly one update."""
        (update,) = await self.fetches(5)
        return update

    async def hears(self, act: Awaitable[Any], count: int = 1) -> list[Any]:
        """Let somebody act; return what the bot is told of it."""
        acting = asyncio.ensure_future(act)
        heard: list[Any] = []
        while len(heard) < count:
            news = await self.fetches(5)
            assert news, "the bot was told nothing"
            heard += news
        await acting
        await self.bot.get_updates(offset=self.offset, timeout=0)  # confirm them
        return heard

    async def with_bot(self, act: Awaitable[Any], answer: Answer) -> Any:
        """Let somebody act while the bot answers what it is told of it; return the outcome."""
        acting = asyncio.ensure_future(act)
        await answer(await self.next())
        return await acting

    async def plants(self, status: int | str, times: int = 1, **more: Any) -> None:
        """Plant a fault."""
        body = {"platform": "telegram", "status": status, "times": times, **more}
        async with self.session.post(f"{self.url}/faults", json=body) as answer:
            assert answer.status == 201


@asynccontextmanager
async def open_town() -> AsyncIterator[Town]:
    """Open a town with nobody in it."""
    world = World()
    platform = Telegram(world)
    app = web.Application(middlewares=[refusals], client_max_size=LARGEST_BODY)
    app.add_routes(PeopleApi(world, {"telegram": platform}, Link(world)).routes())
    app.add_routes(platform.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        town = Town(url, world, platform, session)
        async with town.bot:
            yield town
    await runner.cleanup()
