from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import cancellations, checkout, notifications, offers, out_of_office
from core.accounts import Account
from core.kit.errors import NoSuchThing, Refusal, TooLate
from core.kit.ids import AbsenceId, CancellationId, OrderId
from core.orders import OrderState
from core.out_of_office import Absence, AbsenceState, SellerAway
from core.store import Tx
from tests.core.haggling import Haggling
from tests.core.shop import euros, publish
from tests.core.test_cancellations import asks, stands
from tests.core.trade import Trade

TODAY = date(2026, 1, 5)  # nine in the morning, when stories begin
DELIVERED, IN_PROGRESS = OrderState.DELIVERED, OrderState.IN_PROGRESS


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


async def leaves(trade: Trade, who: Account, first: int, last: int, **how: Any) -> AbsenceId:
    """Somebody declares an absence, so many days ahead."""
    given = {"message": "At the sea.", "may_write": "yes", **how}
    made = await trade.does(who, out_of_office.declare, first=day(first), last=day(last), **given)
    return AbsenceId(made.id)


async def find(trade: Trade, absence: AbsenceId) -> Absence:
    return await trade.market.ask(lambda tx: out_of_office.get(tx, absence))


async def is_away(trade: Trade, who: Account) -> bool:
    return await trade.does(trade.eve, out_of_office.away, person=who.id) is not None


async def orders_one(trade: Trade, gig: str, key: str) -> OrderId:
    how = {"gig": gig, "tier": "essential", "quantity": 1, "seen": 50_00, "key": key}
    return OrderId((await trade.does(trade.ben, checkout.place, **how)).id)


# --- away, and back by oneself


async def test_nobody_orders_from_who_is_away_and_the_day_of_return_opens_by_itself(trade: Trade):
    gig = await publish(trade)
    absence = await leaves(trade, trade.ana, 1, 3)
    await orders_one(trade, gig.id, "before")
    await trade.wait_almost(hours=15)
    assert not await is_away(trade, trade.ana)
    await trade.wait(seconds=1)
    assert await is_away(trade, trade.ana)
    with pytest.raises(SellerAway) as no:
        await orders_one(trade, gig.id, "meanwhile")
    assert (no.value.name, no.value.day) == ("ana", day(4))
    assert await orders_one(trade, gig.id, "before"), "what was ordered before can be paid"
    await trade.wait_almost(days=3)
    with pytest.raises(SellerAway):
        await orders_one(trade, gig.id, "meanwhile")
    await trade.told(trade.ana)
    await trade.wait(seconds=1)
    assert (await find(trade, absence)).state is AbsenceState.OVER
    assert await trade.told(trade.ana) == ["out_of_office.over"]
    await orders_one(trade, gig.id, "after")


async def test_a_custom_offer_is_not_accepted_meanwhile(haggling: Haggling):
    trade = haggling.trade
    offer = await haggling.sends(price=euros(80))
    absence = await leaves(trade, trade.ana, 0, 2)
    with pytest.raises(SellerAway):
        await trade.does(trade.ben, offers.accept, offer=offer)
    await trade.does(trade.ana, out_of_office.take_back, absence=absence)
    await trade.does(trade.ben, offers.accept, offer=offer)


async def test_running_orders_go_on(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await leaves(trade, trade.ben, 0, 20)
    await trade.wait(days=3)
    assert await trade.state(order) is OrderState.COMPLETED


# --- who may do what


async def test_one_absence_at_a_time_and_only_ones_own(trade: Trade):
    absence = await leaves(trade, trade.ana, 1, 3)
    with pytest.raises(out_of_office.AlreadyDeclared) as no:
        await leaves(trade, trade.ana, 9, 9)
    assert no.value.last == day(3)
    await leaves(trade, trade.ben, 1, 3)
    for verb, how in (
        (out_of_office.take_back, {}),
        (out_of_office.allow_writing, {"allow": True}),
    ):
        for who, name in ((trade.ben, absence), (trade.ana, AbsenceId("NOSUCHAB"))):
            with pytest.raises(NoSuchThing):
                await trade.does(who, verb, absence=name, **how)
    await trade.does(trade.ana, out_of_office.take_back, absence=absence)
    assert (await find(trade, absence)).state is AbsenceState.TAKEN_BACK
    for verb, how in (
        (out_of_office.take_back, {}),
        (out_of_office.allow_writing, {"allow": True}),
    ):
        with pytest.raises(TooLate):
            await trade.does(trade.ana, verb, absence=absence, **how)
    await trade.told(trade.ana)
    await trade.wait(days=5)
    assert await trade.told(trade.ana) == [], "the clock forgot what was taken back"
    await leaves(trade, trade.ana, 6, 6)


async def test_who_comes_back_before_is_there_at_once(trade: Trade):
    gig = await publish(trade)
    absence = await leaves(trade, trade.ana, 0, 9)
    await trade.wait(days=2)
    await trade.does(trade.ana, out_of_office.take_back, absence=absence)
    await orders_one(trade, gig.id, "k")


async def test_the_switch_may_be_turned(trade: Trade):
    absence = await leaves(trade, trade.ana, 1, 3, may_write="no")
    assert not (await find(trade, absence)).may_write
    for allow in (True, True, False):
        await trade.does(trade.ana, out_of_office.allow_writing, absence=absence, allow=allow)
        assert (await find(trade, absence)).may_write is allow


@pytest.mark.parametrize(("first", "last", "kind"), [
    (3, 2, out_of_office.AbsenceBackwards), (-1, 2, out_of_office.AbsencePast),
    (1, 91, out_of_office.AbsenceTooFar), (366, 367, out_of_office.AbsenceTooFar),
])  # fmt: skip
async def test_days_that_cannot_be(trade: Trade, first: int, last: int, kind: type[Refusal]):
    with pytest.raises(kind):
        await leaves(trade, trade.ana, first, last)


async def test_the_longest_absence_and_the_longest_message(trade: Trade):
    with pytest.raises(out_of_office.MessageTooLong):
        await leaves(trade, trade.ana, 0, 0, message="x" * 501)
    absence = await leaves(trade, trade.ana, 1, 90, message="x" * 500)
    found = await find(trade, absence)
    assert (found.first, found.last, found.back) == (day(1), day(90), day(91))
    await leaves(trade, trade.ben, 0, 0, message=None)


# --- the other side sees it


async def test_running_orders_are_drawn_anew_for_the_other_side(trade: Trade):
    sold = [await trade.order_in(state) for state in (IN_PROGRESS, DELIVERED)]
    await trade.order_in(OrderState.COMPLETED)
    await trade.order_in(OrderState.AWAITING_PAYMENT)
    await cards(trade)
    absence = await leaves(trade, trade.ana, 1, 3)
    assert await cards(trade) == {(trade.ben.id, order) for order in sold}
    await trade.does(trade.ana, out_of_office.take_back, absence=absence)
    assert await cards(trade) == {(trade.ben.id, order) for order in sold}
    await leaves(trade, trade.ben, 0, 3)
    assert await cards(trade) == {(trade.ana.id, order) for order in sold}


async def cards(trade: Trade) -> set[tuple[str, str]]:
    """Take what waits to be drawn anew: for whom, and which order."""

    def take(tx: Tx) -> set[tuple[str, str]]:
        found = notifications.claim(tx, 100)
        notifications.told(tx, [n.id for n in found])
        return {(n.account_id, n.subject) for n in found if n.kind == "orders.card"}

    return await trade.market.do(take)


# --- the absence rule of mutual cancellation


def midnight(ahead: int) -> datetime:
    return datetime.fromisoformat(f"{day(ahead)}T00:00:00+00:00")


@pytest.mark.parametrize(("first", "last", "ends"), [
    (0, 0, timedelta(days=2)),  # back in time: the two days hold
    (0, 3, midnight(4) + timedelta(days=1) - midnight(0) - timedelta(hours=9)),
    (1, 3, midnight(4) + timedelta(days=1) - midnight(0) - timedelta(hours=9)),
    (0, 30, timedelta(days=7)),
    (3, 9, timedelta(days=2)),  # away only after the two days
])  # fmt: skip
async def test_who_had_said_to_be_away_has_until_a_day_after_the_return(
    trade: Trade, first: int, last: int, ends: timedelta
):
    order = await trade.order_in(DELIVERED)
    await leaves(trade, trade.ben, first, last)
    ending = await trade.does(trade.ana, cancellations.ending, order=await trade.stands(order))
    assert ending.span == ends
    assert (ending.back_at is None) == (ends == timedelta(days=2))
    request = await stands(trade, await asks(trade, trade.ana, order))
    assert request.ends_at - trade.clock.now == ends
    await trade.wait_almost(seconds=ends.total_seconds())
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.CANCELLED


async def test_an_absence_of_the_asker_or_after_the_request_changes_nothing(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await leaves(trade, trade.ana, 0, 6)
    request = await stands(trade, await asks(trade, trade.ana, order))
    assert request.ends_at - trade.clock.now == timedelta(days=2)
    await leaves(trade, trade.ben, 0, 6)
    assert (await stands(trade, CancellationId(request.id))).ends_at == request.ends_at
    await trade.wait(days=2)
    assert await trade.state(order) is OrderState.CANCELLED


async def test_an_absence_taken_back_before_the_request_does_not_count(trade: Trade):
    order = await trade.order_in(DELIVERED)
    absence = await leaves(trade, trade.ben, 0, 9)
    await trade.does(trade.ben, out_of_office.take_back, absence=absence)
    work = await trade.stands(order)
    assert (await trade.does(trade.ana, cancellations.ending, order=work)).span == timedelta(days=2)


async def test_reminders_keep_their_distance_to_the_later_end(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await leaves(trade, trade.ben, 0, 30)
    await asks(trade, trade.ana, order)
    await trade.told(trade.ben)
    for hours in (6 * 24, 18, 5):
        await trade.wait_almost(hours=hours)
        assert await trade.told(trade.ben) == []
        await trade.wait(seconds=1)
        assert await trade.told(trade.ben) == ["cancellations.answer_wanted"]
