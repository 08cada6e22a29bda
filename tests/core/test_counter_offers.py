"""Counter-offers: the buyer would rather have it otherwise."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import offers
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.ids import OfferId
from core.kit.money import Money
from core.offers import CounterState, OfferState
from core.offers.rules import in_proportion
from tests.core.haggling import Haggling, stage
from tests.core.shop import euros
from tests.core.test_offers import DEEDS
from tests.core.trade import EUR

VIEWED, SUPERSEDED = OfferState.VIEWED, OfferState.SUPERSEDED


async def test_a_counter_offer_becomes_the_next_version_with_one_press(haggling: Haggling):
    first = await haggling.sends(valid=5)
    counter = await haggling.counters(first, price=euros(60), days=7, scope="One draft")
    assert await haggling.trade.told(haggling.ana) == ["offers.countered"]
    for wrong, says in ((haggling.ben, NotYours), (haggling.eve, NoSuchThing)):
        with pytest.raises(says):
            await haggling.does(wrong, offers.take, counter=counter)
    await haggling.trade.wait(days=1)

    new = await haggling.does(haggling.ana, offers.take, counter=counter)
    assert (new.nth, new.total, new.terms.days, new.terms.includes) == (
        2, euros(60), 7, "One draft",
    )  # fmt: skip
    assert new.expires_at == haggling.trade.clock.now + timedelta(days=5)
    assert (await haggling.counter(counter)).state is CounterState.TAKEN
    assert await haggling.state(first) is SUPERSEDED
    assert (await haggling.trade.told(haggling.ben))[-1] == "offers.counter_taken"
    with pytest.raises(TooLate):
        await haggling.does(haggling.ana, offers.take, counter=counter)
    order = await haggling.accepts(OfferId(new.id))
    assert (await haggling.trade.stands(order)).total == euros(60)


@pytest.mark.parametrize(
    ("deed", "side", "end"),
    [
        (offers.decline_counter, "ana", CounterState.DECLINED),
        (offers.withdraw_counter, "ben", CounterState.WITHDRAWN),
    ],
)
async def test_a_counter_offer_that_is_over_leaves_the_offer_as_it_is(
    haggling: Haggling, deed: Any, side: str, end: CounterState
):
    offer = await haggling.sends()
    counter = await haggling.counters(offer)
    wrong = haggling.ben if side == "ana" else haggling.ana
    for who, says in ((wrong, NotYours), (haggling.eve, NoSuchThing)):
        with pytest.raises(says):
            await haggling.does(who, deed, counter=counter)
    await haggling.does(getattr(haggling, side), deed, counter=counter)
    assert (await haggling.counter(counter)).state is end
    assert await haggling.state(offer) is VIEWED
    with pytest.raises(TooLate):
        await haggling.does(getattr(haggling, side), deed, counter=counter)


@pytest.mark.parametrize("verb", ["accept", "decline", "withdraw", "revise", "counter", "expire"])
async def test_whatever_happens_to_the_offer_ends_its_counter_offer(haggling: Haggling, verb: str):
    offer = await haggling.sends()
    counter = await haggling.counters(offer)
    if verb == "expire":
        await haggling.trade.wait(days=7)
    else:
        side, deed, how, _end = DEEDS[verb]
        await haggling.does(getattr(haggling, side), deed, offer=offer, **how)
    assert (await haggling.counter(counter)).state is CounterState.LAPSED
    with pytest.raises(TooLate):
        await haggling.does(haggling.ana, offers.take, counter=counter)


async def test_a_counter_offer_keeps_within_bounds_and_ends_somewhere(haggling: Haggling):
    offer = await haggling.sends()
    for changes, says in (
        ({"price": euros(4)}, offers.TotalOutOfRange),
        ({"price": euros(1_001)}, offers.TotalOutOfRange),
        ({"days": 0}, offers.TimeOutOfRange),
        ({"days": 91}, offers.TimeOutOfRange),
        ({"scope": "x" * 1_201}, offers.OfferTooLong),
        ({"price": euros(80)}, offers.NothingChanged),
    ):
        with pytest.raises(says):
            await haggling.counters(offer, **changes)
    for price in range(50, 55):
        await haggling.counters(offer, price=euros(price))
    with pytest.raises(offers.TooManyCounters):
        await haggling.counters(offer, price=euros(56))


async def test_a_counter_offer_changes_milestones_in_proportion(haggling: Haggling):
    offer = await haggling.sends_stages(stage(100, 2), stage(200, 4), stage(100, 2))
    with pytest.raises(offers.StageTooCheap):
        await haggling.counters(offer, price=euros(60), days=8)
    with pytest.raises(offers.TimeOutOfRange):
        await haggling.counters(offer, price=euros(320), days=2)
    counter = await haggling.counters(offer, price=euros(320), days=4)
    new = await haggling.does(haggling.ana, offers.take, counter=counter)
    assert [(s.price, s.days) for s in new.terms.stages] == [
        (euros(80), 1), (euros(160), 2), (euros(80), 1),
    ]  # fmt: skip
    assert (new.total, new.terms.days) == (euros(320), 4)


async def test_round_prices_stay_round_and_unchanged_ones_as_they_are(haggling: Haggling):
    stages = (stage(60), stage(40), {**stage(80), "price": Money(80_50, EUR)}, stage(50))
    offer = await haggling.sends_stages(*stages)
    counter = await haggling.counters(offer, price=euros(200), days=8)
    terms = (await haggling.counter(counter)).terms
    assert [s.price for s in terms.stages] == [euros(52), euros(35), euros(70), euros(43)]
    slower = await haggling.counters(offer, price=Money(230_50, EUR), days=16)
    terms = (await haggling.counter(slower)).terms
    assert [s.price.minor for s in terms.stages] == [60_00, 40_00, 80_50, 50_00]
    assert [s.days for s in terms.stages] == [4, 4, 4, 4]


@given(
    parts=st.lists(st.integers(1, 50_000), min_size=2, max_size=10),
    total=st.integers(10, 10_000_000),
)
def test_shares_are_whole_and_lose_nothing(parts: list[int], total: int):
    shares = in_proportion(parts, total)
    assert sum(shares) == total
    assert min(shares) >= 1
    assert in_proportion(parts, sum(parts)) == parts
