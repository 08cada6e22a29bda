"""Registering slash commands: what Discord takes, keeps and refuses."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.sandbox.discord_town import Json, Town, running


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


def command(name: str = "gig", **more: Any) -> Json:
    return {"name": name, "description": "Does it", **more}


def option(name: str = "title", kind: int = 3, **more: Any) -> Json:
    return {"type": kind, "name": name, "description": "Which", **more}


CHOICES = [{"name": f"n{n}", "value": f"v{n}"} for n in range(26)]
LONG_CHOICES = [{"name": f"n{n}", "value": f"v{n}" + "x" * 60} for n in range(6)]
BAD: list[tuple[str, list[Json], str]] = [
    ("capital", [command("Gig")], "Command name is invalid"),
    ("space", [command("my gig")], "Command name is invalid"),
    ("sign", [command("gig!")], "Command name is invalid"),
    ("long", [command("x" * 33)], "Must be between 1 and 32 in length."),
    ("no description", [{"name": "gig"}], "This field is required"),
    ("description", [command(description="x" * 101)], "Must be between 1 and 100 in length."),
    ("local name", [command(name_localizations={"fr": "Été"})], "Command name is invalid"),
    ("locale", [command(name_localizations={"xx": "gig"})], "Value must be one of"),
    ("local text", [command(description_localizations={"fr": "x" * 101})], "between 1 and 100"),
    ("twice", [command(), command()], "Application command names must be unique"),
    ("26 options", [command(options=[option(f"o{n}") for n in range(26)])], "25 or fewer"),
    ("option name", [command(options=[option("A b")])], "Command name is invalid"),
    ("option twice", [command(options=[option(), option()])], "Option names must be unique"),
    ("26 choices", [command(options=[option(choices=CHOICES)])], "25 or fewer"),
    (
        "choice type",
        [command(options=[option(kind=4, choices=[{"name": "x", "value": "y"}])])],
        "does not fit",
    ),
    (
        "required last",
        [command(options=[option("a"), option("b", required=True)])],
        "Required options must be placed before non-required options",
    ),
    (
        "both",
        [command(options=[option(autocomplete=True, choices=CHOICES[:1])])],
        "Autocomplete cannot be combined",
    ),
    ("kind", [command(options=[option(kind=12)])], "Value must be one of"),
    ("mixed", [command(options=[option("a", 1), option("b")])], "mutually exclusive"),
    ("contexts", [command(contexts=[0, 3])], "Value must be one of {0, 1, 2}."),
    ("menu text", [{"type": 2, "name": "Report", "description": "x"}], "0 or fewer"),
    (
        "too large",
        [command(options=[option(f"o{n}", choices=LONG_CHOICES) for n in range(25)])],
        "exceeds maximum size (8000)",
    ),
]


@pytest.mark.parametrize(("bodies", "words"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
async def test_a_command_that_does_not_fit_is_refused(
    town: Town, bodies: list[Json], words: str
) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await town.sync(*bodies)
    assert (caught.value.status, caught.value.code) == (400, 50035)
    assert words in str(caught.value)
    path = f"/applications/{town.bot.application_id}/commands"
    assert await town.bot.call("GET", path) == []


async def test_names_may_have_letters_of_any_tongue(town: Town) -> None:
    names = {"fr": "été_d'été", "ja": "注文", "hi": "आदेश", "th": "สั่งซื้อ", "ru": "заказ"}
    kept = await town.sync(command(name_localizations=names))
    assert kept[0]["name_localizations"] == names


async def test_a_command_keeps_its_id_and_changes_its_version(town: Town) -> None:
    first = await town.sync(command("a"), command("b"))
    again = await town.sync(command("b", description="Other"), command("a"))
    by_name = {c["name"]: c for c in again}
    assert by_name["a"] == first[0]
    assert by_name["b"]["id"] == first[1]["id"]
    assert by_name["b"]["version"] != first[1]["version"]
    path = f"/applications/{town.bot.application_id}/commands"
    one = f"{path}/{first[0]['id']}"
    assert (await town.bot.call("GET", one))["name"] == "a"
    assert (await town.bot.call("PATCH", one, {"description": "New"}))["description"] == "New"
    assert (await town.bot.call("POST", path, command("c")))["name"] == "c"
    await town.bot.call("DELETE", one)
    assert {c["name"] for c in await town.bot.call("GET", path)} == {"b", "c"}
    with pytest.raises(discord.NotFound) as caught:
        await town.bot.call("GET", one)
    assert caught.value.code == 10063


async def test_a_hundred_commands_and_no_more(town: Town) -> None:
    await town.sync(*(command(f"c{n}") for n in range(100)))
    with pytest.raises(discord.HTTPException) as caught:
        await town.sync(*(command(f"c{n}") for n in range(101)))
    assert caught.value.code == 30032
    await town.sync(*(command(f"d{n}") for n in range(100)))
    with pytest.raises(discord.HTTPException) as caught:
        await town.sync(command("e"))
    assert caught.value.code == 30034  # 200 new ones a day


async def test_other_applications_and_servers_are_out_of_reach(town: Town) -> None:
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("PUT", "/applications/5/commands", [])
    assert caught.value.code == 20012
    path = f"/applications/{town.bot.application_id}/guilds/5/commands"
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("PUT", path, [])
    assert caught.value.code == 50001


async def test_a_servers_command_and_its_subcommands(town: Town) -> None:
    ana = await town.meet("Ana", "fr")
    place = await town.open(ana)
    await town.settled()
    guild = town.world.places[place["id"]].number
    sub = option("list", 1, name_localizations={"fr": "liste"}, options=[option("of")])
    group = option("old", 2, options=[option("show", 1)])
    path = f"/applications/{town.bot.application_id}/guilds/{guild}/commands"
    await town.bot.call("PUT", path, [command("gigs", options=[sub, group])])

    async def answering(asked: discord.Interaction) -> None:
        await town.bot.answer(asked, 4, content="x")

    town.bot.answering = answering
    menu = (await town.get(f"/people/{ana.id}/commands"))["commands"]
    assert [line["name"] for line in menu] == ["gigs liste", "gigs old show"]
    general = place["chats"][0]["id"]
    await ana.does("command", name="gigs liste", options={"of": "me"}, chat=general)
    await ana.does("command", name="gigs old show", chat=general)
    first, second = (asked.data for asked in town.bot.asked)
    assert first is not None
    assert second is not None
    assert first["options"] == [  # type: ignore[typeddict-item]
        {"name": "list", "type": 1, "options": [{"name": "of", "type": 3, "value": "me"}]}
    ]
    assert first["guild_id"] == str(guild)  # type: ignore[typeddict-item]
    assert second["options"][0]["options"][0]["name"] == "show"  # type: ignore[typeddict-item]
    assert (await ana.does("command", status=404, name="gigs", chat=general))["error"]


async def test_the_librarys_own_tree_registers_too(town: Town) -> None:
    tree = discord.app_commands.CommandTree(town.bot)

    @tree.command(description="Add")
    @discord.app_commands.allowed_installs(guilds=True, users=True)
    @discord.app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def add(_asked: discord.Interaction[Any], number: int, who: discord.User) -> None:
        del number, who

    synced = await tree.sync()
    assert [c.name for c in synced] == ["add"]
    fetched = await tree.fetch_commands()
    assert [o.name for o in fetched[0].options] == ["number", "who"]
