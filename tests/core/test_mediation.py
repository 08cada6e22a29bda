"""A moderator decides: who takes a case, how it is decided, and what an appeal does."""

from datetime import UTC, datetime, timedelta

import pytest

from core import disputes
from core.communities import Claim
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.settings import MarketSettings
from core.orders import Hold, OrderState
from tests.core.court import Court
from tests.core.trade import Trade


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


async def test_after_three_days_a_moderator_is_called(court: Court):
    await court.reach(DisputeState.SETTLING)
    await court.trade.wait_almost(hours=72)
    assert await court.state() is DisputeState.SETTLING
    assert "disputes.settle_wanted" in await court.trade.told(court.ana)
    with pytest.raises(NoSuchThing):
        await court.trade.does(court.mo, disputes.look, dispute_id=court.id)
    await court.trade.wait(seconds=1)
    assert await court.state() is DisputeState.MEDIATION
    for person in (court.mo, court.mia, court.max):
        assert await court.trade.told(person) == ["disputes.waiting"]
    assert await court.trade.told(court.eve) == []
    await court.trade.wait(hours=48)
    assert await court.trade.told(court.mo) == ["disputes.waiting"], "and again after two days"
    assert await court.state() is DisputeState.MEDIATION


async def test_whoever_is_in_the_case_never_takes_it(court: Court):
    await court.appoint(court.ana)
    await court.reach(DisputeState.MEDIATION)
    with pytest.raises(disputes.InTheCase):
        await court.does(court.ana, disputes.take)
    for person in (court.ben, court.eve):
        with pytest.raises(NoSuchThing):
            await court.does(person, disputes.take)
    assert "disputes.waiting" not in await court.trade.told(court.ana)
    assert await court.duties(court.ana) == []


async def test_one_moderator_has_the_case(court: Court):
    await court.reach(DisputeState.MEDIATION)
    assert await court.duties(court.mia) == [(court.id, Claim.FREE)]
    await court.does(court.mo, disputes.take)
    assert await court.state() is DisputeState.HEARING
    with pytest.raises(disputes.TakenElsewhere):
        await court.does(court.mia, disputes.take)
    with pytest.raises(TooLate):
        await court.does(court.mo, disputes.take)
    for person in (court.mia, court.eve, court.ana):
        with pytest.raises((NoSuchThing, NotYours)):
            await court.drafts(person)
        with pytest.raises((NoSuchThing, NotYours)):
            await court.does(person, disputes.hand_back)
    assert await court.duties(court.mia) == []
    assert await court.duties(court.mo) == [(court.id, Claim.MINE)]
    assert (await court.trade.told(court.ben))[-1] == "disputes.taken"


async def test_a_moderator_asks_and_a_side_answers(court: Court):
    await court.reach(DisputeState.HEARING)
    with pytest.raises(disputes.NobodyAsks):
        await court.does(court.ana, disputes.reply, words="I can explain.")
    await court.does(court.mo, disputes.ask, to="seller", words="Which file is the final one?")
    assert (await court.trade.told(court.ana))[-1] == "disputes.asked"
    assert "disputes.asked" not in await court.trade.told(court.ben)
    with pytest.raises(disputes.NobodyAsks):
        await court.does(court.ben, disputes.reply, words="Me! Me!")
    await court.does(court.ana, disputes.reply, words="The second one.")
    assert (await court.trade.told(court.mo))[-1] == "disputes.replied"
    with pytest.raises(disputes.NobodyAsks):
        await court.does(court.ana, disputes.reply, words="Or the third.")
    with pytest.raises(NotYours):
        await court.does(court.mo, disputes.ask, to="moderator", words="And me?")
    said = [type(e.what).__name__ for e in (await court.file()).entries][-2:]
    assert said == ["Question", "Reply"]


async def test_a_case_nobody_decides_in_time_goes_to_another(court: Court):
    await court.reach(DisputeState.HEARING)  # on Saturday, 10 January 2026
    by = (await court.stands()).decide_by
    assert by is not None
    await court.trade.wait_almost(seconds=(by - court.trade.clock.now).total_seconds())
    assert "disputes.decision_wanted" in await court.trade.told(court.mo)
    assert await court.state() is DisputeState.HEARING
    await court.trade.wait(seconds=1)
    assert await court.state() is DisputeState.MEDIATION
    assert "disputes.waiting" in await court.trade.told(court.mia)
    with pytest.raises(NoSuchThing):
        await court.trade.does(court.eve, disputes.look, dispute_id=court.id)
    await court.does(court.mo, disputes.take)
    assert await court.state() is DisputeState.HEARING, "nobody is punished"


async def test_a_case_can_be_given_back(court: Court):
    await court.reach(DisputeState.HEARING)
    await court.does(court.mo, disputes.hand_back)
    assert await court.state() is DisputeState.MEDIATION
    with pytest.raises((NoSuchThing, TooLate)):
        await court.drafts(court.mo)
    await court.does(court.mia, disputes.take)
    assert (await court.stands()).moderator_id == court.mia.id


@pytest.mark.parametrize(
    ("outcome", "money", "end"),
    [
        ("refund", (0, 50_00, 0, 0), OrderState.CANCELLED),
        ("pay", (0, 0, 45_00, 5_00), OrderState.COMPLETED),
        ("split", (0, 30_00, 18_00, 2_00), OrderState.CANCELLED),
        ("resume", (50_00, 0, 0, 0), OrderState.DELIVERED),
    ],
)
async def test_a_decision_is_done_when_nobody_appeals(
    court: Court, outcome: str, money: tuple[int, int, int, int], end: OrderState
):
    await court.reach(DisputeState.HEARING)
    decision = await court.drafts(court.mo, outcome)
    assert await court.state() is DisputeState.HEARING, "written down is not given"
    await court.trade.does(court.mo, disputes.decide, decision=decision)
    with pytest.raises(TooLate):
        await court.trade.does(court.mo, disputes.decide, decision=decision)
    await court.trade.wait_almost(hours=48)
    assert "disputes.appeal_ends" in await court.trade.told(court.ana)
    assert (await court.money())[0] == 50_00
    await court.trade.wait(seconds=1)
    assert (await court.state(), await court.holds()) == (DisputeState.EXECUTED, Hold.FREE)
    assert await court.trade.state(court.order) is end
    assert await court.money() == money


async def test_the_reason_says_whose_fault_it_was(court: Court):
    await court.reach(DisputeState.HEARING)
    await court.decides(court.mo, "refund", ruling="not_delivered")
    await court.trade.wait(hours=48)
    assert (await court.trade.stands(court.order)).fault == "seller"
    await court.reach(DisputeState.HEARING)
    with pytest.raises(disputes.NotARuling):
        await court.drafts(court.mo, "refund", ruling="a feeling")
    with pytest.raises(disputes.NotAnOutcome):
        await court.drafts(court.mo, "withdraw")


@pytest.mark.parametrize("who", ["ana", "ben"])
async def test_one_appeal_to_another_moderator(court: Court, who: str):
    await court.reach(DisputeState.DECIDED)
    for person in (court.mo, court.mia, court.eve):
        with pytest.raises((NotYours, NoSuchThing)):
            await court.does(person, disputes.appeal, words="Why?")
    await court.trade.wait_almost(hours=48)
    await court.does(getattr(court, who), disputes.appeal, words="That is not right.")
    assert await court.state() is DisputeState.APPEALED
    await court.trade.wait(hours=1)
    assert (await court.money())[0] == 50_00
    with pytest.raises(disputes.AnotherJudge):
        await court.does(court.mo, disputes.take)
    assert await court.duties(court.mo) == []
    await court.trade.told(court.ben)
    await court.does(court.mia, disputes.take)
    await court.decides(court.mia, "split", 30_00)
    assert await court.state() is DisputeState.EXECUTED, "there is no second appeal"
    assert await court.money() == (0, 20_00, 27_00, 3_00)
    last = (await court.file()).entries[-1].what
    assert isinstance(last, disputes.End)
    assert (last.to_seller.minor, last.to_buyer.minor) == (30_00, 20_00)
    told = await court.trade.told(court.ben)
    assert told == ["disputes.taken", "disputes.decided", "settlements.settled"]
    with pytest.raises((TooLate, NoSuchThing)):
        await court.does(court.ben, disputes.appeal, words="Once more.")


async def test_an_appeal_comes_too_late_after_two_days(court: Court):
    await court.reach(DisputeState.DECIDED)
    await court.trade.wait(hours=48)
    with pytest.raises(TooLate):
        await court.does(court.ana, disputes.appeal, words="Wait!")


@pytest.mark.parametrize(
    ("start", "end"),
    [  # Monday is 5 January 2026
        ((5, 9), (12, 9)), ((6, 9), (13, 9)), ((9, 17), (16, 17)),
        ((10, 3), (16, 3)), ((11, 23), (16, 23)), ((8, 0), (15, 0)),
    ],
)  # fmt: skip
def test_five_working_days_pass_over_the_weekend(start: tuple[int, int], end: tuple[int, int]):
    def at(day: int, hour: int) -> datetime:
        return datetime(2026, 1, day, hour, tzinfo=UTC)

    assert disputes.after_working_days(at(*start), 5) == at(*end)
    assert disputes.after_working_days(at(*start), 0) == at(*start)
    assert disputes.after_working_days(at(5, 9), 1) - at(5, 9) == timedelta(days=1)


async def test_an_appeal_in_the_same_moment_has_the_last_word(court: Court):
    """No time passes between the two decisions: still the second one is done."""
    await court.reach(DisputeState.APPEALED)
    await court.does(court.mia, disputes.take)
    await court.decides(court.mia, "refund")
    assert await court.money() == (0, 50_00, 0, 0)


async def test_a_question_is_forgotten_when_the_two_settle(court: Court):
    await court.reach(DisputeState.HEARING)
    await court.does(court.mo, disputes.ask, to="seller", words="Which file?")
    await court.does(court.ben, disputes.propose, outcome="refund")
    await court.does(court.ana, disputes.accept, nth=1)
    assert (await court.stands()).asked_side is None
    with pytest.raises(disputes.NobodyAsks):
        await court.does(court.ana, disputes.reply, words="The second one.")


async def test_an_operator_can_set_the_time_to_decide(court: Court):
    market = court.trade.market
    market.settings = MarketSettings(timers={"dispute.run_over": timedelta(hours=5)})
    await court.reach(DisputeState.HEARING)
    assert await court.clock() == court.trade.clock.now + timedelta(hours=5)
    market.settings = MarketSettings(decision_working_days=1)
    await court.reach(DisputeState.HEARING)
    assert (await court.stands()).decide_by == court.trade.clock.now + timedelta(days=1)
