"""What people do reaches the desk, and answers reach people: groups, searches, commands."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platform import (
    Attachment,
    Found,
    Kind,
    PlaceKind,
    Rejected,
)
from bot.platforms.telegram import limits as numbers
from bot.platforms.telegram.reading import Bearings, read
from bot.ui import Quote, Screen
from core.kit.text import _, verbatim
from tests.bot.telegram_house import YES, House, open_house
from tests.sandbox.telegram_town import Neighbour, Town, open_town, picture


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def house(town: Town) -> AsyncIterator[House]:
    async with open_house(town) as house:
        yield house


# --- coming in


async def test_a_command_is_read(house: House) -> None:
    ana = await house.town.meets("Ana Lopes", "fr-CA", started=False)
    heard = await house.hears(ana.says("/start offer_7 and more"))
    assert heard.kind is Kind.COMMAND
    assert (heard.word, heard.text) == ("start", "offer_7 and more")
    assert heard.who.id == str(ana.number)
    assert (heard.who.name, heard.who.locale) == ("Ana Lopes", "fr")
    assert heard.place is PlaceKind.PRIVATE
    assert heard.address.private
    assert heard.key.startswith("telegram:")
    assert house.platform.lane(heard.address) == f"telegram:{ana.number}"


async def test_a_command_without_accents_is_known_by_its_own_name(house: House) -> None:
    ana = await house.meets()
    menu = await house.town.asks("GET", f"/people/{ana.id}/commands")
    assert [c["name"] for c in menu["commands"]] == ["search", "creer_un"]
    heard = await house.hears(ana.says("/creer_un@JalonBot logo"))
    assert (heard.word, heard.text) == ("create", "logo")
    assert (await house.hears(ana.says("/Créer-un"))).word == "create"


async def test_words_and_files_are_read(house: House) -> None:
    ana = await house.meets()
    heard = await house.hears(ana.says("Hello @you"))
    assert (heard.kind, heard.text) == (Kind.SAID, "Hello @you")
    heard = await house.hears(ana.sends(("me.png", picture()), text="this is me"))
    assert (heard.kind, heard.text) == (Kind.SAID, "this is me")
    (photo,) = heard.files
    assert (photo.name, photo.mime) == ("photo.jpg", "image/jpeg")
    assert len(await house.platform.fetch(photo)) > 50
    heard = await house.hears(ana.sends(("brief.pdf", b"%PDF-1.7 brief")))
    (brief,) = heard.files
    assert (brief.name, brief.mime, brief.size) == ("brief.pdf", "application/pdf", 14)
    assert await house.platform.fetch(brief) == b"%PDF-1.7 brief"


async def test_a_file_telegram_will_not_give_is_refused_without_asking(house: House) -> None:
    large = Attachment("document:x", "film.mov", "video/quicktime", numbers.DOWNLOAD_BYTES + 1)
    with pytest.raises(Rejected, match="20 MB"):
        await house.platform.fetch(large)
    assert not house.called("getFile")


async def test_letters_that_ask_for_nothing(house: House) -> None:
    read = house.platform.read
    for raw in (
        b"{}",
        b"nonsense",
        b"[" * 100_000,
        b'{"message": 7}',
        b'{"edited_message": {"message_id": 1, "chat": {"id": 1}}}',
        b'{"message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, "date": 1}}',
        b'{"message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, "text": "\\ud83d"}}',
        b'{"callback_query": {"id": "1", "from": {"id": 1}, "game_short_name": "chess"}}',
        b'{"my_chat_member": {"new_chat_member": {"status": "kicked"}}}',
    ):
        assert read("telegram:1", raw) is None


async def test_stickers_deserve_an_answer(house: House) -> None:
    raw = (
        b'{"update_id": 9, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, '
        b'"from": {"id": 5, "first_name": "Ana"}, "sticker": {"file_id": "x"}}}'
    )
    said = house.platform.read("telegram:9", raw)
    assert said is not None
    assert (said.kind, said.text) == (Kind.SAID, "")


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "update_id",
                    "message",
                    "callback_query",
                    "from",
                    "chat",
                    "id",
                    "type",
                    "text",
                    "data",
                    "photo",
                    "file_id",
                    "message_id",
                    "inline_message_id",
                    "document",
                    "reply_to_message",
                    "sticker",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(odd)
def test_no_update_however_odd_breaks_reading(update: object) -> None:
    heard = read("telegram:1", json.dumps(update).encode(), Bearings(7, "JalonBot"))
    assert heard is None or heard.key == "telegram:1"


# --- groups


async def test_in_groups_only_what_is_meant_for_us_is_read(house: House) -> None:
    ana, ben = await house.meets("Ana"), await house.meets("Ben")
    group = await house.town.asks(
        "POST", "/places", status=201, platform="telegram", kind="group", name="Makers",
        owner=ana.id, members=[ben.id],
    )  # fmt: skip
    chat = group["chats"][0]["id"]
    heard = await house.hears(ben.says("/search logo", chat=chat))
    assert (heard.kind, heard.word, heard.text) == (Kind.COMMAND, "search", "logo")
    assert heard.place is PlaceKind.GROUP
    assert not heard.address.private
    assert heard.who.id == str(ben.number)
    me = (await house.town.calls("getMe"))["username"]
    heard = await house.hears(ben.says(f"@{me}, hello", chat=chat))
    assert (heard.kind, heard.text) == (Kind.SAID, "hello")
    await ben.says("just talking", chat=chat)
    await ben.says("/search@OtherBot logo", chat=chat)
    assert house.desk.read.empty()

    public = Screen(title=_("Two gigs"), public=True)
    await house.platform.show(heard.address, public, "en")
    assert (await ana.last())["text"] == "Two gigs"
    assert (await ana.last())["chat"] == chat


async def test_private_answers_stay_private(house: House) -> None:
    ana = await house.meets("Ana")
    eve = await house.town.meets("Eve", "en", started=False)
    group = await house.town.asks(
        "POST", "/places", status=201, platform="telegram", kind="group", name="Makers",
        owner=ana.id, members=[eve.id],
    )  # fmt: skip
    chat = group["chats"][0]["id"]
    private = Screen(title=_("Your orders"), buttons=YES.buttons)

    _told, sent = await house.answers(ana.says("/orders", chat=chat), private)
    assert sent is not None
    assert sent.chat == str(ana.number)
    assert (await ana.last())["text"] == "Your orders"
    assert all(m["text"] != "Your orders" for m in await eve.sees())

    _told, sent = await house.answers(eve.says("/orders", chat=chat), private)
    assert sent is None
    invitation = await eve.last()
    assert invitation["chat"] == chat
    (door,) = invitation["buttons"]
    assert door["label"] == "Let's talk in private"
    assert door["url"].startswith("https://t.me/")

    await house.answers(
        ana.says("/search", chat=chat), Screen(title=_("Gigs"), buttons=YES.buttons, public=True)
    )
    told, sent = await house.answers(ana.presses("Again", on=await last_in(ana, chat)), private)
    assert told["toast"] == "I answered you in private."
    told, sent = await house.answers(eve.presses("Again", on=await last_in(eve, chat)), private)
    assert sent is None
    assert told["url"] == door["url"]


async def last_in(person: Neighbour, chat: str) -> Any:
    return [m for m in await person.sees() if m["chat"] == chat and m["buttons"]][-1]


# --- inline search


async def test_gigs_are_found_and_shared_in_any_chat(house: House) -> None:
    ana = await house.meets()
    card = Screen(title=_("Logo"), lines=(Quote("by hand"),), buttons=YES.buttons, public=True)
    house.desk.found = [
        Found("G1", verbatim("Logo"), verbatim("from 50 €"), card),
        Found("G2", verbatim("x" * 500)),
    ]
    offered = (await ana.does("inline", query="logo"))["results"]
    assert (offered[0]["title"], offered[0]["description"]) == ("Logo", "from 50 €")
    assert house.desk.looked[0].text == "logo"
    assert house.desk.looked[0].who.locale == "fr"
    (call,) = house.called("answerInlineQuery")
    assert call["payload"]["is_personal"]
    assert call["payload"]["next_offset"] == "2"

    picked = await ana.does("inline/pick", result=offered[0]["id"])
    assert picked["answered"]
    posted = await ana.last()
    assert posted["text"] == "Logo\nby hand"
    assert house.desk.read.empty()  # what people post through us is not said to us

    told, sent = await house.answers(ana.presses("Again"), YES)
    assert told["toast"] == "I answered you in private."
    assert sent is not None
    assert sent.chat == str(ana.number)


async def test_a_search_that_fails_is_answered_empty(house: House) -> None:
    ana = await house.meets()
    house.desk.found = [Found("G1", verbatim("\u200b"), None, Screen())]
    assert (await ana.does("inline", query="x"))["results"]
    house.desk.suggest = broken  # type: ignore[method-assign,assignment]
    assert (await ana.does("inline", query="y"))["results"] == []


async def broken(_looking: object) -> list[Found]:
    raise OSError("the disk is gone")
