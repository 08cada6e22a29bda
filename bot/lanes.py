"""Lanes: every chat is written to in order and at the pace its platform allows.

An empty lane costs nothing: the call is made at once. Only what must wait is queued.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.platform import TooFast

T = TypeVar("T")

LANES_KEPT = 10_000
TRIES = 8

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform may be written to: overall, and in one chat with a short burst.

    Groups have a slower pace and a longer burst: Telegram takes 20 messages a minute there.
    """

    per_second: float
    lane_seconds: float  # between two messages in one chat, once the burst is used up
    burst: int
    group_seconds: float = 0.0  # the same in a group; 0 when groups are like any chat
    group_burst: int = 20


@dataclass(slots=True)
class Lane:
    """One chat. `free_at` runs ahead of the clock as the burst is used up."""

    turn: asyncio.Lock
    free_at: float = 0.0
    waits: int = 0


class Lanes:
    """One platform's chats."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._lanes: OrderedDict[str, Lane] = OrderedDict()
        self._free_at = 0.0

    async def send(
        self,
        name: str,
        call: Callable[[], Awaitable[T]],
        *,
        group: bool = False,
        urgent: bool = False,
    ) -> T:
        """Make a call when this chat's turn has come; on "too fast", wait exactly as told.

        An urgent call, the answer to a press, does not wait behind other chats. Other failures
        are the caller's: they say whether to try again. Raises the last `TooFast` when the
        platform keeps refusing.
        """
        lane = self._lane(name)
        lane.waits += 1
        try:
            async with lane.turn:
                for attempt in range(TRIES):
                    await self._wait(lane, group=group, urgent=urgent)
                    try:
                        return await call()
                    except TooFast as slow:
                        if attempt + 1 == TRIES:
                            raise
                        log.info("%s asks to wait %s", name, slow.wait)
                        await asyncio.sleep(slow.wait.total_seconds())
        finally:
            lane.waits -= 1
        raise AssertionError("unreachable")

    async def _wait(self, lane: Lane, *, group: bool, urgent: bool) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        pace = self._pace
        slow = group and pace.group_seconds > 0
        seconds = pace.group_seconds if slow else pace.lane_seconds
        burst = pace.group_burst if slow else pace.burst
        lane.free_at = max(lane.free_at, now - seconds * (burst - 1))
        self._free_at = max(self._free_at, now - 1.0)
        free_at = lane.free_at if urgent else max(lane.free_at, self._free_at)
        lane.free_at += seconds
        self._free_at += 1.0 / pace.per_second
        if free_at > now:
            await asyncio.sleep(free_at - now)

    def _lane(self, name: str) -> Lane:
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = Lane(asyncio.Lock())
            while len(self._lanes) > LANES_KEPT:
                oldest, idle = next(iter(self._lanes.items()))
                if idle.waits:
                    break
                del self._lanes[oldest]
        else:
            self._lanes.move_to_end(name)
        return lane
