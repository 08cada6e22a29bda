"""Two people, or one and the clock, at the same milestone in the same instant."""

import pytest

from core import cancellations, deliveries, milestones, orders
from core.orders import OrderState
from tests.core.steps import accepts, at, books, funds, nth, states
from tests.core.test_order_races import together
from tests.core.trade import Trade

ROUNDS = 50  # five races, on two databases: 500


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_many_presses_on_fund_pay_one_milestone_once(trade: Trade, _round: int):
    await trade.fill_wallet(500_00)
    order = await at(trade, OrderState.AWAITING_FUNDING)
    which = await nth(trade, order, 2)
    presses = [
        trade.does(trade.ben, milestones.pay, milestone=which, provider=provider)
        for provider in ("wallet", "sandbox") * 4
    ]
    assert await together(*presses) == 1
    assert await states(trade, order) == "released funded planned"
    assert await trade.book("escrow", order) == 40_05


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_the_buyer_and_the_clock_release_one_milestone_once(trade: Trade, _round: int):
    order = await at(trade, OrderState.DELIVERED)
    await funds(trade, order, 2)
    trade.clock.pass_by(days=5)
    await together(accepts(trade, order), trade.market.tick(), trade.market.tick())
    assert await states(trade, order) == "released funded planned"
    assert (await trade.stands(order)).stages_released == 1
    assert await books(trade, order) == "4005 3002 333 0"


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_a_milestone_is_accepted_one_way_or_goes_back(trade: Trade, _round: int):
    order = await at(trade, OrderState.DELIVERED)
    which = await nth(trade, order, 2)
    how = {"milestone": which, "provider": "sandbox"}
    done = await together(
        trade.does(trade.ben, orders.accept_and_stop, order=order),
        trade.does(trade.ben, milestones.accept_and_fund, **how),
        trade.does(trade.ben, deliveries.request_revision, order=order, comment="Bigger"),
    )
    assert done == 1
    assert await states(trade, order) in (
        "released not_started not_started", "released funded planned", "in_revision planned planned"
    )  # fmt: skip


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_the_money_and_the_end_of_the_wait_leave_work_or_an_end(trade: Trade, _round: int):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    trade.clock.pass_by(days=10)
    done = await together(
        funds(trade, order, 2), trade.does(trade.ben, orders.stop, order=order), trade.market.tick()
    )
    assert done in (1, 2), "the clock is never refused, and one of the presses may be"
    goes_on = await trade.state(order) is OrderState.IN_PROGRESS
    assert await books(trade, order) == ("4005 3002 333 0" if goes_on else "0 3002 333 0")


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_paying_ahead_and_standing_still_exclude_or_follow_each_other(
    trade: Trade, _round: int
):
    order = await at(trade, OrderState.DELIVERED, released=1)
    how = {"order": order, "reason": "agreed", "note": "Enough"}
    await together(
        funds(trade, order, 3),
        trade.does(trade.ana, cancellations.ask, **how),
        trade.does(trade.ben, cancellations.ask, **how),
    )
    stands = await trade.stands(order)
    assert stands.hold is orders.Hold.CANCEL_REQUESTED
    held = await trade.book("escrow", order)
    assert held == (66_70 if stands.stages_funded == 3 else 40_05)
    await trade.wait(days=2)
    assert await trade.book("escrow", order) == 0
    assert await trade.state(order) is OrderState.COMPLETED
    assert await trade.book("wallet", trade.ben.id) == held
