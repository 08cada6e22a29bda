"""The Discord adapter in trouble: faults, restarts, broken lines, coming and going."""

import asyncio
import gc
import logging
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.config import Settings
from bot.platform import (
    CannotConnect,
    Gone,
    Incoming,
    Kind,
    Rejected,
    SendFailure,
    TooFast,
    Uncertain,
    Unreachable,
)
from bot.platforms import load
from bot.platforms.discord import Discord, limits, platform
from bot.platforms.discord.rest import Acknowledged, Rest, failed
from bot.ui import Page, Screen
from core.kit.text import _, verbatim
from sandbox.discord import interactions
from tests.bot import discord_desk
from tests.bot.discord_desk import ASKED, Desk, calls, card, connected, questions, visible
from tests.sandbox.discord_town import TOKEN, Json, Someone, Town, running

town, desk, bot, ana = discord_desk.town, discord_desk.desk, discord_desk.bot, discord_desk.ana


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """People do not wait three seconds for an answer here."""
    monkeypatch.setattr(interactions, "ANSWER_SECONDS", 0.6)


async def plant(town: Town, status: int | str, **more: Any) -> None:
    body: Json = {"platform": "discord", "status": status, "times": 1, **more}
    async with town.session.post(f"{town.url}/faults", json=body) as answer:
        assert answer.status == 201


async def read_again(bot: Discord, desk: Desk, index: int = -1) -> Incoming:
    """Read a kept letter as after a restart."""
    incoming = bot.read(*desk.letters[index])
    assert incoming is not None
    return incoming


# --- refusals


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (429, {"retry_after": 1.5}, TooFast),
        (429, None, TooFast),
        (400, {"code": 40003}, TooFast),
        (500, None, Uncertain),
        (503, {"message": "x"}, Uncertain),
        (401, {"code": 0}, Uncertain),
        (401, {"code": 50027}, Gone),
        (404, {"code": 10062}, Gone),
        (404, {"code": 10015}, Gone),
        (404, {"code": 10008}, Gone),
        (404, {"code": 10003}, Gone),
        (404, None, Gone),
        (403, {"code": 50007}, Unreachable),
        (403, {"code": 50278}, Unreachable),
        (403, {"code": 50001}, Unreachable),
        (403, None, Unreachable),
        (400, {"code": 40060}, Acknowledged),
        (400, {"code": 50035, "errors": {"x": "y" * 9000}}, Rejected),
        (413, {"code": 40005}, Rejected),
        (418, ["odd"], Rejected),
    ],
)
def test_every_refusal_has_a_meaning(status: int, body: object, meaning: type[SendFailure]) -> None:
    failure = failed(status, body, {})
    assert type(failure) is meaning
    assert len(str(failure)) < 600


async def test_too_fast_says_exactly_how_long(town: Town, bot: Discord, ana: Someone) -> None:
    ben = await town.meet("Ben")
    for person in (ana, ben):
        await bot.write(str(person.number), card("Hello"), "en")
    await plant(town, 429, retry_after=0.4)
    with pytest.raises(TooFast) as slow:
        await bot.write(str(ana.number), card("One"), "en")
    assert slow.value.wait == timedelta(seconds=0.4)
    before = len(town.calls)
    with pytest.raises(TooFast) as again:
        await bot.write(str(ana.number), card("One"), "en")
    assert timedelta(0) < again.value.wait <= timedelta(seconds=0.4)
    assert len(town.calls) == before  # not even tried
    await bot.write(str(ben.number), card("Two"), "en")  # nobody else waits
    await asyncio.sleep(again.value.wait.total_seconds())
    await bot.write(str(ana.number), card("One"), "en")
    assert [m["text"] for m in await visible(ana)] == ["Hello", "One"]


async def test_what_may_have_arrived_is_not_sent_twice(
    town: Town, bot: Discord, ana: Someone
) -> None:
    await bot.write(str(ana.number), card("Hello"), "en")
    for status in ("drop", 500):
        await plant(town, status)
        with pytest.raises(Uncertain):
            await bot.write(str(ana.number), card("News"), "en")
    await bot.write(str(ana.number), card("News"), "en")
    sends = calls(town, "POST /channels/{id}/messages")[1:]
    assert len({call["payload"]["nonce"] for call in sends}) == 1
    await bot.write(str(ana.number), card("News"), "en")  # said again, on purpose
    assert [m["text"] for m in await visible(ana)] == ["Hello", "News", "News"]


async def test_closed_and_open_doors(town: Town, bot: Discord, ana: Someone) -> None:
    await plant(town, 403)
    with pytest.raises(Unreachable):
        await bot.write(str(ana.number), card("x"), "en")
    async with town.session.patch(f"{town.url}/people/{ana.id}", json={"unreachable": True}):
        pass
    with pytest.raises(Unreachable):
        await bot.write(str(ana.number), card("x"), "en")


@pytest.mark.parametrize("status", [500, "drop", 429])
async def test_an_answer_that_stumbles_is_given_again(
    town: Town, desk: Desk, bot: Discord, ana: Someone, status: int | str
) -> None:
    asking = asyncio.create_task(ana.does("command", name="menu"))
    await desk.hears(1)
    await plant(town, status, retry_after=0.1)
    with pytest.raises((Uncertain, TooFast)):
        await bot.show(desk.heard[0].address, card("Hello"), "en")
    await bot.show(desk.heard[0].address, card("Hello"), "en")
    assert (await asking)["answered"]
    assert [m["text"] for m in await visible(ana)] == ["Hello"]


async def test_an_answer_that_must_wait_is_announced_meanwhile(
    town: Town, desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.2)
    asking = asyncio.create_task(ana.does("command", name="menu"))
    await desk.hears(1)
    await plant(town, 429, retry_after=5)
    with pytest.raises(TooFast):
        await bot.show(desk.heard[0].address, card("Hello"), "en")
    assert (await asking)["answered"]
    assert (await ana.last())["thinking"]
    await bot.show(desk.heard[0].address, card("Hello"), "en")
    assert [m["text"] for m in await visible(ana)] == ["Hello"]


async def test_what_discord_does_not_take_is_said_plainly(
    town: Town, bot: Discord, desk: Desk, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our bug, whatever it is: the words arrive, and we are told."""
    monkeypatch.setattr(limits, "BUTTON_LABEL", 500)
    monkeypatch.setattr(limits, "MODAL_TITLE", 500)
    await bot.write(str(ana.number), card("News", "x" * 90), "en")
    assert (await ana.last())["text"] == "News\nSome of this cannot be shown on Discord."
    desk.answer = lambda _heard: card("Answer", "x" * 90)
    await ana.does("command", name="menu")
    assert (await ana.last())["text"].startswith("Answer")
    page = Page("D1", verbatim("x" * 90), ASKED, done=0, of=5)
    desk.answer = lambda _heard: Screen(page=page)
    await ana.does("command", name="menu")
    assert len((await ana.last())["buttons"]) == 3


async def test_a_place_we_may_not_write_in_is_not_a_closed_door(
    town: Town, bot: Discord, desk: Desk, ana: Someone
) -> None:
    asking = asyncio.create_task(ana.does("command", name="menu"))
    await desk.hears(1)
    await plant(town, 403)
    await bot.show(desk.heard[0].address, card("Hello"), "en")
    await asking
    assert [m["text"] for m in await visible(ana)] == ["Hello"]


# --- after a restart


async def test_an_answer_too_late_arrives_in_private(town: Town, desk: Desk, ana: Someone) -> None:
    async with connected(town, desk) as bot:
        await ana.does("command", name="menu")  # nobody answers: three seconds go by
    async with connected(town, desk) as bot:
        late = await read_again(bot, desk)
        sent = await bot.show(late.address, card("Late"), "en")
        assert [m["text"] for m in await visible(ana)] == ["Late"]
        assert sent is not None
        assert await bot.show(late.address, card("Late"), "en") == sent  # by its nonce
        assert len(await visible(ana)) == 1
        assert await bot.show(late.address, Screen(), "en") is None


async def test_a_form_too_late_for_its_dialog_arrives_as_a_card(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    await ana.does("command", name="menu")
    await bot.show((await read_again(bot, desk)).address, questions(*ASKED), "en")
    assert len((await ana.last())["buttons"]) == 3


async def test_an_answer_too_late_for_a_server_arrives_in_private(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    ben = await town.meet("Ben")
    chat = (await town.open(ana, ben))["chats"][0]["id"]
    desk.answer = lambda _heard: card("Hello", "Go")
    await ana.does("command", name="menu", chat=chat)
    desk.answer = lambda _heard: None
    await ana.presses("Go")
    late = await read_again(bot, desk)
    await bot.show(late.address, Screen(toast=_("Noted.")), "en")
    message = await ana.last()
    assert (message["text"], message["chat"]) == ("Noted.", ana.dm)


async def test_a_press_of_before_a_restart_still_redraws_its_card(
    town: Town, desk: Desk, ana: Someone
) -> None:
    async with connected(town, desk) as bot:
        sent = await bot.write(str(ana.number), card("Card", "Go"), "en")
        assert not (await ana.presses("Go"))["answered"]
    async with connected(town, desk) as bot:
        late = await read_again(bot, desk)
        assert await bot.show(late.address, card("Redrawn"), "en") == sent
        assert [m["text"] for m in await visible(ana)] == ["Redrawn"]


async def test_what_was_answered_before_a_restart_is_not_said_twice(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    desk.answer = lambda _heard: card("Hello", "Go")
    await ana.does("command", name="menu")
    again = await read_again(bot, desk)
    await bot.show(again.address, card("Hello", "Go"), "en")
    assert [m["text"] for m in await visible(ana)] == ["Hello"]
    desk.answer = lambda _heard: questions(*ASKED)
    await ana.presses("Go")
    again = await read_again(bot, desk)
    await bot.show(again.address, questions(*ASKED), "en")
    assert len((await ana.last())["buttons"]) == 3
    await ana.does("command", name="menu")  # answered by a dialog: there is no message to redraw
    again = await read_again(bot, desk)
    await bot.show(again.address, questions(*ASKED), "en")
    assert len(await visible(ana)) == 2


async def test_a_dialog_of_before_a_restart_is_understood(
    town: Town, desk: Desk, ana: Someone
) -> None:
    desk.answer = lambda heard: questions(*ASKED) if heard.kind is Kind.COMMAND else card("Done")
    async with connected(town, desk):
        await ana.does("command", name="menu")
    async with connected(town, desk):
        await ana.does("fill", values={"title": "Logo", "kind": "logo"})
        assert desk.heard[-1].values["title"] == "Logo"
        assert [m["text"] for m in await visible(ana)] == ["Done"]


async def test_a_token_that_has_run_out(
    town: Town, desk: Desk, bot: Discord, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DEFER_SECONDS", 0.05)
    await ana.does("command", name="menu")
    town.world.offset += timedelta(minutes=16)
    await bot.show(desk.heard[0].address, card("At last"), "en")
    assert (await visible(ana))[-1]["text"] == "At last"


async def test_answers_go_out_before_the_line_is_open(town: Town, desk: Desk, ana: Someone) -> None:
    async with connected(town, desk) as bot:
        await ana.does("command", name="menu")
        late = await read_again(bot, desk)
    fresh = Discord(TOKEN, api_url=f"{town.url}/discord")
    await fresh.show(late.address, card("Late"), "en")
    with pytest.raises(Uncertain):
        await fresh.show(late.address, card("Late", files=("f1",)), "en")
    assert (await visible(ana))[-1]["text"] == "Late"
    await fresh.stop()
    with pytest.raises(Uncertain):
        await fresh.write(str(ana.number), card("x"), "en")


# --- the line


async def test_a_broken_line_is_mended_and_nothing_is_lost(
    town: Town, desk: Desk, bot: Discord, ana: Someone
) -> None:
    for breaks in (town.discord.gateway.cut, town.discord.gateway.ask_to_reconnect):
        broken = breaks()
        if broken is not None:
            await broken
        await ana.does("say", text="are you there?")
    await desk.hears(2)


async def test_commands_that_are_not_taken_are_told_again(
    town: Town, desk: Desk, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first two tries fail; Discord of the sandbox itself never refuses a start."""
    monkeypatch.setattr(platform, "PAUSES_SECONDS", (0.01,) * 5)
    call, trouble = Rest.call, [Uncertain("a stumble"), TooFast(timedelta(seconds=1))]

    async def stumbling(self: Rest, method: str, path: str, *more: Any) -> Any:
        if method == "PUT" and trouble:
            raise trouble.pop()
        return await call(self, method, path, *more)

    monkeypatch.setattr(Rest, "call", stumbling)
    async with connected(town, desk):
        for _try in range(100):
            if calls(town, "/commands"):
                break
            await asyncio.sleep(0.02)
    assert [call["status"] for call in calls(town, "/commands")] == [200]


async def test_a_wrong_token_stops_the_start(town: Town, desk: Desk) -> None:
    bot = Discord("x", api_url=f"{town.url}/discord")
    with pytest.raises(CannotConnect):
        await bot.start(desk)
    with pytest.raises(Uncertain):
        await bot.write("1", card("x"), "en")


async def test_coming_and_going_leaves_nothing(
    town: Town, desk: Desk, ana: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    tasks = asyncio.all_tasks()
    for round_ in range(3):
        desk.answer = lambda _heard, n=round_: card(f"Hello {n}")  # type: ignore[misc]
        async with connected(town, desk):
            assert (await ana.does("command", name="menu"))["answered"]
        assert (await visible(ana))[-1]["text"] == f"Hello {round_}"
    for _round in range(50):
        mine = asyncio.all_tasks() - tasks
        if not [t for t in mine if "discord" in repr(t.get_coro()) and "sandbox" not in repr(t)]:
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError([repr(task) for task in mine])
    gc.collect()
    assert not [t for t in threading.enumerate() if "keep-alive" in t.name and t.is_alive()]
    assert [r.getMessage() for r in caplog.records if r.name.startswith(("discord", "bot"))] == []


async def test_what_was_heard_is_handed_in_before_we_leave(
    town: Town, desk: Desk, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "PAUSES_SECONDS", (0.05,) * 5)
    async with connected(town, desk):
        desk.refuses = 3
        await ana.does("say", text="wait for me")
        await town.settled()
    assert [heard.text for heard in desk.heard] == ["wait for me"]


async def test_two_towns_in_turn(
    town: Town, desk: Desk, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.answer = lambda _heard: card("Hello")
    async with connected(town, desk):
        assert (await ana.does("command", name="menu"))["answered"]
    async with running(monkeypatch, bot=False) as other:
        eve = await other.meet("Eve")
        async with connected(other, desk):
            assert (await eve.does("command", name="menu"))["answered"]
        assert (await eve.last())["text"] == "Hello"


def test_the_platform_is_found_by_its_name() -> None:
    settings = Settings(discord_token="t", discord_api_url="")
    assert isinstance(load("discord")(settings), Discord)
