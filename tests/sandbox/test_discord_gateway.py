"""The gateway: greetings, broken lines, what a session missed, and who may come in."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
import yarl

from tests.sandbox.discord_town import Bot, Json, Someone, Town, running, until


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


class Wire:
    """A gateway connection by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seq = 0

    async def hears(self) -> Json:
        message: Json = await self.socket.receive_json(timeout=3)
        self.seq = message["s"] or self.seq
        return message

    async def hears_of(self, event: str) -> Json:
        while True:
            message = await self.hears()
            if message["t"] == event:
                about: Json = message["d"]
                return about

    async def says(self, op: int, data: object) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def enters(self, intents: int = 1 | 1 << 9 | 1 << 12, **more: object) -> Json:
        assert (await self.hears())["op"] == 10
        await self.says(2, {"token": "abc", "intents": intents, "properties": {}, **more})
        return await self.hears_of("READY")

    async def closes(self) -> int | None:
        while True:
            message = await self.socket.receive(timeout=3)
            if message.type is not aiohttp.WSMsgType.TEXT:
                return self.socket.close_code


async def dial(town: Town, query: str = "") -> Wire:
    url = f"{town.url}/discord/gateway/?v=10&encoding=json{query}"
    return Wire(await town.session.ws_connect(url))


async def test_a_cut_line_is_resumed_and_nothing_is_missed(town: Town, ana: Someone) -> None:
    town.discord.gateway.cut()
    await ana.does("say", text="meanwhile")
    await until(lambda: town.bot.happened == ["disconnect", "resumed"])
    await town.settled()
    assert [m.content for m in town.bot.heard] == ["meanwhile"]


async def test_a_bot_asked_to_reconnect_resumes(town: Town, ana: Someone) -> None:
    await town.discord.gateway.ask_to_reconnect()
    await until(lambda: "resumed" in town.bot.happened)
    await ana.does("say", text="after")
    await town.settled()
    assert [m.content for m in town.bot.heard] == ["after"]


async def test_servers_are_known_and_new_ones_are_told(town: Town, ana: Someone) -> None:
    place = await town.open(ana)
    await town.settled()
    await until(lambda: len(town.bot.guilds) == 1)
    guild = town.bot.guilds[0]
    assert guild.id == town.world.places[place["id"]].number
    assert (guild.name, guild.owner_id, guild.member_count) == ("Atelier", ana.number, 2)
    assert [c.name for c in guild.text_channels] == ["general", "market"]
    assert guild.me.guild_permissions.manage_threads
    again = Bot()
    try:
        await again.login("abc")
        connected = asyncio.create_task(again.connect())
        await again.wait_until_ready()
        assert [g.name for g in again.guilds] == ["Atelier"]
    finally:
        await again.close()
        await connected


async def test_a_wrong_token_or_word_is_hung_up_on(town: Town) -> None:
    for op, data, code in (
        (2, {"token": "x", "intents": 0}, 4004),
        (2, {"token": "abc"}, 4013),
        (2, {"token": "abc", "intents": 0, "shard": [2, 2]}, 4010),
        (8, {}, 4003),
    ):
        wire = await dial(town)
        await wire.hears()
        await wire.says(op, data)
        assert await wire.closes() == code
    wire = await dial(town)
    await wire.enters()
    await wire.says(2, {"token": "abc", "intents": 0})
    assert await wire.closes() == 4005
    wire = await dial(town)
    await wire.socket.send_str("not json")
    assert await wire.closes() == 4002
    wire = await dial(town)
    await wire.enters()
    await wire.says(99, None)
    assert await wire.closes() == 4001


async def test_too_much_talk_is_hung_up_on(town: Town) -> None:
    wire = await dial(town)
    await wire.enters()
    for _time in range(125):
        await wire.says(3, {})
    assert await wire.closes() == 4008


async def test_a_forgotten_session_must_begin_anew(town: Town, ana: Someone) -> None:
    wire = await dial(town)
    ready = await wire.enters()
    assert ready["resume_gateway_url"].startswith("ws://127.0.0.1:")
    await wire.socket.close(code=1000)
    await asyncio.sleep(0.02)
    wire = await dial(town)
    await wire.hears()
    resume = {"token": "abc", "session_id": ready["session_id"], "seq": 1}
    await wire.says(6, resume)
    assert await wire.hears() == {"op": 9, "d": False, "s": None, "t": None}
    await wire.says(2, {"token": "abc", "intents": 1 << 12, "properties": {}})
    ready = await wire.hears_of("READY")
    await ana.does("say", text="one")
    assert (await wire.hears_of("MESSAGE_CREATE"))["content"] == "one"
    seq = wire.seq
    await wire.socket.close(code=4000)  # not a goodbye: the session stays
    await asyncio.sleep(0.02)
    await ana.does("say", text="two")
    wire = await dial(town)
    await wire.hears()
    await wire.says(6, {**resume, "session_id": ready["session_id"], "seq": seq + 9})
    assert await wire.closes() == 4007
    wire = await dial(town)
    await wire.hears()
    await wire.says(6, {**resume, "session_id": ready["session_id"], "seq": seq})
    assert (await wire.hears_of("MESSAGE_CREATE"))["content"] == "two"
    assert (await wire.hears())["t"] == "RESUMED"


async def test_an_invalid_session_may_be_resumable(town: Town) -> None:
    await town.discord.gateway.invalidate(resumable=True)
    await until(lambda: "resumed" in town.bot.happened)
    wire = await dial(town)
    await wire.enters()
    await town.discord.gateway.invalidate()
    while True:
        message = await wire.hears()
        if message["op"] == 9:
            break
    assert message["d"] is False
    assert town.discord.gateway.sessions == {}


async def test_only_what_was_asked_for_is_told(town: Town, ana: Someone) -> None:
    place = await town.open(ana)
    chat = place["chats"][0]["id"]
    deaf, reader = await dial(town), await dial(town)
    await deaf.enters(1 << 12)
    await reader.enters(1 << 9 | 1 << 12 | 1 << 15)
    await ana.does("say", text="in the server", chat=chat)
    await ana.does("say", text="in private")
    assert (await deaf.hears_of("MESSAGE_CREATE"))["content"] == "in private"
    assert (await reader.hears_of("MESSAGE_CREATE"))["content"] == "in the server"
    await deaf.says(1, deaf.seq)
    assert (await deaf.hears())["op"] == 11


async def test_shards_share_the_servers(town: Town, ana: Someone) -> None:
    for _n in range(6):
        await town.open(ana)
    wires = [await dial(town), await dial(town)]
    readies = [await w.enters(1 | 1 << 12, shard=[n, 2]) for n, w in enumerate(wires)]
    seen = [{int(g["id"]) for g in ready["guilds"]} for ready in readies]
    assert seen[0] | seen[1] == set(town.discord.state.guilds)
    assert not seen[0] & seen[1]
    await ana.does("say", text="x")
    assert (await wires[0].hears_of("MESSAGE_CREATE"))["content"] == "x"


async def test_members_are_told_on_request(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    place = await town.open(ana, ben)
    wire = await dial(town)
    await wire.enters(1 | 1 << 1)
    guild = await wire.hears_of("GUILD_CREATE")
    assert len(guild["members"]) == 3
    number = town.world.places[place["id"]].number
    await wire.says(8, {"guild_id": str(number), "query": "b", "limit": 0, "nonce": "n"})
    chunk = await wire.hears_of("GUILD_MEMBERS_CHUNK")
    assert [m["user"]["id"] for m in chunk["members"]] == [str(ben.number)]
    assert chunk["nonce"] == "n"
    await wire.says(8, {"guild_id": str(number), "user_ids": [str(ana.number), "5"], "limit": 0})
    chunk = await wire.hears_of("GUILD_MEMBERS_CHUNK")
    assert chunk["not_found"] == ["5"]


@pytest.mark.parametrize("way", ["zlib-stream", "zstd-stream", "none"])
async def test_frames_come_compressed_as_asked(town: Town, way: str) -> None:
    query = "" if way == "none" else f"&compress={way}"
    wire = await dial(town, query)
    message = await wire.socket.receive(timeout=3)
    if way == "none":
        assert json.loads(message.data)["op"] == 10
    elif way == "zlib-stream":
        assert json.loads(zlib.decompressobj().decompress(message.data))["op"] == 10
    else:
        context = discord.utils._ZstdDecompressionContext()
        assert json.loads(context.decompress(message.data) or "")["op"] == 10


async def test_settling_waits_until_the_bot_has_read(town: Town, ana: Someone) -> None:
    for n in range(20):
        await ana.does("say", text=str(n))
    await town.settled()
    assert [m.content for m in town.bot.heard] == [str(n) for n in range(20)]


async def test_settling_waits_for_answers(town: Town, ana: Someone) -> None:
    await town.sync({"name": "ask", "description": "Ask"})

    async def answering(asked: discord.Interaction) -> None:
        await asyncio.sleep(0.3)
        await town.bot.answer(asked, 4, content="at last")

    town.bot.answering = answering
    command = asyncio.create_task(ana.does("command", name="ask"))
    await until(lambda: town.bot.asked)
    await town.settled()
    assert (await ana.last())["text"] == "at last"
    await command


async def test_addresses_of_the_gateway(town: Town) -> None:
    told = await town.bot.call("GET", "/gateway/bot")
    assert told["url"] == f"ws{town.url[4:]}/discord/gateway/"
    assert (await town.bot.call("GET", "/gateway"))["url"] == told["url"]
    assert (await town.bot.application_info()).name == "Jalon"
    assert (await town.bot.call("GET", "/oauth2/applications/@me"))["name"] == "Jalon"
    assert yarl.URL(told["url"]).scheme == "ws"
