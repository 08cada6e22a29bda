"""The Discord adapter answers: in three seconds or later, between us or for all, with files."""

import pytest

from bot.platform import Gone, PlaceKind, Sent, Unreachable
from bot.platforms.discord import Discord, limits
from bot.ui import Screen
from core.kit.text import _
from tests.bot import discord_desk
from tests.bot.discord_desk import ASKED, Desk, calls, card, questions, visible
from tests.sandbox.discord_town import PNG, Someone, Town

town, desk, bot, ana = discord_desk.town, discord_desk.desk, discord_desk.bot, discord_desk.ana


# --- three seconds


async def test_a_slow_answer_is_announced_and_follows(
    town: Town, desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.05)
    desk.slowly = 0.3
    desk.answer = lambda heard: card("Slow" if heard.word else "Slower", "Go")
    result = await ana.does("command", name="menu")
    assert result["answered"]
    assert (await ana.last())["thinking"]
    await desk.done()
    assert [m["text"] for m in await visible(ana)] == ["Slow"]
    await ana.presses("Go")
    assert (await ana.last())["text"] == "Slow"
    await desk.done()
    assert [m["text"] for m in await visible(ana)] == ["Slower"]
    assert [s and s.message for s in desk.sent] == [desk.sent[0] and desk.sent[0].message] * 2


async def test_a_slow_answer_in_a_server_stays_between_us(
    town: Town, desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.05)
    ben = await town.meet("Ben")
    chat = (await town.open(ana, ben))["chats"][0]["id"]
    desk.slowly = 0.2
    desk.answer = lambda _heard: card("Secret", "Go")
    await ana.does("command", name="menu", chat=chat)
    await desk.done()
    assert (await ana.last())["ephemeral"]
    assert await ben.sees() == []
    assert desk.sent == [None]


async def test_an_announced_toast_or_nothing_at_all(
    desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.answer = lambda _heard: card("Card", "Go")
    await ana.does("command", name="menu")
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.05)
    desk.slowly = 0.2
    desk.answer = lambda _heard: Screen()
    assert (await ana.presses("Go"))["answered"]
    await desk.done()
    assert [m["text"] for m in await visible(ana)] == ["Card"]
    desk.answer = lambda _heard: Screen(toast=_("Noted."))
    await ana.presses("Go")
    await desk.done()
    assert [m["text"] for m in await visible(ana)] == ["Card", "Noted."]
    desk.answer = lambda _heard: Screen()
    await ana.does("command", name="menu")
    await desk.done()
    assert (await ana.last())["text"] == "Done."


async def test_toasts_and_nothing(desk: Desk, bot: Discord, ana: Someone) -> None:
    desk.answer = lambda _heard: card("Card", "Go")
    await ana.does("command", name="menu")
    desk.answer = lambda _heard: Screen(toast=_("Noted."))
    assert (await ana.presses("Go"))["answered"]
    messages = await visible(ana)
    assert [m["text"] for m in messages] == ["Card", "Noted."]
    assert [m["ephemeral"] for m in messages] == [False, True]
    desk.answer = lambda _heard: Screen()
    press = await ana.does("press", message=messages[0]["id"], button="Go")
    assert press["answered"]
    assert len(await visible(ana)) == 2
    desk.answer = lambda _heard: card("New", toast=_("Noted."))
    await ana.does("press", message=messages[0]["id"], button="Go")
    assert (await visible(ana))[0]["text"] == "Noted.\nNew"


# --- servers


async def test_in_a_server_answers_are_between_us_unless_public(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    ben = await town.meet("Ben")
    chat = (await town.open(ana, ben))["chats"][0]["id"]
    desk.answer = lambda _heard: card("Secret", "Go")
    await ana.does("command", name="menu", chat=chat)
    assert (desk.heard[0].place, desk.heard[0].address.private) == (PlaceKind.GROUP, False)
    assert (await ana.last())["ephemeral"]
    assert await ben.sees() == []
    await ana.presses("Go")  # an ephemeral message is redrawn in place
    assert len(await visible(ana)) == 1
    desk.answer = lambda _heard: card("For all", "Go", public=True)
    await ana.does("command", name="menu", chat=chat)
    assert (await ben.last())["text"] == "For all"
    await desk.done()
    assert desk.sent == [None, None, None]


async def test_nobody_else_sees_what_comes_of_pressing_a_public_card(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    ben = await town.meet("Ben")
    chat = (await town.open(ana, ben))["chats"][0]["id"]
    desk.answer = lambda _heard: card("For all", "Go", public=True)
    await ana.does("command", name="menu", chat=chat)
    desk.answer = lambda _heard: card("Ben's own", "Go")
    await ben.presses("Go")
    assert [m["text"] for m in await ben.sees()] == ["For all", "Ben's own"]
    assert [m["text"] for m in await ana.sees()] == ["For all"]
    desk.answer = lambda _heard: card("Ana's own", "Go")
    await ana.presses("Go")
    assert (await ben.sees())[0]["text"] == "For all"
    desk.answer = lambda _heard: card("For all: page 2", "Go", public=True)
    shared = (await ana.sees())[0]["id"]
    await ana.does("press", message=shared, button="Go")
    assert (await ben.sees())[0]["text"] == "For all: page 2"
    desk.answer = lambda _heard: card("Ben turns the page", "Go", public=True)
    await ben.does("press", message=shared, button="Go")
    assert (await ana.sees())[0]["text"] == "For all: page 2"


# --- files out


async def test_pictures_and_files_are_sent(
    desk: Desk, bot: Discord, ana: Someone, town: Town
) -> None:
    desk.files = {
        "p": ("Affiche été.png", "image/png", PNG),
        "a": ("a.pdf", "application/pdf", b"%PDF"),
        "b": ("a.pdf", "application/pdf", b"%PDF-2"),
    }
    desk.answer = lambda _heard: card("Delivery", "Go", picture="p", files=("a", "b"))
    await ana.does("command", name="menu")
    message = await ana.last()
    assert message["picture"] is not None
    assert [f["name"] for f in message["files"]] == ["a.pdf", "a-2.pdf"]
    await ana.presses("Go")  # what was delivered stays; the answer is a message of its own
    assert len(await visible(ana)) == 2
    desk.answer = lambda _heard: card("Card", "Go", card="order:1", files=("a",))
    await ana.presses("Go")
    assert [m["text"] for m in await visible(ana)] == ["Delivery", "Card"]
    desk.answer = lambda _heard: card("Card", "Go", card="order:1")
    await ana.presses("Go")
    assert (await ana.last())["files"] == []


async def test_many_and_large_files_find_their_place(
    desk: Desk, bot: Discord, ana: Someone, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.files = {f"f{i}": (f"{i}.bin", "application/octet-stream", b"x" * i) for i in range(1, 19)}
    desk.files["large"] = ("film.mov", "video/quicktime", b"x" * 500)
    monkeypatch.setattr(limits, "FILE_BYTES", 400)
    desk.answer = lambda _heard: card("Delivery", files=tuple(desk.files))
    await ana.does("command", name="menu")
    await desk.done()
    messages = await visible(ana)
    assert [len(m["files"]) for m in messages] == [6, 10, 2]
    assert "film.mov (1 MB)" in messages[0]["text"]
    who = desk.heard[0].who.id
    await bot.write(who, card("Again", files=tuple(desk.files)), "en")
    assert len(await visible(ana)) == 6
    monkeypatch.setattr(limits, "SWIFT_BYTES", 10)
    await ana.does("command", name="menu")
    await desk.done()
    assert len(await visible(ana)) == 9


# --- writing


async def test_writing_and_redrawing(town: Town, bot: Discord, ana: Someone) -> None:
    sent = await bot.write(str(ana.number), card("News", "Go"), "en")
    assert (await ana.last())["text"] == "News"
    again = await bot.write(str(ana.number), card("Old news"), "en", over=sent)
    assert again == sent
    assert [m["text"] for m in await visible(ana)] == ["Old news"]
    await bot.write(str(ana.number), card("More"), "en")
    assert len(calls(town, "POST /users/@me/channels")) == 1
    with pytest.raises(Gone):
        await bot.write(str(ana.number), card("x"), "en", over=Sent(sent.chat, "1"))
    with pytest.raises(Unreachable):
        await bot.write("123456", card("x"), "en")


async def test_a_page_written_unasked_is_a_card(bot: Discord, town: Town, ana: Someone) -> None:
    await bot.write(str(ana.number), questions(*ASKED), "fr")
    assert len((await ana.last())["buttons"]) == 3


async def test_no_message_mentions_anybody(town: Town, bot: Discord, ana: Someone) -> None:
    await bot.write(str(ana.number), card("<@1> @everyone"), "en")
    message = await ana.last()
    assert message["pings"] == []
    assert message["text"] == "<@1> @everyone"
    (call,) = calls(town, "POST /channels/{id}/messages")
    assert call["payload"]["allowed_mentions"] == {"parse": []}


async def test_closed_doors(town: Town, desk: Desk, bot: Discord, ana: Someone) -> None:
    async with town.session.patch(f"{town.url}/people/{ana.id}", json={"unreachable": True}):
        pass
    with pytest.raises(Unreachable):
        await bot.write(str(ana.number), card("x"), "en")
