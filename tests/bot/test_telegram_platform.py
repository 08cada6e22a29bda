"""The real adapter against the strict Telegram of the sandbox, over real sockets."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any, Literal

import aiohttp
import pytest
from aiohttp import web

from bot.platform import (
    Address,
    Attachment,
    Found,
    Incoming,
    Kind,
    MenuEntry,
    PlaceKind,
    Rejected,
    Sent,
    TooFast,
    Uncertain,
    Unreachable,
)
from bot.platforms.telegram import Telegram, Webhook
from bot.platforms.telegram import limits as numbers
from bot.platforms.telegram.failures import WrongToken
from bot.platforms.telegram.ingress import SECRET, Poll
from bot.ui import Button, Quote, Screen, Style
from core.kit.text import _, verbatim
from sandbox.world import Fault
from tests.bot.reception import Reception
from tests.sandbox.telegram_town import TOKEN, Neighbour, Town, open_town, picture

MENU = (
    MenuEntry("search", verbatim("/search"), verbatim("Find a gig")),
    MenuEntry("create", verbatim("/créer-un"), verbatim("Publish a gig")),
)
YES = Screen(title=_("Well done"), buttons=((Button(_("Again"), "of.ok:1", Style.GOOD),),))


class House:
    """The bot in a town: its platform, and the desk behind it."""

    def __init__(self, town: Town, platform: Telegram, desk: Reception) -> None:
        self.town = town
        self.platform = platform
        self.desk = desk

    async def meets(self, name: str = "Ana", language: str = "fr") -> Neighbour:
        """Let somebody in who starts the bot."""
        someone = await self.town.meets(name, language, started=False)
        await someone.says("/start")
        await self.desk.next()
        return someone

    async def hears(self, act: Awaitable[Any]) -> Incoming:
        """Let somebody act; return what the desk is told."""
        acting = asyncio.ensure_future(act)
        incoming = await self.desk.next()
        await acting
        return incoming

    async def answers(
        self, act: Awaitable[Any], screen: Screen, locale: str = "en"
    ) -> tuple[Any, Sent | None]:
        """Let somebody act and show them this; return what their app says, and where it is."""
        acting = asyncio.ensure_future(act)
        incoming = await self.desk.next()
        sent = await self.platform.show(incoming.address, screen, locale)
        return await acting, sent

    def dies_next(self) -> None:
        """Be killed once the next batch is kept, before it is confirmed."""
        poll = self.platform._entrance
        assert isinstance(poll, Poll)

        def die() -> None:
            poll._closing = True
            self.platform._entrance = None

        self.desk.afterwards = die

    def plants(self, status: Literal[429, 403, 500, "drop"], times: int = 1) -> None:
        """Let the next calls fail."""
        self.town.world.faults.append(Fault("telegram", status, times, retry_after=7))

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the calls of a method, with their answers."""
        return [c for c in self.town.world.calls if c["method"] == method]


def connect(town: Town, webhook: Webhook | None = None) -> Telegram:
    return Telegram(TOKEN, api_url=f"{town.url}/telegram", webhook=webhook)


@asynccontextmanager
async def open_house(town: Town) -> AsyncIterator[House]:
    desk = Reception(*MENU)
    platform = connect(town)
    await platform.start(desk)
    try:
        yield House(town, platform, desk)
    finally:
        await platform.stop()


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


async def test_stickers_deserve_an_answer(house: House) -> None:
    raw = (
        b'{"update_id": 9, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, '
        b'"from": {"id": 5, "first_name": "Ana"}, "sticker": {"file_id": "x"}}}'
    )
    said = house.platform.read("telegram:9", raw)
    assert said is not None
    assert (said.kind, said.text) == (Kind.SAID, "")


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


# --- trouble


async def test_each_failure_has_its_name(house: House) -> None:
    ana = await house.meets()
    person = str(ana.number)
    house.plants(429)
    with pytest.raises(TooFast) as slow:
        await house.platform.write(person, YES, "en")
    assert slow.value.wait == timedelta(seconds=7)
    house.plants(403)
    with pytest.raises(Unreachable):
        await house.platform.write(person, YES, "en")
    house.plants("drop")
    with pytest.raises(Uncertain):
        await house.platform.write(person, YES, "en")
    house.plants(500)
    with pytest.raises(Uncertain):
        await house.platform.write(person, YES, "en")
    with pytest.raises(Unreachable, match="chat not found"):
        await house.platform.write("99", YES, "en")


async def test_no_failure_tells_the_token(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_house(town) as house:
        ana = await house.meets()
        said = []
        faults: tuple[Literal["drop", 500], ...] = ("drop", 500)
        for fault in faults:
            house.plants(fault, times=2)
            for call in (
                house.platform.write(str(ana.number), YES, "en"),
                house.platform.fetch(Attachment("document:x", "x", "x/x", 1)),
            ):
                with pytest.raises(Uncertain) as trouble:
                    await call
                said.append(repr(trouble.value) + repr(trouble.value.__cause__))
    assert TOKEN.partition(":")[2] not in "".join(said)
    assert TOKEN.partition(":")[2] not in caplog.text


async def test_a_press_whose_answer_failed_can_be_shown_again(house: House) -> None:
    ana = await house.meets()
    _told, first = await house.answers(ana.says("/start"), YES)
    pressing = asyncio.ensure_future(ana.presses("Again"))
    press = await house.desk.next()
    house.plants(500, times=2)
    with pytest.raises(Uncertain):
        await house.platform.show(press.address, YES, "en")
    assert await house.platform.show(press.address, YES, "en") == first
    assert (await pressing)["answered"]


async def test_a_wrong_token_stops_the_start(town: Town) -> None:
    with pytest.raises(WrongToken):
        Telegram("no token at all")
    stranger = Telegram("1:stranger", api_url=f"{town.url}/nowhere")
    with pytest.raises(WrongToken) as trouble:
        await stranger.start(Reception())
    assert "stranger" not in str(trouble.value)


async def test_a_telegram_out_of_reach_does_not_stop_the_start(
    unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Telegram(TOKEN, api_url=f"http://127.0.0.1:{unused_tcp_port}")
    await platform.start(Reception())
    assert "out of reach" in caplog.text
    with pytest.raises(Uncertain):
        await platform.write("1", YES, "en")
    await platform.stop()


@asynccontextmanager
async def odd_telegram(*answers: web.Response) -> AsyncIterator[tuple[Telegram, list[Any]]]:
    """A Telegram that gives these answers to what is sent, one after another."""
    asked: list[Any] = []
    given = iter(answers)

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/getMe"):
            me = {"id": 1, "is_bot": True, "first_name": "Jalon", "username": "JalonBot"}
            return web.json_response({"ok": True, "result": me})
        if request.content_type != "application/json" or request.path.endswith("/getUpdates"):
            await asyncio.sleep(0.01)
            return web.json_response({"ok": True, "result": []})
        asked.append(await request.json())
        return next(given)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    platform = Telegram(TOKEN, api_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await platform.start(Reception())
    try:
        yield platform, asked
    finally:
        await platform.stop()
        await runner.cleanup()


async def test_a_group_that_moved_is_followed() -> None:
    moved = {"ok": False, "description": "x", "parameters": {"migrate_to_chat_id": -1007}}
    posted = {"ok": True, "result": {"message_id": 3, "chat": {"id": -1007}}}
    answers = [
        web.json_response(moved, status=400),
        web.json_response(posted),
        web.json_response(posted),
    ]
    to = Address("telegram", "5", "-7", private=False)
    async with odd_telegram(*answers) as (platform, asked):
        for _again in range(2):
            sent = await platform.show(to, Screen(title=_("Hi"), public=True), "en")
            assert sent == Sent("-1007", "3")
    assert [str(call["chat_id"]) for call in asked] == ["-7", "-1007", "-1007"]


async def test_answers_that_are_none_are_uncertain() -> None:
    answers = [
        web.Response(status=502, text="<html>Bad Gateway</html>"),
        web.Response(status=200, text="not json"),
        web.json_response({"ok": True, "result": 7}),
        web.json_response({"ok": False, "description": "Internal"}, status=500),
    ]
    async with odd_telegram(*answers) as (platform, _asked):
        for _again in answers:
            with pytest.raises(Uncertain):
                await platform.write("5", YES, "en")


async def test_a_dress_that_does_not_fit_is_taken_off(caplog: pytest.LogCaptureFixture) -> None:
    bad = {"ok": False, "description": "Bad Request: can't parse MessageEntity: no"}
    posted = {"ok": True, "result": {"message_id": 3, "chat": {"id": 5}}}
    answers = [web.json_response(bad, status=400), web.json_response(posted)]
    async with odd_telegram(*answers) as (platform, asked):
        assert await platform.write("5", YES, "en") == Sent("5", "3")
    assert ["entities" in call for call in asked] == [True, False]
    assert "sent as plain text" in caplog.text


# --- nothing is lost between reading and confirming


async def test_what_was_not_kept_is_fetched_again(house: House) -> None:
    ana = await house.meets()
    house.desk.fails = 1
    heard = await house.hears(ana.says("important"))
    assert heard.text == "important"


async def test_killed_between_keeping_and_confirming_the_same_update_comes_again(
    town: Town,
) -> None:
    async with open_house(town) as house:
        ana = await house.meets()
        house.dies_next()
        heard = await house.hears(ana.says("once"))
    async with open_house(town) as house:
        again = await house.desk.next()
    assert again == heard


async def test_a_stop_waits_for_what_is_being_kept(town: Town) -> None:
    desk = Reception()
    platform = connect(town)
    await platform.start(desk)
    ana = await town.meets(started=False)
    desk.open.clear()
    await ana.says("/start")
    stopping = asyncio.ensure_future(platform.stop())
    await asyncio.sleep(0.05)
    assert not stopping.done()
    desk.open.set()
    await stopping
    assert len(desk.letters) == 1


async def test_start_and_stop_leave_nothing_behind(town: Town) -> None:
    before = asyncio.all_tasks()
    for _n in range(3):
        platform = connect(town)
        await platform.start(Reception())
        await platform.stop()
        await platform.stop()
    await asyncio.sleep(0)
    ours = [t for t in asyncio.all_tasks() - before if "bot.platforms" in repr(t.get_coro())]
    assert not ours


async def test_a_stop_lets_what_is_being_sent_arrive(town: Town) -> None:
    async with open_house(town) as house:
        ana = await house.meets()
        writing = asyncio.ensure_future(house.platform.write(str(ana.number), YES, "en"))
        await asyncio.sleep(0)
    assert (await writing).chat == str(ana.number)
    assert (await ana.last())["text"] == "Well done"


async def test_a_rival_is_reported_once(house: House, caplog: pytest.LogCaptureFixture) -> None:
    for _n in range(2):
        await house.town.calls("getUpdates")
        await asyncio.sleep(0.05)
    reports = [r for r in caplog.records if "another process" in r.message]
    assert len(reports) == 1


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
    assert door["label"] == "Let us talk in private"
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


# --- webhook


async def test_updates_can_be_brought_to_our_door(town: Town, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/telegram"
    desk = Reception(*MENU)
    platform = connect(town, Webhook(url, unused_tcp_port, "s3cret", "127.0.0.1"))
    await platform.start(desk)
    house = House(town, platform, desk)
    ana = await house.meets()
    told, _sent = await house.answers(ana.says("/search"), YES)
    told, _sent = await house.answers(ana.presses("Again"), Screen(toast=_("Yes.")))
    assert told["toast"] == "Yes."
    assert (await ana.does("inline", query="logo"))["results"] == []

    async with aiohttp.ClientSession() as session:

        async def post(body: bytes, secret: str = "s3cret") -> int:
            async with session.post(url, data=BytesIO(body), headers={SECRET: secret}) as answer:
                return answer.status

        update = b'{"update_id": 1, "message": {}}'
        assert await post(update, "wrong") == 403
        assert await post(update, "s3cret\u00e9") == 403
        for malformed in (
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"update_id": "1"}',
            b"\xff\xfe",
            b"[" * 9999,
        ):
            assert await post(malformed) == 400
        assert await post(b"x" * (numbers.BODY_BYTES + 1)) == 413
        before = len(desk.letters)
        desk.fails = 1
        assert await post(update) == 503
        assert await post(update) == 200
        assert desk.letters[before:] == [("telegram:1", update)]
        async with session.get(url) as answer:
            assert answer.status == 405
    await platform.stop()
