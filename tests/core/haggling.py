"""People who agree on offers: the shortest way to one in any state."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from core import briefs, offers
from core.accounts import Account
from core.briefs import Brief
from core.kit.ids import BriefId, CounterId, OfferId, OrderId
from core.offers import Counter, Offer, OfferState
from core.orders import Order, OrderState
from core.store import Tx
from tests.core.shop import euros, publish, sell
from tests.core.trade import Trade

SCOPE = "A logo in three colours, as SVG and PNG, with two drafts."


def single(**changes: Any) -> dict[str, Any]:
    """An offer with one payment, as its form gives it."""
    usual: dict[str, Any] = {
        "title": "A logo for the bakery", "scope": SCOPE, "steps": "1", "price": euros(80),
        "days": 5, "revisions": "2",
    }  # fmt: skip
    return {**usual, **changes}


def stage(price: int, days: int = 2, revisions: str = "1", title: str = "Sketch") -> dict[str, Any]:
    return {
        "title": title, "deliverable": "A file", "price": euros(price), "days": days,
        "revisions": revisions,
    }  # fmt: skip


def staged(*stages: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """An offer with milestones, as its form gives it."""
    return {
        "title": "A whole identity", "scope": SCOPE, "steps": str(len(stages)), "stages": stages,
        **changes,
    }  # fmt: skip


class Haggling:
    """Ana sells, Ben may buy; they know each other from a group, where Ana named him."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.does = trade.does
        self.ana, self.ben, self.eve = trade.ana, trade.ben, trade.eve

    async def begin(self) -> "Haggling":
        await sell(self.trade, self.ana)
        await self.names(self.ben)
        return self

    async def names(self, person: Account) -> None:
        """Ana names somebody in a group, and throws away what she began to offer there."""
        how = {"title": "Something", "price": euros(50), "days": 3}
        await self.does(self.ana, offers.prepare, person=person.id, **how)
        await self.trade.told(self.ana)

    async def publishes(self, questions: Sequence[str] = ()) -> str:
        gig = await publish(self.trade, self.ana, questions=questions)
        return gig.id

    async def sends(self, occasion: str = "", **changes: Any) -> OfferId:
        """Ana makes Ben an offer."""
        offer = await self.does(
            self.ana, offers.send, occasion=occasion or f"person:{self.ben.id}", **single(**changes)
        )
        return OfferId(offer.id)

    async def sends_stages(self, *stages: Mapping[str, Any], **changes: Any) -> OfferId:
        offer = await self.does(
            self.ana, offers.send, occasion=f"person:{self.ben.id}", **staged(*stages, **changes)
        )
        return OfferId(offer.id)

    async def offer_in(self, state: OfferState) -> OfferId:
        """An offer that has come as far as this state."""
        offer = await self.sends()
        match state:
            case OfferState.VIEWED:
                await self.does(self.ben, offers.view, offer=offer)
            case OfferState.ACCEPTED:
                await self.does(self.ben, offers.accept, offer=offer)
            case OfferState.DECLINED:
                await self.does(self.ben, offers.decline, offer=offer)
            case OfferState.WITHDRAWN:
                await self.does(self.ana, offers.withdraw, offer=offer)
            case OfferState.EXPIRED:
                await self.trade.wait(days=7)
            case OfferState.SUPERSEDED:
                await self.does(self.ana, offers.revise, offer=offer, **single(price=euros(70)))
        return offer

    async def counters(self, offer: OfferId, **changes: Any) -> CounterId:
        """Ben would rather have it cheaper."""
        terms = {"price": euros(60), "days": 5, "scope": SCOPE, **changes}
        await self.does(self.ben, offers.counter, offer=offer, **terms)
        found = await self.waiting(offer)
        assert found is not None
        return CounterId(found.id)

    async def posts(self, **changes: Any) -> BriefId:
        """Ben looks for somebody."""
        wanted = {
            "title": "A logo for my bakery",
            "wanted": "Something warm, with a loaf of bread.",
        }
        brief = await self.does(self.ben, briefs.post, **{**wanted, **changes})
        return BriefId(brief.id)

    # --- what stands where

    async def stands(self, offer: OfferId) -> Offer:
        return await self.trade.market.ask(lambda tx: offers.get(tx, offer))

    async def state(self, offer: OfferId) -> OfferState:
        return (await self.stands(offer)).state

    async def newest(self, offer: OfferId) -> Offer:
        return await self.trade.market.ask(
            lambda tx: offers.newest(tx, self.ana, offers.get(tx, offer))
        )

    async def waiting(self, offer: OfferId) -> Counter | None:
        return await self.trade.market.ask(
            lambda tx: offers.counter_of(tx, self.ana, offers.get(tx, offer))
        )

    async def counter(self, counter: CounterId) -> Counter:
        found, _offer = await self.trade.market.ask(
            lambda tx: offers.look_counter(tx, self.ana, counter)
        )
        return found

    async def brief(self, brief: BriefId) -> Brief:
        return await self.trade.market.ask(lambda tx: briefs.get(tx, brief))

    async def orders_of(self, offer: OfferId) -> list[OrderState]:
        """The states of every order that was placed with this version."""

        def look(tx: Tx) -> list[OrderState]:
            every = tx.db.execute(select(Order).order_by(Order.placed_at, Order.id)).scalars()
            return [order.state for order in every if order.terms.offer == offer]

        return await self.trade.market.ask(look)

    async def accepts(self, offer: OfferId) -> OrderId:
        order = await self.does(self.ben, offers.accept, offer=offer)
        return OrderId(order.id)
