"""A desk in the market: people with questions, and those who answer them."""

from collections.abc import Callable
from typing import Any, TypeVar

from core import support
from core.accounts import Account
from core.communities import HOME, Claim, Office, Rank
from core.kit.ids import TicketId
from core.support import Standing, Ticket, TicketState, Wait
from tests.core.trade import Trade

T = TypeVar("T")
WORDS = "The file I was sent does not open."


class Desk:
    """Ben asks; Mo and Mia answer for support, and Eve does not."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.ana, self.ben, self.eve = trade.ana, trade.ben, trade.eve

    async def begin(self) -> "Desk":
        self.mo, self.mia = [await self.trade.meet(name) for name in ("mo", "mia")]
        for person in (self.mo, self.mia):
            await self.appoint(person)
        return self

    async def appoint(self, person: Account) -> None:
        office = {"community_id": HOME, "account_id": person.id, "rank": Rank.MODERATOR}
        await self.trade.market.do(lambda tx: tx.db.add(Office(**office)))

    async def dismiss(self, person: Account) -> None:
        await self.trade.market.do(
            lambda tx: tx.db.delete(tx.db.get_one(Office, (HOME, person.id)))
        )

    async def opens(
        self, who: Account | None = None, standing: Standing = Standing.STANDARD, **how: Any
    ) -> TicketId:
        given = {"title": "A broken file", "words": WORDS, **how}
        ticket = await self.trade.does(
            who or self.ben, support.open_ticket, standing=standing, **given
        )
        return TicketId(ticket.id)

    async def does(self, who: Account, verb: Callable[..., T], ticket: TicketId, **how: Any) -> T:
        return await self.trade.does(who, verb, ticket=ticket, **how)

    async def reach(self, state: TicketState, who: Account | None = None) -> TicketId:
        """Bring a new ticket as far as this state."""
        asker = who or self.ben
        ticket = await self.opens(asker)
        if state is TicketState.WAITING:
            return ticket
        await self.does(self.mo, support.take, ticket)
        if state is TicketState.ASKED:
            await self.does(self.mo, support.ask, ticket, words="Which file?")
        if state in (TicketState.ANSWERED, TicketState.CLOSED, TicketState.FILED):
            await self.does(self.mo, support.answer, ticket, words="Try the other one.")
        if state in (TicketState.CLOSED, TicketState.FILED):
            await self.does(asker, support.close, ticket)
        if state is TicketState.FILED:
            await self.trade.wait(days=7)
        return ticket

    async def stands(self, ticket: TicketId) -> Ticket:
        return await self.trade.market.ask(lambda tx: support.get(tx, ticket))

    async def state(self, ticket: TicketId) -> TicketState:
        return (await self.stands(ticket)).state

    async def verbs(self, who: Account, ticket: TicketId) -> tuple[str, ...]:
        """What somebody may do now."""
        return await self.trade.market.ask(
            lambda tx: support.verbs(tx, who, support.get(tx, ticket))
        )

    async def wait_of(self, ticket: TicketId) -> Wait:
        return await self.trade.market.ask(
            lambda tx: support.wait_of(tx, self.ben, support.get(tx, ticket))
        )

    async def queue(self, who: Account | None = None) -> list[str]:
        """The tickets this person could take, the next one first."""
        found = await self.trade.does(who or self.mo, support.duties, most=20)
        return [duty.thing.id for duty in found if duty.claim is Claim.FREE]

    async def said(self, ticket: TicketId, who: Account) -> list[str]:
        found = await self.trade.market.ask(lambda tx: support.said(tx, who, ticket))
        return [remark.words for remark in found]
