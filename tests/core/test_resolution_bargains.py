"""What a yes does: to the due date, to the price, to what is in escrow."""

from datetime import timedelta
from typing import Any

import pytest

from core import cancellations, deliveries, orders, resolution
from core.kit.errors import NotYours, Refusal, TooLate
from core.kit.money import Money
from core.orders import UNLIMITED, OrderState, Stage
from core.resolution import RequestKind, RequestState
from tests.core.talks import (
    CHEAPER,
    GIVEN,
    WHY,
    Stands,
    agrees,
    asks,
    books,
    days_left,
    found,
    other,
    pays,
    state,
)
from tests.core.trade import EUR, Trade

IN_PROGRESS, DELIVERED = OrderState.IN_PROGRESS, OrderState.DELIVERED
EXTEND, MODIFY, EXTRA, REFUND = RequestKind
OPEN, TO_PAY, AGREED, DECLINED, WITHDRAWN, OVERTAKEN = RequestState
BOTH = ("ana", "ben")
UNTOUCHED = Stands(50_00, 5_00, 50_00, 0)
DAYS = 4  # of an order under test


# --- more time


@pytest.mark.parametrize("who", BOTH)
async def test_more_time_moves_the_due_date(trade: Trade, who: str):
    order = await trade.order_in(IN_PROGRESS)
    me = getattr(trade, who)
    request = await asks(trade, me, order, EXTEND)
    assert (await trade.stands(order)).extension_asked
    await trade.told(me)
    await agrees(trade, other(trade, me), request)
    work = await trade.stands(order)
    assert await days_left(trade, order) == DAYS + 3
    assert not work.extension_asked
    assert (await found(trade, request)).due_at == work.due_at
    assert await trade.told(me) == ["resolution.agreed"]
    assert await books(trade, order) == UNTOUCHED
    assert work.terms.days == DAYS


async def test_late_work_gets_its_days_from_now_on_and_is_on_time_again(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 3)
    request = await asks(trade, trade.ana, order, EXTEND)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await agrees(trade, trade.ben, request)
    assert await days_left(trade, order) == 3
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.cancel_late, order=order)
    await trade.wait(days=3)
    await trade.deliver(order)
    assert (await trade.stands(order)).on_time


async def test_a_no_to_more_time_lets_the_late_buyer_go(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=DAYS + 2)
    request = await asks(trade, trade.ana, order, EXTEND)
    await trade.does(trade.ben, resolution.decline, request=request)
    await trade.does(trade.ben, cancellations.cancel_late, order=order)
    assert await trade.state(order) is OrderState.CANCELLED


async def test_more_time_for_changes(trade: Trade):
    order = await trade.order_in(OrderState.IN_REVISION)
    before = await days_left(trade, order)
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, EXTEND))
    assert await days_left(trade, order) == before + 3


@pytest.mark.parametrize("days", [0, 30, -1, 10**9])
async def test_an_extension_is_one_to_twenty_nine_days(trade: Trade, days: int):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(resolution.WrongDays):
        await asks(trade, trade.ana, order, EXTEND, days=days, reason=WHY)
    for allowed in (1, 29):
        await trade.does(trade.ana, resolution.withdraw, request=await asks(
            trade, trade.ana, order, EXTEND, days=allowed, reason=WHY))  # fmt: skip


@pytest.mark.parametrize("kind", [EXTEND, REFUND])
async def test_a_wish_needs_a_reason(trade: Trade, kind: RequestKind):
    order = await trade.order_in(IN_PROGRESS)
    for words, says in (
        (" \n", resolution.ReasonMissing),
        ("x" * 1_001, resolution.WordsTooMany),
    ):
        with pytest.raises(says):
            await asks(trade, trade.ana, order, kind, **{**GIVEN[kind], "reason": words})


# --- another bargain


async def test_a_higher_price_counts_when_the_buyer_has_paid_it(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY)
    await agrees(trade, trade.ben, request)
    assert await state(trade, request) is TO_PAY
    assert await books(trade, order) == UNTOUCHED
    assert await days_left(trade, order) == DAYS
    await trade.told(trade.ana)
    await pays(trade, request)
    assert await state(trade, request) is AGREED
    assert await books(trade, order) == (60_00, 6_00, 60_00, 0)
    assert await days_left(trade, order) == DAYS + 2
    terms = (await trade.stands(order)).terms
    assert (terms.days, terms.changes) == (DAYS + 2, ("A poster as well",))
    assert await trade.told(trade.ana) == ["resolution.agreed"]
    with pytest.raises(TooLate):
        await pays(trade, request)
    await trade.deliver(order)
    await trade.does(trade.ben, orders.accept, order=order)
    assert await trade.book("clearing", trade.ana.id) == 54_00


async def test_the_buyer_says_yes_by_paying(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, resolution.pay, request=request, provider="sandbox")
    await pays(trade, request)
    assert await books(trade, order) == (60_00, 6_00, 60_00, 0)


async def test_the_buyer_who_asks_pays_after_the_yes(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ben, order, MODIFY)
    with pytest.raises(NotYours):
        await pays(trade, request)
    await trade.told(trade.ben)
    await agrees(trade, trade.ana, request)
    assert await trade.told(trade.ben) == ["resolution.to_pay"]
    await pays(trade, request)
    assert await books(trade, order) == (60_00, 6_00, 60_00, 0)


@pytest.mark.parametrize("who", BOTH)
async def test_a_yes_that_nobody_pays_comes_to_nothing(trade: Trade, who: str):
    order = await trade.order_in(IN_PROGRESS)
    me = getattr(trade, who)
    request = await asks(trade, me, order, MODIFY)
    await trade.wait(hours=47)
    await agrees(trade, other(trade, me), request)
    await trade.told(trade.ben)
    await trade.wait(hours=24)
    assert await trade.told(trade.ben) == ["resolution.answer_wanted"]
    await trade.wait_almost(hours=24)
    assert await state(trade, request) is TO_PAY
    await trade.wait(seconds=1)
    assert await state(trade, request) is DECLINED
    with pytest.raises(TooLate):
        await pays(trade, request)
    assert await books(trade, order) == UNTOUCHED


@pytest.mark.parametrize(("who", "verb"), [("ana", "withdraw"), ("ben", "decline")])
async def test_until_it_is_paid_either_side_steps_back(trade: Trade, who: str, verb: str):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY)
    await agrees(trade, trade.ben, request)
    await trade.does(getattr(trade, who), getattr(resolution, verb), request=request)
    with pytest.raises(TooLate):
        await pays(trade, request)
    assert await books(trade, order) == UNTOUCHED


@pytest.mark.parametrize("who", BOTH)
async def test_a_lower_price_gives_the_difference_back_at_once(trade: Trade, who: str):
    order = await trade.order_in(IN_PROGRESS)
    me = getattr(trade, who)
    request = await asks(trade, me, order, MODIFY, **CHEAPER)
    await agrees(trade, other(trade, me), request)
    assert await state(trade, request) is AGREED
    assert await books(trade, order) == (30_00, 3_00, 30_00, 20_00)
    assert await days_left(trade, order) == DAYS - 1


async def test_an_empty_wallet_does_not_say_yes(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY)
    with pytest.raises(Refusal):
        await pays(trade, request, "wallet")
    assert await state(trade, request) is OPEN


async def test_a_full_wallet_pays(trade: Trade):
    await trade.fill_wallet(25_00)
    order = await trade.order_in(IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, MODIFY), "wallet")
    assert await books(trade, order) == (60_00, 6_00, 60_00, 15_00)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, resolution.NothingChanges),
        ({"scope": "  "}, resolution.NothingChanges),
        ({"price": Money(0, EUR), "days": 0, "revisions": 0}, resolution.NothingChanges),
        ({"scope": "x" * 1_001}, resolution.WordsTooMany),
        ({"price": Money(-45_01, EUR)}, resolution.PriceTooLow),
        ({"price": Money(-50_00, EUR)}, resolution.PriceTooLow),
        ({"price": Money(10_000_01, EUR)}, resolution.PriceTooHigh),
        ({"days": 91}, resolution.WrongDays),
        ({"days": -4}, resolution.DueTooSoon),
        ({"revisions": -2}, resolution.WrongRevisions),
        ({"revisions": 9}, resolution.WrongRevisions),
    ],
)
async def test_a_change_within_bounds(trade: Trade, given: dict[str, Any], says: type[Refusal]):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(says):
        await trade.does(trade.ana, resolution.modify, order=order, **given)
    just = {
        "scope": "y", "price": Money(-45_00, EUR), "days": -3, "revisions": 8
    }  # fmt: skip
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, MODIFY, **just))
    work = await trade.stands(order)
    assert (work.total_minor, work.terms.revisions) == (5_00, 9)
    assert await days_left(trade, order) == 1


async def test_a_date_that_comes_nearer_leaves_a_day(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY, days=-3)
    await trade.wait(hours=40)
    await agrees(trade, trade.ben, request)
    assert await days_left(trade, order) == 1


async def test_used_revisions_stay_used(trade: Trade):
    order = await trade.order_in(OrderState.IN_REVISION)
    with pytest.raises(resolution.WrongRevisions):
        await asks(trade, trade.ana, order, MODIFY, revisions=-1)
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, MODIFY, revisions=2))
    assert (await trade.stands(order)).revisions_left == 2


async def test_nothing_is_added_to_as_many_as_needed(trade: Trade):
    order = await trade.order_in(IN_PROGRESS, revisions=UNLIMITED)
    with pytest.raises(resolution.RevisionsUnlimited):
        await asks(trade, trade.ana, order, MODIFY, revisions=1)
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, MODIFY, scope="Blue"))
    assert (await trade.stands(order)).revisions_left == UNLIMITED


async def test_before_the_work_begins_only_the_bargain_changes(trade: Trade):
    order = await trade.order_in(OrderState.REQUIREMENTS)
    await pays(trade, await asks(trade, trade.ana, order, MODIFY))
    assert (await trade.stands(order)).due_at is None
    await trade.does(trade.ana, orders.skip, order=order)
    assert await days_left(trade, order) == DAYS + 2
    assert await books(trade, order) == (60_00, 6_00, 60_00, 0)


@pytest.mark.parametrize("kind", [MODIFY, EXTRA])
async def test_more_work_on_what_was_delivered_is_awaited_again(trade: Trade, kind: RequestKind):
    order = await trade.order_in(DELIVERED)
    await pays(trade, await asks(trade, trade.ana, order, kind))
    work = await trade.stands(order)
    assert work.state is OrderState.IN_REVISION
    assert work.revisions_left == 1
    assert await days_left(trade, order) == (2 if kind is MODIFY else 3)
    await trade.wait(days=10)
    assert await trade.state(order) is OrderState.IN_REVISION, "nothing is accepted meanwhile"
    await trade.deliver(order)
    await trade.wait(days=3)
    assert await trade.state(order) is OrderState.COMPLETED


async def test_less_money_on_what_was_delivered_leaves_the_review_running(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await trade.wait(days=1)
    request = await asks(trade, trade.ben, order, REFUND)
    await agrees(trade, trade.ana, request)
    await trade.wait_almost(days=2)
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.COMPLETED
    assert await trade.book("clearing", trade.ana.id) == 31_50


# --- the bargains


async def test_every_bargain_is_kept(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    first = (await trade.stands(order)).terms
    await pays(trade, await asks(trade, trade.ana, order, MODIFY))
    second = (await trade.stands(order)).terms
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, EXTEND))
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, REFUND))
    third = (await trade.stands(order)).terms
    kept = await trade.does(trade.ben, resolution.versions, order_id=order)
    assert kept == (first, second, third)
    assert [terms.total.minor for terms in kept] == [50_00, 60_00, 42_00]
    every = await trade.does(trade.ana, resolution.every, order_id=order)
    assert {request.kind for request in every} == {MODIFY, EXTEND, REFUND}
    assert sorted(request.nth or 0 for request in every) == [1, 2, 3]


async def test_a_settlement_divides_what_the_new_bargain_left(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, EXTRA))
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, REFUND))
    asked = {"order": order, "reason": "agreed", "note": "Stop", "share": Money(20_00, EUR)}
    request = await trade.does(trade.ben, cancellations.ask, **asked)
    await trade.does(trade.ana, cancellations.agree, cancellation=request.id)
    assert await books(trade, order) == (59_50, 5_95, 0, 25_50 + 39_50)
    assert await trade.book("clearing", trade.ana.id) == 18_00


async def test_an_order_paid_in_steps_only_moves_its_date(trade: Trade):
    stages = tuple(Stage(name, "A draft", Money(25_00, EUR), 2, 1) for name in ("One", "Two"))
    order = await trade.place(questions=(), stages=stages)
    await trade.pay(order)
    work = await trade.stands(order)
    for me in (trade.ana, trade.ben):
        assert set(await trade.does(me, resolution.askable, order=work)) <= {EXTEND}
        for kind in set(RequestKind) - {EXTEND}:
            with pytest.raises(resolution.PaidInSteps):
                await asks(trade, me, order, kind)
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, EXTEND))
    assert (await trade.stands(order)).due_at == (work.due_at or trade.clock.now) + timedelta(3)


async def test_revisions_agreed_on_can_be_asked_for(trade: Trade):
    order = await trade.order_in(OrderState.IN_REVISION)
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, MODIFY, revisions=1))
    await trade.deliver(order)
    await trade.does(trade.ben, deliveries.request_revision, order=order, comment="Smaller")
    assert (await trade.stands(order)).revisions_used == 2
