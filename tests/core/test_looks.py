"""Whoever in office looks into a case is written down; the sides see when, and never who."""

import pytest
from sqlalchemy import select

from core import communities, disputes
from core.accounts import Account
from core.communities import HOME, Claim, Look, Office, Rank
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing
from tests.core.court import Court
from tests.core.trade import Trade


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


async def reader(court: Court) -> Account:
    """Rita, who sees every case and decides none."""
    rita = await court.trade.meet("rita")
    office = Office(
        community_id=HOME, account_id=rita.id, rank=Rank.MODERATOR, reads=True, decides=False
    )
    await court.trade.market.do(lambda tx: tx.db.add(office))
    return rita


async def lookers(court: Court) -> list[str]:
    query = select(Look.account_id).order_by(Look.id)
    return await court.trade.market.ask(lambda tx: list(tx.db.execute(query).scalars()))


async def test_a_look_is_written_down_and_the_sides_see_when(court: Court):
    rita = await reader(court)
    await court.reach(DisputeState.SETTLING)
    when = court.trade.clock.now
    await court.does(rita, disputes.look_into)
    assert await lookers(court) == [rita.id]
    for side in (court.ana, court.ben):
        seen = await court.trade.does(side, disputes.looks, dispute_id=court.id)
        assert list(seen) == [when]
    with pytest.raises(NoSuchThing):
        await court.trade.does(court.eve, disputes.looks, dispute_id=court.id)


async def test_the_sides_looks_and_an_outline_are_nobodys_business(court: Court):
    await court.reach(DisputeState.MEDIATION)
    for person in (court.ana, court.ben, court.mo):
        await court.does(person, disputes.look_into)
    assert await lookers(court) == [], "Mo sees no more than that there is a case"
    await court.does(court.mo, disputes.take)
    await court.does(court.mo, disputes.look_into)
    await court.does(court.mo, disputes.look_into)
    assert await lookers(court) == [court.mo.id, court.mo.id]
    for person in (court.eve, court.mia):
        with pytest.raises(NoSuchThing):
            await court.does(person, disputes.look_into)


async def test_whoever_reads_does_nothing_else(court: Court):
    rita = await reader(court)
    await court.reach(DisputeState.MEDIATION)
    for verb, how in (
        (disputes.take, {}),
        (disputes.propose, {"outcome": "refund"}),
        (disputes.answer, {"words": "I say so."}),
        (disputes.accept, {"nth": 1}),
        (disputes.hand_back, {}),
        (disputes.ask, {"to": "buyer", "words": "Why?"}),
        (disputes.draft, {"outcome": "refund", "ruling": "as_agreed"}),
    ):
        with pytest.raises(NoSuchThing):
            await court.does(rita, verb, **how)
    assert await court.duties(rita) == [(court.id, Claim.READ)]
    assert await court.duties(court.eve) == []
    file = await court.trade.does(rita, disputes.case_file, dispute_id=court.id)
    assert file.entries, "but sees all of it"
    assert "disputes.waiting" not in await court.trade.told(rita)


async def test_a_side_who_may_read_sees_its_own_case_as_a_side(court: Court):
    await court.reach(DisputeState.SETTLING)
    office = {"community_id": HOME, "account_id": court.ana.id, "rank": Rank.OWNER, "reads": True}
    await court.trade.market.do(lambda tx: tx.db.add(Office(**office)))
    await court.does(court.ana, disputes.look_into)
    assert await lookers(court) == []
    with pytest.raises(disputes.InTheCase):
        await court.does(court.ana, disputes.take)
    owners = await court.trade.market.ask(lambda tx: communities.owners(tx, HOME))
    assert owners == [court.ana.id]
