"""Two people at the same instant in a dispute: one outcome, and the other is told."""

import pytest

from core import disputes, orders
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing
from core.kit.money import Money
from core.orders import Hold, OrderState
from tests.core.court import MINE, YOURS, Court
from tests.core.test_order_races import ROUNDS, together
from tests.core.trade import EUR, Trade


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_both_sides_open_one_dispute(court: Court, _round: int):
    order = await court.trade.order_in(OrderState.DELIVERED)
    how = {"order": order, "complaint": "threats", "words": MINE}
    done = await together(
        court.trade.does(court.ana, disputes.open_case, **how),
        court.trade.does(court.ben, disputes.open_case, **how),
        court.trade.does(court.ben, orders.accept, order=order),
    )
    assert done == 1
    assert (await court.trade.stands(order)).hold in (Hold.DISPUTED, Hold.FREE)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_moderators_take_a_case_and_one_has_it(court: Court, _round: int):
    await court.reach(DisputeState.MEDIATION)
    people = (court.mo, court.mia, court.max)
    assert await together(*(court.does(person, disputes.take) for person in people)) == 1
    assert (await court.stands()).moderator_id in {person.id for person in people}
    case = await court.file()
    assert sum('"verb":"take"' in content for content, _hash in case.written) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_decisions_at_once_are_one(court: Court, _round: int):
    await court.reach(DisputeState.HEARING)
    drafts = [await court.drafts(court.mo, outcome) for outcome in ("pay", "refund", "split")]
    deeds = [court.trade.does(court.mo, disputes.decide, decision=one) for one in drafts]
    assert await together(*deeds) == 1
    await court.trade.wait(hours=48)
    assert await court.money() in [(0, 0, 45_00, 5_00), (0, 50_00, 0, 0), (0, 30_00, 18_00, 2_00)]


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_a_decision_while_the_two_settle_leaves_one_outcome(court: Court, _round: int):
    await court.reach(DisputeState.HEARING)
    await court.does(court.ana, disputes.propose, outcome="refund")
    decision = await court.drafts(court.mo, "pay")
    done = await together(
        court.trade.does(court.mo, disputes.decide, decision=decision),
        court.does(court.ben, disputes.accept, nth=1),
    )
    assert done == 1
    settled = await court.state() is DisputeState.SETTLED
    await court.trade.wait(hours=48)
    assert await court.money() == ((0, 50_00, 0, 0) if settled else (0, 0, 45_00, 5_00))


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_a_settlement_and_the_execution_exclude_each_other(court: Court, _round: int):
    await court.reach(DisputeState.DECIDED)
    await court.does(court.ana, disputes.propose, outcome="refund")
    court.trade.clock.pass_by(hours=48)
    await together(
        court.trade.market.tick(),
        court.does(court.ben, disputes.accept, nth=1),
        court.does(court.ben, disputes.appeal, words=MINE),
    )
    assert await court.state() in (
        DisputeState.SETTLED, DisputeState.EXECUTED, DisputeState.APPEALED,
    )  # fmt: skip
    escrow, wallet, clearing, commission = await court.money()
    assert escrow + wallet + clearing + commission == 50_00


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_a_proposal_changed_under_the_thumb_is_not_accepted(court: Court, _round: int):
    await court.reach(DisputeState.SETTLING)
    await court.does(court.ana, disputes.propose, outcome="refund")
    await together(
        court.does(court.ana, disputes.propose, outcome="pay"),
        court.does(court.ben, disputes.accept, nth=1),
    )
    assert await court.money() in [(50_00, 0, 0, 0), (0, 50_00, 0, 0)]


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_an_answer_and_the_clock_both_lead_to_the_talks(court: Court, _round: int):
    await court.opens()
    court.trade.clock.pass_by(hours=48)
    await together(court.trade.market.tick(), court.does(court.ana, disputes.answer, words=YOURS))
    assert await court.state() is DisputeState.SETTLING


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_entries_written_at_once_stand_one_on_the_other(court: Court, _round: int):
    await court.reach(DisputeState.SETTLING)
    part = {"outcome": "split", "share": Money(10_00, EUR)}
    people = (court.ana, court.ben) * 4
    assert await together(*(court.does(one, disputes.propose, **part) for one in people)) == 8
    case = await court.file()
    assert disputes.first_break(case.written) is None
    assert (await court.stands()).proposals == 8
    with pytest.raises(NoSuchThing):
        await court.does(court.eve, disputes.propose, **part)
