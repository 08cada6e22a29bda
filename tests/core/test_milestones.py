"""Orders in milestones: each is paid, delivered and released by itself."""

from datetime import timedelta

import pytest

from core import cancellations, deliveries, earnings, milestones, orders, resolution
from core.deliveries import NoRevisionsLeft
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.money import Money
from core.kit.states import Role
from core.milestones import MILESTONE
from core.orders import OnHold, OrderState, Stage
from core.payments import NotEnough
from tests.core.steps import (
    accepts,
    at,
    begins,
    books,
    delivers,
    every,
    funds,
    nth,
    releases,
    states,
)
from tests.core.trade import ANSWERS, EUR, QUESTIONS, Trade, staged

LESS = "funded planned planned"


# --- the first one is paid with the order


async def test_accepting_the_offer_costs_the_first_milestone_alone(trade: Trade):
    order = await begins(trade)
    assert await trade.state(order) is OrderState.IN_PROGRESS
    assert await states(trade, order) == LESS
    assert await books(trade, order) == "3335 0 0 0"
    stands = await trade.stands(order)
    assert stands.due_at == trade.clock.now + timedelta(days=3)
    assert (stands.to_begin.minor, stands.total.minor) == (33_35, 100_05)


async def test_the_commission_of_the_whole_is_the_sum_of_its_milestones_commissions(trade: Trade):
    stands = await trade.stands(await begins(trade))
    assert stands.commission == Money(9_99, EUR)  # a tenth of 100.05 would be 10.00
    assert stands.net == Money(90_06, EUR)


async def test_what_is_never_paid_has_no_milestones(trade: Trade):
    order = await trade.place(**staged())
    await trade.wait(minutes=15)
    assert await trade.state(order) is OrderState.CANCELLED
    assert await every(trade, order) == []


async def test_calling_off_before_the_work_gives_back_what_was_paid(trade: Trade):
    order = await begins(trade, questions=QUESTIONS)
    assert await states(trade, order) == LESS
    await funds(trade, order, 2)
    assert await books(trade, order) == "7340 0 0 0"
    await trade.does(trade.ben, orders.cancel, order=order)
    assert await states(trade, order) == "cancelled cancelled not_started"
    assert await books(trade, order) == "0 0 0 7340"


async def test_the_time_of_the_first_one_begins_with_the_answers(trade: Trade):
    order = await begins(trade, questions=QUESTIONS)
    await trade.wait(days=1)
    await trade.does(trade.ben, orders.answer, order=order, answers=ANSWERS)
    assert (await trade.stands(order)).due_at == trade.clock.now + timedelta(days=3)


# --- who may pay for the next


@pytest.mark.parametrize(
    "state", [OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.IN_REVISION]
)
async def test_further_ones_can_be_paid_ahead_one_after_the_other(trade: Trade, state: OrderState):
    order = await at(trade, state)
    with pytest.raises(TooLate):
        await funds(trade, order, 3)
    with pytest.raises(TooLate):
        await funds(trade, order, 1)
    await funds(trade, order, 2)
    await funds(trade, order, 3)
    with pytest.raises(TooLate):
        await funds(trade, order, 3)
    assert await trade.state(order) is state
    assert await books(trade, order) == "10005 0 0 0"
    assert (await states(trade, order)).endswith("funded funded")
    assert await trade.told(trade.ana) != []


async def test_nobody_else_pays_and_strangers_learn_nothing(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    pay = {"milestone": await nth(trade, order, 2), "provider": "sandbox"}
    with pytest.raises(NotYours):
        await trade.does(trade.ana, milestones.pay, **pay)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, milestones.pay, **pay)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ben, milestones.pay, milestone="NOTHERE1", provider="sandbox")
    assert await states(trade, order) == "released awaiting_funding planned"


async def test_what_stands_still_is_not_paid(trade: Trade):
    order = await at(trade, OrderState.IN_PROGRESS)
    await trade.does(trade.ben, cancellations.ask, order=order, reason="agreed", note="Stop")
    with pytest.raises(OnHold):
        await funds(trade, order, 2)
    assert await states(trade, order) == LESS


# --- delivered, looked at, revised


async def test_each_milestone_has_its_own_revisions_and_days(trade: Trade):
    order = await at(trade, OrderState.IN_REVISION)
    assert (await trade.stands(order)).due_at == trade.clock.now + timedelta(days=1, hours=12)
    await delivers(trade, order)
    with pytest.raises(NoRevisionsLeft):
        await trade.does(trade.ben, deliveries.request_revision, order=order, comment="Again")
    await accepts(trade, order)
    await trade.wait(days=2)
    await funds(trade, order, 2)
    stands = await trade.stands(order)
    assert stands.due_at == trade.clock.now + timedelta(days=5)
    assert (stands.revisions_left, stands.revisions_used, stands.delivered_at) == (0, 0, None)
    await delivers(trade, order)
    await accepts(trade, order)
    await funds(trade, order, 3)
    for _ in range(2):
        await delivers(trade, order)
        await trade.does(trade.ben, deliveries.request_revision, order=order, comment="Again")
    assert await states(trade, order) == "released released in_revision"


async def test_a_delivered_milestone_has_five_days_and_silence_releases_it(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    delivered = trade.clock.now
    await trade.told(trade.ben)
    await trade.told(trade.ana)
    for hours, told in ((71, 0), (73, 1), (95, 0), (97, 1), (116, 0), (118, 1)):
        trade.clock.now = delivered + timedelta(hours=hours)
        await trade.market.tick()
        assert await trade.told(trade.ben) == ["orders.review_ends"] * told
    await trade.wait_almost(hours=2)
    assert await states(trade, order) == "delivered planned planned"
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.AWAITING_FUNDING
    assert await states(trade, order) == "released awaiting_funding planned"
    assert await books(trade, order) == "0 3002 333 0"
    assert await trade.told(trade.ben) == ["milestones.released"]
    assert await trade.told(trade.ana) == ["milestones.released"]


async def test_a_second_delivery_leaves_a_day_to_look_at_it(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    await trade.wait(days=4, hours=12)
    await delivers(trade, order)
    await trade.wait_almost(days=1)
    assert await trade.state(order) is OrderState.DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.AWAITING_FUNDING


# --- released: what comes next


async def test_accepting_and_funding_the_next_is_one_press(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    how = {"milestone": await nth(trade, order, 2), "provider": "sandbox"}
    with pytest.raises(NotYours):
        await trade.does(trade.ana, milestones.accept_and_fund, **how)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, milestones.accept_and_fund, **how)
    for place in (1, 3):
        wrong = {**how, "milestone": await nth(trade, order, place)}
        with pytest.raises(TooLate):
            await trade.does(trade.ben, milestones.accept_and_fund, **wrong)
    assert await states(trade, order) == "delivered planned planned"
    await trade.does(trade.ben, milestones.accept_and_fund, **how)
    assert await states(trade, order) == "released funded planned"
    assert await books(trade, order) == "4005 3002 333 0"
    assert await trade.state(order) is OrderState.IN_PROGRESS
    with pytest.raises(TooLate):
        await trade.does(trade.ben, milestones.accept_and_fund, **how)


async def test_without_the_money_neither_is_done(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    how = {"milestone": await nth(trade, order, 2), "provider": "wallet"}
    with pytest.raises(NotEnough):
        await trade.does(trade.ben, milestones.accept_and_fund, **how)
    assert await states(trade, order) == "delivered planned planned"
    assert await books(trade, order) == "3335 0 0 0"


async def test_accepting_and_stopping_completes_the_order(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, orders.accept_and_stop, order=order)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, orders.accept_and_stop, order=order)
    await trade.does(trade.ben, orders.accept_and_stop, order=order)
    stands = await trade.stands(order)
    assert (stands.state, stands.share.minor) == (OrderState.COMPLETED, 33_35)
    assert await states(trade, order) == "released not_started not_started"
    assert await books(trade, order) == "0 3002 333 0"
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.accept_and_stop, order=order)
    with pytest.raises(TooLate):
        await funds(trade, order, 2)


async def test_whoever_has_paid_the_next_one_goes_on_with_it(trade: Trade):
    order = await at(trade, OrderState.DELIVERED)
    await funds(trade, order, 2)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.accept_and_stop, order=order)
    await trade.wait(days=1)
    await accepts(trade, order)
    stands = await trade.stands(order)
    assert stands.state is OrderState.IN_PROGRESS
    assert stands.due_at == trade.clock.now + timedelta(days=5)
    assert await states(trade, order) == "released funded planned"
    assert await books(trade, order) == "4005 3002 333 0"


async def test_the_last_one_completes_the_order(trade: Trade):
    order = await at(trade, OrderState.DELIVERED, released=2)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.accept_and_stop, order=order)
    await accepts(trade, order)
    stands = await trade.stands(order)
    assert (stands.state, stands.share) == (OrderState.COMPLETED, stands.total)
    assert await states(trade, order) == "released released released"
    assert await books(trade, order) == "0 9006 999 0"


async def test_a_single_order_knows_none_of_this(trade: Trade):
    order = await trade.order_in(OrderState.DELIVERED)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.accept_and_stop, order=order)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.stop, order=order)
    await trade.wait(days=3)
    assert await trade.state(order) is OrderState.COMPLETED


# --- waiting for the next one's money


async def test_ten_days_without_money_complete_the_order(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    began = trade.clock.now
    await trade.told(trade.ben)
    await trade.told(trade.ana)
    for days, told in ((2.9, 0), (3, 1), (6.9, 0), (7, 1), (8.9, 0), (9, 1), (9.9, 0)):
        trade.clock.now = began + timedelta(days=days)
        await trade.market.tick()
        assert await trade.told(trade.ben) == ["milestones.funding_wanted"] * told
        assert await trade.told(trade.ana) == []
    assert await trade.state(order) is OrderState.AWAITING_FUNDING
    trade.clock.now = began + timedelta(days=10)
    await trade.market.tick()
    assert await trade.state(order) is OrderState.COMPLETED
    assert await states(trade, order) == "released not_started not_started"
    assert await trade.told(trade.ben) == ["orders.completed"]
    assert await trade.told(trade.ana) == ["orders.completed"]
    assert await books(trade, order) == "0 3002 333 0"


async def test_paying_the_next_one_begins_it(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    with pytest.raises(TooLate):
        await funds(trade, order, 3)
    await trade.wait_almost(days=10)
    await trade.told(trade.ana)
    await funds(trade, order, 2)
    assert await trade.told(trade.ana) == ["milestones.funded"]
    stands = await trade.stands(order)
    assert stands.state is OrderState.IN_PROGRESS
    assert stands.due_at == trade.clock.now + timedelta(days=5)
    await trade.wait(days=4)
    assert await states(trade, order) == "released funded planned"
    with pytest.raises(TooLate):
        await funds(trade, order, 2)


async def test_stopping_is_the_buyers(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, orders.stop, order=order)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, orders.stop, order=order)
    await trade.does(trade.ben, orders.stop, order=order)
    assert await trade.state(order) is OrderState.COMPLETED
    assert await states(trade, order) == "released not_started not_started"
    with pytest.raises(TooLate):
        await trade.does(trade.ben, orders.stop, order=order)


async def test_between_two_milestones_nothing_is_called_off_argued_or_delivered(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    with pytest.raises(cancellations.NotUnderWay):
        await trade.does(trade.ben, cancellations.ask, order=order, reason="agreed", note="Stop")
    with pytest.raises(TooLate):
        await delivers(trade, order)
    with pytest.raises(resolution.NothingDue):
        await trade.does(trade.ben, resolution.extend, order=order, days=2, reason="More time")


# --- the seller's earnings


async def test_each_release_clears_by_itself(trade: Trade):
    order = await at(trade, OrderState.AWAITING_FUNDING)
    await trade.wait(days=7)
    await funds(trade, order, 2)
    await delivers(trade, order)
    await accepts(trade, order)

    async def available() -> int:
        return await trade.book("available", trade.ana.id)

    await trade.wait_almost(days=7)
    assert await available() == 0
    await trade.wait(seconds=1)
    assert await available() == 30_02
    await trade.wait(days=7)
    assert await available() == 30_02 + 36_05


async def test_what_is_in_escrow_is_what_was_paid_and_not_released(trade: Trade):
    order = await at(trade, OrderState.IN_PROGRESS, released=1)
    single = await trade.order_in(OrderState.IN_PROGRESS)
    found = await trade.market.ask(lambda tx: earnings.overview(tx, trade.ana, currency=EUR))
    assert found.escrow == Money(36_05 + 45_00, EUR)
    assert found.clearing == Money(30_02, EUR)
    assert (await trade.stands(order)).net_held == Money(36_05, EUR)
    assert (await trade.stands(single)).net_held == Money(45_00, EUR)


async def test_every_milestone_keeps_when_it_was_delivered_and_whether_in_time(trade: Trade):
    order = await begins(trade)
    await trade.wait(days=3, seconds=1)
    await releases(trade, order, 1)
    await delivers(trade, order)
    first, second, third = await every(trade, order)
    assert (first.on_time, second.on_time, third.on_time) == (False, True, None)
    assert first.ended_at == second.funded_at == second.delivered_at == trade.clock.now


async def test_two_milestones_are_enough_and_the_market_alone_moves_them(trade: Trade):
    two = [Stage(name, "A file", Money(25_00, EUR), 1, 0) for name in ("One", "Two")]
    order = await begins(trade, *two)
    await releases(trade, order, 1)
    await delivers(trade, order)
    await accepts(trade, order)
    assert await states(trade, order) == "released released"
    assert {row.who for row in MILESTONE} == {(Role.MARKET,)}
