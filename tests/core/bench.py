"""A bench in the market: somebody who is warned, and those who moderate."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from core import search, suspensions, warnings
from core.accounts import Account
from core.communities import HOME, Office, Rank
from core.gigs import Gig
from core.kit.ids import AccountId, WarningId
from core.search import Query
from core.store import Tx
from core.warnings import GivenWarning, Penalty, Rule
from tests.core.shop import publish
from tests.core.trade import Trade

T = TypeVar("T")
SAID = {"words": "It was not me."}


class Bench:
    """Mo, Mia and Max moderate; Ana sells and is warned; Eve has no office."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.ana, self.ben, self.eve = trade.ana, trade.ben, trade.eve

    async def begin(self) -> "Bench":
        self.mo, self.mia, self.max = [await self.trade.meet(name) for name in ("mo", "mia", "max")]
        for person in (self.mo, self.mia, self.max):
            await self.appoint(person)
        return self

    async def appoint(self, person: Account) -> None:
        office = {"community_id": HOME, "account_id": person.id, "rank": Rank.MODERATOR}
        await self.trade.market.do(lambda tx: tx.db.add(Office(**office)))

    async def warns(
        self,
        rule: Rule = Rule.INSULTS,
        by: Account | None = None,
        to: Account | None = None,
        **how: Any,
    ) -> WarningId:
        given = {"evidence": "You wrote it in capitals.", **how}
        who = AccountId((to or self.ana).id)
        warning = await self.trade.does(
            by or self.mo, warnings.issue, person=who, rule=rule, **given
        )
        return WarningId(warning.id)

    async def does(self, who: Account, verb: Callable[..., T], warning: WarningId, **how: Any) -> T:
        return await self.trade.does(who, verb, warning=warning, **how)

    async def stands(self, warning: WarningId) -> GivenWarning:
        return await self.trade.market.ask(lambda tx: warnings.get(tx, warning))

    async def penalty(self, warning: WarningId) -> Penalty:
        return (await self.stands(warning)).penalty

    async def lifted(self, warning: WarningId) -> None:
        """Let Ana appeal and Mia take it back."""
        await self.does(self.ana, warnings.appeal, warning, **SAID)
        await self.does(self.mia, warnings.lift, warning, words="It was not her.")

    async def suspended(self) -> datetime | None:
        return await self.trade.market.ask(lambda tx: suspensions.running(tx, self.ana.id))

    async def levels_lost(self) -> int:
        return await self.trade.market.ask(lambda tx: warnings.levels_lost(tx, self.ana.id))

    async def publishes(self) -> Gig:
        return await publish(self.trade, title="I will draw a logo")

    async def found(self) -> list[str]:
        def look(tx: Tx) -> list[str]:
            return [gig.id for gig in search.find(tx, self.ben, Query()).found]

        return await self.trade.market.ask(look)
