"""Private threads on Discord: who may open one, who is in it, how it is put away."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.sandbox.discord_room import PRIVATE, Room, open_room
from tests.sandbox.discord_town import Someone, Town, running, until

MODERATE = int(discord.Permissions(manage_threads=True).value)


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


# --- where one may be opened


async def test_a_server_may_deny_the_bot_private_threads(
    town: Town, ana: Someone, ben: Someone
) -> None:
    await town.open(ana, ben, denies=["CREATE_PRIVATE_THREADS"])
    await until(lambda: town.bot.guilds)
    guild = town.bot.guilds[0]
    channel = guild.text_channels[0]
    await town.bot.refused(50013, "POST", f"/channels/{channel.id}/threads", PRIVATE)
    public = await town.bot.call("POST", f"/channels/{channel.id}/threads", PRIVATE | {"type": 11})
    assert public["type"] == 11
    # Everything that tells of it agrees: the role, the channel, what comes with an interaction.
    (role,) = [r for r in await town.bot.call("GET", f"/guilds/{guild.id}/roles") if r["managed"]]
    assert not discord.Permissions(int(role["permissions"])).create_private_threads
    assert not channel.permissions_for(guild.me).create_private_threads
    assert channel.permissions_for(guild.me).create_public_threads
    made = await guild.create_text_channel("later")
    assert not made.permissions_for(guild.me).create_private_threads
    command = {"name": "market", "description": "x", "contexts": [0]}
    await town.sync(command)
    chats = next(iter(town.world.places.values())).chats
    await ben.does("command", name="market", chat=chats[0].id)
    (asked,) = town.bot.asked
    assert not asked.app_permissions.create_private_threads
    assert asked.app_permissions.create_public_threads
    assert asked.permissions.create_private_threads  # people may


async def test_a_server_denies_only_what_is_asked_for(town: Town, ana: Someone) -> None:
    body = {"platform": "discord", "kind": "server", "owner": ana.id}
    told = await town.post("/places", status=400, **body, denies=["CREATE_PUBLIC_THREAD"])
    assert "CREATE_PUBLIC_THREADS" in told["error"]
    assert not town.world.places
    assert not town.discord.state.guilds


async def test_other_permissions_a_server_may_deny(town: Town, ana: Someone, ben: Someone) -> None:
    denies = ["SEND_MESSAGES", "SEND_MESSAGES_IN_THREADS", "CREATE_PUBLIC_THREADS"]
    await town.open(ana, ben, denies=[*denies, "MANAGE_THREADS"])
    await until(lambda: town.bot.guilds)
    channel = town.bot.guilds[0].text_channels[1]
    refused = town.bot.refused
    await refused(50013, "POST", f"/channels/{channel.id}/messages", {"content": "x"})
    await refused(50013, "POST", f"/channels/{channel.id}/threads", PRIVATE | {"type": 11})
    made = await town.bot.call("POST", f"/channels/{channel.id}/threads", PRIVATE)
    room = Room(town, ben, made["id"])
    await refused(50013, "PUT", room.seat)
    await refused(50013, "POST", f"{room.path}/messages", {"content": "x"})
    await refused(50013, "PATCH", room.path, {"locked": True})
    await refused(50013, "DELETE", room.path)
    await room.archives()  # one's own thread one may put away
    await town.bot.call("PATCH", room.path, {"archived": False})
    await town.bot.call("DELETE", f"{room.path}/thread-members/@me")
    await refused(50001, "GET", room.path)  # who is not in it, and no moderator, sees none of it


async def test_private_threads_are_in_text_channels_only(
    town: Town, ana: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ana)
    news = await town.bot.call(
        "POST", f"/guilds/{market.guild.id}/channels", {"name": "n", "type": 5}
    )
    direct = await town.bot.call("POST", "/users/@me/channels", {"recipient_id": ana.number})
    for path in (room.path, f"/channels/{news['id']}", f"/channels/{direct['id']}"):
        await town.bot.refused(50024, "POST", f"{path}/threads", PRIVATE)
    await town.bot.refused(50024, "POST", f"/channels/{market.id}/threads", PRIVATE | {"type": 10})


# --- who is in it


async def test_whoever_is_not_in_the_server_is_not_in_its_threads(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    stranger = await town.meet("Zoe")
    refused, members = town.bot.refused, f"{room.path}/thread-members"
    await refused(50001, "PUT", f"{members}/{stranger.number}")
    await refused(10013, "PUT", f"{members}/5")
    await refused(10007, "GET", f"{members}/{stranger.number}")
    await refused(10007, "GET", f"/guilds/{market.guild.id}/members/{stranger.number}")
    seat = await town.bot.call("GET", room.seat, with_member="true")
    assert (seat["id"], seat["user_id"]) == (room.path.split("/")[-1], str(ben.number))
    assert seat["member"]["user"]["id"] == str(ben.number)
    assert "member" not in await town.bot.call("GET", room.seat)


async def test_whoever_leaves_sees_no_more(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await room.posts("Before")
    assert await room.read() == ["Before"]
    assert "not in that chat" in (await ana.does("leave", status=403, chat=room.chat))["error"]
    await ben.does("leave", chat=room.chat)
    await town.bot.refused(10007, "GET", room.seat)
    assert str(ben.number) not in {
        m["user_id"] for m in await town.bot.call("GET", f"{room.path}/thread-members")
    }
    await room.posts("After")
    assert await room.read() == []
    assert (
        "not in that chat" in (await ben.does("say", status=403, text="x", chat=room.chat))["error"]
    )
    await town.bot.call("PUT", room.seat)
    assert await room.read() == ["Before", "After"]


async def test_whoever_is_named_comes_in(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await ben.does("leave", chat=room.chat)
    name = f"<@{ben.number}>"
    await room.posts(f"Not for {name}", allowed_mentions={"parse": []})
    await town.bot.refused(10007, "GET", room.seat)
    await room.posts(f"For {name}", allowed_mentions={"users": [str(ben.number)]})
    assert (await town.bot.call("GET", room.seat))["user_id"] == str(ben.number)
    assert await room.read() == ["Not for @Ben", "For @Ben"]
    await ben.does("say", text="@Ana, look", chat=room.chat)  # guests cannot bring guests
    await town.bot.refused(10007, "GET", f"{room.path}/thread-members/{ana.number}")


async def test_whoever_leaves_the_server_leaves_its_threads(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    await room.posts("Before")
    home = town.discord.state.channels[market.id].chat.id
    assert "owner" in (await ana.does("leave", status=409, chat=home))["error"]
    await ben.does("leave", chat=home)
    await town.bot.refused(10007, "GET", f"/guilds/{market.guild.id}/members/{ben.number}")
    await town.bot.refused(10007, "GET", room.seat)
    await town.bot.refused(50001, "PUT", room.seat)
    await market.send("Now without Ben")
    assert await ben.sees() == []
    people: Any = await town.get("/people")
    assert [c["kind"] for p in people if p["name"] == "Ben" for c in p["chats"]] == ["private"]


async def test_a_moderator_deletes_a_thread(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    card = await room.posts("Before")
    assert "may not" in (await ben.does("remove", status=403, chat=room.chat))["error"]
    await ana.does("remove", chat=room.chat)
    path = f"{room.path}/messages"
    await town.bot.refused(10003, "POST", path, {"content": "After"})
    await town.bot.refused(10003, "PATCH", f"{path}/{card['id']}", {"content": "After"})
    await town.bot.refused(10003, "GET", room.path)
    await town.bot.refused(10003, "PUT", room.seat)
    gone = [m for m in await ben.sees() if not m["deleted"]]
    assert gone == []
    assert "no chat" in (await ben.does("say", status=404, text="x", chat=room.chat))["error"]


# --- put away, and out again


async def test_what_is_archived_cannot_be_changed_until_it_is_open_again(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    card = await room.posts("Card")
    message = f"{room.path}/messages/{card['id']}"
    await room.archives()
    await town.bot.refused(50083, "PATCH", message, {"content": "Changed"})
    await town.bot.refused(50083, "PUT", f"{message}/reactions/%E2%9C%85/@me")
    await town.bot.refused(50083, "PATCH", room.path, {"name": "Other"})
    assert "archived" in (await ben.does("leave", status=409, chat=room.chat))["error"]
    await town.bot.call("PATCH", room.path, {"archived": False})
    await town.bot.call("PATCH", message, {"content": "Changed"})
    assert await room.read() == ["Changed"]
    for writes in (room.posts("News"), ben.does("say", text="Thanks", chat=room.chat)):
        await room.archives()
        assert (await room.metadata())["archived"]
        assert await _shut(town) == "archived"
        await ben.does("command", status=409, name="market", chat=room.chat)
        town.bot.happened.clear()
        await writes
        assert not (await room.metadata())["archived"]
        await until(lambda: "thread archived=False" in town.bot.happened)


async def _shut(town: Town) -> str:
    """Whether the one thread there is, is open to its guest."""
    people: Any = await town.get("/people")
    [room] = [c for person in people for c in person["chats"] if c["kind"] == "thread"]
    assert town.world.chats[room["parent"]].name == "market"
    return str(room["shut"])


async def test_a_quiet_thread_is_put_away(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    minutes = (await room.metadata())["auto_archive_duration"]
    card = await room.posts("Card")
    town.world.offset += timedelta(minutes=minutes - 1)
    assert not (await room.metadata())["archived"]
    await ben.does("say", text="Not yet", chat=room.chat)
    town.world.offset += timedelta(minutes=minutes - 1)
    assert [t.id for t in await market.guild.active_threads()] == [int(room.path.split("/")[-1])]
    town.world.offset += timedelta(minutes=1)
    assert await market.guild.active_threads() == []
    await until(lambda: "thread archived=True" in town.bot.happened)
    message = f"{room.path}/messages/{card['id']}"
    await town.bot.refused(50083, "PATCH", message, {"content": "Changed"})
    await town.bot.call("PATCH", room.path, {"archived": False})
    town.world.offset += timedelta(minutes=minutes - 1)
    await town.bot.call("PATCH", message, {"content": "Changed"})
    town.world.offset += timedelta(minutes=1)
    await ben.does("say", text="Are you there?", chat=room.chat)
    assert not (await room.metadata())["archived"]


async def test_what_a_moderator_locked_is_not_opened_by_writing(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await open_room(town, market, ben)
    assert await _shut(town) == ""
    await room.archives(locked=True)
    assert await _shut(town) == "locked"
    await town.bot.refused(50083, "POST", f"{room.path}/messages", {"content": "x"})
    assert "locked" in (await ben.does("say", status=403, text="x", chat=room.chat))["error"]
    await town.bot.call("PATCH", room.path, {"archived": False})
    await room.posts("A moderator may")
    guild = f"/guilds/{market.guild.id}"
    member = await town.bot.call("GET", f"{guild}/members/{ben.number}")
    role = await town.bot.call("POST", f"{guild}/roles", {"permissions": str(MODERATE)})
    assert member["roles"] == []
    await town.bot.call("PUT", f"{guild}/members/{ben.number}/roles/{role['id']}")
    await ben.does("say", text="So may I", chat=room.chat)
    assert await room.read() == ["A moderator may", "So may I"]
