"""Private threads on Discord: who may open one, who is in it, what is heard there."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.sandbox.discord_town import PNG, Json, Someone, Town, b64, running, until

PRIVATE = {"type": 12, "name": "Order 12", "invitable": False}
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


class Room:
    """A private thread of the bot's with one guest."""

    def __init__(self, town: Town, guest: Someone, number: str) -> None:
        self.town = town
        self.guest = guest
        self.path = f"/channels/{number}"
        self.seat = f"{self.path}/thread-members/{guest.number}"
        self.chat = town.discord.state.channels[int(number)].chat.id

    async def posts(self, text: str, **more: Any) -> Json:
        body = {"content": text, **more}
        told: Json = await self.town.bot.call("POST", f"{self.path}/messages", body)
        return told

    async def metadata(self) -> Json:
        told = await self.town.bot.call("GET", self.path)
        metadata: Json = told["thread_metadata"]
        return metadata

    async def archives(self, **more: bool) -> None:
        await self.town.bot.call("PATCH", self.path, {"archived": True, **more})

    async def read(self) -> list[str]:
        """What the guest reads in there."""
        return [m["text"] for m in await self.guest.sees() if m["chat"] == self.chat]


async def _room(town: Town, market: discord.TextChannel, guest: Someone) -> Room:
    made = await town.bot.call("POST", f"/channels/{market.id}/threads", PRIVATE)
    room = Room(town, guest, made["id"])
    await town.bot.call("PUT", room.seat)
    return room


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
    room = await _room(town, market, ana)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
        town.bot.happened.clear()
        await writes
        assert not (await room.metadata())["archived"]
        await until(lambda: "thread archived=False" in town.bot.happened)


async def test_what_a_moderator_locked_is_not_opened_by_writing(
    town: Town, ana: Someone, ben: Someone, market: discord.TextChannel
) -> None:
    room = await _room(town, market, ben)
    await room.archives(locked=True)
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


# --- what the bot hears


async def test_the_bot_reads_only_what_is_said_to_it(
    town: Town, ben: Someone, market: discord.TextChannel
) -> None:
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
    room = await _room(town, market, ben)
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
