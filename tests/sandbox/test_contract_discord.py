"""The pretended Discord against Discord's own description of its REST API.

Every other test of the pretended Discord is judged the same way when its town closes; here the
endpoints they may not reach are called, and the judge itself is tried.
"""

import io
from collections.abc import AsyncIterator

import discord
import pytest

from sandbox.discord import Discord
from sandbox.discord.rest import BASE
from sandbox.world import World
from tests.sandbox import discord_spec
from tests.sandbox.discord_spec import Unlike, check_answer, check_call, endpoint
from tests.sandbox.discord_town import PNG, Json, Town, judge, running, until

pytestmark = [
    pytest.mark.contract,
    pytest.mark.skipif(discord_spec.load() is None, reason=discord_spec.ABSENT),
]


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


def test_everything_served_is_described() -> None:
    served = {
        f"{route.method} {route.path.removeprefix(BASE)}"
        for route in Discord(World()).routes()
        if route.path.startswith(BASE)
    }
    assert len(served) > 60
    assert [name for name in sorted(served) if endpoint(name) is None] == []


async def test_every_kind_of_component_is_described(town: Town) -> None:
    ana = await town.meet("Ana")
    user = await town.bot.fetch_user(ana.number)
    view = discord.ui.LayoutView()
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.Button(label="A", custom_id="a", emoji="🎨"),
        discord.ui.Button(label="B", url="https://example.org"),
    )
    choose: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.Select(
            custom_id="s",
            placeholder="Which?",
            options=[discord.SelectOption(label="x", description="y", emoji="🎨", default=True)],
        )
    )
    people: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.UserSelect(custom_id="u", default_values=[discord.Object(ana.number)])
    )
    box: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay("text"),
        discord.ui.Section("one", "two", accessory=discord.ui.Thumbnail("attachment://p.png")),
        discord.ui.Separator(spacing=discord.SeparatorSpacing.large),
        discord.ui.MediaGallery(
            discord.MediaGalleryItem("attachment://p.png", description="alt", spoiler=True),
            discord.MediaGalleryItem("https://example.org/q.png"),
        ),
        discord.ui.File("attachment://t.txt"),
        row,
        choose,
        people,
        accent_colour=1,
        spoiler=True,
    )
    view.add_item(box)
    view.stop()
    files = [discord.File(io.BytesIO(PNG), "p.png"), discord.File(io.BytesIO(b"x"), "t.txt")]
    sent = await user.send(view=view, files=files)
    await sent.reply("Old", embed=_embed())
    await sent.edit(view=view, attachments=sent.attachments)
    seen = (await ana.sees())[0]
    assert [f["name"] for f in seen["files"]] == ["t.txt"]
    assert [s["kind"] for s in seen["selects"]] == ["string", "user"]


def _embed() -> discord.Embed:
    embed = discord.Embed(title="T", url="https://example.org", description="D", colour=1)
    embed.set_author(name="A", url="https://example.org").set_footer(text="F")
    embed.set_image(url="https://example.org/i.png").add_field(name="n", value="v")
    embed.timestamp = discord.utils.utcnow()
    return embed


async def test_every_endpoint_of_a_server_is_described(town: Town) -> None:
    ana = await town.meet("Ana")
    await town.open(ana)
    await until(lambda: town.bot.guilds)
    guild = town.bot.guilds[0]
    channel = guild.text_channels[0]
    one = await channel.send("one")
    await one.add_reaction("🎨")
    call = town.bot.call
    base = f"/channels/{channel.id}"
    await call("GET", base)
    await call("GET", f"{base}/messages/{one.id}/reactions/🎨")
    await call("DELETE", f"{base}/messages/{one.id}/reactions/🎨")
    await call("DELETE", f"{base}/messages/{one.id}/reactions")
    await call("PUT", f"{base}/pins/{one.id}")
    await call("GET", f"{base}/pins")
    await call("DELETE", f"{base}/pins/{one.id}")
    two = await channel.send("two")
    await channel.delete_messages([one, two])
    room = await channel.create_thread(name="r", invitable=True)
    await room.join()
    await call("GET", f"/channels/{room.id}/thread-members", None, with_member="true")
    await call("GET", f"/channels/{room.id}/thread-members/{town.bot.application_id}")
    await room.edit(archived=True)
    await call("GET", f"{base}/threads/archived/private")
    await call("GET", f"{base}/users/@me/threads/archived/private")
    await call("GET", f"{base}/threads/archived/public")
    await call("GET", f"/guilds/{guild.id}/threads/active")
    await room.edit(archived=False)
    await room.leave()
    await call("GET", f"/users/{town.bot.application_id}")
    await call("GET", "/users/@me")
    await call("GET", "/users/@me/guilds")
    await call("GET", "/applications/@me")
    await call("PATCH", f"/guilds/{guild.id}/members/@me", {"nick": "J"})
    await call("PATCH", f"/guilds/{guild.id}/members/{ana.number}", {"nick": "A", "roles": []})
    member = await guild.fetch_member(ana.number)
    assert member.display_name == "A"
    judge(town)


def test_the_judge_sees_what_is_wrong() -> None:
    check_call("POST /channels/{id}/messages", {"content": "x"})
    for body in ({"content": 5}, {"components": [{"type": 2}]}, {"flags": "x"}):
        with pytest.raises(Unlike):
            check_call("POST /channels/{id}/messages", body)
    with pytest.raises(Unlike, match="describes no"):
        check_call("POST /channels/{id}/nothing", {})
    with pytest.raises(Unlike, match="takes no body"):
        check_call("GET /channels/{id}", {"x": 1})
    with pytest.raises(Unlike, match="needs a body"):
        check_call("POST /channels/{id}/messages", None)
    with pytest.raises(Unlike):
        check_answer("GET /channels/{id}", {"id": "1"}, 200)
    with pytest.raises(Unlike, match="never answers 201"):
        check_answer("GET /channels/{id}", {}, 201)
    with pytest.raises(Unlike, match="without a body"):
        check_answer("DELETE /channels/{id}/messages/{message}", {}, 204)
    error = {"message": "Invalid Form Body", "code": 50035, "errors": {"x": {"_errors": [{}]}}}
    with pytest.raises(Unlike):
        check_answer("GET /channels/{id}", error, 400)
    said: Json = {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2 or fewer in length."}
    error["errors"] = {"x": {"0": {"_errors": [said]}}}
    check_answer("GET /channels/{id}", error, 400)
