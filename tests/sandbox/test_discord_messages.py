"""Messages on Discord: both ways, with files, mentions, components, and as people see them."""

import io
from collections.abc import AsyncIterator

import discord
import pytest

from tests.sandbox.discord_town import PNG, V2, Json, Someone, Town, b64, running, texts

HOSTILE = '<script>alert(1)</script> "quoted" & <img src=x onerror=y>'


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


def at(town: Town, someone: Someone) -> str:
    return f"/channels/{town.number(someone.dm)}/messages"


async def test_direct_messages_go_both_ways(town: Town, ana: Someone) -> None:
    told = await ana.does("say", text="Hello **you**")
    await town.settled()
    (heard,) = town.bot.heard
    assert heard.content == "Hello **you**"
    assert heard.author.id == ana.number
    assert isinstance(heard.channel, discord.DMChannel)
    user = await town.bot.fetch_user(ana.number)
    assert (user.global_name, user.name) == ("Ana", "ana")
    sent = await user.send("Hi\nthere")
    seen = await ana.sees()
    assert [(m["from"], m["text"]) for m in seen] == [("Ana", "Hello you"), ("Jalon", "Hi\nthere")]
    assert told["message"] == seen[0]["id"]
    await sent.edit(content="Bye")
    assert (await ana.last())["text"] == "Bye"
    assert (await ana.last())["edited"]
    await sent.delete()
    assert (await ana.last())["deleted"]
    with pytest.raises(discord.NotFound) as caught:
        await sent.edit(content="again")
    assert caught.value.code == 10008


async def test_files_go_both_ways(town: Town, ana: Someone) -> None:
    await ana.does("say", files=[{"name": "cv été.txt", "content": b64(b"me")}])
    await town.settled()
    attachment = town.bot.heard[0].attachments[0]
    assert (attachment.filename, attachment.size) == ("cv__t_.txt", 2)
    assert await attachment.read() == b"me"
    channel = town.bot.heard[0].channel
    files = [discord.File(io.BytesIO(PNG), "p.png"), discord.File(io.BytesIO(b"x"), "x.txt")]
    sent = await channel.send("Look", files=files)
    assert (sent.attachments[0].width, sent.attachments[0].height) == (2, 3)
    seen = await ana.last()
    assert [(f["name"], f["size"]) for f in seen["files"]] == [("p.png", len(PNG)), ("x.txt", 1)]
    assert seen["picture"] == seen["files"][0]["url"]
    async with town.session.get(town.url + seen["picture"]) as answer:
        assert await answer.read() == PNG
        assert answer.headers["Content-Type"] == "image/png"
    edited = await sent.edit(attachments=[sent.attachments[1]])
    assert [a.filename for a in edited.attachments] == ["x.txt"]
    assert (await ana.last())["picture"] is None


async def test_addresses_of_files_end_after_a_day(town: Town, ana: Someone) -> None:
    await ana.does("say", files=[{"name": "a.txt", "content": b64(b"me")}])
    await town.settled()
    attachment = town.bot.heard[0].attachments[0]
    with pytest.raises(discord.NotFound):
        await town.bot.http.get_from_cdn(attachment.url.replace("hm=", "hm=0"))
    town.world.offset += discord.utils.utcnow() - discord.utils.utcnow().replace(year=2025)
    with pytest.raises(discord.NotFound):
        await attachment.read()
    assert isinstance(town.bot.heard[0].channel, discord.DMChannel)
    fresh = await town.bot.heard[0].channel.fetch_message(town.bot.heard[0].id)
    assert await fresh.attachments[0].read() == b"me"


async def test_closed_direct_messages_refuse_the_bot(town: Town, ana: Someone) -> None:
    async with town.session.patch(
        f"{town.url}/people/{ana.id}", json={"unreachable": True}
    ) as answer:
        assert answer.status == 200
    user = await town.bot.fetch_user(ana.number)
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("Hello?")
    assert (caught.value.code, caught.value.text) == (50007, "Cannot send messages to this user")
    assert await ana.sees() == []


async def test_a_nonce_sends_once(town: Town, ana: Someone) -> None:
    body = {"content": "paid", "nonce": "order-1", "enforce_nonce": True}
    first = await town.bot.call("POST", at(town, ana), body)
    again = await town.bot.call("POST", at(town, ana), body)
    assert first["id"] == again["id"]
    assert first["nonce"] == "order-1"
    assert len(await ana.sees()) == 1
    await town.bot.call("POST", at(town, ana), {**body, "enforce_nonce": False})
    assert len(await ana.sees()) == 2
    town.world.offset += discord.utils.utcnow() - discord.utils.utcnow().replace(year=2025)
    await town.bot.call("POST", at(town, ana), body)
    assert len(await ana.sees()) == 3


async def test_mentions_ping_only_those_allowed(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    place = await town.open(ana, ben)
    await town.settled()
    path = f"/channels/{town.number(place['chats'][0]['id'])}/messages"
    content = f"<@{ana.number}> <@{ben.number}> @everyone"
    cases: list[tuple[Json | None, list[str]]] = [
        (None, [ana.id, ben.id, "everyone"]),
        ({"parse": []}, []),
        ({"parse": ["users"]}, [ana.id, ben.id]),
        ({"parse": [], "users": [str(ben.number)]}, [ben.id]),
    ]
    for allowed, pings in cases:
        body: Json = {"content": content}
        if allowed is not None:
            body["allowed_mentions"] = allowed
        sent = await town.bot.call("POST", path, body)
        seen = await ana.last()
        assert seen["pings"] == pings
        assert seen["text"] == "@Ana @Ben @everyone"
        told = [town.world.people[p] for p in pings if p != "everyone"]
        assert {m["id"] for m in sent["mentions"]} == {str(p.number) for p in told}
        assert sent["mention_everyone"] == ("everyone" in pings)


async def test_a_reply_shows_what_it_answers(town: Town, ana: Someone) -> None:
    said = await ana.does("say", text="One?")
    await town.settled()
    await town.bot.heard[0].reply("Two!")
    seen = await ana.last()
    assert seen["reply_to"] == said["message"]
    assert seen["pings"] == [ana.id]
    body = {"content": "x", "message_reference": {"message_id": "1"}}
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", at(town, ana), body)
    assert "Unknown message" in str(caught.value)


async def test_people_see_components_v2_as_text_and_pictures(town: Town, ana: Someone) -> None:
    user = await town.bot.fetch_user(ana.number)
    view = discord.ui.LayoutView()
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://p.png")
    )
    box: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay("# A *logo*\nFor **30 €**, <t:1767258000:R>"),
        discord.ui.Separator(),
        discord.ui.Section(
            discord.ui.TextDisplay("by \\*Ana\\*"),
            accessory=discord.ui.Button(label="Buy", custom_id="buy"),
        ),
        gallery,
        accent_colour=0x5865F2,
    )
    view.add_item(box)
    view.stop()
    sent = await user.send(view=view, file=discord.File(io.BytesIO(PNG), "p.png"))
    seen = await ana.last()
    assert texts(seen) == "A logo\nFor 30 €, 2026-01-01 09:00 UTC\nby *Ana* [Buy]"
    assert seen["html"].startswith("<h1>A <em>logo</em></h1><p>For <strong>30 €</strong>, <time ")
    assert 'datetime="2026-01-01T09:00:00+00:00" data-style="R"' in seen["html"]
    assert "<hr>" in seen["html"]
    assert seen["accent"] == "#5865f2"
    assert seen["picture"].startswith("/files/")
    assert seen["files"] == []
    received = sent.components[0]
    assert isinstance(received, discord.Container)
    shown = received.children[3]
    assert isinstance(shown, discord.MediaGalleryComponent)
    assert await town.bot.http.get_from_cdn(shown.items[0].media.url) == PNG


async def test_hostile_text_stays_text(town: Town, ana: Someone) -> None:
    eve = await town.meet(HOSTILE)
    place = await town.open(ana, eve)
    await town.settled()
    path = f"/channels/{town.number(place['chats'][0]['id'])}/messages"
    sneaky = '[x](javascript:alert(1)) [y](https://a.b/"onclick=z) `</code>` ```\n</pre>```'
    content = f"{HOSTILE} <@{eve.number}> {sneaky}"
    button = {"type": 2, "style": 1, "label": "<b>", "custom_id": "<i>"}
    body = {"content": content, "components": [{"type": 1, "components": [button]}]}
    await town.bot.call("POST", path, body)
    seen = await ana.last()
    assert "<script" not in seen["html"]
    assert "<img" not in seen["html"]
    assert "&lt;script&gt;" in seen["html"]
    assert 'href="javascript' not in seen["html"]
    assert '"onclick' not in seen["html"]
    assert HOSTILE in seen["text"]


async def test_content_in_servers_is_hidden_unless_meant_for_the_bot(
    town: Town, ana: Someone
) -> None:
    place = await town.open(ana)
    await town.settled()
    chat = place["chats"][0]["id"]
    await ana.does("say", text="secret", chat=chat)
    await ana.does("say", text="@Jalon help", chat=chat)
    await town.settled()
    first, second = town.bot.heard
    assert (first.content, second.content) == ("", f"<@{town.bot.application_id}> help")
    assert first.guild is not None
    path = f"/channels/{town.number(chat)}/messages"
    history = await town.bot.call("GET", path, None, limit=5)
    assert [m["content"] for m in history] == [second.content, ""]
    assert (await ana.sees())[1]["text"] == "@Jalon help"


async def test_history_goes_by_pages(town: Town, ana: Someone) -> None:
    ids = [
        (await town.bot.call("POST", at(town, ana), {"content": str(n)}))["id"] for n in range(7)
    ]

    async def page(**query: object) -> list[str]:
        found = await town.bot.call("GET", at(town, ana), None, **query)
        return [m["content"] for m in found]

    assert await page(limit=3) == ["6", "5", "4"]
    assert await page(before=ids[2]) == ["1", "0"]
    assert await page(after=ids[3], limit=2) == ["5", "4"]
    assert await page(around=ids[3], limit=3) == ["4", "3", "2"]
    one = await town.bot.call("GET", f"{at(town, ana)}/{ids[0]}")
    assert one["content"] == "0"
    with pytest.raises(discord.HTTPException) as caught:
        await page(limit=101)
    assert caught.value.code == 50035


async def test_reactions_and_pins_are_seen(town: Town, ana: Someone) -> None:
    await ana.does("say", text="Hi")
    await town.settled()
    message = town.bot.heard[0]
    await message.add_reaction("👍")
    await message.pin()
    seen = await ana.last()
    assert seen["reactions"] == [{"emoji": "👍", "count": 1}]
    assert seen["pinned"]
    assert [m.id async for m in message.channel.pins()] == [message.id]
    assert town.bot.user is not None
    await message.remove_reaction("👍", town.bot.user)
    await message.unpin()
    seen = await ana.last()
    assert "reactions" not in seen
    assert "pinned" not in seen
    with pytest.raises(discord.HTTPException) as caught:
        await message.add_reaction("no emoji")
    assert caught.value.code == 10014
    async with message.channel.typing():
        pass


async def test_somebody_elses_words_cannot_be_changed(town: Town, ana: Someone) -> None:
    await ana.does("say", text="Mine")
    await town.settled()
    path = f"{at(town, ana)}/{town.bot.heard[0].id}"
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("PATCH", path, {"content": "Yours"})
    assert caught.value.code == 50005
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("DELETE", path)
    assert caught.value.code == 50003


async def test_components_v2_stay(town: Town, ana: Someone) -> None:
    text = {"type": 10, "content": "One"}
    old = await town.bot.call("POST", at(town, ana), {"content": "Old"})
    path = f"{at(town, ana)}/{old['id']}"
    with pytest.raises(discord.HTTPException, match="'content' field cannot be used"):
        await town.bot.call("PATCH", path, {"flags": V2, "components": [text]})
    changed = await town.bot.call(
        "PATCH", path, {"content": None, "flags": V2, "components": [text]}
    )
    assert changed["flags"] == V2
    changed = await town.bot.call("PATCH", path, {"flags": 0, "components": [text, text]})
    assert changed["flags"] == V2
    with pytest.raises(discord.HTTPException, match="'content' field cannot be used"):
        await town.bot.call("PATCH", path, {"content": "back"})
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("PATCH", path, {"components": []})
    assert caught.value.code == 50006


async def test_embeds_are_read_as_text(town: Town, ana: Someone) -> None:
    user = await town.bot.fetch_user(ana.number)
    embed = discord.Embed(title="T", description="*D*", colour=0xFF0000)
    embed.add_field(name="N", value="V").set_footer(text="F")
    embed.set_image(url="attachment://p.png")
    sent = await user.send(embed=embed, file=discord.File(io.BytesIO(PNG), "p.png"))
    seen = await ana.last()
    assert seen["text"] == "T\nD\nN\nV\nF"
    assert seen["accent"] == "#ff0000"
    assert seen["picture"]
    assert sent.embeds[0].image.url is not None
    assert await town.bot.http.get_from_cdn(sent.embeds[0].image.url) == PNG
