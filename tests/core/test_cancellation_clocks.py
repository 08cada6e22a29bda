"""The clocks of a request to cancel: what stands still, what is told, and what is given back."""

from datetime import timedelta

import pytest

from core import cancellations, deadlines, notifications
from core.accounts import Account, Identity
from core.cancellations import time_to_answer
from core.kit.ids import OrderId
from core.kit.settings import MarketSettings
from core.orders import Hold, OrderState
from core.store import Tx
from tests.conftest import HandClock
from tests.core.test_cancellations import DELIVERED, HANDS, IN_PROGRESS, WORKED_ON, asks
from tests.core.trade import Trade


@pytest.mark.parametrize("state", WORKED_ON)
@pytest.mark.parametrize("verb", ["decline", "withdraw"])
async def test_the_buyers_request_gives_every_clock_back_to_the_second(
    trade: Trade, state: OrderState, verb: str
):
    order = await trade.order_in(state)
    await trade.wait(hours=5, seconds=7)
    before, clocks = await trade.stands(order), await left(trade, order)
    request = await asks(trade, trade.ben, order)
    await trade.wait(days=1, hours=3, seconds=11)
    who = trade.ana if verb == "decline" else trade.ben
    await trade.does(who, HANDS[verb], cancellation=request)
    after = await trade.stands(order)
    pause = timedelta(days=1, hours=3, seconds=11)
    assert (after.state, after.hold, after.due_left) == (state, Hold.FREE, None)
    assert before.due_at is not None
    assert after.due_at == before.due_at + pause
    assert await left(trade, order) == clocks


async def test_the_sellers_request_stops_the_review_and_not_the_delivery(trade: Trade):
    at_work, delivered = await trade.order_in(IN_PROGRESS), await trade.order_in(DELIVERED)
    due = (await trade.stands(at_work)).due_at
    review = (await left(trade, delivered))["accept", 0]
    requests = [await asks(trade, trade.ana, order) for order in (at_work, delivered)]
    await trade.wait(hours=20)
    for request in requests:
        await trade.does(trade.ana, cancellations.withdraw, cancellation=request)
    assert (await trade.stands(at_work)).due_at == due
    assert (await left(trade, at_work))["write_off", 0] == timedelta(days=18, hours=-20)
    assert (await left(trade, delivered))["accept", 0] == review


async def test_silence_never_accepts_while_a_request_is_open(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await trade.wait(days=2, hours=23)
    request = await asks(trade, trade.ana, order)
    await trade.wait(days=1, hours=23)
    assert await trade.state(order) is DELIVERED
    await trade.does(trade.ben, cancellations.decline, cancellation=request)
    await trade.wait_almost(hours=1)
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.COMPLETED


async def left(trade: Trade, order: OrderId) -> dict[tuple[str, int], timedelta]:
    """What every clock of an order has left, running."""

    def look(tx: Tx) -> dict[tuple[str, int], timedelta]:
        found = deadlines.of(tx, f"order:{order}")
        assert all(each.at is not None for each in found)
        return {(d.verb, d.nth): d.at - tx.now for d in found if d.at is not None}

    return await trade.market.ask(look)


async def test_the_silent_side_is_reminded_three_times_wherever_they_are(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await trade.does(trade.ben, join, platform="village")
    await asks(trade, trade.ana, order)
    for who in (trade.ana, trade.ben):
        await trade.told(who)
    for hours in (24, 18, 5):  # 24, 6 and 1 hours before the end
        await trade.wait_almost(hours=hours)
        assert await trade.told(trade.ben) == []
        await trade.wait(seconds=1)
        assert await reached(trade, trade.ben) == ["town", "village"]
        assert await trade.told(trade.ben) == ["cancellations.answer_wanted"] * 2
    assert await trade.told(trade.ana) == []


def join(tx: Tx, me: Account, *, platform: str) -> None:
    tx.db.add(Identity(platform=platform, external_id="x", account_id=me.id, name="x"))


async def reached(trade: Trade, who: Account) -> list[str]:
    """Where the notices that wait for somebody go."""

    def look(tx: Tx) -> list[str]:
        found = [n for n in notifications.claim(tx, 100) if n.account_id == who.id]
        return sorted(
            n.platform for n in found if not n.kind.endswith((".card", ".room")) and n.platform
        )

    return await trade.market.do(look)


async def test_cards_are_drawn_every_six_hours_and_every_hour_in_the_end(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await asks(trade, trade.ana, order)
    drawn = []
    for hour in range(48, 0, -1):
        await cards(trade)
        await trade.wait(hours=1)
        if await cards(trade):
            drawn.append(hour - 1)
    assert drawn == [42, 36, 30, 24, 18, 12, 6, 5, 4, 3, 2, 1, 0]


async def cards(trade: Trade) -> int:
    """Take the cards that wait to be drawn anew; return how many."""

    def take(tx: Tx) -> int:
        found = [n for n in notifications.claim(tx, 100) if n.kind == "orders.card"]
        notifications.told(tx, [n.id for n in found])
        return len(found)

    return await trade.market.do(take)


async def test_after_standing_still_one_reminder_and_one_redraw_are_left(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await asks(trade, trade.ana, order)
    await trade.told(trade.ben)
    await cards(trade)
    await trade.wait(hours=43)
    assert await cards(trade) == 2, "one for each side"
    assert await trade.told(trade.ben) == ["cancellations.answer_wanted"]


@pytest.mark.parametrize(
    ("back_in", "hours"),
    [(None, 48), (1, 48), (24, 48), (25, 49), (100, 124), (144, 168), (500, 168)],
)
def test_who_had_said_to_be_away_answers_a_day_after_the_return(back_in: int | None, hours: int):
    now = HandClock().now
    back_at = None if back_in is None else now + timedelta(hours=back_in)
    most = MarketSettings().cancellation_most
    found = time_to_answer(timedelta(days=2), most, now, back_at)
    assert found == timedelta(hours=hours)


async def test_a_crowd_that_stood_still_is_not_reminded_again_and_again(trade: Trade):
    """More is due than the clock takes in hand at a time."""
    for _ in range(12):
        await asks(trade, trade.ana, await trade.order_in(DELIVERED))
    await trade.told(trade.ben)
    trade.clock.pass_by(hours=47, minutes=30)
    while await trade.market.tick():
        pass
    assert await trade.told(trade.ben) == ["cancellations.answer_wanted"] * 12
