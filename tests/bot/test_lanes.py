"""Lanes: order in a chat, pace everywhere, patience exactly as told."""

import asyncio
from datetime import timedelta

import pytest

from bot.lanes import Lanes, Pace
from bot.platform import TooFast

FREE = Pace(per_second=100_000, lane_seconds=0.0, burst=3)


async def test_one_chat_keeps_its_order_whatever_takes_long() -> None:
    lanes, said = Lanes(FREE), []

    async def say(word: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        said.append(word)

    await asyncio.gather(
        lanes.send("a", lambda: say("first", 0.05)),
        lanes.send("a", lambda: say("second", 0.0)),
        lanes.send("b", lambda: say("elsewhere", 0.0)),
    )
    assert said == ["elsewhere", "first", "second"]


async def test_a_chat_has_a_burst_and_then_a_pace() -> None:
    lanes, loop = (
        Lanes(Pace(per_second=1_000, lane_seconds=0.1, burst=3)),
        asyncio.get_running_loop(),
    )
    begun, times = loop.time(), []

    async def note() -> None:
        times.append(loop.time() - begun)

    for _ in range(5):
        await lanes.send("a", note)
    assert times[2] < 0.09
    assert times[3] >= 0.09
    assert times[4] >= 0.18


async def test_a_group_has_its_own_slower_pace() -> None:
    pace = Pace(per_second=1_000, lane_seconds=0.0, burst=3, group_seconds=0.1, group_burst=2)
    lanes, loop = Lanes(pace), asyncio.get_running_loop()

    async def nothing() -> None:
        return None

    begun = loop.time()
    for _ in range(3):
        await lanes.send("group", nothing, group=True)
    assert loop.time() - begun >= 0.09
    begun = loop.time()
    for _ in range(3):
        await lanes.send("private", nothing)
    assert loop.time() - begun < 0.09


async def test_an_answer_does_not_wait_behind_a_crowd() -> None:
    lanes, loop = Lanes(Pace(per_second=20, lane_seconds=0.0, burst=3)), asyncio.get_running_loop()

    async def nothing() -> None:
        return None

    crowd = [asyncio.create_task(lanes.send(f"c{n}", nothing)) for n in range(60)]
    await asyncio.sleep(0.01)
    begun = loop.time()
    await lanes.send("me", nothing, urgent=True)
    assert loop.time() - begun < 0.2
    for task in crowd:
        task.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)


async def test_too_fast_waits_as_told_and_only_in_that_chat() -> None:
    lanes, loop, tries = Lanes(FREE), asyncio.get_running_loop(), []

    async def picky() -> str:
        tries.append(loop.time())
        if len(tries) == 1:
            raise TooFast(timedelta(seconds=0.2))
        return "done"

    async def easy() -> float:
        return loop.time()

    begun = loop.time()
    slow = asyncio.create_task(lanes.send("a", picky))
    await asyncio.sleep(0.01)
    assert await lanes.send("b", easy) - begun < 0.15
    assert await slow == "done"
    assert tries[1] - tries[0] >= 0.19


async def test_who_keeps_refusing_is_given_up() -> None:
    lanes = Lanes(FREE)

    async def never() -> None:
        raise TooFast(timedelta(seconds=0))

    with pytest.raises(TooFast):
        await lanes.send("a", never)
