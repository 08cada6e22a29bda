"""What was said is noted soon after, many at once: until then it would be said again."""

import asyncio

from bot.shelf import RETRIES_SECONDS
from core import inbox
from core.kit.errors import Busy
from core.market import Market
from core.store import Tx


class Receipts:
    """The keys of letters whose answers have gone out."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._keys: list[str] = []
        self._noting: asyncio.Task[None] | None = None

    def note(self, key: str) -> None:
        """The answer to this letter was shown, or it needs none."""
        self._keys.append(key)
        if self._noting is None or self._noting.done():
            self._noting = asyncio.get_running_loop().create_task(self._write_down())

    async def hand_in(self) -> None:
        """Return once everything is written down."""
        while self._noting is not None and not self._noting.done():
            await asyncio.wait({self._noting})
        if self._keys:
            await self._write_down()

    async def _write_down(self) -> None:
        while self._keys:
            some = self._keys[:]

            def work(tx: Tx, some: list[str] = some) -> None:
                inbox.told(tx, some)

            try:
                await self._market.do(work)
            except Busy:
                await asyncio.sleep(RETRIES_SECONDS[0])
            else:
                del self._keys[: len(some)]
