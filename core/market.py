"""The market, open for business: one transaction at a time."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from core import communities, deadlines
from core.kit.errors import Busy, Refusal
from core.kit.settings import MarketSettings
from core.reactions import REACTIONS, REDRAWS, REMINDERS, WHEN_TIME_IS_UP
from core.store import Clash, Store, Tx

T = TypeVar("T")
TRIES = 12
FIRST_PAUSE_SECONDS = 0.002

log = logging.getLogger(__name__)


class Market:
    """What `bot` holds on to. `stirred` is set whenever something new waits to be told or done."""

    def __init__(
        self, store: Store, *, now: Callable[[], datetime], settings: MarketSettings | None = None
    ) -> None:
        self.store = store
        self.settings = settings or MarketSettings()
        self.now = now
        self.stirred = asyncio.Event()

    async def open(self) -> None:
        """Found the open marketplace in an empty database."""
        await self.do(communities.ensure_home)

    async def do(self, work: Callable[[Tx], T]) -> T:
        """Do something, all of it or none of it; run it again when somebody was faster.

        `work` only changes rows and returns a value, so running it twice is harmless. Raises
        `Busy` when the market is too crowded to get through.
        """
        for attempt in range(TRIES):
            stirred = False

            def unit(db: Session) -> T:
                nonlocal stirred
                tx = self._tx(db)
                result = work(tx)
                stirred = tx.stirred
                return result

            try:
                result = await self.store.run(unit, write=True)
            except Clash as clash:
                if attempt + 1 == TRIES:
                    raise Busy from clash
                await asyncio.sleep(FIRST_PAUSE_SECONDS * 2 ** min(attempt, 6))
                continue
            if stirred:
                self.stirred.set()
            return result
        raise AssertionError("unreachable")

    async def ask(self, query: Callable[[Tx], T]) -> T:
        """Look something up; takes no write lock and can change nothing."""
        return await self.store.run(lambda db: query(self._tx(db)), write=False)

    async def tick(self) -> int:
        """Keep every promise that is due, each in its own transaction; return how many.

        After days of standing still, of a thing's reminders only the last one is given, of its
        redraws one is drawn, and none of either once its time is up.
        """
        due = await self.ask(deadlines.due)
        kept = 0
        for subject, verb, nth in due:
            kept += await self._keep(subject, verb, nth)
        return kept

    async def _keep(self, subject: str, verb: str, nth: int) -> bool:
        kind, _colon, subject_id = subject.partition(":")
        deeds = REDRAWS if nth < 0 else REMINDERS if nth else WHEN_TIME_IS_UP
        deed = deeds[kind, verb]

        def work(tx: Tx) -> bool:
            if not deadlines.take(tx, subject, verb, nth):
                return False
            if not deadlines.overtaken(tx, subject, verb, nth):
                deed(tx, subject_id)
            return True

        try:
            return await self.do(work)
        except Refusal:
            log.exception("the clock was refused %s of %s; the promise is dropped", verb, subject)
            return await self.do(lambda tx: deadlines.take(tx, subject, verb, nth))

    def _tx(self, db: Session) -> Tx:
        return Tx(db, now=self.now(), settings=self.settings, reactions=REACTIONS)
