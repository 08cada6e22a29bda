"""Dialogs: opened, filled in as the app lets one, and read by the bot."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.sandbox.discord_town import Json, Someone, Town, b64, data_of, running


def label(text: str, component: Json, **more: Any) -> Json:
    return {"type": 18, "label": text, "component": component, **more}


def choices(*names: str) -> list[Json]:
    return [{"label": name, "value": name.lower()} for name in names]


FIELDS = [
    {"type": 10, "content": "Tell us **all**."},
    label("Title", {"type": 4, "custom_id": "title", "style": 1, "min_length": 3, "max_length": 9}),
    label(
        "Kind",
        {"type": 3, "custom_id": "kind", "options": choices("Logo", "Text"), "max_values": 2},
    ),
    label("Samples", {"type": 19, "custom_id": "files", "max_values": 2, "required": False}),
    label("Terms", {"type": 23, "custom_id": "terms"}, description="Read them"),
]
MORE = [
    label("Speed", {"type": 21, "custom_id": "speed", "options": choices("Slow", "Fast")}),
    label("Days", {"type": 22, "custom_id": "days", "options": choices("Mon", "Tue", "Wed")}),
    label("Who", {"type": 5, "custom_id": "who", "required": False}),
    label(
        "Words",
        {"type": 4, "custom_id": "words", "style": 2, "value": "As before", "required": False},
    ),
    {
        "type": 1,
        "components": [
            {"type": 4, "custom_id": "old", "style": 1, "label": "Old way", "required": False}
        ],
    },
]


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        await town.sync({"name": "form", "description": "Fill in"})
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


async def opened(town: Town, ana: Someone, fields: list[Json], answer: int = 4) -> Json:
    """Open a modal by a command; its submission is answered so."""

    async def answering(asked: discord.Interaction) -> None:
        if asked.type is discord.InteractionType.modal_submit:
            await town.bot.answer(asked, answer, content="Thanks")
        else:
            await town.bot.answer(asked, 9, custom_id="m:1", title="Offer", components=fields)

    town.bot.answering = answering
    told = await ana.does("command", name="form")
    assert told["answered"], town.bot.failed
    modal = await ana.modal()
    assert modal is not None
    return modal


async def test_a_modal_stands_on_the_screen_as_declared(town: Town, ana: Someone) -> None:
    modal = await opened(town, ana, FIELDS)
    assert modal["title"] == "Offer"
    note, title, kind, files, terms = modal["fields"]
    assert (note["kind"], note["label"]) == ("note", "Tell us all.")
    assert (title["id"], title["kind"], title["min"], title["max"]) == ("title", "text", 3, 9)
    assert (title["required"], title["value"]) == (True, "")
    assert (kind["kind"], [o["label"] for o in kind["options"]]) == ("select", ["Logo", "Text"])
    assert (files["kind"], files["max"], files["required"]) == ("files", 2, False)
    assert (terms["kind"], terms["description"]) == ("checkbox", "Read them")
    more = await opened(town, ana, MORE)
    kinds = [field["kind"] for field in more["fields"]]
    assert kinds == ["radio", "checkboxes", "select", "paragraph", "text"]
    assert more["fields"][3]["value"] == "As before"
    assert more["fields"][2]["of"] == "user"


async def test_a_modal_is_read_with_files_and_choices(town: Town, ana: Someone) -> None:
    await opened(town, ana, FIELDS)
    values = {
        "Title": "A logo",
        "kind": ["Logo", "text"],
        "Samples": [{"name": "a.png", "content": b64(b"one")}],
        "terms": True,
    }
    told = await ana.does("fill", values=values)
    assert told == {"answered": True, "toast": None, "error": None}
    assert await ana.modal() is None
    assert (await ana.last())["text"] == "Thanks"
    data = data_of(town.bot.asked[1])
    assert data["custom_id"] == "m:1"
    note, *fields = data["components"]
    assert note == {"type": 10, "id": 1}
    assert [part["type"] for part in fields] == [18] * 4
    title, kind, files, terms = (part["component"] for part in fields)
    assert title == {"type": 4, "id": 3, "custom_id": "title", "value": "A logo"}
    assert kind["values"] == ["logo", "text"]
    assert terms["value"] is True
    (file,) = data["resolved"]["attachments"].values()
    assert files["values"] == [file["id"]]
    assert await town.bot.http.get_from_cdn(file["url"]) == b"one"


async def test_a_modal_reads_groups_people_and_prefilled_text(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    await opened(town, ana, MORE)
    values = {"Speed": "Fast", "Days": ["mon", "Wed"], "Who": ["Ben"], "Old way": "x"}
    await ana.does("fill", values=values)
    data = data_of(town.bot.asked[1])
    speed, days, who, words = (part["component"] for part in data["components"][:4])
    assert speed["value"] == "fast"
    assert days["values"] == ["mon", "wed"]
    assert who["values"] == [str(ben.number)] == list(data["resolved"]["users"])
    assert words["value"] == "As before"
    assert data["components"][4]["components"][0]["value"] == "x"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Title: this field is required"),
        ({"Title": "ab"}, "Title: must be at least 3"),
        ({"Title": "a" * 10}, "Title: must be at most 9"),
        ({"Title": "a\nb\nc"}, "Title: takes one line only"),
        ({"Title": "abc"}, "Kind: this field is required"),
        ({"Title": "abc", "Kind": ["Car"]}, "Kind: 'Car' is none of the choices"),
        ({"Title": "abc", "Kind": "logo", "Terms": "perhaps"}, "Terms: is ticked or not"),
        ({"Title": "abc", "Kind": "logo", "Samples": "x"}, "Samples: upload files"),
        (
            {"Title": "abc", "Kind": "logo", "Samples": [{"name": "x", "content": ""}] * 3},
            "Samples: choose 1 to 2, not 3",
        ),
        ({"Colour": "red"}, "no field 'Colour'"),
    ],
)
async def test_the_app_refuses_what_does_not_fit(
    town: Town, ana: Someone, values: Json, words: str
) -> None:
    await opened(town, ana, FIELDS)
    status = 404 if "no field" in words else 409
    told = await ana.does("fill", status=status, values=values)
    assert words in told["error"]
    assert await ana.modal() is not None
    assert len(town.bot.asked) == 1


async def test_a_modal_stays_open_when_nobody_answers(town: Town, ana: Someone) -> None:
    modal = await opened(town, ana, MORE[3:])

    async def silent(_asked: discord.Interaction) -> None:
        return

    town.bot.answering = silent
    told = await ana.does("fill", values={})
    assert told["error"] == "Something went wrong. Try again."
    still = await ana.modal()
    assert still is not None
    assert still["error"] == told["error"]
    assert still["fields"] == modal["fields"]
    assert still["seq"] > modal["seq"]


async def test_a_modal_can_be_closed(town: Town, ana: Someone) -> None:
    await opened(town, ana, FIELDS)
    await ana.does("fill", cancel=True)
    assert await ana.modal() is None
    assert "no modal is open" in (await ana.does("fill", status=409, values={}))["error"]


async def test_a_modal_from_a_button_may_change_its_message(town: Town, ana: Someone) -> None:
    button = {"type": 2, "style": 3, "label": "Edit", "custom_id": "e"}
    body = {"content": "Old", "components": [{"type": 1, "components": [button]}]}
    path = f"/channels/{town.number(ana.dm)}/messages"
    sent = await town.bot.call("POST", path, body)

    async def answering(asked: discord.Interaction) -> None:
        if asked.type is discord.InteractionType.component:
            await town.bot.answer(asked, 9, custom_id="m", title="T", components=MORE[3:4])
            return
        assert asked.message is not None
        assert asked.message.id == int(sent["id"])
        await town.bot.answer(asked, 7, content="New", components=[])

    town.bot.answering = answering
    await ana.presses("Edit")
    assert (await ana.does("fill", values={"Words": "hello"}))["answered"]
    assert not town.bot.failed
    assert (await ana.last())["text"] == "New"


async def test_a_modal_is_no_answer_to_a_modal(town: Town, ana: Someone) -> None:
    await opened(town, ana, MORE[3:])

    async def answering(asked: discord.Interaction) -> None:
        try:
            await town.bot.answer(asked, 9, custom_id="n", title="T", components=MORE[3:4])
        finally:
            await town.bot.answer(asked, 4, content="x")

    town.bot.answering = answering
    await ana.does("fill", values={})
    (error,) = town.bot.failed
    assert "Value must be one of {4, 5}" in str(error)


LONG = "x" * 101
WRONG: list[tuple[Json, str]] = [
    ({"title": "x" * 46}, "data.title: Must be between 1 and 45 in length."),
    ({"custom_id": LONG}, "data.custom_id: Must be between 1 and 100 in length."),
    ({"components": []}, "data.components: Must be between 1 and 5 in length."),
    ({"components": [FIELDS[1]] * 6}, "data.components: Must be between 1 and 5 in length."),
    ({"components": [{"type": 12}]}, 'Value of field "type" must be one of (1, 10, 18).'),
    ({"components": [label("x" * 46, {"type": 23, "custom_id": "a"})]}, "between 1 and 45"),
    (
        {"components": [label("x", {"type": 23, "custom_id": "a"}, description=LONG)]},
        "between 1 and 100",
    ),
    ({"components": [label("x", {"type": 2, "custom_id": "a"})]}, 'Value of field "type"'),
    ({"components": [FIELDS[1], FIELDS[1]]}, "Component custom id cannot be duplicated"),
    (
        {
            "components": [
                label("x", {"type": 4, "custom_id": "a", "style": 1, "placeholder": LONG})
            ]
        },
        "Must be 100 or fewer",
    ),
    (
        {"components": [label("x", {"type": 4, "custom_id": "a", "style": 1, "max_length": 4001})]},
        "less than or equal to 4000",
    ),
    (
        {
            "components": [
                label("x", {"type": 4, "custom_id": "a", "style": 1, "value": "x" * 4001})
            ]
        },
        "Must be 4000 or fewer",
    ),
    (
        {"components": [label("x", {"type": 21, "custom_id": "a", "options": choices("One")})]},
        "between 2 and 10",
    ),
    (
        {
            "components": [
                label(
                    "x",
                    {"type": 22, "custom_id": "a", "options": choices(*map(str, range(11)))},
                )
            ]
        },
        "between 1 and 10",
    ),
    (
        {"components": [label("x", {"type": 19, "custom_id": "a", "max_values": 11})]},
        "less than or equal to 10",
    ),
    (
        {"components": [label("x", {"type": 19, "custom_id": "a", "min_values": 0})]},
        "at least 1 when the component is required",
    ),
    (
        {
            "components": [
                label(
                    "x",
                    {"type": 3, "custom_id": "a", "options": choices("A"), "disabled": True},
                )
            ]
        },
        "cannot be disabled",
    ),
]


@pytest.mark.parametrize(("more", "words"), WRONG)
async def test_a_modal_over_a_limit_is_refused(
    town: Town, ana: Someone, more: Json, words: str
) -> None:
    async def answering(asked: discord.Interaction) -> None:
        data: Json = {"custom_id": "m", "title": "T", "components": FIELDS[:1], **more}
        try:
            await town.bot.answer(asked, 9, **data)
        finally:
            await town.bot.answer(asked, 4, content="x")

    town.bot.answering = answering
    await ana.does("command", name="form")
    (error,) = town.bot.failed
    assert isinstance(error, discord.HTTPException)
    assert (error.status, error.code) == (400, 50035)
    assert words in str(error)
    assert await ana.modal() is None
