"""The real adapter sends and redraws: texts, pictures, files, and what Telegram refuses."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.telegram import limits as numbers
from bot.ui import Quote, Screen
from core.kit.text import _, verbatim
from tests.bot.telegram_house import YES, House, open_house
from tests.sandbox.telegram_town import Town, open_town, picture


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def house(town: Town) -> AsyncIterator[House]:
    async with open_house(town) as house:
        yield house


# --- answers


async def test_a_press_redraws_its_message_and_stops_the_spinner(house: House) -> None:
    ana = await house.meets()
    _told, first = await house.answers(ana.says("/start"), YES)
    seen = await ana.last()
    assert seen["text"] == "Well done"
    assert seen["html"] == "<b>Well done</b>"
    assert seen["buttons"][0]["style"] == "success"

    screen = Screen(title=_("Changed"), lines=(Quote("<i>hi</i>", by="Ben"),), toast=_("Saved."))
    told, sent = await house.answers(ana.presses("Again"), screen)
    assert (told["answered"], told["toast"], told["error"]) == (True, "Saved.", None)
    assert sent == first
    changed = await ana.last()
    assert changed["id"] == seen["id"]
    assert changed["edited"]
    assert changed["text"] == "Changed\nBen\n<i>hi</i>"


async def test_drawing_the_same_again_is_no_trouble(house: House) -> None:
    ana = await house.meets()
    _told, first = await house.answers(ana.says("/start"), YES)
    told, sent = await house.answers(ana.presses("Again"), YES)
    assert told["answered"]
    assert sent == first
    assert [c["status"] for c in house.called("editMessageText")] == [400]


async def test_a_message_that_is_gone_is_sent_anew(house: House) -> None:
    ana = await house.meets()
    _told, first = await house.answers(ana.says("/start"), YES)
    assert first is not None
    await house.town.calls("deleteMessage", chat_id=ana.number, message_id=int(first.message))
    again = await house.platform.write(str(ana.number), YES, "en", over=first)
    assert again.chat == first.chat
    assert again.message != first.message
    assert (await ana.last())["text"] == "Well done"


async def test_a_toast_alone_leaves_the_message(house: House) -> None:
    ana = await house.meets()
    await house.answers(ana.says("/start"), YES)
    long = verbatim("A sentence that is long enough to need a moment, and then another one. " * 4)
    told, sent = await house.answers(ana.presses("Again"), Screen(toast=long))
    assert sent is None
    assert told["alert"]
    assert len(told["toast"]) == numbers.TOAST
    assert not house.called("editMessageText")


async def test_long_words_are_shortened_and_never_refused(house: House) -> None:
    ana = await house.meets()
    screen = Screen(title=_("All of it"), lines=(Quote("🙂 <b>&" * 3000, by="@durov"),))
    await house.platform.write(str(ana.number), screen, "fr")
    seen = await ana.last()
    assert seen["text"].endswith("…")
    assert "<b>" not in seen["text"][:9]


# --- pictures and files


async def test_a_picture_is_uploaded_once(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "cover.png", "image/png", picture())
    screen = Screen(title=_("A gig"), picture="F1", buttons=YES.buttons)
    first = await house.platform.write(str(ana.number), screen, "en")
    seen = await ana.last()
    assert seen["picture"]
    assert seen["text"] == "A gig"
    assert house.desk.handles["F1"].startswith("photo:")
    await house.platform.write(str(ana.number), screen, "en")
    one, two = house.called("sendPhoto")
    assert one["payload"]["file0"]["size"] == len(picture())
    assert two["payload"]["photo"] == house.desk.handles["F1"].partition(":")[2]

    told, sent = await house.answers(
        ana.presses("Again", on=seen), Screen(title=_("Other words"), picture="F1")
    )
    assert told["answered"]
    assert sent == first
    assert [m["text"] for m in await ana.sees()][-2:] == ["Other words", "A gig"]


async def test_pictures_and_texts_take_each_others_place(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "cover.png", "image/png", picture())
    person = str(ana.number)
    gig = Screen(title=_("A gig"), picture="F1", buttons=YES.buttons)
    text = await house.platform.write(person, YES, "en")
    as_picture = await house.platform.write(person, gig, "en", over=text)
    seen = await ana.last()
    assert seen["picture"]
    assert seen["edited"]
    assert as_picture.message == f"{text.message}p"
    _told, as_text = await house.answers(ana.presses("Again"), YES)
    mine = [m for m in await ana.sees() if m["from_id"] == "bot"]
    assert [m["text"] for m in mine] == ["Well done"]
    assert as_text is not None
    assert not as_text.message.endswith("p")


async def test_a_long_text_stands_below_its_picture(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "cover.png", "image/png", picture())
    long = Screen(title=_("A gig"), lines=(Quote("word " * 500),), picture="F1")
    sent = await house.platform.write(str(ana.number), long, "en")
    above, below = (await ana.sees())[-2:]
    assert above["picture"]
    assert above["text"] == ""
    assert len(below["text"]) > numbers.CAPTION
    short = Screen(title=_("A gig"), picture="F1")
    photo = await house.platform.write(str(ana.number), short, "en")
    assert await house.platform.write(str(ana.number), long, "en", over=photo) == photo
    assert len((await ana.last())["text"]) == numbers.CAPTION
    assert await house.platform.write(str(ana.number), long, "en", over=sent) == sent


async def test_files_follow_their_card(house: House) -> None:
    ana = await house.meets()
    for n in range(12):
        house.desk.keeps(f"F{n}", f"part{n}.txt", "text/plain", b"part %d" % n)
    screen = Screen(title=_("Delivered"), files=tuple(f"F{n}" for n in range(12)))
    await house.platform.write(str(ana.number), screen, "en")
    names = [m["files"][0]["name"] for m in await ana.sees() if m["files"]]
    assert names == [f"part{n}.txt" for n in range(12)]
    assert len(house.called("sendMediaGroup")) == 2
    assert house.desk.handles["F3"].startswith("document:")
    await house.platform.write(str(ana.number), Screen(title=_("Again"), files=("F3",)), "en")
    (again,) = house.called("sendDocument")
    assert again["payload"]["document"] == house.desk.handles["F3"].partition(":")[2]


async def test_large_files_go_out_too(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "film.bin", "application/octet-stream", b"x" * (3 << 20))
    await house.platform.write(str(ana.number), Screen(title=_("Delivered"), files=("F1",)), "en")
    assert (await ana.last())["files"][0]["size"] == 3 << 20


async def test_file_names_arrive_as_they_were(house: House) -> None:
    ana = await house.meets()
    for name in ("devis signé (final).pdf", "見積.txt", "a\r\nX-Evil: 1.txt", "50% + 1.txt"):
        house.desk.keeps("F1", name, "text/plain", b"content")
        house.desk.handles.clear()
        screen = Screen(title=_("Delivered"), files=("F1",))
        await house.platform.write(str(ana.number), screen, "en")
        assert (await ana.last())["files"][0]["name"] == " ".join(name.split())


async def test_what_is_no_picture_is_sent_as_a_file(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "cover.png", "image/png", b"these are no pixels")
    house.desk.keeps("F2", "cover.svg", "image/svg+xml", b"<svg/>")
    for name in ("F1", "F2"):
        await house.platform.write(str(ana.number), Screen(title=_("A gig"), picture=name), "en")
        card, file = (await ana.sees())[-2:]
        assert (card["text"], card["picture"]) == ("A gig", None)
        assert file["files"]


async def test_a_forgotten_handle_costs_an_upload(house: House) -> None:
    ana = await house.meets()
    house.desk.keeps("F1", "cover.png", "image/png", picture())
    house.desk.handles["F1"] = "photo:AgACAgQAAx0CforgottenLongAgo"
    await house.platform.write(str(ana.number), Screen(title=_("A gig"), picture="F1"), "en")
    assert [c["status"] for c in house.called("sendPhoto")] == [400, 200]
    assert house.desk.handles["F1"] != "photo:AgACAgQAAx0CforgottenLongAgo"
