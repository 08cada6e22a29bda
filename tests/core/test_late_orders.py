"""Work that does not come: the buyer may call it off alone, and in the end the clock does."""

from datetime import timedelta

import pytest

from core import cancellations, orders
from core.accounts import Account
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.ids import OrderId
from core.kit.states import Role
from core.orders import Hold, OrderState
from core.store import Tx
from tests.core.test_cancellations import asks, ended_as
from tests.core.trade import Trade

IN_PROGRESS = OrderState.IN_PROGRESS
DAYS = 4  # the time to deliver of an order under test


async def extend(trade: Trade, order: OrderId, **by: float) -> None:
    await trade.market.do(lambda tx: orders.extend(tx, orders.get(tx, order), timedelta(**by)))


async def may_cancel(trade: Trade, order: OrderId, side: Role = Role.BUYER) -> bool:
    work = await trade.stands(order)
    return "cancel_late" in orders.verbs(work, side, trade.clock.now)


# --- cancel very late


async def test_a_day_past_due_the_buyer_calls_it_off_alone(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 1)
    assert not await may_cancel(trade, order)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await trade.wait(seconds=1)
    assert await may_cancel(trade, order)
    assert not await may_cancel(trade, order, Role.SELLER)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, cancellations.cancel_late, order=order)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, cancellations.cancel_late, order=order)
    await trade.told(trade.ana)
    await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await ended_as(trade, order, 50_00, 0)
    assert (await trade.stands(order)).fault is Role.SELLER
    assert await trade.told(trade.ana) == ["settlements.settled"]
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)


@pytest.mark.parametrize("state", [s for s in OrderState if s is not IN_PROGRESS])
async def test_what_was_delivered_or_never_begun_is_not_very_late(trade: Trade, state: OrderState):
    order = await trade.order_in(state)
    trade.clock.pass_by(days=DAYS + 3)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)


async def test_nobody_calls_off_while_more_time_is_talked_about(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 2)
    for talked_about in (True, False):

        def talk(tx: Tx, pending: bool = talked_about) -> None:
            orders.get(tx, order).extension_asked = pending

        await trade.market.do(talk)
        assert await may_cancel(trade, order) is not talked_about


async def test_more_time_moves_the_moment(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 2)
    await extend(trade, order, days=3)
    assert not await may_cancel(trade, order)
    await trade.wait(days=2, seconds=1)
    assert await may_cancel(trade, order)


async def test_a_held_order_is_not_called_off(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 2)
    await asks(trade, trade.ana, order)
    assert not await may_cancel(trade, order)
    with pytest.raises(orders.OnHold):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)


# --- two weeks past due


async def warnings(trade: Trade) -> list[int]:
    found = []
    for who in (trade.ana, trade.ben):
        told = await trade.told(who)
        found.append(told.count("cancellations.nothing_delivered"))
    return found


async def test_two_weeks_past_due_the_order_is_given_up_after_three_warnings(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS)
    for days in (7, 4, 2):  # 7, 11 and 13 days past due
        await trade.wait_almost(days=days)
        assert await warnings(trade) == [0, 0]
        await trade.wait(seconds=1)
        assert await warnings(trade) == [1, 1]
    await trade.wait_almost(days=1)
    assert await trade.state(order) is IN_PROGRESS
    await trade.wait(seconds=1)
    await ended_as(trade, order, 50_00, 0)
    assert (await trade.stands(order)).fault is Role.SELLER
    for who in (trade.ana, trade.ben):
        assert "settlements.settled" in await trade.told(who)


async def test_a_delivery_ends_the_waiting(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 13, hours=23)
    await trade.deliver(order)
    await trade.wait(hours=2)
    assert await trade.state(order) is OrderState.DELIVERED


async def test_more_time_moves_the_end_and_its_warnings(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 8)
    assert await warnings(trade) == [1, 1]
    await extend(trade, order, days=10)
    await trade.wait(days=9)  # seven days past the new due date
    assert await warnings(trade) == [1, 1], "the new end has its own warnings"
    await trade.wait_almost(days=7)
    assert await trade.state(order) is IN_PROGRESS
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.CANCELLED


@pytest.mark.parametrize(("asker", "days"), [("ben", 14), ("ana", 13)])
async def test_the_end_stands_still_just_when_the_delivery_does(
    trade: Trade, asker: str, days: int
):
    order = await trade.order_in(IN_PROGRESS)
    who: Account = getattr(trade, asker)
    request = await asks(trade, who, order)
    await trade.wait(days=1)
    await trade.does(who, cancellations.withdraw, cancellation=request)
    await trade.wait_almost(days=DAYS + days)
    assert await trade.state(order) is IN_PROGRESS
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.CANCELLED


async def test_nobody_is_given_up_in_a_hold_nor_right_after_it(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 13, hours=12)
    request = await asks(trade, trade.ana, order)
    await trade.wait(days=1, hours=12)  # the two weeks are over meanwhile
    held = await trade.stands(order)
    assert (held.state, held.hold) == (IN_PROGRESS, Hold.CANCEL_REQUESTED)
    await trade.does(trade.ben, cancellations.decline, cancellation=request)
    await trade.wait_almost(days=1)
    assert await trade.state(order) is IN_PROGRESS
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.CANCELLED


async def test_answers_and_their_lack_start_the_same_clock(trade: Trade):
    for begin in ("answer", "skip"):
        order = await trade.order_in(OrderState.REQUIREMENTS)
        if begin == "answer":
            given = {"name": "Crumb & Co"}
            await trade.does(trade.ben, orders.answer, order=order, answers=given)
        else:
            await trade.does(trade.ana, orders.skip, order=order)
        await trade.wait_almost(days=DAYS + 14)
        assert await trade.state(order) is IN_PROGRESS
        await trade.wait(seconds=1)
        assert await trade.state(order) is OrderState.CANCELLED
