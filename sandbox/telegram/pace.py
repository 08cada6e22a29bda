"""How fast a bot may send, kept only when asked for: 429 with the seconds to wait beyond it."""

import asyncio
import math
from dataclasses import dataclass

from sandbox.telegram.errors import too_many
from sandbox.world import Chat


@dataclass
class Bucket:
    """So many at once, and then one every `1 / rate` seconds."""

    rate: float
    room: float
    filled: float
    at: float

    def wait(self, now: float) -> float:
        """Return how long until one more fits."""
        self.filled = max(0.0, self.filled - (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (self.filled + 1 - self.room) / self.rate)


class Pace:
    """About 30 a second to all, one a second to each chat with bursts, 20 a minute to a group."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, int], Bucket] = {}

    def take(self, chat: Chat) -> None:
        """Let one message to this chat pass, or refuse it."""
        now = asyncio.get_running_loop().time()
        mine = [self._bucket("all", 0, rate=30, room=30, now=now)]
        if chat.kind == "private":
            mine.append(self._bucket("chat", chat.number, rate=1, room=5, now=now))
        else:
            mine.append(self._bucket("group", chat.number, rate=20 / 60, room=20, now=now))
        wait = max(bucket.wait(now) for bucket in mine)
        if wait > 0:
            raise too_many(math.ceil(wait))
        for bucket in mine:
            bucket.filled += 1

    def _bucket(self, kind: str, number: int, *, rate: float, room: float, now: float) -> Bucket:
        return self._buckets.setdefault((kind, number), Bucket(rate, room, 0, now))
