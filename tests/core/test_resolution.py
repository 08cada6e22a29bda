"""The Resolution Center: what two people can agree on without ending the order."""

from datetime import timedelta

import pytest

from core import cancellations, orders, resolution
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.ids import RequestId
from core.orders import OnHold, OrderState
from core.resolution import RequestKind, RequestState
from tests.core.talks import (
    GIVEN,
    VERBS,
    Stands,
    agrees,
    asks,
    books,
    found,
    other,
    pays,
    state,
)
from tests.core.trade import Trade

IN_PROGRESS, DELIVERED = OrderState.IN_PROGRESS, OrderState.DELIVERED
EXTEND, MODIFY, EXTRA, REFUND = RequestKind
OPEN, TO_PAY, AGREED, DECLINED, WITHDRAWN, OVERTAKEN = RequestState
BOTH = ("ana", "ben")
# Who may ask for what.
ASKERS = [(kind, who) for kind in RequestKind for who in BOTH if (kind, who) != (EXTRA, "ben")]
UNTOUCHED = Stands(50_00, 5_00, 50_00, 0)
DAYS = 4  # of an order under test


# --- who may ask, and who may answer


@pytest.mark.parametrize(("kind", "who"), ASKERS)
async def test_one_side_asks_and_only_the_other_answers(trade: Trade, kind: RequestKind, who: str):
    order = await trade.order_in(IN_PROGRESS)
    me = getattr(trade, who)
    you = other(trade, me)
    await trade.told(you)
    request = await asks(trade, me, order, kind)
    assert await trade.told(you) == ["resolution.asked"]
    for wrong in (trade.eve, me):
        for verb in (resolution.agree, resolution.decline):
            with pytest.raises(NoSuchThing if wrong is trade.eve else NotYours):
                await trade.does(wrong, verb, request=request)
    for wrong in (trade.eve, you):
        with pytest.raises(NoSuchThing if wrong is trade.eve else NotYours):
            await trade.does(wrong, resolution.withdraw, request=request)
    assert await state(trade, request) is OPEN
    assert await books(trade, order) == UNTOUCHED


@pytest.mark.parametrize(("kind", "who"), ASKERS)
@pytest.mark.parametrize(("verb", "end"), [("decline", DECLINED), ("withdraw", WITHDRAWN)])
async def test_a_no_leaves_everything_as_it_was_and_is_said_once(
    trade: Trade, kind: RequestKind, who: str, verb: str, end: RequestState
):
    order = await trade.order_in(IN_PROGRESS)
    before = await trade.stands(order)
    me = getattr(trade, who)
    you = other(trade, me)
    request = await asks(trade, me, order, kind)
    await trade.told(trade.ana)
    await trade.told(trade.ben)
    hand, told = (you, me) if verb == "decline" else (me, you)
    await trade.does(hand, getattr(resolution, verb), request=request)
    assert await state(trade, request) is end
    assert await trade.told(told) == [f"resolution.{end}"]
    assert await trade.told(hand) == []
    for again in ("agree", "decline", "withdraw"):
        for person in (me, you):
            with pytest.raises(TooLate):
                await trade.does(person, getattr(resolution, again), request=request)
    after = await trade.stands(order)
    assert (after.terms, after.due_at) == (before.terms, before.due_at)
    assert not after.extension_asked
    await trade.wait(hours=49)
    assert await trade.told(told) == []


@pytest.mark.parametrize("kind", RequestKind)
async def test_a_stranger_and_a_wrong_name_learn_nothing(trade: Trade, kind: RequestKind):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, kind)
    for verb in (resolution.agree, resolution.decline, resolution.withdraw):
        with pytest.raises(NoSuchThing):
            await trade.does(trade.eve, verb, request=request)
        with pytest.raises(NoSuchThing):
            await trade.does(trade.ben, verb, request=RequestId("N0SUCHID"))
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, resolution.look, request_id=request)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, resolution.pay, request=request, provider="sandbox")
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, VERBS[kind], order=order, **GIVEN[kind])
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, resolution.every, order_id=order)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, resolution.versions, order_id=order)


async def test_only_the_seller_offers_extras(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(NotYours):
        await asks(trade, trade.ben, order, EXTRA)


# --- when


@pytest.mark.parametrize("at", OrderState)
async def test_what_can_be_asked_when(trade: Trade, at: OrderState):
    order = await trade.order_in(at)
    work = await trade.stands(order)
    for who in BOTH:
        me = getattr(trade, who)
        askable = await trade.does(me, resolution.askable, order=work)
        for kind in RequestKind:
            given = {"scope": "Less"} if kind is MODIFY else GIVEN[kind]
            if kind in askable:
                await asks(trade, me, order, kind, **given)
                await trade.does(me, resolution.withdraw, request=RequestId(
                    (await trade.does(me, resolution.waiting, order=work))[0].id))  # fmt: skip
            else:
                with pytest.raises(Refusal):
                    await asks(trade, me, order, kind, **given)
        expected = set()
        if at in orders.PAID:
            expected = {MODIFY, REFUND} | ({EXTRA} if me is trade.ana else set())
        if at in orders.UNDER_WAY:
            expected.add(EXTEND)
        assert set(askable) == expected


@pytest.mark.parametrize("kind", RequestKind)
async def test_one_open_request_of_each_kind(trade: Trade, kind: RequestKind):
    order = await trade.order_in(IN_PROGRESS)
    first = await asks(trade, trade.ana, order, kind)
    for me in (trade.ana,) if kind is EXTRA else (trade.ana, trade.ben):
        with pytest.raises(resolution.OpenAlready):
            await asks(trade, me, order, kind)
        work = await trade.stands(order)
        assert kind not in await trade.does(me, resolution.askable, order=work)
    for another in set(RequestKind) - {kind}:
        await asks(trade, trade.ana, order, another)
    await trade.does(trade.ben, resolution.decline, request=first)
    await asks(trade, trade.ana, order, kind)


@pytest.mark.parametrize("kind", RequestKind)
async def test_while_the_order_stands_still_so_do_its_requests(trade: Trade, kind: RequestKind):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, kind)
    await trade.wait(hours=40)
    cancel = await trade.does(
        trade.ben, cancellations.ask, order=order, reason="agreed", note="Stop"
    )
    for person, verb in ((trade.ben, "agree"), (trade.ben, "decline"), (trade.ana, "withdraw")):
        with pytest.raises(OnHold):
            await trade.does(person, getattr(resolution, verb), request=request)
    with pytest.raises(OnHold):
        await asks(trade, trade.ana, order, MODIFY if kind is not MODIFY else REFUND)
    assert await trade.does(trade.ana, resolution.verbs, request=await found(trade, request)) == ()
    await trade.wait(hours=30)
    assert await state(trade, request) is OPEN
    await trade.does(trade.ana, cancellations.decline, cancellation=cancel.id)
    left = await trade.does(trade.ben, resolution.left, request=await found(trade, request))
    assert left == timedelta(hours=8)
    await trade.wait_almost(hours=8)
    assert await state(trade, request) is OPEN
    await trade.wait(seconds=1)
    assert await state(trade, request) in (DECLINED, WITHDRAWN)


@pytest.mark.parametrize("end", ["accept", "cancel"])
async def test_the_end_of_the_order_closes_what_is_open(trade: Trade, end: str):
    order = await trade.order_in(DELIVERED)
    open_ones = [await asks(trade, trade.ana, order, kind) for kind in (MODIFY, EXTRA, REFUND)]
    await agrees(trade, trade.ben, open_ones[0])
    assert await state(trade, open_ones[0]) is TO_PAY
    if end == "accept":
        await trade.does(trade.ben, orders.accept, order=order)
    else:
        asked = {"order": order, "reason": "agreed", "note": "Stop"}
        stop = await trade.does(trade.ben, cancellations.ask, **asked)
        await trade.does(trade.ana, cancellations.agree, cancellation=stop.id)
    for request in open_ones:
        assert await state(trade, request) is OVERTAKEN
        with pytest.raises(TooLate):
            await pays(trade, request)
    await trade.told(trade.ben)
    await trade.wait(hours=50)
    assert await trade.told(trade.ben) == []


async def test_the_delivery_makes_more_time_pointless(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    more, changed = [await asks(trade, trade.ana, order, kind) for kind in (EXTEND, MODIFY)]
    await trade.deliver(order)
    assert (await state(trade, more), await state(trade, changed)) == (OVERTAKEN, OPEN)
    assert not (await trade.stands(order)).extension_asked


# --- silence


@pytest.mark.parametrize(
    ("kind", "end"),
    [(EXTEND, DECLINED), (MODIFY, DECLINED), (EXTRA, WITHDRAWN), (REFUND, WITHDRAWN)],
)
async def test_two_days_of_silence(trade: Trade, kind: RequestKind, end: RequestState):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, kind)
    await trade.told(trade.ana)
    await trade.told(trade.ben)
    for pause, reminded in ((24, 1), (21, 1)):
        await trade.wait_almost(hours=pause)
        assert await trade.told(trade.ben) == []
        await trade.wait(seconds=1)
        assert await trade.told(trade.ben) == ["resolution.answer_wanted"] * reminded
    await trade.wait_almost(hours=3)
    assert await state(trade, request) is OPEN
    await trade.wait(seconds=1)
    assert await state(trade, request) is end
    assert await trade.told(trade.ana) == [f"resolution.{end}"]
    assert await trade.told(trade.ben) == [f"resolution.{end}"]
    assert await books(trade, order) == UNTOUCHED
    assert await trade.market.ask(lambda tx: resolution.refused(tx, orders.get(tx, order)))


async def test_what_was_taken_back_was_not_refused(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    for hand, verb, refused in (
        (trade.ana, "withdraw", False),
        (trade.ben, "decline", True),
    ):
        request = await asks(trade, trade.ana, order, REFUND)
        await trade.does(hand, getattr(resolution, verb), request=request)
        talked = await trade.market.ask(lambda tx: resolution.refused(tx, orders.get(tx, order)))
        assert talked is refused


async def test_after_days_without_the_bot_silence_counts_once(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    request = await asks(trade, trade.ana, order, MODIFY)
    await trade.told(trade.ben)
    await trade.wait(days=3)
    assert await state(trade, request) is DECLINED
    assert await trade.told(trade.ben) == ["resolution.declined"]
