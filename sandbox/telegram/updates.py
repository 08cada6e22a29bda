"""What the bot is told: one queue of updates, fetched by polling or sent to a webhook."""

import asyncio
import itertools
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import limits
from sandbox.telegram.errors import Failure

Json = dict[str, Any]
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # unless asked for
FIRST_UPDATE = 731_000_001
SPREAD = 500_000_000
GONE_SECONDS = 3.0  # a bot that has not polled for so long is taken to be away
CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running"
)
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
    "delete the webhook first"
)


@dataclass(eq=False)
class Update:
    """One update. Its life is measured on the event loop's clock, not the world's."""

    number: int
    kind: str
    body: Json
    lane: tuple[str, int]
    until: float
    told: asyncio.Event = field(default_factory=asyncio.Event)  # the bot has it in hand

    def tell(self) -> Json:
        """Return it as JSON."""
        return {"update_id": self.number, self.kind: self.body}


@dataclass
class Poll:
    """One getUpdates that waits; `alive` says whether its connection still stands."""

    end: "asyncio.Future[str]"
    alive: Callable[[], bool]


class Updates:
    """The queue. It is stirred at every change, so that whoever waits looks again."""

    def __init__(self) -> None:
        self.allowed: list[str] = []
        self.webhook_active = False
        self.waiting: list[Update] = []
        # like a real bot's after a quiet week: no other world used these numbers
        self._numbers = itertools.count(FIRST_UPDATE + secrets.randbelow(SPREAD))
        self._poll: Poll | None = None
        self._last_poll = float("-inf")
        self._stirred = asyncio.Event()

    def add(self, kind: str, body: Json, lane: tuple[str, int]) -> Update | None:
        """Put something before the bot, if it asked for such updates."""
        if (kind not in self.allowed) if self.allowed else (kind in UNASKED):
            return None
        life = limits.LIVES.get(kind, limits.LIFE_SECONDS)
        until = asyncio.get_running_loop().time() + life
        update = Update(next(self._numbers), kind, body, lane, until)
        self.waiting.append(update)
        self.stir()
        return update

    def stir(self) -> None:
        """Let everyone who waits look again."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def stirring(self, seconds: float) -> None:
        """Wait for a change."""
        try:
            await asyncio.wait_for(self._stirred.wait(), max(seconds, 0))
        except TimeoutError:
            return

    def prune(self) -> list[Update]:
        """Forget what is too old; return the rest."""
        now = asyncio.get_running_loop().time()
        if any(u.until < now for u in self.waiting):
            self.waiting = [u for u in self.waiting if u.until >= now]
        return self.waiting

    def drop(self) -> None:
        """Forget everything that waits."""
        self.waiting = []
        self.stir()

    def done(self, update: Update) -> None:
        """Forget an update the webhook took."""
        update.told.set()
        if update in self.waiting:
            self.waiting.remove(update)
        self.stir()

    async def fetch(
        self, *, offset: int, limit: int, seconds: int, alive: Callable[[], bool]
    ) -> list[Json]:
        """Answer getUpdates: confirm what is before `offset`, then wait for news."""
        if self.webhook_active:
            raise Failure(409, CONFLICT_WEBHOOK)
        self.interrupt(CONFLICT)
        self._confirm(offset)
        loop = asyncio.get_running_loop()
        end = loop.time() + min(max(seconds, 0), limits.POLL_SECONDS)
        mine = self._poll = Poll(loop.create_future(), alive)
        try:
            self.stir()
            while not self.prune() and loop.time() < end:
                news = asyncio.ensure_future(self.stirring(end - loop.time()))
                both: set[asyncio.Future[Any]] = {news, mine.end}
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
                if mine.end.done():
                    raise Failure(409, mine.end.result())
        finally:
            self._last_poll = loop.time()
            if self._poll is mine:
                self._poll = None
            self.stir()
        if not alive():
            return []
        batch = self.waiting[: min(max(limit, 1), limits.POLL_UPDATES)]
        for update in batch:
            update.told.set()
        return [update.tell() for update in batch]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [u for u in self.waiting if u.number >= offset]

    def interrupt(self, why: str) -> None:
        """End the poll that waits, as Telegram does when another one comes."""
        if self._poll is not None and not self._poll.end.done():
            self._poll.end.set_result(why)
        self._poll = None

    @property
    def polled(self) -> bool:
        """Whether a bot waits for updates at this moment."""
        return self._poll is not None and self._poll.alive()

    @property
    def away(self) -> bool:
        """Whether nobody polls and nobody did for a while."""
        gone = asyncio.get_running_loop().time() - self._last_poll > GONE_SECONDS
        return not self.webhook_active and not self.polled and gone

    def expect(self) -> None:
        """Take it that a bot is about to poll: it has just said that it wants no webhook."""
        self._last_poll = asyncio.get_running_loop().time()

    async def tell(self, updates: Collection[Update], seconds: float) -> bool:
        """Wait until the bot has been told these; say whether it was."""
        if self.away:
            return all(update.told.is_set() for update in updates)
        try:
            async with asyncio.timeout(seconds):
                for update in updates:
                    await update.told.wait()
        except TimeoutError:
            return False
        return True

    async def idle(self, seconds: float) -> None:
        """Wait until nothing is left to fetch and the bot asks for more."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end and not self.away:
            if not self.prune() and (self.webhook_active or self.polled):
                return
            await self.stirring(min(end - loop.time(), 0.2))
