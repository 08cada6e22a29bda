"""How often, and how soon, a seller answers people who ask for the first time."""

from datetime import UTC, datetime, timedelta

import pytest

from core import orders, out_of_office, relay, response_rate
from core.accounts import Account
from core.kit.ids import AccountId
from core.kit.settings import MarketSettings
from core.orders import OrderState
from core.out_of_office import Absence
from core.relay import Excuse, Message
from core.response_rate import Inquiry, Outcome, Rate, outcome, rate
from tests.core.shop import sell
from tests.core.test_relay import says, stands_before
from tests.core.trade import Trade

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
SETTINGS = MarketSettings()
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def inquiry(
    ago: timedelta = timedelta(days=3),
    answered_after: timedelta | None = HOUR,
    *,
    excuse: Excuse | None = None,
    arrived: bool = True,
    silent: bool = False,
) -> Inquiry:
    at = NOW - ago
    answered = None if answered_after is None else at + answered_after
    return Inquiry(at, at if arrived else None, answered, excuse, fell_silent=silent)


@pytest.mark.parametrize(
    ("asked", "becomes"),
    [
        (inquiry(answered_after=24 * HOUR), Outcome.IN_TIME),
        (inquiry(answered_after=24 * HOUR + SECOND), Outcome.LATE),
        (inquiry(24 * HOUR, None), Outcome.WAITING),
        (inquiry(24 * HOUR + SECOND, None), Outcome.MISSED),
        (inquiry(answered_after=None, arrived=False), Outcome.UNDELIVERED),
        (inquiry(answered_after=None, excuse=Excuse.SPAM), Outcome.SPAM),
        (inquiry(answered_after=None, silent=True), Outcome.AWAY),
        (inquiry(answered_after=30 * HOUR, silent=True), Outcome.AWAY),
        (inquiry(answered_after=23 * HOUR, silent=True), Outcome.IN_TIME),
    ],
)
def test_what_comes_of_an_inquiry(asked: Inquiry, becomes: Outcome) -> None:
    assert outcome(asked, NOW, SETTINGS) is becomes


def test_under_five_inquiries_a_seller_is_new() -> None:
    four = rate([inquiry()] * 4, NOW, SETTINGS)
    assert (four.is_new, four.percent, four.counted) == (True, None, 4)
    five = rate([inquiry()] * 5, NOW, SETTINGS)
    assert (five.is_new, five.percent, five.delay) == (False, 100, HOUR)


def test_what_does_not_count_does_not_make_a_seller_known_either() -> None:
    left_out = [
        inquiry(HOUR, None),
        inquiry(answered_after=None, excuse=Excuse.SPAM),
        inquiry(answered_after=None, silent=True),
        inquiry(answered_after=None, arrived=False),
        inquiry(timedelta(days=90, seconds=1)),
    ]
    assert rate([*left_out, *[inquiry()] * 4], NOW, SETTINGS).is_new
    assert rate([*left_out, inquiry(timedelta(days=90))], NOW, SETTINGS).counted == 1


def test_the_share_is_rounded_down_and_the_delay_is_the_median_of_every_answer() -> None:
    asked = [
        inquiry(answered_after=1 * HOUR), inquiry(answered_after=2 * HOUR),
        inquiry(answered_after=40 * HOUR), inquiry(answered_after=None),
        inquiry(answered_after=4 * HOUR), inquiry(answered_after=3 * HOUR),
    ]  # fmt: skip
    assert rate(asked, NOW, SETTINGS) == Rate(6, 4, 3 * HOUR, 5)
    assert rate(asked, NOW, SETTINGS).percent == 66
    assert rate(asked[:2], NOW, SETTINGS).delay == timedelta(minutes=90)
    assert rate([], NOW, SETTINGS) == Rate(0, 0, None, 5)


async def asks(trade: Trade, who: Account) -> Message:
    """Somebody writes to Ana, and it stands in her chat."""
    message = await says(trade, who, trade.ana, "Do you draw bears?")
    await stands_before(trade, trade.ana, message)
    return message


async def of_ana(trade: Trade) -> Rate:
    return await trade.does(trade.ben, response_rate.of, seller_id=AccountId(trade.ana.id))


async def test_five_people_ask_and_the_rate_follows(trade: Trade):
    await sell(trade, trade.ana)
    asked = [await asks(trade, await trade.meet(f"buyer {n}")) for n in range(5)]
    assert (await of_ana(trade)).counted == 0, "there is still time"
    await trade.wait(hours=2)
    for message in asked[:3]:
        await trade.does(trade.ana, relay.answer, message=message.id, words="Yes")
    await trade.wait(hours=22)
    await trade.does(trade.ana, relay.answer, message=asked[3].id, words="Yes")
    assert (await of_ana(trade)).counted == 4
    await trade.wait(seconds=1)
    assert await of_ana(trade) == Rate(5, 4, timedelta(hours=2), 5)
    assert (await of_ana(trade)).percent == 80
    await trade.does(trade.ana, relay.answer, message=asked[4].id, words="Sorry, late")
    assert (await of_ana(trade)).percent == 80
    mine, more = await trade.does(trade.ana, response_rate.inquiries)
    ends = {outcome(one, trade.clock.now, SETTINGS) for one in mine}
    assert (len(mine), more, ends) == (5, False, {Outcome.IN_TIME, Outcome.LATE})
    assert await trade.does(trade.ben, response_rate.inquiries) == ([], False)
    await trade.wait(days=90)
    assert (await of_ana(trade)).counted == 0, "after ninety days they are forgotten"


async def test_only_first_words_to_a_seller_count(trade: Trade):
    await sell(trade, trade.ana)
    first = await asks(trade, trade.ben)
    await trade.does(trade.ana, relay.answer, message=first.id, words="Yes")
    await asks(trade, trade.ben)  # a second question is no first one
    await trade.wait(days=3)
    assert (await of_ana(trade)).counted == 1
    assert await trade.does(trade.ben, response_rate.inquiries) == ([], False), "he sells nothing"


async def test_first_words_about_a_paid_order_are_no_inquiry(trade: Trade):
    await sell(trade, trade.ana)
    order = await trade.order_in(OrderState.IN_PROGRESS)
    said: Message = await trade.does(
        trade.ben, orders.write, order=order, words="The lion, in blue?"
    )
    await stands_before(trade, trade.ana, said)
    await trade.wait(days=3)
    await asks(trade, trade.eve)
    await trade.wait(days=3)
    assert await of_ana(trade) == Rate(1, 0, None, 5), "Eve asked; Ben had bought"
    [mine], more = await trade.does(trade.ana, response_rate.inquiries)
    assert (mine.asker_id, more) == (trade.eve.id, False)
    await trade.does(trade.ana, relay.answer, message=said.id, words="In blue.")
    assert (await of_ana(trade)).counted == 1


async def test_an_inquiry_stays_one_when_an_order_follows(trade: Trade):
    await sell(trade, trade.ana)
    await asks(trade, trade.ben)
    await trade.wait(seconds=1)
    await trade.order_in(OrderState.IN_PROGRESS)
    await trade.wait(days=3)
    assert await of_ana(trade) == Rate(1, 0, None, 5)


async def test_what_never_arrived_counts_only_from_when_it_did(trade: Trade):
    await sell(trade, trade.ana)
    message = await says(trade, trade.ben, trade.ana)
    await trade.wait(days=4)
    assert (await of_ana(trade)).counted == 0
    await stands_before(trade, trade.ana, message)
    await trade.wait(hours=23)
    await trade.does(trade.ana, relay.answer, message=message.id, words="I was away")
    assert await of_ana(trade) == Rate(1, 1, timedelta(hours=23), 5)


async def goes_away(trade: Trade, *, days: int, may_write: str = "no") -> Absence:
    first = trade.clock.now.date()
    last = first + timedelta(days=days)
    return await trade.does(
        trade.ana, out_of_office.declare, first=first, last=last, message="", may_write=may_write
    )


async def test_nobody_writes_to_a_seller_who_is_away_unless_they_trade(trade: Trade):
    await sell(trade, trade.ana)
    away = await goes_away(trade, days=5)
    with pytest.raises(relay.AwayFromMessages):
        await says(trade, trade.ben, trade.ana)
    await trade.does(trade.ana, out_of_office.allow_writing, absence=away.id, allow=True)
    await says(trade, trade.ben, trade.ana)
    await trade.does(trade.ana, out_of_office.allow_writing, absence=away.id, allow=False)
    with pytest.raises(relay.AwayFromMessages):
        await says(trade, trade.ben, trade.ana)
    await trade.market.do(lambda tx: relay.vouch(tx, trade.ana.id, trade.ben.id))
    await says(trade, trade.ben, trade.ana)


async def test_an_absence_excuses_what_waits_and_not_what_was_missed(trade: Trade):
    await sell(trade, trade.ana)
    await asks(trade, trade.eve)
    await trade.wait(hours=24, seconds=1)
    await asks(trade, trade.ben)
    await goes_away(trade, days=5)
    await trade.wait(days=3)
    assert await of_ana(trade) == Rate(1, 0, None, 5)
    mine, _more = await trade.does(trade.ana, response_rate.inquiries)
    assert [outcome(one, trade.clock.now, SETTINGS) for one in mine] == [
        Outcome.AWAY, Outcome.MISSED,
    ]  # fmt: skip
