"""Two people at the same instant: one outcome, and the other is told."""

import asyncio
from collections.abc import Awaitable

import pytest

from core import deliveries, orders
from core.kit.errors import Refusal
from core.orders import OrderState
from tests.core.trade import ANSWERS, Trade

ROUNDS = 5


async def together(*deeds: Awaitable[object]) -> int:
    """Start everything at once; return how many were not refused."""
    outcomes = await asyncio.gather(*deeds, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, Refusal):
            raise outcome
    return sum(not isinstance(outcome, Refusal) for outcome in outcomes)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_ten_presses_on_accept_release_the_money_once(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.DELIVERED)
    presses = [trade.does(trade.ben, orders.accept, order=order) for _ in range(10)]
    assert await together(*presses) == 1
    assert await trade.book("clearing", trade.ana.id) == 45_00


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_the_buyer_and_the_clock_do_not_both_accept(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.DELIVERED)
    trade.clock.pass_by(days=3)
    await together(
        trade.does(trade.ben, orders.accept, order=order),
        trade.market.tick(),
        trade.market.tick(),
    )
    assert await trade.state(order) is OrderState.COMPLETED
    assert await trade.book("clearing", trade.ana.id) == 45_00


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_acceptance_and_a_revision_exclude_each_other(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.DELIVERED)
    done = await together(
        trade.does(trade.ben, orders.accept, order=order),
        trade.does(trade.ben, deliveries.request_revision, order=order, comment="Bigger"),
    )
    assert done == 1
    assert await trade.state(order) in (OrderState.COMPLETED, OrderState.IN_REVISION)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_one_press_on_pay_many_times_pays_once(trade: Trade, _round: int):
    await trade.fill_wallet(500_00)
    order = await trade.place()
    presses = [
        trade.does(trade.ben, orders.pay, order=order, provider=provider)
        for provider in ("wallet", "sandbox") * 4
    ]
    assert await together(*presses) == 1
    assert await trade.book("escrow", order) == 50_00


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_payment_and_expiry_leave_either_work_or_nothing(trade: Trade, _round: int):
    order = await trade.place()
    trade.clock.pass_by(minutes=15)
    await together(trade.pay(order), trade.market.tick())
    state = await trade.state(order)
    assert state in (OrderState.REQUIREMENTS, OrderState.CANCELLED)
    assert await trade.book("escrow", order) == (50_00 if state != OrderState.CANCELLED else 0)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_answering_skipping_and_calling_off_leave_one_outcome(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.REQUIREMENTS)
    done = await together(
        trade.does(trade.ben, orders.answer, order=order, answers=ANSWERS),
        trade.does(trade.ana, orders.skip, order=order),
        trade.does(trade.ben, orders.cancel, order=order),
    )
    assert done == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_placing_with_one_press_many_times_is_one_order(trade: Trade, _round: int):
    placed = await asyncio.gather(*(trade.place(key="one press") for _ in range(6)))
    assert len(set(placed)) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_one_wallet_pays_one_of_two_orders(trade: Trade, _round: int):
    await trade.fill_wallet(50_00)
    two = [await trade.place(), await trade.place()]
    done = await together(
        *(trade.does(trade.ben, orders.pay, order=o, provider="wallet") for o in two)
    )
    assert done == 1
    assert await trade.book("wallet", trade.ben.id) == 0
