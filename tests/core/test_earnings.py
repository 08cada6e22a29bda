from datetime import timedelta

import pytest

from core import earnings, orders
from core.earnings import ClearingState
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.orders import OrderState
from core.store import Tx
from tests.core.trade import EUR, Trade


async def buckets(trade: Trade) -> tuple[int, int, int, int]:
    found = await trade.does(trade.ana, earnings.overview, currency=EUR)
    return (
        found.escrow.minor, found.clearing.minor, found.available.minor, found.withdrawn.minor
    )  # fmt: skip


async def test_money_walks_from_escrow_through_clearing_to_available(trade: Trade):
    assert await buckets(trade) == (0, 0, 0, 0)
    order = await trade.order_in(OrderState.REQUIREMENTS)
    assert await buckets(trade) == (45_00, 0, 0, 0)  # commission deducted
    await trade.does(trade.ana, orders.skip, order=order)
    await trade.deliver(order)
    assert await buckets(trade) == (45_00, 0, 0, 0)
    await trade.does(trade.ben, orders.accept, order=order)
    assert await buckets(trade) == (0, 45_00, 0, 0)
    await trade.told(trade.ana)
    await trade.wait_almost(days=14)
    assert await buckets(trade) == (0, 45_00, 0, 0)
    await trade.wait(seconds=1)
    assert await buckets(trade) == (0, 0, 45_00, 0)
    assert await trade.told(trade.ana) == ["earnings.cleared"]


async def test_the_clearance_is_a_setting(trade: Trade):
    trade.market.settings = MarketSettings(clearance=timedelta(days=7))
    await trade.order_in(OrderState.COMPLETED)
    await trade.wait_almost(days=7)
    assert await trade.book("available", trade.ana.id) == 0
    await trade.wait(seconds=1)
    assert await trade.book("available", trade.ana.id) == 45_00


async def test_work_without_commission_earns_the_whole_price(trade: Trade):
    await trade.order_in(OrderState.COMPLETED, commission_basis_points=0)
    assert await trade.book("clearing", trade.ana.id) == 50_00


async def test_an_order_the_market_takes_whole_leaves_nothing_to_clear(trade: Trade):
    await trade.order_in(OrderState.COMPLETED, commission_basis_points=10_000)
    lines, _more = await trade.does(trade.ana, earnings.lines, state=ClearingState.CLEARING)
    assert list(lines) == []
    assert await trade.book("commission", "JALON") == 50_00


async def test_every_line_names_its_order_and_its_date(trade: Trade):
    first = await trade.order_in(OrderState.COMPLETED)
    await trade.wait(days=1)
    second = await trade.order_in(OrderState.COMPLETED)
    running = await trade.order_in(OrderState.IN_PROGRESS)

    lines, more = await trade.does(trade.ana, earnings.lines, state=ClearingState.CLEARING)
    assert [order.id for _clearing, order in lines] == [first, second]
    assert [clearing.clears_at - trade.clock.now for clearing, _order in lines] == [
        timedelta(days=13),
        timedelta(days=14),
    ]
    assert not more
    found, more = await trade.does(trade.ana, earnings.in_escrow)
    assert ([order.id for order in found], more) == ([running], False)

    await trade.wait(days=13)
    lines, _more = await trade.does(trade.ana, earnings.lines, state=ClearingState.AVAILABLE)
    assert [order.id for _clearing, order in lines] == [first]
    seen = await trade.does(trade.ana, earnings.look, clearing_id=lines[0][0].id)
    assert seen.amount == Money(45_00, EUR)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ben, earnings.look, clearing_id=lines[0][0].id)
    nothing, _more = await trade.does(trade.ben, earnings.lines, state=ClearingState.AVAILABLE)
    assert list(nothing) == []


async def test_only_the_clock_clears_and_only_once(trade: Trade):
    await trade.order_in(OrderState.COMPLETED)
    lines, _more = await trade.does(trade.ana, earnings.lines, state=ClearingState.CLEARING)
    clearing = lines[0][0]
    for role in (Role.BUYER, Role.SELLER, Role.MARKET):
        with pytest.raises(NotYours):
            earnings.CLEARANCE.step(clearing, "clear", role, trade.clock.now)
    await trade.wait(days=14)

    def again(tx: Tx) -> None:
        earnings.clear(tx, clearing.id)

    with pytest.raises(TooLate):
        await trade.market.do(again)
    assert await trade.book("available", trade.ana.id) == 45_00
