"""What people wait to see, and whether they have seen all of it."""

import asyncio
from collections import Counter
from collections.abc import Iterable

Seen = tuple[str, ...]  # a method, whose chat, which message


class Waiting:
    """Everyone who waits for calls of the bot."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._by_seen: dict[Seen, list[tuple[set[Seen], asyncio.Future[None]]]] = {}

    def for_all(self, wanted: Iterable[Seen]) -> "asyncio.Future[None]":
        """Return what is done when all of these were seen."""
        missing, done = set(wanted), asyncio.get_running_loop().create_future()
        for seen in missing:
            self._by_seen.setdefault(seen, []).append((missing, done))
        return done

    def saw(self, *seen: str) -> None:
        """The bot made this call."""
        self.calls[seen[0]] += 1
        waiters = self._by_seen.get(seen)
        if not waiters:
            return
        missing, done = waiters.pop(0)
        if not waiters:
            del self._by_seen[seen]
        missing.discard(seen)
        if not missing and not done.done():
            done.set_result(None)

    def forget(self) -> None:
        """Nobody waits any more."""
        self._by_seen.clear()
