"""An order that ends without acceptance: what was in escrow is divided, to the cent."""

import pytest
from sqlalchemy import select

from core import orders, settlements
from core.earnings import Clearing
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Hold, OrderState
from core.settlements import MoreThanThereIs
from core.store import Tx
from tests.core.trade import EUR, Trade

OPEN_STATES = (OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.IN_REVISION)
# The seller's share, and what each book holds then: wallet, clearing, commission; the end.
SHARES = [
    (0, 50_00, 0, 0, OrderState.CANCELLED),
    (20_00, 30_00, 18_00, 2_00, OrderState.CANCELLED),
    (9, 49_91, 9, 0, OrderState.CANCELLED),
    (50_00, 0, 45_00, 5_00, OrderState.COMPLETED),
]


async def settle(trade: Trade, order: str, share: int) -> None:
    def work(tx: Tx) -> None:
        found = orders.get(tx, order)
        settlements.settle(tx, found, share=Money(share, EUR), fault=Role.SELLER)

    await trade.market.do(work)


@pytest.mark.parametrize(("share", "wallet", "clearing", "commission", "end"), SHARES)
@pytest.mark.parametrize("state", OPEN_STATES)
async def test_a_share_goes_to_each_side_and_escrow_is_empty(
    trade: Trade, state: OrderState, share: int, wallet: int, clearing: int, commission: int,
    end: OrderState,
):  # fmt: skip
    order = await trade.order_in(state)
    await settle(trade, order, share)
    stands = await trade.stands(order)
    assert (stands.state, stands.share_minor, stands.fault) == (end, share, Role.SELLER)
    assert await trade.book("escrow", order) == 0
    assert await trade.book("wallet", trade.ben.id) == wallet
    assert await trade.book("clearing", trade.ana.id) == clearing
    assert await trade.book("commission", "JALON") == commission
    cleared = await trade.market.ask(lambda tx: tx.db.execute(select(Clearing)).scalars().all())
    assert [each.minor for each in cleared] == ([clearing] if clearing else [])
    assert "settlements.settled" in await trade.told(trade.ana)
    assert "settlements.settled" in await trade.told(trade.ben)


@pytest.mark.parametrize("share", [-1, 50_01])
async def test_nobody_gets_more_than_there_is(trade: Trade, share: int):
    order = await trade.order_in(OrderState.DELIVERED)
    with pytest.raises(MoreThanThereIs):
        await settle(trade, order, share)
    assert await trade.state(order) is OrderState.DELIVERED
    assert await trade.book("escrow", order) == 50_00


async def test_a_held_order_is_freed_when_it_is_settled(trade: Trade):
    order = await trade.order_in(OrderState.DELIVERED)

    def hold(tx: Tx) -> None:
        orders.hold(
            tx, orders.get(tx, order), "dispute", Role.BUYER, by=trade.ben, stops_delivery=True
        )

    await trade.market.do(hold)
    await settle(trade, order, 0)
    stands = await trade.stands(order)
    assert (stands.state, stands.hold) == (OrderState.CANCELLED, Hold.FREE)
    await trade.wait(days=30)
    assert await trade.state(order) is OrderState.CANCELLED
