"""Every limit of a Discord message, refused in Discord's own words."""

import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.sandbox.discord_town import V2, Json, Someone, Town, running


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


def button(**more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def rows(*components: Json) -> Json:
    return {"content": "x", "components": [{"type": 1, "components": list(components)}]}


def select(**more: Any) -> Json:
    options = [{"label": "A", "value": "a"}]
    return rows({"type": 3, "custom_id": "s", "options": options, **more})


def v2(*components: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(components), **more}


def text(content: str = "x") -> Json:
    return {"type": 10, "content": content}


def picture(url: str = "https://example.org/a.png", **more: Any) -> Json:
    return {"media": {"url": url}, **more}


def embed(**more: Any) -> Json:
    return {"embeds": [{"title": "T", **more}]}


def numbered(count: int) -> list[Json]:
    return [button(custom_id=f"b{n}") for n in range(count)]


OPTIONS = [{"label": f"o{n}", "value": f"o{n}"} for n in range(26)]
MANY_TEXTS = [text("x" * 1000)] * 4
BAD: list[tuple[str, Json, str]] = [
    ("content", {"content": "x" * 2001}, "In content: Must be 2000 or fewer in length."),
    ("label", rows(button(label="x" * 81)), "label: Must be 80 or fewer in length."),
    ("custom id", rows(button(custom_id="x" * 101)), "Must be between 1 and 100 in length."),
    ("no custom id", rows({"type": 2, "style": 1, "label": "x"}), "A custom id is required"),
    ("twice", rows(button(), button()), "Component custom id cannot be duplicated"),
    ("no words", rows(button(label="")), "must have a label or an emoji"),
    ("emoji", rows(button(emoji={"name": "x"})), "Invalid emoji"),
    ("style", rows(button(style=9)), "Value must be one of {1, 2, 3, 4, 5, 6}."),
    ("link", rows({"type": 2, "style": 5, "label": "x"}), "A url is required"),
    (
        "link with id",
        rows(button(style=5, url="https://a.b")),
        "A custom id and url cannot both be specified",
    ),
    (
        "scheme",
        rows({"type": 2, "style": 5, "label": "x", "url": "javascript:x"}),
        'Scheme "javascript" is not supported',
    ),
    (
        "long url",
        rows({"type": 2, "style": 5, "label": "x", "url": "https://a.b/" + "x" * 512}),
        "Must be 512 or fewer",
    ),
    ("6 buttons", rows(*numbered(6)), "Must be between 1 and 5 in length."),
    (
        "6 rows",
        {"components": [{"type": 1, "components": [b]} for b in numbered(6)], "content": "x"},
        "Must be 5 or fewer in length.",
    ),
    ("empty row", rows(), "Must be between 1 and 5 in length."),
    (
        "select beside",
        rows(button(), {"type": 5, "custom_id": "u"}),
        "exceeds the maximum width",
    ),
    ("26 options", select(options=OPTIONS), "Must be between 1 and 25 in length."),
    (
        "option twice",
        select(options=[OPTIONS[0], OPTIONS[0]]),
        "The specified option value is already used",
    ),
    (
        "option text",
        select(options=[{"label": "x" * 101, "value": "a"}]),
        "Must be between 1 and 100 in length.",
    ),
    ("placeholder", select(placeholder="x" * 151), "Must be 150 or fewer in length."),
    ("max values", select(max_values=2), "options: Must be between 2 and 25 in length."),
    ("v2 without flag", {"components": [text()]}, "must be one of (1,)."),
    ("v2 and content", v2(text(), content="x"), "'content' field cannot be used"),
    ("v2 and embeds", v2(text(), embeds=[{"title": "x"}]), "'embeds' field cannot be used"),
    ("41 components", v2({"type": 17, "components": [text()] * 40}), "cannot exceed 40"),
    ("4001 letters", v2(*MANY_TEXTS, text("y")), "exceeds maximum size of 4000"),
    ("empty text", v2(text("")), "Must be between 1 and 4000 in length."),
    ("bare button", v2(button()), "must be one of (1, 9, 10, 12, 13, 14, 17)."),
    (
        "container within",
        v2({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        "must be one of (1, 9, 10, 12, 13, 14).",
    ),
    ("section", v2({"type": 9, "components": [text()]}), "accessory: This field is required"),
    (
        "4 texts",
        v2({"type": 9, "components": [text()] * 4, "accessory": button()}),
        "Must be between 1 and 3 in length.",
    ),
    (
        "accessory",
        v2({"type": 9, "components": [text()], "accessory": text()}),
        "must be one of (2, 11).",
    ),
    ("11 pictures", v2({"type": 12, "items": [picture()] * 11}), "between 1 and 10"),
    (
        "alt text",
        v2({"type": 12, "items": [picture(description="x" * 1025)]}),
        "between 1 and 1024",
    ),
    (
        "no upload",
        v2({"type": 12, "items": [picture("attachment://p.png")]}),
        "The referenced attachment was not found",
    ),
    (
        "file on the web",
        v2({"type": 13, "file": {"url": "https://a.b/c"}}),
        "Only attachment references are allowed",
    ),
    ("colour", v2({"type": 17, "accent_color": 1 << 24, "components": [text()]}), "16777215"),
    ("11 embeds", {"embeds": [{"title": "x"}] * 11}, "Must be 10 or fewer in length."),
    ("embed title", embed(title="x" * 257), "Must be 256 or fewer in length."),
    ("embed text", embed(description="x" * 4097), "Must be 4096 or fewer in length."),
    ("26 fields", embed(fields=[{"name": "n", "value": "v"}] * 26), "Must be 25 or fewer"),
    ("field", embed(fields=[{"name": "n", "value": "x" * 1025}]), "between 1 and 1024"),
    ("footer", embed(footer={"text": "x" * 2049}), "between 1 and 2048"),
    ("embeds", {"embeds": [{"description": "x" * 3001}] * 2}, "maximum size of 6000"),
    ("nonce", {"content": "x", "nonce": "x" * 26}, "Must be 25 or fewer in length."),
    (
        "mentions",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "mutually exclusive",
    ),
    ("poll", {"content": "x", "poll": {"question": {"text": "?"}}}, "not pretended"),
    ("attachment", {"content": "x", "attachments": [{"id": "0"}]}, "was not uploaded"),
    ("flag type", {"content": "x", "tts": "loud"}, "Must be either true or false."),
    ("list type", {"content": "x", "components": "none"}, "Only iterables"),
    ("id type", {"content": "x", "message_reference": {"message_id": "x"}}, "is not snowflake"),
]


@pytest.mark.parametrize(("body", "words"), [bad[1:] for bad in BAD], ids=[b[0] for b in BAD])
async def test_a_message_over_a_limit_is_refused(
    town: Town, ana: Someone, body: Json, words: str
) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", f"/channels/{town.number(ana.dm)}/messages", body)
    assert (caught.value.status, caught.value.code) == (400, 50035)
    assert words in str(caught.value)
    told = town.calls[-1]["answer"]
    assert told["message"] == "Invalid Form Body"
    assert told["errors"]
    assert await ana.sees() == []


GOOD: list[tuple[str, Json]] = [
    ("content", {"content": "é" * 2000}),
    ("label", rows(button(label="x" * 80, custom_id="x" * 100))),
    (
        "emoji",
        rows(button(label=None, emoji={"name": "✅"}), button(custom_id="k", emoji={"name": "1️⃣"})),
    ),
    ("custom emoji", rows(button(emoji={"name": "cup", "id": "123"}))),
    ("5 rows", {"components": [{"type": 1, "components": numbered(5)}], "content": "x"}),
    ("25 options", select(options=OPTIONS[:25], max_values=25, min_values=0)),
    ("40 components", v2({"type": 17, "components": [text()] * 39})),
    ("4000 letters", v2(*MANY_TEXTS)),
    ("10 pictures", v2({"type": 12, "items": [picture()] * 10})),
    ("thumbnail", v2({"type": 9, "components": [text()], "accessory": {"type": 11, **picture()}})),
    ("separator", v2(text(), {"type": 14, "divider": False, "spacing": 2}, text())),
    ("embeds", {"embeds": [{"description": "x" * 3000}] * 2}),
    ("nonce", {"content": "x", "nonce": "x" * 25}),
]


@pytest.mark.parametrize("body", [good[1] for good in GOOD], ids=[good[0] for good in GOOD])
async def test_a_message_at_a_limit_passes(town: Town, ana: Someone, body: Json) -> None:
    sent = await town.bot.call("POST", f"/channels/{town.number(ana.dm)}/messages", body)
    assert sent["id"]
    assert len(await ana.sees()) == 1


@pytest.mark.parametrize(
    "body", [{}, {"content": "  \n"}, {"components": []}, {"flags": V2, "components": []}]
)
async def test_an_empty_message_is_refused(town: Town, ana: Someone, body: Json) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", f"/channels/{town.number(ana.dm)}/messages", body)
    assert (caught.value.status, caught.value.code) == (400, 50006)


async def test_files_have_limits(town: Town, ana: Someone) -> None:
    user = await town.bot.fetch_user(ana.number)
    large = io.BytesIO(bytes(10 * 1024 * 1024 + 1))
    with pytest.raises(discord.HTTPException) as caught:
        await user.send(file=discord.File(large, "l.bin"))
    assert (caught.value.status, caught.value.code) == (413, 40005)
    parts = [discord.File(io.BytesIO(bytes(9 * 1024 * 1024)), f"{n}.bin") for n in range(3)]
    with pytest.raises(discord.HTTPException) as caught:
        await user.send(files=parts)
    assert (caught.value.status, caught.value.code) == (413, 40005)
    sent = await user.send(file=discord.File(io.BytesIO(bytes(10 * 1024 * 1024)), "m.bin"))
    assert sent.attachments[0].size == 10 * 1024 * 1024
    assert (
        "too powerful"
        in (await ana.does("say", status=413, files=[{"name": "x", "content": ""}] * 11))["error"]
    )
    assert "at most 2000" in (await ana.does("say", status=413, text="x" * 2001))["error"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("/channels/5", 10003), ("/users/5", 10013), ("/guilds/5", 10004)],
)
async def test_what_is_not_there_is_unknown(town: Town, path: str, code: int) -> None:
    with pytest.raises(discord.NotFound) as caught:
        await town.bot.call("GET", path)
    assert caught.value.code == code


async def test_a_body_that_is_no_json_is_refused(town: Town, ana: Someone) -> None:
    url = f"{town.url}/discord/api/v10/channels/{town.number(ana.dm)}/messages"
    headers = {"Authorization": "Bot abc", "Content-Type": "application/json"}
    async with town.session.post(url, data="{", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
        assert answer.headers["Content-Type"] == "application/json"
    async with town.session.post(url, data="[]", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50035)
    async with town.session.post(url, json={"content": "x"}) as answer:
        assert answer.status == 401
        assert await answer.json() == {"message": "401: Unauthorized", "code": 0}
