"""What people ask of a bot on Discord, and how it may answer."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.sandbox.discord_things import GIG, button, row
from tests.sandbox.discord_town import EPHEMERAL, Json, Someone, Town, data_of, running, texts


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana", "fr")


async def test_a_slash_command_is_found_in_the_readers_language(town: Town, ana: Someone) -> None:
    await town.sync(GIG)

    async def answering(asked: discord.Interaction) -> None:
        await asked.response.send_message(f"Bonjour {asked.user.mention}", ephemeral=True)

    town.bot.answering = answering
    menu = (await town.get(f"/people/{ana.id}/commands"))["commands"]
    assert menu[0]["name"] == "prestation"
    assert menu[0]["description"] == "Proposer un service"
    assert [o["name"] for o in menu[0]["options"]][:2] == ["title", "prix"]

    told = await ana.does(
        "command", name="prestation", options={"title": "Logo", "prix": "30", "urgent": "yes"}
    )

    assert told == {"answered": True, "toast": None, "error": None}
    asked = town.bot.asked[0]
    assert asked.locale is discord.Locale.french
    assert asked.user.id == ana.number
    assert asked.context.dm_channel
    options = data_of(asked)["options"]
    assert [(o["name"], o["value"]) for o in options] == [
        ("title", "Logo"),
        ("price", 30),
        ("urgent", True),
    ]
    seen = await ana.last()
    assert seen["text"] == "Bonjour @Ana"
    assert seen["ephemeral"]
    assert seen["pings"] == [ana.id]


async def test_options_are_refused_as_the_app_refuses_them(town: Town, ana: Someone) -> None:
    await town.sync(GIG)
    wrong: list[tuple[Json, str]] = [
        ({}, "title is required"),
        ({"title": "x" * 21}, "0 to 20 characters"),
        ({"title": "x", "price": 4}, "takes 5"),
        ({"title": "x", "price": "lots"}, "takes a number"),
        ({"title": "x", "colour": "red"}, "no option 'colour'"),
        ({"title": "x", "kind": "car"}, "none of the choices"),
        ({"title": "x", "buyer": "Zoe"}, "nobody called"),
        ({"title": "x", "sample": "f0"}, "takes a file"),
    ]
    for options, words in wrong:
        told = await ana.does("command", status=_status(words), name="gig", options=options)
        assert words in told["error"]
    told = await ana.does("command", status=404, name="nothing")
    assert "no command /nothing" in told["error"]
    assert town.bot.asked == []


def _status(words: str) -> int:
    return 404 if "nobody" in words or "no option" in words else 409


async def test_users_choices_and_files_come_resolved(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    place = await town.open(ana, ben)
    await town.sync(GIG)
    await town.settled()
    general = place["chats"][0]["id"]
    options = {"title": "x", "buyer": "Ben", "kind": "Signe"}
    sample = {"name": "my file.txt", "content": "aGVsbG8="}

    async def answering(asked: discord.Interaction) -> None:
        resolved = data_of(asked)["resolved"]
        (file,) = resolved["attachments"].values()
        assert file["filename"] == "my_file.txt"
        content = await town.bot.http.get_from_cdn(file["url"])
        await asked.response.send_message(content.decode())

    town.bot.answering = answering
    await ana.does("command", name="gig", options={**options, "sample": sample}, chat=general)

    assert not town.bot.failed
    asked = town.bot.asked[0]
    assert isinstance(asked.user, discord.Member)
    assert asked.guild is not None
    assert asked.guild.id == int(town.world.places[place["id"]].number)
    assert asked.permissions.administrator
    resolved = data_of(asked)["resolved"]
    assert set(resolved["users"]) == set(resolved["members"]) == {str(ben.number)}
    assert (await ben.last())["text"] == "hello"


async def test_autocomplete_offers_choices(town: Town, ana: Someone) -> None:
    await town.sync(GIG)

    async def answering(asked: discord.Interaction) -> None:
        choices = [{"name": "Red", "value": "r", "name_localizations": {"fr": "Rouge"}}]
        await town.bot.answer(asked, 8, choices=choices)

    town.bot.answering = answering
    told = await ana.does(
        "autocomplete", name="gig", options={"title": "x", "tag": "ro"}, focused="tag"
    )
    assert told["choices"] == [{"name": "Rouge", "value": "r"}]
    asked = town.bot.asked[0]
    assert asked.type is discord.InteractionType.autocomplete
    assert data_of(asked)["options"][1] == {
        "name": "tag",
        "type": 3,
        "value": "ro",
        "focused": True,
    }
    refused = await ana.does(
        "autocomplete", status=409, name="gig", options={"title": "x"}, focused="title"
    )
    assert "completes nothing" in refused["error"]


async def test_a_press_changes_the_message(town: Town, ana: Someone) -> None:
    dm = town.number(ana.dm)
    components = [
        row(
            button("Yes", "y:1"),
            button("No", "n:1", disabled=True),
            {"type": 2, "style": 5, "label": "Site", "url": "https://example.org/x"},
        )
    ]
    body = {"content": "**Sure?**", "components": components}
    sent = await town.bot.call("POST", f"/channels/{dm}/messages", body)
    seen = await ana.last()
    assert texts(seen) == "Sure? [Yes] [No] [Site]"
    assert [b["style"] for b in seen["buttons"]] == ["primary", "primary", "link"]
    assert seen["buttons"][2]["url"] == "https://example.org/x"

    async def answering(asked: discord.Interaction) -> None:
        assert asked.message is not None
        assert asked.message.id == int(sent["id"])
        assert data_of(asked) == {"component_type": 2, "custom_id": "y:1", "id": 2}
        await town.bot.answer(asked, 7, content="Done", components=[])

    town.bot.answering = answering
    assert "disabled" in (await ana.presses("No", status=409))["error"]
    assert "https://example.org/x" in (await ana.presses("Site", status=409))["error"]
    assert "no button 'Maybe'" in (await ana.presses("Maybe", status=404))["error"]
    assert (await ana.presses("y:1"))["answered"]
    assert not town.bot.failed
    after = await ana.last()
    assert (after["id"], texts(after), after["edited"]) == (seen["id"], "Done", True)
    assert after["seq"] > seen["seq"]


async def test_a_select_takes_labels_values_and_people(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    place = await town.open(ana, ben)
    await town.settled()
    chat = place["chats"][1]["id"]
    options = [{"label": f"Kind {n}", "value": f"k{n}"} for n in range(4)]
    select = {"type": 3, "custom_id": "s", "options": options, "min_values": 1, "max_values": 2}
    who = {"type": 5, "custom_id": "w", "placeholder": "Who?"}
    body = {"content": "Pick", "components": [row({**select, "placeholder": "Kinds"}), row(who)]}
    await town.bot.call("POST", f"/channels/{town.number(chat)}/messages", body)

    async def answering(asked: discord.Interaction) -> None:
        await town.bot.answer(asked, 6)

    town.bot.answering = answering
    message = (await ben.last())["id"]
    kinds = ["Kind 1", "k3"]
    await ben.does("choose", message=message, select="Kinds", values=kinds)
    await ben.does("choose", message=message, select="w", values=["Ana"])
    first, second = town.bot.asked
    assert data_of(first)["values"] == ["k1", "k3"]
    assert "resolved" not in data_of(first)
    assert data_of(second)["values"] == [str(ana.number)]
    assert str(ana.number) in data_of(second)["resolved"]["members"]
    many = ["k0", "k1", "k2"]
    told = await ben.does("choose", status=409, message=message, select="s", values=many)
    assert "choose 1 to 2" in told["error"]


async def test_thinking_becomes_the_first_follow_up(town: Town, ana: Someone) -> None:
    await town.sync({"name": "slow", "description": "Slow"})

    async def answering(asked: discord.Interaction) -> None:
        await asked.response.defer(ephemeral=True, thinking=True)

    town.bot.answering = answering
    await ana.does("command", name="slow")
    thinking = await ana.last()
    assert thinking["thinking"]
    assert thinking["ephemeral"]
    asked = town.bot.asked[0]
    hook = f"/webhooks/{asked.application_id}/{asked.token}"
    first = await town.bot.call("POST", hook, {"content": "one"})
    second = await town.bot.call("POST", hook, {"content": "two", "flags": EPHEMERAL})
    assert first["id"] == str((await asked.original_response()).id)
    seen = await ana.sees()
    assert [m["text"] for m in seen] == ["one", "two"]
    assert seen[0]["id"] == thinking["id"]
    assert seen[0]["ephemeral"]
    assert "thinking" not in seen[0]
    assert not seen[0]["edited"]
    await asked.edit_original_response(content="uno")
    await town.bot.call("PATCH", f"{hook}/messages/{second['id']}", {"content": "due"})
    assert [(m["text"], m["edited"]) for m in await ana.sees()] == [("uno", True), ("due", True)]
    await town.bot.call("DELETE", f"{hook}/messages/{second['id']}")
    assert [m["deleted"] for m in await ana.sees()] == [False, True]
    history = await town.bot.call("GET", f"/channels/{town.number(ana.dm)}/messages")
    assert history == []  # nothing ephemeral is in any history


async def test_an_ephemeral_answer_is_for_one_person(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    chat = (await town.open(ana, ben))["chats"][0]["id"]
    await town.sync({"name": "ask", "description": "Ask"})
    flags = [EPHEMERAL, 0]

    async def answering(asked: discord.Interaction) -> None:
        await town.bot.answer(asked, 4, content=f"for {asked.user}", flags=flags.pop())

    town.bot.answering = answering
    await ana.does("command", name="ask", chat=chat)
    await ana.does("command", name="ask", chat=chat)
    assert [m["ephemeral"] for m in await ana.sees()] == [False, True]
    assert [m["text"] for m in await ben.sees()] == ["for ana"]
    private = (await ana.last())["id"]
    seen = town.world.seen_by(town.world.people[ana.id], private)
    path = f"/channels/{town.number(chat)}/messages/{seen.number}"
    with pytest.raises(discord.NotFound) as caught:
        await town.bot.call("PATCH", path, {"content": "x"})
    assert caught.value.code == 10008
    told = await ben.does("press", status=404, message=private, button="x")
    assert "sees no message" in told["error"]
