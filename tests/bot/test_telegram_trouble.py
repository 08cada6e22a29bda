"""When Telegram refuses, breaks or moves; and when we are stopped or killed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from typing import Literal

import aiohttp
import pytest
from aiohttp import web

from bot.platform import (
    Address,
    Attachment,
    Sent,
    TooFast,
    Uncertain,
    Unreachable,
)
from bot.platforms.telegram import Telegram, Webhook
from bot.platforms.telegram import limits as numbers
from bot.platforms.telegram.failures import WrongToken
from bot.platforms.telegram.ingress import SECRET
from bot.ui import Screen
from core.kit.text import _
from tests.bot.reception import Reception
from tests.bot.telegram_house import MENU, YES, House, connect, odd_telegram, open_house
from tests.sandbox.telegram_town import TOKEN, Town, open_town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def house(town: Town) -> AsyncIterator[House]:
    async with open_house(town) as house:
        yield house


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


async def test_a_start_that_is_cancelled_leaves_nothing_open(town: Town) -> None:
    platform = connect(town)
    starting = asyncio.ensure_future(platform.start(Reception()))
    await asyncio.sleep(0)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    with pytest.raises(Uncertain, match="closed"):
        await platform.fetch(Attachment("document:x", "x", "x/x", 1))


async def test_a_telegram_out_of_reach_does_not_stop_the_start(
    unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Telegram(TOKEN, api_url=f"http://127.0.0.1:{unused_tcp_port}")
    await platform.start(Reception())
    assert "out of reach" in caplog.text
    with pytest.raises(Uncertain):
        await platform.write("1", YES, "en")
    await platform.stop()


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
