"""Orders in milestones: the shortest way to one at any of its steps, and its books as a table."""

from typing import Any

from core import deliveries, milestones, orders, settlements
from core.kit.ids import MilestoneId, OrderId
from core.milestones import Milestone
from core.orders import OrderState, Stage
from core.store import Tx
from tests.core.trade import WORK, Trade, staged


async def begins(trade: Trade, *stages: Stage, **changes: Any) -> OrderId:
    """Ben has paid the first milestone; Ana is at work."""
    order = await trade.place(**staged(*stages, **changes))
    await trade.pay(order)
    return order


async def every(trade: Trade, order: OrderId) -> list[Milestone]:
    def look(tx: Tx) -> list[Milestone]:
        return list(milestones.of(tx, trade.ben, orders.get(tx, order)))

    return await trade.market.ask(look)


async def nth(trade: Trade, order: OrderId, place: int) -> MilestoneId:
    return MilestoneId((await every(trade, order))[place - 1].id)


async def states(trade: Trade, order: OrderId) -> str:
    """Where each milestone stands, in one line."""
    return " ".join(each.state for each in await every(trade, order))


async def funds(trade: Trade, order: OrderId, place: int, provider: str = "sandbox") -> None:
    """Ben pays for one more."""
    which = await nth(trade, order, place)
    await trade.does(trade.ben, milestones.pay, milestone=which, provider=provider)


async def delivers(trade: Trade, order: OrderId) -> None:
    await trade.does(trade.ana, deliveries.deliver, order=order, message=WORK)


async def accepts(trade: Trade, order: OrderId) -> None:
    await trade.does(trade.ben, orders.accept, order=order)


async def releases(trade: Trade, order: OrderId, count: int) -> None:
    """So many milestones are delivered, accepted, and the next one of each is paid."""
    for place in range(1, count + 1):
        await delivers(trade, order)
        await accepts(trade, order)
        await funds(trade, order, place + 1)


async def books(trade: Trade, order: OrderId) -> str:
    """What is in escrow, clearing, kept as commission, and in Ben's wallet, in cents."""
    held = (await trade.stands(order), await trade.market.ask(
        lambda tx: settlements.at_stake(tx, orders.get(tx, order)).minor
    ))  # fmt: skip
    return " ".join(
        str(cents)
        for cents in (
            held[1],
            await trade.book("clearing", trade.ana.id),
            await trade.book("commission", held[0].community_id),
            await trade.book("wallet", trade.ben.id),
        )
    )


async def at(trade: Trade, state: OrderState, released: int = 0) -> OrderId:
    """An order of three milestones, so many released, the running one in this state."""
    order = await begins(trade)
    await releases(trade, order, released)
    if state in (OrderState.DELIVERED, OrderState.IN_REVISION, OrderState.AWAITING_FUNDING):
        await delivers(trade, order)
    if state is OrderState.IN_REVISION:
        how = {"order": order, "comment": "Bigger"}
        await trade.does(trade.ben, deliveries.request_revision, **how)
    if state is OrderState.AWAITING_FUNDING:
        await accepts(trade, order)
    return order
