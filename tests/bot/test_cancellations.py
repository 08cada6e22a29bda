"""Ending an order together, through the real bot: both platforms, both languages, a moved clock."""

import asyncio
from datetime import timedelta

import pytest

from bot.demo.people import Person
from core import communities, orders
from core.cancellations import CancellationState, Reason
from core.communities import Silence
from core.kit.states import Role
from core.orders import Hold, OrderState
from tests.bot.parting import (
    ASKED,
    ASKS,
    CROSSINGS,
    SETTLED,
    TWO,
    WANTED,
    Parting,
    comes,
    parting_in,
    refuses,
)
from tests.bot.street import use
from tests.town import Town

A_MINUTE = timedelta(minutes=1)
FAULT_B, FAULT_S, FAULT_0 = "the buyer's fault", "the seller's fault", "nobody's fault"
TOO_LATE = "That is no longer possible. This is how things stand now."
UNANSWERED = "The request to cancel was not answered in time."
REVIEWED = "Accepted automatically in"
DAYS, HOURS = "{days} d {hours} h left", "{hours} h {minutes} min left"


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_two_days_of_silence_cancel_and_give_the_money_back(
    town: Town, platform: str, locale: str
) -> None:
    """Asked; shown with a bar; reminded three times on both platforms; cancelled, refunded."""
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    elsewhere = await two.links(ana)
    await two.begin()
    hers = await two.opens(ana)
    await comes(elsewhere)  # her card stays where it is and is drawn there
    await two.fills(ben, Reason.NOT_NEEDED)
    assert two.reads(ben, FAULT_B), "said before it is asked"
    assert two.reads(ben, "Back to the buyer")
    await use(ben, "fo.su:")
    his = ben.last["id"]
    assert two.reads(ben, ASKED)
    assert two.reads(ben, "It stands still until the request to cancel is answered.")
    await ana.look()
    assert two.says(ana, hers, ASKS, name="Ben"), "her card is drawn anew at once"
    assert two.says(ana, hers, FAULT_B)
    assert not two.says(ana, hers, FAULT_0)
    assert {"ca.ag", "ca.no"} <= two.wires(ana)

    assert two.time_left(ana, hers) == two.words(ana, DAYS, days=2, hours="00")
    for hours, says, left in (
        (6, DAYS, {"days": 1, "hours": "18"}),
        (18, DAYS, {"days": 1, "hours": "00"}),
        (18, HOURS, {"hours": 6, "minutes": "00"}),
    ):
        await town.pass_time(f"PT{hours}H")
        await two.look()
        assert two.time_left(ana, hers) == two.words(ana, says, **left)
        assert two.time_left(ben, his) == two.words(ben, says, **left)
    assert await _reminded(ana, elsewhere, two) == (2, 2), "24 and 6 hours before the end"
    await town.pass_time("PT5H")
    assert await _reminded(ana, elsewhere, two) == (3, 3), "and one hour before"
    assert two.time_left(ana, hers) == two.words(ana, HOURS, hours=1, minutes="00")
    assert two.times(ben, WANTED) == 0, "he has answered long ago: he asked"

    await town.pass_time("PT1H")
    await two.look()
    assert (await two.stands()).state is OrderState.CANCELLED
    assert (await two.stands()).fault is Role.BUYER
    assert await town.book("escrow") == {}
    assert await town.book("wallet") == {"Ben": "€50.00"}
    assert await _reminded(ana, elsewhere, two) == (3, 3)
    assert two.times(ana, SETTLED) + two.times(elsewhere, SETTLED) == 1
    assert two.times(ben, SETTLED) == 1
    for person, card in ((ana, hers), (ben, his)):
        assert two.says(person, card, UNANSWERED)


async def _reminded(person: Person, elsewhere: Person, two: Parting) -> tuple[int, int]:
    """How often somebody was reminded on the one platform and on the other."""
    await person.look()
    await elsewhere.look()
    return two.times(person, WANTED), two.times(elsewhere, WANTED)


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_a_decline_gives_every_clock_back(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin(OrderState.DELIVERED)
    await town.pass_time("P1DT4H30M")
    card = await two.opens(ben)
    before, shown = await two.left("accept"), two.line(ben, REVIEWED).partition(" (")[0]
    await two.asks(ana, Reason.ASKS_MORE)
    still = two.line(ben, REVIEWED, card)
    assert still == two.words(ben, "{left}, standing still", left=shown)
    assert {"or.ac", "de.rv"}.isdisjoint(two.wires(ben, card)), "nothing else can be done to it"
    await town.pass_time("P1DT6H")
    await use(ben, "ca.no:")
    assert two.reads(ben, "You carry on. Every clock runs from where it stood.")
    assert two.line(ben, REVIEWED).partition(" (")[0] == shown
    after = await two.left("accept")
    assert before is not None
    assert after is not None
    assert abs(after - before) < A_MINUTE
    assert {"or.ac", "de.rv"} <= two.wires(ben)
    await ana.look()
    assert two.reads(
        ana, "{name} wants to carry on. The order goes on from where it stood.", name="Ben"
    )
    await two.opens(ana)
    assert "ca.as" not in two.wires(ana), "she waits a day"
    await two.opens(ben)
    assert "ca.as" in two.wires(ben), "he does not"
    await town.pass_time("P1DT19H")
    assert (await two.stands()).state is OrderState.DELIVERED
    await town.pass_time("PT30M")
    assert (await two.stands()).state is OrderState.COMPLETED, "silence accepts where it would have"


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_a_withdrawal_gives_every_clock_back(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    due = (await two.stands()).due_at
    await two.asks(ben, Reason.MISTAKE)
    held = await two.stands()
    assert (held.hold, held.due_at) == (Hold.CANCEL_REQUESTED, None)
    stands = two.words(ben, "{left}, standing still", left="")
    assert two.line(ben, "Due in").endswith(stands)
    await two.opens(ana)
    assert "de.li" not in two.wires(ana)
    await town.pass_time("PT30H")
    await use(ben, "ca.wi:")
    assert two.reads(ben, "Taken back. Every clock runs from where it stood.")
    freed = await two.stands()
    assert due is not None
    assert freed.due_at is not None
    assert abs(freed.due_at - due - timedelta(hours=30)) < A_MINUTE
    await ana.look()
    assert two.reads(
        ana,
        "{name} took the request to cancel back. The order goes on from where it stood.",
        name="Ben",
    )
    await two.opens(ana)
    assert "de.li" in two.wires(ana)
    await use(ana, "ca.ag:")
    assert two.reads(ana, TOO_LATE), "an old button shows how things stand"
    assert "de.li" in two.wires(ana)
    assert (await two.stands()).hold is Hold.FREE


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_both_ask_at_once_and_one_request_is_open(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    await two.begin()
    await two.fills(two.ana, Reason.MISUNDERSTANDING)
    await two.fills(two.ben, Reason.MISUNDERSTANDING)
    await asyncio.gather(use(two.ana, "fo.su:"), use(two.ben, "fo.su:"))
    [request] = await two.requests()
    mine, other = (two.ana, two.ben) if request.side is Role.SELLER else (two.ben, two.ana)
    await two.look()
    assert two.reads(mine, ASKED)
    assert two.reads(
        other, "A request to cancel this order is already open. Open the order to see it."
    )
    assert two.reads(other, ASKS, name=mine.name)
    await use(other, "ca.ag:")
    assert two.reads(other, "Cancel the order?")
    assert two.reads(other, FAULT_0), "shown once more before it is done"
    assert (await two.stands()).hold is Hold.CANCEL_REQUESTED
    await use(other, "ca.ok:")
    await two.look()
    order = await two.stands()
    assert (order.state, order.fault) == (OrderState.CANCELLED, None)
    assert await town.book("wallet") == {"Ben": "€50.00"}
    for person in (mine, other):
        assert two.reads(person, "You both agreed to cancel.")
        assert two.times(person, SETTLED) == 1


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_a_delivery_cannot_arrive_in_between(town: Town, platform: str, locale: str) -> None:
    """A seller wins no time by asking, and hands in nothing before the answer."""
    two = await parting_in(town, platform, locale)
    ana = two.ana
    await two.begin()
    due = (await two.stands()).due_at
    await two.opens(ana)
    await use(ana, "de.li:")
    await ana.answers("Here is the work: https://example.org/logo.svg", "")
    deliver = next(b["payload"] for b in ana.last["buttons"] if b["payload"].startswith("fo.su"))
    form = ana.last["id"]
    await two.asks(ana, Reason.NOT_ABLE)
    assert two.reads(ana, "Meanwhile the time to deliver goes on.")
    assert (await two.stands()).due_at == due
    await town.pass_time("PT40H")
    await ana.presses_raw(deliver, message=form)
    assert two.reads(ana, "This order stands still until the open request is answered.")
    assert (await two.stands()).delivered_at is None
    await use(ana, "ca.wi:")
    assert (await two.stands()).due_at == due
    await ana.presses_raw(deliver, message=form)
    order = await two.stands()
    assert (order.state, order.on_time) == (OrderState.DELIVERED, True)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_the_bot_was_down_when_the_time_ran_out(
    town: Town, platform: str, locale: str
) -> None:
    """Three days of standing still: done once, told once, no reminder after the fact."""
    two = await parting_in(town, platform, locale)
    await two.begin(OrderState.DELIVERED)
    await two.asks(two.ana, Reason.UNFORESEEN)
    card = await two.opens(two.ben)
    await town.sleep()
    await town.pass_time("P3D")
    await town.wake()
    await two.look()
    [request] = await two.requests()
    assert request.state is CancellationState.LAPSED
    assert (await two.stands()).state is OrderState.CANCELLED, "not accepted by silence before"
    assert await town.book("wallet") == {"Ben": "€50.00"}
    for person in (two.ana, two.ben):
        assert two.times(person, SETTLED) == 1
        assert two.times(person, WANTED) == 0
    assert two.says(two.ben, card, UNANSWERED)
    told = len(two.ben.inbox)
    await town.restart()
    await two.look()
    assert len(two.ben.inbox) == told
    await use(two.ben, "ca.ag:")
    assert two.reads(two.ben, TOO_LATE)
    assert await town.book("wallet") == {"Ben": "€50.00"}


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_silence_never_accepts_while_a_request_is_open(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    await two.begin(OrderState.DELIVERED)
    await town.pass_time("P2DT23H")
    await two.asks(two.ben, Reason.NOT_AS_AGREED)
    await town.pass_time("P1DT23H")
    assert (await two.stands()).state is OrderState.DELIVERED
    assert await town.book("clearing") == {}
    await town.pass_time("PT1H")
    assert (await two.stands()).state is OrderState.CANCELLED
    assert await town.book("clearing") == {}


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_a_third_request_of_the_same_side_is_for_the_resolution_center(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ben = two.ben
    await two.begin()
    for _turn in range(2):
        await two.asks(ben, Reason.MISTAKE)
        await use(ben, "ca.wi:")
        assert "ca.as" not in two.wires(ben)
        await town.pass_time("PT23H")
        await two.opens(ben)
        assert "ca.as" not in two.wires(ben)
        await town.pass_time("PT1H")
        await two.opens(ben)
    assert two.reads(ben, "You asked twice to cancel. Now the Resolution Center helps.")
    assert "ca.as" not in two.wires(ben)
    await use(ben, f"rs.sc:{two.order}")
    assert "ca.as" not in two.wires(ben)
    await two.opens(two.ana)
    assert "ca.as" in two.wires(two.ana), "the other side has asked for nothing yet"


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_in_this_community_silence_means_no(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    await two.begin(OrderState.DELIVERED)
    await town.app.market.do(
        lambda tx: setattr(communities.home(tx), "on_timeout", Silence.DECLINE)
    )
    before = await two.left("accept")
    await two.asks(two.ana, Reason.AGREED)
    [request] = await two.requests()
    goes_on = "Without an answer by {at}, the order goes on as before."
    assert two.reads(two.ana, goes_on, at=request.ends_at)
    assert two.reads(two.ben, goes_on, at=request.ends_at)
    await town.pass_time("P2D")
    await two.look()
    assert two.reads(
        two.ana, "{name} did not answer your request to cancel. The order goes on.", name="Ben"
    )
    assert two.reads(
        two.ben, "You did not answer the request to cancel of {name}. The order goes on.",
        name="Ana",
    )  # fmt: skip
    order, after = await two.stands(), await two.left("accept")
    assert (order.state, order.hold) == (OrderState.DELIVERED, Hold.FREE)
    assert before is not None
    assert after is not None
    assert abs(after - before) < A_MINUTE
    await two.opens(two.ana)
    assert "ca.as" not in two.wires(two.ana)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_a_share_is_agreed_to_and_never_taken_in_silence(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    await two.begin()
    await two.asks(two.ana, Reason.AGREED, "20")
    assert two.reads(two.ben, "To the seller")
    await use(two.ben, "ca.ag:")
    await use(two.ben, "ca.ok:")
    assert await town.book("wallet") == {"Ben": "€30.00"}
    assert await town.book("clearing") == {"Ana": "€18.00"}
    await two.begin()
    await two.asks(two.ana, Reason.AGREED, "20")
    await town.pass_time("P2D")
    assert await town.book("wallet") == {"Ben": "€80.00"}
    assert await town.book("clearing") == {"Ana": "€18.00"}


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_lateness_is_a_reason_only_while_it_is_so(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    await two.begin()
    assert await refuses(lambda: two.fills(two.ben, Reason.LATE))
    await town.pass_time("P4DT1H")
    await two.fills(two.ben, Reason.LATE)
    assert two.reads(two.ben, FAULT_S)
    more = timedelta(days=3)
    await town.app.market.do(lambda tx: orders.extend(tx, orders.get(tx, two.order), more))
    await use(two.ben, "fo.su:")
    assert await two.requests() == [], "what is no longer so is asked again"
    assert (await two.stands()).hold is Hold.FREE
