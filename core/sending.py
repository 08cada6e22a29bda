"""Money goes back to where it came from: claimed, sent, and what came of it written down."""

import asyncio
import logging
from collections.abc import Mapping

from core import payments, repayments
from core.market import Market
from core.payments import GivenBack, Refused, Source
from core.repayments import Errand

BATCH = 20
NAP_SECONDS = 1.0

log = logging.getLogger(__name__)


class Sending:
    """The cashier who carries repayments to the providers. There may be several."""

    def __init__(self, market: Market, sources: Mapping[str, Source] | None = None) -> None:
        self._market = market
        self._sources = payments.sources(market) if sources is None else sources
        self._sending = asyncio.Lock()

    async def run(self) -> None:
        """Send whenever something is due, until cancelled."""
        while True:
            try:
                await self.send()
            except Exception:
                log.exception("the cashier stumbled; they go on")
            await asyncio.sleep(NAP_SECONDS)

    async def send(self) -> int:
        """Take in hand what is due, and carry it; return how many."""
        async with self._sending:
            if not await self._market.ask(repayments.anything_due):
                return 0
            errands = await self._market.do(lambda tx: repayments.claim(tx, BATCH))
            ends = await asyncio.gather(*map(self._carry, errands), return_exceptions=True)
        for errand, end in zip(errands, ends, strict=True):
            if end is not None:  # its lease gives it back
                log.error("repayment %s was left lying", errand.repayment, exc_info=end)
        return len(errands)

    async def _carry(self, errand: Errand) -> None:
        try:
            async with asyncio.timeout(self._market.settings.provider_patience.total_seconds()):
                outcome = await self._call(errand)
        except Exception as trouble:
            says = f"{type(trouble).__name__} {trouble}".strip()
            log.warning("%s did not answer about repayment %s: %s", errand.provider,
                        errand.repayment, says)  # fmt: skip
            await self._market.do(lambda tx: repayments.put_off(tx, errand.repayment, says))
            return
        await self._market.do(lambda tx: repayments.settle(tx, errand.repayment, outcome))

    async def _call(self, errand: Errand) -> GivenBack | Refused:
        """Send it; but first ask what came of it, if it may have been sent before."""
        source = self._sources[errand.provider]
        known = None if errand.first else await source.look_up(errand.wanted.key)
        return known or await source.give_back(errand.wanted)
