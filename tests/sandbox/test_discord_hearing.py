"""What the bot is told of a private thread on Discord, and what is asked from inside one."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.sandbox.discord_room import open_room
from tests.sandbox.discord_town import PNG, Someone, Town, b64, running, until


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


@pytest.fixture
async def ben(town: Town) -> Someone:
    return await town.meet("Ben")


@pytest.fixture
async def market(town: Town, ana: Someone, ben: Someone) -> discord.TextChannel:
    """A channel of a server that is Ana's, with Ben in it."""
    await town.open(ana, ben)
    await until(lambda: town.bot.guilds)
    return town.bot.guilds[0].text_channels[1]


async def test_the_bot_reads_only_what_is_said_to_it(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await room.posts("What size?")
    card = (await ben.sees())[-1]["id"]
    photo = [{"name": "a.png", "content": b64(PNG)}]

    async def hears(**words: Any) -> discord.Message:
        await ben.does("say", chat=room.chat, **words)
        await town.settled()
        heard = town.bot.heard[-1]
        assert (heard.channel.id, heard.author.id) == (int(room.path.split("/")[-1]), ben.number)
        return heard

    for aside in (
        {"text": "Just talk", "files": photo},
        {"text": "Only words", "files": photo, "reply_to": card, "ping": False},
        {"text": "To everyone, @everyone"},
    ):
        heard = await hears(**aside)
        assert (heard.content, heard.attachments, heard.mentions) == ("", [], [])
    own = (await ben.sees())[-1]["id"]
    heard = await hears(text="And", reply_to=own)  # oneself is not the bot
    assert (heard.content, [u.id for u in heard.mentions]) == ("", [ben.number])
    assert heard.reference is not None
    assert isinstance(heard.reference.resolved, discord.Message)
    assert heard.reference.resolved.content == ""

    heard = await hears(text="Large, please", files=photo, reply_to=card)
    assert (heard.content, heard.attachments[0].filename) == ("Large, please", "a.png")
    assert [u.id for u in heard.mentions] == [town.bot.application_id]
    assert heard.reference is not None
    assert isinstance(heard.reference.resolved, discord.Message)
    assert heard.reference.resolved.content == "What size?"
    heard = await hears(text="@Jalon small", reply_to=own)
    assert heard.content == f"<@{town.bot.application_id}> small"
    assert {u.id for u in heard.mentions} == {town.bot.application_id, ben.number}
    # What it finds later is no more than what it heard.
    found = await town.bot.call("GET", f"{room.path}/messages")
    assert [m["content"] for m in found if m["author"]["id"] == str(ben.number)] == [
        f"<@{town.bot.application_id}> small", "Large, please", "", "", "", "",
    ]  # fmt: skip


async def test_the_bot_hears_a_private_thread_only_while_it_is_in_it(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await ben.does("say", text="@Jalon one", chat=room.chat)
    await town.settled()
    await town.bot.call("DELETE", f"{room.path}/thread-members/@me")
    await ben.does("say", text="@Jalon two", chat=room.chat)
    await town.bot.call("PUT", f"{room.path}/thread-members/@me")
    await ben.does("say", text="@Jalon three", chat=room.chat)
    await town.settled()
    assert [m.clean_content[-3:] for m in town.bot.heard] == ["one", "ree"]


async def test_what_is_asked_in_a_thread_says_where(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await town.sync({"name": "market", "description": "x", "contexts": [0]})
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
    card = await room.posts("Card", components=[{"type": 1, "components": [button]}])
    await ben.does("command", name="market", chat=room.chat)
    await ben.does("press", message=(await ben.last())["id"], button="Go")
    raw = town.bot.dispatched
    assert [each["type"] for each in raw] == [2, 3]
    for each in raw:
        here = each["channel"]
        assert here["id"] == each["channel_id"] == room.path.split("/")[-1]
        assert (here["type"], here["name"]) == (12, "Order 12")
        assert here["parent_id"] == str(market.id)
        assert here["owner_id"] == str(town.bot.application_id)
        metadata = here["thread_metadata"]
        assert (metadata["archived"], metadata["locked"], metadata["invitable"]) == (False,) * 3
        assert metadata["auto_archive_duration"] == 4320
        assert here["guild_id"] == each["guild_id"] == str(market.guild.id)
        assert each["context"] == 0
        may = discord.Permissions(int(each["app_permissions"]))
        assert may.send_messages_in_threads
    assert raw[1]["message"]["id"] == card["id"]
    assert raw[1]["message"]["channel_id"] == room.path.split("/")[-1]
    asked = town.bot.asked[-1]
    assert isinstance(asked.channel, discord.Thread)
    assert asked.channel.parent_id == market.id
