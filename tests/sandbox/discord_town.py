"""A small town on the pretended Discord: real sockets, the real library, the people's API."""

import asyncio
import base64
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, cast

import aiohttp
import discord
import pytest
import yarl
from aiohttp import web

from sandbox.discord import Discord
from sandbox.link import Link
from sandbox.people import PeopleApi
from sandbox.reading import refusals
from sandbox.world import World
from tests.sandbox import discord_spec

Json = dict[str, Any]
TOKEN = "MTIz.abc.def"
V2 = 1 << 15
EPHEMERAL = 64
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000030802000000368849d6"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
Answering = Callable[[discord.Interaction], Awaitable[None]]


async def in_silence(_asked: discord.Interaction) -> None:
    """Answer nothing."""


class Bot(discord.Client):
    """A bot that reads raw interactions, as ours does."""

    def __init__(self, **more: Any) -> None:
        intents = discord.Intents(guilds=True, dm_messages=True, guild_messages=True)
        super().__init__(
            intents=more.pop("intents", intents),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.05,
            enable_debug_events=True,
            **more,
        )
        self.answering: Answering = in_silence
        self.asked: list[discord.Interaction] = []
        self.heard: list[discord.Message] = []
        self.happened: list[str] = []
        self.failed: list[BaseException] = []
        self.dispatched: list[Json] = []  # interactions, as they came

    async def on_interaction(self, asked: discord.Interaction) -> None:
        self.asked.append(asked)
        try:
            await self.answering(asked)
        except Exception as error:  # shown by the test
            self.failed.append(error)

    async def on_socket_raw_receive(self, said: str) -> None:
        told = json.loads(said)
        if told["t"] == "INTERACTION_CREATE":
            self.dispatched.append(told["d"])

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_resumed(self) -> None:
        self.happened.append("resumed")

    async def on_disconnect(self) -> None:
        self.happened.append("disconnect")

    async def on_thread_create(self, _thread: discord.Thread) -> None:
        self.happened.append("thread")

    async def on_raw_thread_update(self, told: discord.RawThreadUpdateEvent) -> None:
        self.happened.append(f"thread archived={told.data['thread_metadata']['archived']}")

    async def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Call an endpoint by hand, through the library."""
        route = discord.http.Route(method, path)
        more: Json = {} if body is None else {"json": body}
        if query:
            more["params"] = query
        return await self.http.request(route, **more)

    async def refused(self, code: int, method: str, path: str, body: Any = None) -> None:
        """Check that an endpoint refuses with this code."""
        with pytest.raises(discord.HTTPException) as caught:
            await self.call(method, path, body)
        assert caught.value.code == code

    async def answer(self, asked: discord.Interaction, kind: int, **data: Any) -> None:
        """Give a raw first answer."""
        body: Json = {"type": kind}
        if data:
            body["data"] = data
        await self.call("POST", f"/interactions/{asked.id}/{asked.token}/callback", body)


class Someone:
    """A person, through the people's API."""

    def __init__(self, town: "Town", about: Json) -> None:
        self.town = town
        self.id: str = about["id"]
        self.number = int(about["number"])
        self.dm: str = about["chats"][0]["id"]

    async def does(self, act: str, *, status: int = 200, **body: Any) -> Json:
        return await self.town.post(f"/people/{self.id}/{act}", status=status, **body)

    async def sees(self, after: int = 0) -> list[Json]:
        answer = await self.town.get(f"/people/{self.id}/sees?after={after}")
        messages: list[Json] = answer["messages"]
        return messages

    async def last(self) -> Json:
        return (await self.sees())[-1]

    async def modal(self) -> Json | None:
        answer: Json = await self.town.get(f"/people/{self.id}/sees")
        modal: Json | None = answer["modal"]
        return modal

    async def presses(self, button: str, **more: Any) -> Json:
        return await self.does("press", message=(await self.last())["id"], button=button, **more)


class Town:
    """A sandbox with only Discord in it, and a bot."""

    def __init__(self) -> None:
        self.world = World()
        self.discord = Discord(self.world)
        self.url = ""
        self.bot = Bot()
        self.session = aiohttp.ClientSession()

    async def post(self, path: str, *, status: int = 200, **body: Any) -> Json:
        async with self.session.post(self.url + path, json=body) as answer:
            told: Json = await answer.json()
            assert answer.status == status, told
            return told

    async def get(self, path: str) -> Json:
        async with self.session.get(self.url + path) as answer:
            told: Json = await answer.json()
            assert answer.status == 200, told
            return told

    async def meet(self, name: str, language: str = "en") -> Someone:
        body = {"platform": "discord", "name": name, "language": language}
        return Someone(self, await self.post("/people", status=201, **body))

    async def open(self, owner: Someone, *members: Someone, denies: Sequence[str] = ()) -> Json:
        body = {"owner": owner.id, "members": [m.id for m in members], "name": "Atelier"}
        body["denies"] = list(denies)
        return await self.post("/places", status=201, platform="discord", kind="server", **body)

    def number(self, chat: str) -> int:
        return self.world.chats[chat].number

    @property
    def calls(self) -> list[Json]:
        return self.world.calls

    async def settled(self) -> None:
        await self.discord.idle()

    async def sync(self, *commands: Json) -> Any:
        path = f"/applications/{self.bot.application_id}/commands"
        return await self.bot.call("PUT", path, list(commands))


@contextlib.asynccontextmanager
async def running(monkeypatch: pytest.MonkeyPatch, *, bot: bool = True) -> AsyncIterator[Town]:
    """Open a town, with its bot connected; at the end, judge every call that was made."""
    town = Town()
    app = web.Application(middlewares=[refusals], client_max_size=128 * 1024 * 1024)
    app.add_routes(PeopleApi(town.world, {"discord": town.discord}, Link(town.world)).routes())
    app.add_routes(town.discord.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    town.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    base = town.url + "/discord"
    monkeypatch.setattr(discord.http.Route, "BASE", base + "/api/v10")
    gateway = yarl.URL(f"ws{base[4:]}/gateway/")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    monkeypatch.setattr(discord.asset.Asset, "BASE", base + "/cdn")
    connected: asyncio.Task[None] | None = None
    try:
        if bot:
            await town.bot.login(TOKEN)
            connected = asyncio.create_task(town.bot.connect())
            async with asyncio.timeout(5):
                await town.bot.wait_until_ready()
        yield town
    finally:
        await town.bot.close()
        if connected is not None:
            await connected
        await town.session.close()
        await runner.cleanup()
    judge(town)


def judge(town: Town) -> None:
    """Check every call of this town against Discord's own description, where that is there."""
    if discord_spec.load() is None:
        return
    for call in town.calls:
        if call["status"] == 404 and call["answer"]["code"] == 0:
            continue  # a path that Discord does not have
        if call["status"] == 0 or call["status"] >= 500:
            continue  # a planted fault
        discord_spec.check_answer(call["method"], call["answer"], call["status"])
        if call["status"] < 300:
            discord_spec.check_call(call["method"], call["payload"])


async def until(true: Callable[[], object], seconds: float = 3) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what we look at tells nobody when it changes
            await asyncio.sleep(0.005)


def data_of(asked: discord.Interaction) -> Json:
    """Return the raw data of an interaction."""
    return cast("Json", asked.data)


def texts(message: Json) -> str:
    """Return what a message says, and its buttons."""
    return str(message["text"]) + "".join(f" [{b['label']}]" for b in message["buttons"])


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
