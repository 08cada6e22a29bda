"""The Discord adapter hears: commands, presses, dialogs, messages, searches being typed."""

import msgspec
import pytest
from msgspec.structs import replace

from bot.forms.actions import ContinueForm, FillForm
from bot.platform import Attachment, Found, Gone, Incoming, Kind, PlaceKind, Rejected, Sent
from bot.platforms.discord import Discord, letters, limits, platform
from bot.platforms.discord.memory import Recent
from bot.ui import Choice, Menu, Screen, decode
from core.kit.text import _, verbatim
from tests.bot import discord_desk
from tests.bot.discord_desk import ASKED, Desk, card, questions, visible
from tests.sandbox.discord_town import PNG, Json, Someone, Town, b64

town, desk, bot, ana = discord_desk.town, discord_desk.desk, discord_desk.bot, discord_desk.ana


# --- letters in


async def test_a_command_is_heard_and_answered(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    desk.answer = lambda _heard: card("Hello", "Go")
    result = await ana.does("command", name="search", options={"query": "logo"})
    assert result["answered"]
    (heard,) = desk.heard
    assert (heard.kind, heard.word, heard.options) == (Kind.COMMAND, "search", {"query": "logo"})
    assert (heard.who.platform, heard.who.name, heard.who.locale) == ("discord", "Ana", "fr")
    assert (heard.place, heard.text) == (PlaceKind.PRIVATE, "logo")
    assert heard.key == f"discord:{msgspec.json.decode(heard.address.token)['id']}"
    assert bot.lane(heard.address) == f"discord:{heard.who.id}"
    message = await ana.last()
    assert message["text"] == "Hello"
    await desk.done()
    assert desk.sent == [
        Sent(heard.address.chat, str(town.world.people[ana.id].messages[-1].number))
    ]


async def test_commands_are_listed_in_both_languages(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    ben = await town.meet("Ben", "en")
    french = (await town.get(f"/people/{ana.id}/commands"))["commands"]
    english = (await town.get(f"/people/{ben.id}/commands"))["commands"]
    assert [c["name"] for c in french] == ["accueil", "chercher"]
    assert [c["name"] for c in english] == ["menu", "search"]
    assert french[1]["options"][0]["name"] == "mots"
    desk.answer = lambda _heard: card("Hello")
    await ana.does("command", name="chercher", options={"mots": "logo"})
    assert (desk.heard[0].word, desk.heard[0].options) == ("search", {"query": "logo"})


async def test_a_search_is_answered_while_typing(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    desk.found = [
        Found("g1", verbatim("A logo"), verbatim("25 €")),
        Found("x" * 101, verbatim("too long a value")),
        Found("g2", verbatim("y" * 300)),
        *[Found(f"h{i}", verbatim("h")) for i in range(40)],
    ]
    answer = await ana.does("autocomplete", name="search", options={"query": "lo"}, focused="query")
    choices = answer["choices"]
    assert choices[0] == {"name": "A logo · 25 €", "value": "g1"}
    assert [c["value"] for c in choices[1:3]] == ["g2", "h0"]
    assert len(choices) == 25
    (looking,) = desk.looked
    assert (looking.word, looking.option, looking.text) == ("search", "query", "lo")
    assert desk.letters == []


async def test_a_search_that_takes_too_long_finds_nothing(
    desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SUGGEST_SECONDS", 0.05)
    desk.slowly = 5
    answer = await ana.does("autocomplete", name="search", options={"query": "lo"}, focused="query")
    assert answer["choices"] == []


async def test_a_press_redraws_its_card(desk: Desk, bot: Discord, ana: Someone) -> None:
    desk.answer = lambda heard: card("Two" if heard.wire == "x:Go" else "One", "Go")
    await ana.does("command", name="menu")
    await ana.presses("Go")
    press = desk.heard[1]
    assert (press.kind, press.wire) == (Kind.PRESS, "x:Go")
    messages = await visible(ana)
    assert [m["text"] for m in messages] == ["Two"]
    await desk.done()
    assert desk.sent[1] == desk.sent[0]
    assert desk.sent[0] is not None
    assert press.address.message == desk.sent[0].message


async def test_a_menu_is_pressed_by_its_option(desk: Desk, bot: Discord, ana: Someone) -> None:
    menu = Menu(_("Pick"), (Choice(verbatim("One"), "x:1"), Choice(verbatim("Two"), "x:2")))
    desk.answer = lambda heard: card(heard.wire or "Menu", menu=menu)
    await ana.does("command", name="menu")
    await ana.does("choose", message=(await ana.last())["id"], select="Pick", values=["Two"])
    assert desk.heard[1].wire == "x:2"
    assert (await ana.last())["text"].startswith("x:2")


async def test_what_is_said_in_private_is_heard_with_its_files(
    desk: Desk, bot: Discord, ana: Someone, town: Town
) -> None:
    desk.answer = lambda _heard: card("Yes?")
    await ana.does("say", text="hello", files=[{"name": "a.png", "content": b64(PNG)}])
    await town.settled()
    await bot.idle()
    await desk.done()
    (heard,) = desk.heard
    assert (heard.kind, heard.text, heard.who.locale) == (Kind.SAID, "hello", "")
    assert heard.key.startswith("discord:m")
    (file,) = heard.files
    assert (file.name, file.mime, file.size) == ("a.png", "image/png", len(PNG))
    assert await bot.fetch(file) == PNG
    assert (await ana.last())["text"] == "Yes?"
    await ana.does("command", name="menu")
    await ana.does("say", text="again")
    await town.settled()
    await bot.idle()
    assert desk.heard[-1].who.locale == "fr"  # remembered from the command


async def test_what_is_said_in_a_server_is_not_listened_to(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    place = await town.open(ana)
    await ana.does("say", text="hello all", chat=place["chats"][0]["id"])
    await town.settled()
    assert desk.letters == []


async def test_only_discords_own_files_are_fetched(bot: Discord, town: Town) -> None:
    def file(ref: str, size: int = 1) -> Attachment:
        return Attachment(ref, "a", "text/plain", size)

    with pytest.raises(Rejected):
        await bot.fetch(file("http://169.254.169.254/secrets"))
    with pytest.raises(Rejected):
        await bot.fetch(file("file:///etc/passwd"))
    with pytest.raises(Rejected):
        await bot.fetch(file(f"{town.url}/discord/cdn/x", limits.FETCH_BYTES + 1))
    with pytest.raises(Gone):
        await bot.fetch(file(f"{town.url}/discord/cdn/attachments/1/2/a.png"))


async def test_garbled_letters_ask_for_nothing(bot: Discord) -> None:
    for raw in (b"", b"{}", b"[]", b"\xff", b'{"id": 1}', b'{"id":"1","type":2,"token":"t"}'):
        assert bot.read("discord:1", raw) is None
        assert bot.read("discord:m1", raw) is None


async def test_letters_wait_for_a_desk_that_stumbles(
    desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "PAUSES_SECONDS", (0.01,) * 5)
    desk.refuses = 2
    desk.answer = lambda _heard: card("Hello")
    await ana.does("command", name="menu")
    assert (await ana.last())["text"] == "Hello"


# --- forms


async def test_a_form_is_filled_in_by_dialogs(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    more = questions(replace(ASKED[0], name="price", label=_("Price")))

    def answer(heard: Incoming) -> Screen:
        if heard.kind is Kind.FILLED and "price" in heard.values:
            return card("Done")
        return more if heard.kind is Kind.FILLED or heard.wire else questions(*ASKED)

    desk.answer = answer
    await ana.does("command", name="menu")
    dialog = await ana.modal()
    assert dialog is not None
    assert [f["kind"] for f in dialog["fields"]] == [
        "text",
        "radio",
        "select",
        "paragraph",
        "files",
    ]
    files = [{"name": "a.png", "content": b64(PNG)}, {"name": "b.png", "content": b64(PNG)}]
    given: Json = {"title": "Logo", "kind": "logo", "tags": ["t1", "t2"], "files": files}
    await ana.does("fill", values=given)
    filled = desk.heard[1]
    assert (filled.kind, decode(filled.wire)) == (Kind.FILLED, FillForm("D1"))
    assert filled.values == {"title": "Logo", "kind": "logo", "tags": ("t1", "t2"), "about": ""}
    uploads = filled.uploads["files"]
    assert [f.name for f in uploads] == ["a.png", "b.png"]
    assert await bot.fetch(uploads[0]) == PNG
    # a dialog cannot follow a dialog: a card leads there
    assert "Price" in (await ana.last())["text"]
    await ana.presses("Begin")
    assert decode(desk.heard[2].wire) == ContinueForm("D1")
    await ana.does("fill", values={"price": "25"})
    assert [m["text"] for m in await visible(ana)] == ["Done"]


async def test_what_is_optional_may_be_left_out(desk: Desk, bot: Discord, ana: Someone) -> None:
    optional = [replace(question, required=False) for question in ASKED]
    desk.answer = lambda h: questions(*optional) if h.kind is Kind.COMMAND else card("Done")
    await ana.does("command", name="menu")
    await ana.does("fill", values={})
    assert desk.heard[1].values == {"title": "", "kind": "", "tags": (), "about": ""}
    assert desk.heard[1].uploads == {"files": ()}


async def test_after_thinking_a_card_leads_to_the_dialog(
    desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.05)
    desk.slowly = 0.2
    desk.answer = lambda _heard: questions(*ASKED)
    await ana.does("command", name="menu")
    await desk.done()
    assert await ana.modal() is None
    assert [b["label"] for b in (await ana.last())["buttons"]] == ["Begin", "Later", "Throw away"]


def test_half_a_character_does_not_stop_the_line() -> None:
    said = letters.message(
        {"id": "1", "channel_id": "2", "author": {"id": "3"}, "content": "half \ud83d"}
    )
    key, raw = letters.letter(said)
    heard = letters.read(key, raw, Recent(1))
    assert heard is not None
    assert heard.text == "half ?"
