"""Every way out of an order in milestones: what was released stays, only what is held moves."""

from datetime import timedelta

import pytest

from core import cancellations, orders, resolution
from core.kit.errors import NotYours, TooLate
from core.kit.money import Money
from core.kit.states import Role
from core.orders import OrderState
from core.resolution import PaidInSteps
from tests.core.steps import accepts, at, books, delivers, funds, states
from tests.core.trade import EUR, Trade

# --- other ways out: only what is in escrow moves


async def test_cancelling_together_leaves_what_was_released(trade: Trade):
    order = await at(trade, OrderState.IN_PROGRESS, released=1)
    await funds(trade, order, 3)
    assert await books(trade, order) == "6670 3002 333 0"
    how = {"order": order, "reason": "agreed", "note": "Enough", "share": Money(10_05, EUR)}
    request = await trade.does(trade.ana, cancellations.ask, **how)
    await trade.does(trade.ben, cancellations.agree, cancellation=request.id)
    stands = await trade.stands(order)
    assert (stands.state, stands.share.minor) == (OrderState.COMPLETED, 43_40)
    assert await states(trade, order) == "released cancelled cancelled"
    assert await books(trade, order) == f"0 {30_02 + 9_05} {3_33 + 1_00} {66_70 - 10_05}"


async def test_cancelling_before_anything_was_released_cancels_the_order(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    how = {"order": order, "reason": "agreed", "note": "Enough"}
    request = await trade.does(trade.ana, cancellations.ask, **how)
    await trade.does(trade.ben, cancellations.agree, cancellation=request.id)
    assert await trade.state(order) is OrderState.CANCELLED
    assert await states(trade, order) == "cancelled not_started not_started"
    assert await books(trade, order) == "0 0 0 3335"


@pytest.mark.parametrize(("released", "ends"), [(0, "cancelled"), (1, "completed")])
async def test_a_very_late_milestone_is_called_off_alone(trade: Trade, released: int, ends: str):
    order = await at(trade, OrderState.IN_PROGRESS, released=released)
    days = 5 if released else 3
    await trade.wait(days=days + 1)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await trade.wait(seconds=1)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, cancellations.cancel_late, order=order)
    await trade.does(trade.ben, cancellations.cancel_late, order=order)
    stands = await trade.stands(order)
    assert (stands.state, stands.fault) == (ends, Role.SELLER)
    given_back = 40_05 if released else 33_35
    assert (await books(trade, order)).endswith(f" {given_back}")
    assert (await states(trade, order)).split()[released] == "cancelled"


@pytest.mark.parametrize(("released", "ends"), [(0, "cancelled"), (2, "completed")])
async def test_a_milestone_nobody_delivers_is_written_off(trade: Trade, released: int, ends: str):
    order = await at(trade, OrderState.IN_PROGRESS, released=released)
    days = 2 if released else 3
    await trade.wait_almost(days=days + 14)
    assert await trade.state(order) is OrderState.IN_PROGRESS
    await trade.wait(seconds=1)
    stands = await trade.stands(order)
    assert (stands.state, stands.fault) == (ends, Role.SELLER)
    assert (await states(trade, order)).split()[released] == "cancelled"


async def test_a_request_stops_the_milestones_clock_and_gives_it_back(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    await trade.wait(days=4)
    how = {"order": order, "reason": "agreed", "note": "Enough"}
    request = await trade.does(trade.ben, cancellations.ask, **how)
    await trade.wait(days=1, hours=12)
    await trade.does(trade.ana, cancellations.decline, cancellation=request.id)
    await trade.wait_almost(days=1)
    assert await trade.state(order) is OrderState.DELIVERED
    await trade.wait(seconds=1)
    assert await states(trade, order) == "released awaiting_funding planned"


# --- what else is agreed meanwhile


async def test_more_time_is_more_time_for_the_running_one(trade: Trade):
    order = await at(trade, OrderState.IN_PROGRESS, released=1)
    asked = {"order": order, "days": 3, "reason": "The printer is closed"}
    request = await trade.does(trade.ana, resolution.extend, **asked)
    await trade.does(trade.ben, resolution.agree, request=request.id)
    assert (await trade.stands(order)).due_at == trade.clock.now + timedelta(days=8)
    await trade.wait(days=9)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await delivers(trade, order)
    await accepts(trade, order)
    await funds(trade, order, 3)
    assert (await trade.stands(order)).due_at == trade.clock.now + timedelta(days=2)


async def test_another_price_is_agreed_as_a_new_offer(trade: Trade):
    order = await at(trade, OrderState.IN_PROGRESS)
    with pytest.raises(PaidInSteps):
        await trade.does(trade.ben, resolution.modify, order=order, price=Money(5_00, EUR))
    how = {"order": order, "percent": 20, "reason": "Rough"}
    with pytest.raises(PaidInSteps):
        await trade.does(trade.ana, resolution.refund, **how)
    extra = orders.Extra("A banner", Money(10_00, EUR), 1)
    with pytest.raises(PaidInSteps):
        await trade.does(trade.ana, resolution.add_extras, order=order, extras=[extra])
