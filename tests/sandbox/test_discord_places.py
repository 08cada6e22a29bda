"""Servers on Discord: channels, threads, forums, members and roles."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.sandbox.discord_town import Json, Someone, Town, running, until


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
async def guild(town: Town, ana: Someone, ben: Someone) -> discord.Guild:
    carl = await town.meet("Carl")
    await town.open(ana, ben, carl)
    await until(lambda: town.bot.guilds)
    return town.bot.guilds[0]


async def test_a_deal_room_holds_only_its_guests(
    town: Town, ana: Someone, ben: Someone, guild: discord.Guild
) -> None:
    market = guild.text_channels[1]
    room = await market.create_thread(
        name="Order 12", type=discord.ChannelType.private_thread, invitable=False
    )
    assert room.is_private()
    assert not room.invitable
    await room.send("Before")
    await room.add_user(discord.Object(ben.number))
    assert [m["text"] for m in await ben.sees()] == ["Before"]  # the history opens to guests
    assert await ana.sees() == []
    await room.send("After")
    assert [m["text"] for m in await ben.sees()] == ["Before", "After"]
    people = {p["name"]: p for p in (await _people(town))}
    chat = next(c["id"] for c in people["Ben"]["chats"] if c["kind"] == "thread")
    assert not any(c["kind"] == "thread" for c in people["Ana"]["chats"])
    assert "not in that chat" in (await ana.does("say", status=403, text="x", chat=chat))["error"]
    await ben.does("say", text="Thanks", chat=chat)
    await town.settled()
    assert town.bot.heard[-1].channel.id == room.id
    members = await room.fetch_members()
    assert {m.id for m in members} == {ben.number, town.bot.application_id}

    closed = await room.edit(archived=True, locked=True)
    assert (closed.archived, closed.locked) == (True, True)
    assert "locked" in (await ben.does("say", status=403, text="x", chat=chat))["error"]
    with pytest.raises(discord.HTTPException) as caught:
        await room.add_user(discord.Object(ana.number))
    assert caught.value.code == 50083
    found = [t.id async for t in market.archived_threads(private=True)]
    assert found == [room.id]
    await room.edit(archived=False, locked=False)
    await room.remove_user(discord.Object(ben.number))
    assert not any(c["kind"] == "thread" for c in (await _people(town))[1]["chats"])
    await room.delete()
    with pytest.raises(discord.NotFound) as missing:
        await room.send("x")
    assert missing.value.code == 10003


async def _people(town: Town) -> list[Json]:
    async with town.session.get(f"{town.url}/people") as answer:
        found: list[Json] = await answer.json()
        return found


async def test_a_thread_grows_from_a_message(
    town: Town, ben: Someone, guild: discord.Guild
) -> None:
    sent = await guild.text_channels[0].send("A gig")
    thread = await sent.create_thread(name="Questions")
    assert thread.id == sent.id
    assert (await ben.last())["thread"] == town.discord.state.channels[thread.id].chat.id
    with pytest.raises(discord.HTTPException) as caught:
        await sent.create_thread(name="Again")
    assert caught.value.code == 160004
    await thread.send("Ask here")
    assert (await ben.last())["text"] == "Ask here"
    assert [t.id for t in await guild.active_threads()] == [thread.id]
    chat = town.discord.state.channels[thread.id].chat.id
    await thread.edit(archived=True)
    await ben.does("say", text="Still there?", chat=chat)  # wakes it
    fetched = await town.bot.fetch_channel(thread.id)
    assert isinstance(fetched, discord.Thread)
    assert not fetched.archived
    with pytest.raises(discord.HTTPException) as caught:
        await guild.text_channels[0].create_thread(name="x" * 101, auto_archive_duration=60)
    assert "between 1 and 100" in str(caught.value)


async def test_a_forum_takes_posts_with_tags(
    town: Town, ben: Someone, guild: discord.Guild
) -> None:
    tags = [discord.ForumTag(name="Logo"), discord.ForumTag(name="Text", emoji="✍️")]
    forum = await guild.create_forum("Gigs", topic="All of them", available_tags=tags)
    assert [t.name for t in forum.available_tags] == ["Logo", "Text"]
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("**A logo** for 30 €"))
    view.stop()
    made = await forum.create_thread(
        name="A logo", view=view, applied_tags=[forum.available_tags[0]]
    )
    assert made.message.id == made.thread.id
    assert [t.name for t in made.thread.applied_tags] == ["Logo"]
    assert (await ben.last())["text"] == "A logo for 30 €"
    assert made.thread.starter_message is None
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", f"/channels/{forum.id}/messages", {"content": "x"})
    assert caught.value.code == 50008
    body = {"name": "x", "message": {"content": "x"}, "applied_tags": ["5"]}
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", f"/channels/{forum.id}/threads", body)
    assert caught.value.code == 10087


async def test_channels_come_change_and_go(town: Town, guild: discord.Guild) -> None:
    channel = await guild.create_text_channel("Ad hoc", topic="T", slowmode_delay=5)
    assert (channel.name, channel.topic, channel.slowmode_delay) == ("ad-hoc", "T", 5)
    changed = await channel.edit(name="later", nsfw=True)
    assert changed is not None
    assert (changed.name, changed.nsfw) == ("later", True)
    names = [c.name for c in await guild.fetch_channels()]
    assert names == ["general", "market", "later"]
    await channel.delete()
    assert [c.name for c in await guild.fetch_channels()] == ["general", "market"]
    assert len(town.world.places) == 1


async def test_members_and_roles(
    town: Town, ana: Someone, ben: Someone, guild: discord.Guild
) -> None:
    fetched = await town.bot.fetch_guild(guild.id)
    assert fetched.approximate_member_count == 4
    member = await guild.fetch_member(ben.number)
    assert (member.display_name, member.roles) == ("Ben", [guild.default_role])
    role = await guild.create_role(name="Pro", colour=discord.Colour(0xFF))
    await member.add_roles(role)
    again = await guild.fetch_member(ben.number)
    assert [r.name for r in again.roles] == ["@everyone", "Pro"]
    assert {r.name for r in await guild.fetch_roles()} == {"@everyone", "Jalon", "Pro"}
    await again.remove_roles(role)
    await role.edit(name="Top")
    await role.delete()
    assert len(await guild.fetch_roles()) == 2
    found = await town.bot.call("GET", f"/guilds/{guild.id}/members/search", None, query="an")
    assert [m["user"]["id"] for m in found] == [str(ana.number)]
    everyone = await town.bot.call("GET", f"/guilds/{guild.id}/members", None, limit=10)
    assert len(everyone) == 4
    with pytest.raises(discord.NotFound) as caught:
        await guild.fetch_member(5)
    assert caught.value.code == 10013
    stranger = await town.meet("Zoe")
    with pytest.raises(discord.NotFound) as caught:
        await guild.fetch_member(stranger.number)
    assert caught.value.code == 10007
    guilds = [g.name async for g in town.bot.fetch_guilds(with_counts=False)]
    assert guilds == ["Atelier"]
