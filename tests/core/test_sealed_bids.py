"""Sealed amounts: they settle in the middle, or nobody ever learns that there was one."""

from typing import Any

import pytest
from sqlalchemy import select

from core import disputes
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.money import Money
from core.orders import OrderState
from core.store import Base, Tx
from tests.core.court import Court
from tests.core.trade import EUR, Trade

UNSEEN = "bids"


@pytest.fixture
async def court(trade: Trade) -> Court:
    court = await Court(trade).begin()
    await court.reach(DisputeState.SETTLING)
    return court


async def bids(court: Court, who: Any, minor: int) -> None:
    await court.does(who, disputes.bid, share=Money(minor, EUR))


def everything(tx: Tx) -> dict[str, list[str]]:
    """Every row there is, but the sealed ones."""
    return {
        table.name: sorted(repr(tuple(row)) for row in tx.db.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name != UNSEEN
    }


@pytest.mark.parametrize("first", ["buyer", "seller"])
@pytest.mark.parametrize(
    ("most", "least", "money"),
    [  # escrow, wallet, clearing, commission
        (30_00, 20_00, (0, 25_00, 22_50, 2_50)),
        (20_00, 20_00, (0, 30_00, 18_00, 2_00)),
        (10_01, 10_00, (0, 39_99, 9_01, 1_00)),
        (50_00, 50_00, (0, 0, 45_00, 5_00)),
        (0, 0, (0, 50_00, 0, 0)),
    ],
)
async def test_limits_that_meet_settle_in_the_middle(
    court: Court, first: str, most: int, least: int, money: tuple[int, int, int, int]
):
    turns = [(court.ben, most), (court.ana, least)]
    for who, minor in turns if first == "buyer" else reversed(turns):
        await bids(court, who, minor)
    assert await court.state() is DisputeState.SETTLED
    assert await court.money() == money
    ended = OrderState.COMPLETED if money[1] == 0 else OrderState.CANCELLED
    assert await court.trade.state(court.order) is ended
    for person in (court.ana, court.ben):
        assert "settlements.settled" in await court.trade.told(person)


@pytest.mark.parametrize("first", ["buyer", "seller"])
async def test_limits_that_do_not_meet_leave_no_trace(court: Court, first: str):
    """No row, no entry, no notice, no card, no time: the same as if nobody had said anything."""
    turns = [(court.ben, 20_00), (court.ana, 20_01)]
    before = await court.trade.market.ask(everything)
    for who, minor in turns if first == "buyer" else reversed(turns):
        await bids(court, who, minor)
        assert await court.trade.market.ask(everything) == before
    for word in ("2000", "2001", "bid", "meet"):
        assert all(word not in content for content, _hash in (await court.file()).written)


async def test_nobody_learns_whether_the_other_has_given_one(court: Court):
    await bids(court, court.ben, 10_00)

    def looks(tx: Tx) -> tuple[bool, bool, bool]:
        case = disputes.get(tx, court.id)
        people = (court.ben, court.ana, court.mo)
        return tuple(disputes.has_bid(tx, each, case) for each in people)  # type: ignore[return-value]

    assert await court.trade.market.ask(looks) == (True, False, False)
    names = {name for name in disputes.__all__ if "bid" in name.lower()}
    assert names == {"Bid", "BidGiven", "BidOutside", "bid", "has_bid"}, "no way to read another's"


async def test_a_sealed_amount_is_given_once(court: Court):
    await bids(court, court.ben, 10_00)
    with pytest.raises(disputes.BidGiven):
        await bids(court, court.ben, 40_00)
    await bids(court, court.ana, 40_00)
    assert await court.state() is DisputeState.SETTLING
    with pytest.raises(disputes.BidGiven):
        await bids(court, court.ana, 10_00)


@pytest.mark.parametrize("minor", [-1, 50_01])
async def test_a_limit_is_within_what_is_held(court: Court, minor: int):
    with pytest.raises(disputes.BidOutside):
        await bids(court, court.ben, minor)


async def test_only_the_two_can_give_one(court: Court):
    with pytest.raises(NoSuchThing):
        await bids(court, court.eve, 10_00)
    await court.trade.wait(hours=72)
    await court.does(court.mo, disputes.take)
    with pytest.raises(NotYours):
        await bids(court, court.mo, 10_00)
    await bids(court, court.ana, 20_00)
    await bids(court, court.ben, 20_00)
    assert await court.state() is DisputeState.SETTLED, "in mediation too"
    assert "disputes.closed" in await court.trade.told(court.mo)
    with pytest.raises(TooLate):
        await bids(court, court.ben, 20_00)


async def test_two_at_the_same_instant_meet_once(court: Court):
    from tests.core.test_order_races import together

    done = await together(bids(court, court.ana, 20_00), bids(court, court.ben, 30_00))
    assert done == 2
    assert await court.state() is DisputeState.SETTLED
    assert await court.money() == (0, 25_00, 22_50, 2_50)
    assert issubclass(disputes.BidGiven, Refusal)
