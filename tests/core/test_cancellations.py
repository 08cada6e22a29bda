from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core import cancellations, communities, deliveries, disputes, orders
from core.accounts import Account
from core.cancellations import REASONS, Cancellation, CancellationState, Reason
from core.communities import HOME, Silence
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.ids import CancellationId, OrderId
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.orders import Hold, OrderState
from core.store import Tx
from tests.core.trade import EUR, WORK, Trade

IN_PROGRESS, DELIVERED, IN_REVISION = (
    OrderState.IN_PROGRESS,
    OrderState.DELIVERED,
    OrderState.IN_REVISION,
)
WORKED_ON = (IN_PROGRESS, DELIVERED, IN_REVISION)
ASKED, AGREED, LAPSED, DECLINED, WITHDRAWN, OVERTAKEN = CancellationState
NOTE = "My shop closes."
HANDS: dict[str, Callable[..., Any]] = {
    "agree": cancellations.agree,
    "decline": cancellations.decline,
    "withdraw": cancellations.withdraw,
}
ENDS = {"agree": AGREED, "decline": DECLINED, "withdraw": WITHDRAWN}


async def asks(
    trade: Trade, who: Account, order: OrderId, reason: str = "agreed", **how: Any
) -> CancellationId:
    """Somebody asks to cancel."""
    given = {"reason": reason, "note": NOTE, **how}
    request = await trade.does(who, cancellations.ask, order=order, **given)
    return CancellationId(request.id)


async def stands(trade: Trade, request: CancellationId) -> Cancellation:
    return await trade.market.ask(lambda tx: cancellations.get(tx, request))


def sides(trade: Trade, asker: str) -> tuple[Account, Account]:
    """Who asks, and who is asked."""
    return (trade.ben, trade.ana) if asker == "ben" else (trade.ana, trade.ben)


async def ended_as(trade: Trade, order: OrderId, wallet: int, clearing: int) -> None:
    """The order is cancelled, and the money went here."""
    assert await trade.state(order) is OrderState.CANCELLED
    assert await trade.book("escrow", order) == 0
    assert await trade.book("wallet", trade.ben.id) == wallet
    assert await trade.book("clearing", trade.ana.id) == clearing


# --- who may do what


@pytest.mark.parametrize("state", WORKED_ON)
@pytest.mark.parametrize("asker", ["ana", "ben"])
async def test_either_side_asks_and_the_order_stands_still(
    trade: Trade, state: OrderState, asker: str
):
    order = await trade.order_in(state)
    me, other = sides(trade, asker)
    for who in (me, other):
        await trade.told(who)
    request = await stands(trade, await asks(trade, me, order))
    assert (request.state, request.asker_id, request.other_id) == (ASKED, me.id, other.id)
    assert request.ends_at == trade.clock.now + timedelta(days=2)
    held = await trade.stands(order)
    assert (held.state, held.hold) == (state, Hold.CANCEL_REQUESTED)
    assert (held.due_at is None) == (asker == "ben"), "only the buyer stops the time to deliver"
    assert await trade.told(other) == ["cancellations.asked"]
    assert await trade.told(me) == []
    for who, verb, how in (
        (trade.ana, deliveries.deliver, {"message": WORK}),
        (trade.ben, orders.accept, {}),
        (trade.ben, deliveries.request_revision, {"comment": "Bigger"}),
    ):
        with pytest.raises((orders.OnHold, deliveries.NoRevisionsLeft)):
            await trade.does(who, verb, order=order, **how)


@pytest.mark.parametrize("state", [s for s in OrderState if s not in WORKED_ON])
async def test_only_work_under_way_is_cancelled_together(trade: Trade, state: OrderState):
    order = await trade.order_in(state)
    for who in (trade.ana, trade.ben):
        with pytest.raises(cancellations.NotUnderWay):
            await asks(trade, who, order)
    with pytest.raises(NoSuchThing):
        await asks(trade, trade.eve, order)


@pytest.mark.parametrize("asker", ["ana", "ben"])
async def test_everyone_may_do_their_part_and_nothing_else(trade: Trade, asker: str):
    for verb, hand in HANDS.items():
        me, other = sides(trade, asker)
        right, wrong = (me, other) if verb == "withdraw" else (other, me)
        order = await trade.order_in(DELIVERED)
        request = await asks(trade, me, order)
        with pytest.raises(NotYours):
            await trade.does(wrong, hand, cancellation=request)
        with pytest.raises(NoSuchThing):
            await trade.does(trade.eve, hand, cancellation=request)
        with pytest.raises(NoSuchThing):
            await trade.does(right, hand, cancellation=CancellationId("NOSUCHCA"))
        assert (await stands(trade, request)).state is ASKED
        await trade.does(right, hand, cancellation=request)
        for again in HANDS.values():
            with pytest.raises(TooLate):
                await trade.does(right, again, cancellation=request)
        assert (await stands(trade, request)).state is ENDS[verb]


async def test_a_request_is_seen_by_the_two_alone(trade: Trade):
    request = await asks(trade, trade.ana, await trade.order_in(DELIVERED))
    for who in (trade.ana, trade.ben):
        seen = await trade.does(who, cancellations.look, request_id=request)
        assert seen.note == NOTE
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, cancellations.look, request_id=request)


async def test_there_is_one_request_at_a_time(trade: Trade):
    order = await trade.order_in(DELIVERED)
    request = await asks(trade, trade.ana, order)
    for who in (trade.ana, trade.ben):
        with pytest.raises(cancellations.AlreadyAsked):
            await asks(trade, who, order)
    await trade.does(trade.ben, cancellations.agree, cancellation=request)
    for who in (trade.ana, trade.ben):
        with pytest.raises(cancellations.NotUnderWay):
            await asks(trade, who, order)


# --- how it ends


@pytest.mark.parametrize("state", WORKED_ON)
@pytest.mark.parametrize("asker", ["ana", "ben"])
async def test_agreement_ends_the_order_and_gives_the_money_back(
    trade: Trade, state: OrderState, asker: str
):
    order = await trade.order_in(state)
    me, other = sides(trade, asker)
    request = await asks(trade, me, order, "not_able")
    await trade.told(me)
    await trade.does(other, cancellations.agree, cancellation=request)
    await ended_as(trade, order, 50_00, 0)
    work = await trade.stands(order)
    assert (work.hold, work.fault, work.share_minor) == (Hold.FREE, Role.SELLER, 0)
    assert await trade.told(me) == ["settlements.settled"]
    await trade.wait(days=30)
    assert await trade.state(order) is OrderState.CANCELLED


@pytest.mark.parametrize("asker", ["ana", "ben"])
async def test_two_days_of_silence_agree(trade: Trade, asker: str):
    order = await trade.order_in(DELIVERED)
    me, _other = sides(trade, asker)
    request = await asks(trade, me, order)
    await trade.wait_almost(days=2)
    assert (await trade.stands(order)).hold is Hold.CANCEL_REQUESTED
    await trade.wait(seconds=1)
    await ended_as(trade, order, 50_00, 0)
    assert (await stands(trade, request)).state is LAPSED


async def test_where_silence_declines_it_does(trade: Trade):
    def choose(tx: Tx) -> None:
        communities.home(tx).on_timeout = Silence.DECLINE

    await trade.market.do(choose)
    order = await trade.order_in(DELIVERED)
    request = await asks(trade, trade.ana, order)
    # A running request keeps to what it said when it was made.
    await trade.market.do(lambda tx: setattr(communities.home(tx), "on_timeout", None))
    for who in (trade.ana, trade.ben):
        await trade.told(who)
    await trade.wait(days=2)
    assert (await stands(trade, request)).state is DECLINED
    work = await trade.stands(order)
    assert (work.state, work.hold) == (DELIVERED, Hold.FREE)
    for who in (trade.ana, trade.ben):
        assert (await trade.told(who))[-1] == "cancellations.unanswered"
    with pytest.raises(cancellations.AskedRecently):
        await asks(trade, trade.ana, order)


async def test_the_operator_decides_where_a_community_does_not(trade: Trade):
    trade.market.settings = MarketSettings(cancellation_on_timeout="decline")
    assert await trade.market.ask(lambda tx: communities.on_timeout(tx, HOME)) is Silence.DECLINE
    with pytest.raises(ValueError, match="cancellation_on_timeout must be"):
        MarketSettings(cancellation_on_timeout="perhaps")


# --- asking again


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
async def test_who_was_refused_waits_a_day_and_the_third_time_is_no_more(trade: Trade, verb: str):
    order = await trade.order_in(IN_PROGRESS, days=40)
    for nth in range(2):
        request = await asks(trade, trade.ana, order)
        await trade.wait(hours=1)
        who = trade.ben if verb == "decline" else trade.ana
        await trade.does(who, HANDS[verb], cancellation=request)
        if nth == 0:
            await trade.wait_almost(hours=24)
            with pytest.raises(cancellations.AskedRecently) as no:
                await asks(trade, trade.ana, order)
            assert no.value.again_at == trade.clock.now + timedelta(seconds=1)
            await trade.wait(seconds=1)
    await trade.wait(days=10)
    with pytest.raises(cancellations.AskedTooOften):
        await asks(trade, trade.ana, order)
    await asks(trade, trade.ben, order)  # what the other side did is not theirs to bear


async def test_the_card_knows_why_one_may_not_ask(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)

    async def hindrance(who: Account) -> Refusal | None:
        work = await trade.stands(order)
        return await trade.does(who, cancellations.hindrance, order=work)

    assert await hindrance(trade.ana) is None
    request = await asks(trade, trade.ana, order)
    assert isinstance(await hindrance(trade.ben), cancellations.AlreadyAsked)
    await trade.does(trade.ben, cancellations.decline, cancellation=request)
    assert isinstance(await hindrance(trade.ana), cancellations.AskedRecently)
    assert await hindrance(trade.ben) is None


# --- reasons, notes, shares


def test_every_reason_has_a_ground_and_belongs_to_somebody():
    assert set(REASONS) == set(Reason)
    for ground in REASONS.values():
        assert set(ground.given_by) <= {Role.BUYER, Role.SELLER}
        assert ground.given_by
        assert ground.fault in (Role.BUYER, Role.SELLER, None)


async def test_only_ones_own_reasons_are_taken_and_lateness_only_when_it_is_late(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    for who, theirs in ((trade.ana, "mistake"), (trade.ben, "no_buyer"), (trade.ben, "rain")):
        with pytest.raises(cancellations.NotAReason):
            await asks(trade, who, order, theirs)
    with pytest.raises(cancellations.NotAReason):
        await asks(trade, trade.ben, order, "late")
    await trade.wait(days=4, seconds=1)
    request = await stands(trade, await asks(trade, trade.ben, order, "late"))
    assert (request.reason, request.fault) == (Reason.LATE, Role.SELLER)


async def test_a_note_is_some_words_but_not_too_many(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    for note, says in (
        (" \n", cancellations.NoteMissing),
        ("x" * 1_001, cancellations.NoteTooLong),
    ):
        with pytest.raises(says):
            await asks(trade, trade.ana, order, note=note)
    assert (await trade.stands(order)).hold is Hold.FREE


@pytest.mark.parametrize("asker", ["ana", "ben"])
async def test_a_share_is_paid_when_both_agree(trade: Trade, asker: str):
    order = await trade.order_in(DELIVERED)
    me, other = sides(trade, asker)
    for wrong in (-1, 50_00, 50_01):
        with pytest.raises(cancellations.ShareTooLarge):
            await asks(trade, me, order, share=Money(wrong, EUR))
    request = await asks(trade, me, order, share=Money(20_00, EUR))
    await trade.does(other, cancellations.agree, cancellation=request)
    await ended_as(trade, order, 30_00, 18_00)


async def test_silence_gives_the_silent_side_what_was_offered_and_the_asker_nothing(trade: Trade):
    asked_by_seller, asked_by_buyer = [await trade.order_in(IN_PROGRESS) for _ in range(2)]
    await asks(trade, trade.ana, asked_by_seller, share=Money(49_00, EUR))
    await trade.wait(days=2)
    await ended_as(trade, asked_by_seller, 50_00, 0)
    await asks(trade, trade.ben, asked_by_buyer, share=Money(20_00, EUR))
    await trade.wait(days=2)
    await ended_as(trade, asked_by_buyer, 80_00, 18_00)


# --- a dispute


async def test_a_dispute_takes_the_place_of_a_request(trade: Trade):
    order = await trade.order_in(DELIVERED)
    request = await asks(trade, trade.ana, order)

    how = {"complaint": "not_as_agreed", "words": "I want it judged."}
    await trade.does(trade.ben, disputes.open_case, order=order, **how)
    assert (await stands(trade, request)).state is OVERTAKEN
    await trade.wait(days=3)
    work = await trade.stands(order)
    assert (work.state, work.hold) == (DELIVERED, Hold.DISPUTED)
    with pytest.raises(TooLate):
        await trade.does(trade.ben, cancellations.agree, cancellation=request)
