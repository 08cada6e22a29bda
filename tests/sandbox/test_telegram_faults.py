"""Planted faults fail as the real server fails, and leave the bot its ears."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter

from sandbox.telegram.pace import Pace
from tests.sandbox.telegram_town import Neighbour, Town, open_town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture(autouse=True)
def _library_of_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library tell durations as durations, as its next version will."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def ana(town: Town) -> Neighbour:
    return await town.meets()


async def test_too_many_requests(town: Town, ana: Neighbour) -> None:
    await town.plants(429, retry_after=2.5)
    with pytest.raises(RetryAfter) as wait:
        await town.bot.send_message(ana.number, "x")
    assert wait.value.retry_after == timedelta(seconds=3)
    noted = town.world.calls[-1]
    assert noted["answer"] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    await town.bot.send_message(ana.number, "x")


async def test_broken_and_blocked(town: Town, ana: Neighbour) -> None:
    await town.plants(500, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await town.bot.send_message(ana.number, "x")
    await town.plants(403)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await town.bot.send_message(ana.number, "x")
    assert len(await ana.sees()) == 1


async def test_a_dropped_line(town: Town, ana: Neighbour) -> None:
    await town.plants("drop")
    with pytest.raises(NetworkError):
        await town.bot.send_message(ana.number, "x")
    assert len(await ana.sees()) == 1
    assert (town.world.calls[-1]["answer"], town.world.calls[-1]["status"]) == (None, 0)
    await town.bot.send_message(ana.number, "x")


async def test_faults_spare_the_ears(town: Town, ana: Neighbour) -> None:
    await town.plants("drop", times=5)
    await town.bot.get_me()
    await town.bot.delete_webhook()
    polling = asyncio.ensure_future(town.fetches(5))
    await asyncio.sleep(0.05)
    await ana.says("hello")
    assert len(await polling) == 1
    assert (await town.asks("GET", "/faults"))["faults"][0]["times"] == 5


async def test_the_rates_of_telegram_are_kept_when_asked_for(town: Town, ana: Neighbour) -> None:
    town.platform._cloud.pace = Pace()
    for _ in range(5):
        await town.bot.send_message(ana.number, "x")
    with pytest.raises(RetryAfter):
        await town.bot.send_message(ana.number, "x")
    ben = await town.meets("Ben")
    await town.bot.send_message(ben.number, "x")
    chat = town.world.chats[(await town.opens(ana))["chats"][0]["id"]]
    for _ in range(20):
        await town.bot.send_message(chat.number, "x")
    refused = await town.calls("sendMessage", status=429, chat_id=chat.number, text="x")
    assert refused["parameters"] == {"retry_after": 3}
