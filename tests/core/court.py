"""A court in the market: an order in dispute, brought to any state by the people whose it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from core import disputes
from core.accounts import Account
from core.communities import HOME, Claim, Office, Rank
from core.disputes import CaseFile, Decision, Dispute, DisputeState, Outcome
from core.kit.ids import DecisionId, DisputeId, OrderId
from core.kit.money import Money
from core.orders import Hold, OrderState
from tests.core.trade import EUR, Trade

T = TypeVar("T")
MINE = "The work is not what we agreed on, and I can show it."
YOURS = "It is exactly what was asked for."


class Court:
    """Ben buys from Ana and opens the dispute; Mo, Mia and Max moderate, and Eve does not."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.ana, self.ben, self.eve = trade.ana, trade.ben, trade.eve
        self.order = OrderId("")
        self.id = DisputeId("")

    async def begin(self) -> "Court":
        self.mo, self.mia, self.max = [await self.trade.meet(name) for name in ("mo", "mia", "max")]
        for person in (self.mo, self.mia, self.max):
            await self.appoint(person)
        return self

    async def appoint(self, person: Account) -> None:
        office = {"community_id": HOME, "account_id": person.id, "rank": Rank.MODERATOR}
        await self.trade.market.do(lambda tx: tx.db.add(Office(**office)))

    async def does(self, who: Account, verb: Callable[..., T], **how: Any) -> T:
        """Somebody does something about the dispute."""
        return await self.trade.does(who, verb, **{"dispute": self.id, **how})

    async def opens(
        self, state: OrderState = OrderState.DELIVERED, who: Account | None = None, **changes: Any
    ) -> DisputeId:
        self.order = changes.pop("order", None) or await self.trade.order_in(state, **changes)
        opened: Dispute = await self.trade.does(
            who or self.ben, disputes.open_case, order=self.order, complaint="outside", words=MINE
        )
        self.id = DisputeId(opened.id)
        return self.id

    async def reach(self, state: DisputeState, **changes: Any) -> None:
        """Bring a new dispute as far as this state."""
        await self.opens(**changes)
        if state is DisputeState.OPENED:
            return
        await self.does(self.ana, disputes.answer, words=YOURS)
        if state is DisputeState.SETTLING:
            return
        if state in (DisputeState.SETTLED, DisputeState.WITHDRAWN):
            outcome = "refund" if state is DisputeState.SETTLED else "withdraw"
            await self.does(self.ben, disputes.propose, outcome=outcome)
            await self.does(self.ana, disputes.accept, nth=1)
            return
        await self.trade.wait(hours=72)
        if state is DisputeState.MEDIATION:
            return
        await self.does(self.mo, disputes.take)
        if state is DisputeState.HEARING:
            return
        await self.decides(self.mo)
        if state is DisputeState.DECIDED:
            return
        if state is DisputeState.EXECUTED:
            await self.trade.wait(hours=48)
            return
        await self.does(self.ana, disputes.appeal, words="That is not right.")

    async def decides(
        self, who: Account, outcome: str = "split", share: int | None = 20_00, **how: Any
    ) -> None:
        """Write a decision down, and give it."""
        decision = await self.drafts(who, outcome, share, **how)
        await self.trade.does(who, disputes.decide, decision=decision)

    async def drafts(
        self, who: Account, outcome: str = "split", share: int | None = 20_00, **how: Any
    ) -> DecisionId:
        part = None if share is None or outcome != Outcome.SPLIT else Money(share, EUR)
        given = {"ruling": "partly_done", "share": part, **how}
        written: Decision = await self.does(who, disputes.draft, outcome=outcome, **given)
        return DecisionId(written.id)

    async def stands(self) -> Dispute:
        return await self.trade.market.ask(lambda tx: disputes.get(tx, self.id))

    async def duties(self, who: Account) -> list[tuple[DisputeId, Claim]]:
        """What waits for somebody in office, what falls due first on top."""
        found = await self.trade.does(who, disputes.duties, most=20)
        return [(DisputeId(duty.thing[0].id), duty.claim) for duty in found]

    async def state(self) -> DisputeState:
        return (await self.stands()).state

    async def verbs(self, who: Account) -> tuple[str, ...]:
        """What somebody may do now."""
        return await self.trade.market.ask(
            lambda tx: disputes.verbs(tx, who, disputes.get(tx, self.id))
        )

    async def holds(self) -> Hold:
        return (await self.trade.stands(self.order)).hold

    async def file(self) -> CaseFile:
        return await self.trade.market.ask(
            lambda tx: disputes.written(tx, disputes.get(tx, self.id))
        )

    async def clock(self) -> datetime | None:
        """When the clock moves next."""

        def look(tx: Any) -> datetime | None:
            found = disputes.clock(tx, self.ben, disputes.get(tx, self.id))
            return found.at if found else None

        return await self.trade.market.ask(look)

    async def money(self) -> tuple[int, int, int, int]:
        """What is in escrow, the buyer's wallet, the seller's clearing and the commission."""
        return (
            await self.trade.book("escrow", self.order),
            await self.trade.book("wallet", self.ben.id),
            await self.trade.book("clearing", self.ana.id),
            await self.trade.book("commission", HOME),
        )
