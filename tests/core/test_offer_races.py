"""Both sides of an offer at the same instant: one outcome, and the other is told so."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core import offers
from core.kit.ids import OfferId
from core.offers import CounterState, OfferState
from core.orders import OrderState
from tests.core.haggling import SCOPE, Haggling, single
from tests.core.shop import euros
from tests.core.test_order_races import together

ROUNDS = 50  # five races, on two databases: 500
ENDS = {OfferState.ACCEPTED, OfferState.WITHDRAWN, OfferState.SUPERSEDED, OfferState.EXPIRED}
HALF = {"price": euros(40), "days": 3, "scope": SCOPE}
Race = Callable[[Haggling, OfferId], list[Awaitable[Any]]]


def _accepts(haggling: Haggling, offer: OfferId) -> Awaitable[Any]:
    return haggling.does(haggling.ben, offers.accept, offer=offer)


def accept_and_withdraw(haggling: Haggling, offer: OfferId) -> list[Awaitable[Any]]:
    withdraws = haggling.does(haggling.ana, offers.withdraw, offer=offer)
    return [_accepts(haggling, offer), withdraws]


def accept_and_revise(haggling: Haggling, offer: OfferId) -> list[Awaitable[Any]]:
    revises = haggling.does(haggling.ana, offers.revise, offer=offer, **single(price=euros(90)))
    return [_accepts(haggling, offer), revises]


def accept_and_counter(haggling: Haggling, offer: OfferId) -> list[Awaitable[Any]]:
    counters = haggling.does(haggling.ben, offers.counter, offer=offer, **HALF)
    return [_accepts(haggling, offer), counters]


def accept_twice(haggling: Haggling, offer: OfferId) -> list[Awaitable[Any]]:
    return [_accepts(haggling, offer), _accepts(haggling, offer)]


def accept_and_expiry(haggling: Haggling, offer: OfferId) -> list[Awaitable[Any]]:
    haggling.trade.clock.pass_by(days=7)
    return [_accepts(haggling, offer), haggling.trade.market.tick(), haggling.trade.market.tick()]


@pytest.mark.parametrize(
    "race",
    [accept_and_withdraw, accept_and_revise, accept_and_counter, accept_twice, accept_and_expiry],
)
async def test_both_sides_at_the_same_instant_leave_one_outcome(haggling: Haggling, race: Race):
    for nth in range(ROUNDS):
        offer = await haggling.sends()
        deeds = race(haggling, offer)
        done = await together(*(deeds if nth % 2 else reversed(deeds)))
        stands = await haggling.stands(offer)
        placed = await haggling.orders_of(offer)
        agreed = stands.state is OfferState.ACCEPTED
        assert placed == ([OrderState.AWAITING_PAYMENT] if agreed else [])
        assert stands.state in ENDS
        if race in (accept_and_withdraw, accept_and_revise):
            assert done == 1
        if race is accept_twice:
            assert (done, agreed) == (2, True)
        if race is accept_and_counter:
            waiting = await haggling.waiting(offer)
            assert agreed
            assert waiting is None or waiting.state is CounterState.LAPSED
        if not agreed and stands.state is OfferState.SUPERSEDED:
            newest = await haggling.newest(offer)
            await haggling.does(haggling.ana, offers.withdraw, offer=OfferId(newest.id))


async def test_taking_a_counter_offer_and_accepting_the_old_terms_exclude_each_other(
    haggling: Haggling,
):
    for _round in range(ROUNDS // 5):
        offer = await haggling.sends()
        counter = await haggling.counters(offer)
        done = await together(
            haggling.does(haggling.ana, offers.take, counter=counter), _accepts(haggling, offer)
        )
        assert done == 1
        agreed = (await haggling.stands(offer)).state is OfferState.ACCEPTED
        assert len(await haggling.orders_of(offer)) == int(agreed)
        if not agreed:
            newest = await haggling.newest(offer)
            assert newest.total == euros(60)
            await haggling.does(haggling.ana, offers.withdraw, offer=OfferId(newest.id))
