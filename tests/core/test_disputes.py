"""Disputes: from the first complaint to the last cent, and who may do what on the way."""

from collections.abc import Callable
from typing import Any

import pytest

from core import cancellations, deliveries, disputes, orders
from core.disputes import DISPUTE, Complaint, DisputeState, Outcome
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.ids import DisputeId
from core.kit.money import Money
from core.orders import Hold, OrderState
from tests.core.court import MINE, YOURS, Court
from tests.core.trade import EUR, Trade

OPEN = (
    DisputeState.OPENED, DisputeState.SETTLING, DisputeState.MEDIATION, DisputeState.HEARING,
    DisputeState.DECIDED, DisputeState.APPEALED,
)  # fmt: skip
WORKED_ON = (OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.IN_REVISION)


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


# --- opening


@pytest.mark.parametrize("state", WORKED_ON)
@pytest.mark.parametrize("who", ["ana", "ben"])
async def test_either_side_can_open_a_dispute_and_the_order_stands_still(
    court: Court, state: OrderState, who: str
):
    await court.opens(state, getattr(court, who))
    assert (await court.state(), await court.holds()) == (DisputeState.OPENED, Hold.DISPUTED)
    assert (await court.stands()).stake == Money(50_00, EUR)
    other = court.ana if who == "ben" else court.ben
    assert (await court.trade.told(other))[-1] == "disputes.opened"
    with pytest.raises(disputes.AlreadyDisputed):
        await court.opens(order=court.order)
    await court.trade.wait(days=1)
    assert (await court.trade.stands(court.order)).due_at is None, "no clock of the order runs"


@pytest.mark.parametrize(
    "state",
    [OrderState.AWAITING_PAYMENT, OrderState.REQUIREMENTS, OrderState.COMPLETED,
     OrderState.CANCELLED],
)  # fmt: skip
async def test_only_work_under_way_is_disputed(court: Court, state: OrderState):
    with pytest.raises(disputes.NotDisputable):
        await court.opens(state)


async def test_a_stranger_and_a_moderator_open_nothing(court: Court):
    order = await court.trade.order_in(OrderState.DELIVERED)
    for person in (court.eve, court.mo):
        with pytest.raises(NoSuchThing):
            await court.opens(who=person, order=order)


async def test_people_talk_first_unless_somebody_is_in_danger(court: Court):
    order = await court.trade.order_in(OrderState.DELIVERED)
    for complaint in {*Complaint} - disputes.FOR_SAFETY:
        with pytest.raises(disputes.TalkFirst):
            await court.trade.does(
                court.ben, disputes.open_case, order=order, complaint=complaint, words=MINE
            )
    with pytest.raises(disputes.NotAComplaint):
        await court.trade.does(
            court.ben, disputes.open_case, order=order, complaint="boredom", words=MINE
        )
    with pytest.raises(disputes.WordsMissing):
        await court.trade.does(
            court.ben, disputes.open_case, order=order, complaint="threats", words="  "
        )


ASKED = {"reason": "unforeseen", "note": "Let us stop here."}


async def test_a_declined_request_to_cancel_opens_the_way(court: Court):
    order = await court.trade.order_in(OrderState.DELIVERED)
    request = await court.trade.does(court.ben, cancellations.ask, order=order, **ASKED)
    await court.trade.does(court.ana, cancellations.decline, cancellation=request.id)
    await court.trade.does(
        court.ben, disputes.open_case, order=order, complaint="not_as_agreed", words=MINE
    )
    assert (await court.trade.stands(order)).hold is Hold.DISPUTED


async def test_whoever_is_asked_to_cancel_can_have_it_judged_instead(court: Court):
    """The open request ends with it; the clocks are those of before the request."""
    order = court.order = await court.trade.order_in(OrderState.DELIVERED)
    await court.trade.wait(hours=10)
    request = await court.trade.does(court.ben, cancellations.ask, order=order, **ASKED)
    await court.trade.wait(hours=10)
    how = {"order": order, "complaint": "not_as_agreed", "words": MINE}
    with pytest.raises(disputes.TalkFirst):
        await court.trade.does(court.ben, disputes.open_case, **how)
    opened = await court.trade.does(court.ana, disputes.open_case, **how)
    court.id = DisputeId(opened.id)
    assert await court.holds() is Hold.DISPUTED
    stands = await court.trade.market.ask(lambda tx: cancellations.get(tx, request.id))
    assert stands.state == "overtaken"
    asked = [e.what for e in (await court.file()).entries if isinstance(e.what, disputes.Request)]
    assert [(one.reason, one.note) for one in asked] == [("unforeseen", "Let us stop here.")]
    await court.trade.wait(hours=24)
    await court.does(court.ana, disputes.propose, outcome="resume")
    await court.does(court.ben, disputes.accept, nth=1)
    await court.trade.wait_almost(hours=62)
    assert await court.trade.state(order) is OrderState.DELIVERED
    await court.trade.wait(seconds=1)
    assert await court.trade.state(order) is OrderState.COMPLETED


async def test_nothing_happens_to_an_order_in_dispute(court: Court):
    await court.opens()
    for person, verb, how in (
        (court.ben, orders.accept, {}),
        (court.ana, deliveries.deliver, {"message": MINE}),
        (court.ben, deliveries.request_revision, {"comment": "Bigger"}),
    ):
        with pytest.raises(orders.OnHold):
            await court.trade.does(person, verb, order=court.order, **how)
    await court.trade.wait(days=30)
    assert await court.trade.state(court.order) is OrderState.DELIVERED


# --- each side states its case


async def test_the_other_side_has_two_days_to_state_its_case(court: Court):
    await court.opens()
    for person in (court.ben, court.mo, court.eve):
        with pytest.raises((NotYours, NoSuchThing)):
            await court.does(person, disputes.answer, words=YOURS)
    await court.trade.wait_almost(hours=48)
    assert (await court.trade.told(court.ana)).count("disputes.answer_wanted") == 1
    await court.does(court.ana, disputes.answer, words=YOURS)
    assert await court.state() is DisputeState.SETTLING
    assert (await court.trade.told(court.ben))[-1] == "disputes.answered"
    with pytest.raises(TooLate):
        await court.does(court.ana, disputes.answer, words=YOURS)


async def test_silence_is_noted_and_it_goes_on(court: Court):
    await court.opens()
    await court.trade.wait_almost(hours=48)
    assert await court.state() is DisputeState.OPENED
    await court.trade.wait(seconds=1)
    assert await court.state() is DisputeState.SETTLING
    assert (await court.trade.told(court.ben))[-1] == "disputes.passed_over"
    verbs = [e.what.verb for e in (await court.file()).entries if hasattr(e.what, "verb")]
    assert verbs[-1] == "pass_over"
    assert await court.holds() is Hold.DISPUTED, "nobody lost anything by it"


# --- the two settle


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize(
    ("outcome", "share", "money", "end"),
    [
        ("refund", None, (0, 50_00, 0, 0), OrderState.CANCELLED),
        ("pay", None, (0, 0, 45_00, 5_00), OrderState.COMPLETED),
        ("split", 20_00, (0, 30_00, 18_00, 2_00), OrderState.CANCELLED),
        ("resume", None, (50_00, 0, 0, 0), OrderState.DELIVERED),
    ],
)
async def test_a_settlement_closes_the_dispute_at_any_time(
    court: Court, state: DisputeState, outcome: str, share: int | None,
    money: tuple[int, int, int, int], end: OrderState,
):  # fmt: skip
    await court.reach(state)
    part = None if share is None else Money(share, EUR)
    proposed = await court.does(court.ana, disputes.propose, outcome=outcome, share=part)
    with pytest.raises(disputes.YourOwnProposal):
        await court.does(court.ana, disputes.accept, nth=proposed.proposals)
    for person in (court.eve, court.mia):
        with pytest.raises((NoSuchThing, NotYours)):
            await court.does(person, disputes.accept, nth=proposed.proposals)
    await court.does(court.ben, disputes.accept, nth=proposed.proposals)
    assert (await court.state(), await court.holds()) == (DisputeState.SETTLED, Hold.FREE)
    assert await court.trade.state(court.order) is end
    assert await court.money() == money
    with pytest.raises(TooLate):
        await court.does(court.ben, disputes.accept, nth=proposed.proposals)
    await court.trade.wait(days=30)
    assert await court.state() is DisputeState.SETTLED


async def test_a_counter_proposal_takes_the_place_of_the_first(court: Court):
    await court.reach(DisputeState.SETTLING)
    await court.does(court.ana, disputes.propose, outcome="pay")
    await court.does(court.ben, disputes.propose, outcome="split", share=Money(10_00, EUR))
    with pytest.raises(disputes.YourOwnProposal):
        await court.does(court.ben, disputes.accept, nth=2)
    with pytest.raises(disputes.ProposalChanged):
        await court.does(court.ana, disputes.accept, nth=1)
    await court.does(court.ana, disputes.accept, nth=2)
    assert await court.money() == (0, 40_00, 9_00, 1_00)


@pytest.mark.parametrize("share", [0, -1, 50_00, 50_01, None])
async def test_a_split_gives_something_to_each(court: Court, share: int | None):
    await court.reach(DisputeState.SETTLING)
    part = None if share is None else Money(share, EUR)
    with pytest.raises(disputes.ShareOutside):
        await court.does(court.ana, disputes.propose, outcome="split", share=part)


async def test_the_opener_takes_it_back_only_if_the_other_agrees(court: Court):
    await court.reach(DisputeState.SETTLING)
    with pytest.raises(NotYours):
        await court.does(court.ana, disputes.propose, outcome="withdraw")
    await court.does(court.ben, disputes.propose, outcome="withdraw")
    with pytest.raises((NotYours, disputes.YourOwnProposal)):
        await court.does(court.ben, disputes.accept, nth=1)
    assert await court.holds() is Hold.DISPUTED
    await court.does(court.ana, disputes.accept, nth=1)
    assert (await court.state(), await court.holds()) == (DisputeState.WITHDRAWN, Hold.FREE)
    assert (await court.trade.told(court.ben))[-1] == "disputes.ended"


@pytest.mark.parametrize(("left", "given"), [(47, 47), (5, 24)])
async def test_an_order_that_goes_on_has_a_day_at_least(court: Court, left: int, given: int):
    order = await court.trade.order_in(OrderState.DELIVERED)
    await court.trade.wait(hours=72 - left)
    await court.opens(order=order)
    await court.trade.wait(hours=30)
    await court.does(court.ana, disputes.propose, outcome="resume")
    await court.does(court.ben, disputes.accept, nth=1)
    await court.trade.wait_almost(hours=given)
    assert await court.trade.state(order) is OrderState.DELIVERED
    await court.trade.wait(seconds=1)
    assert await court.trade.state(order) is OrderState.COMPLETED


# --- everybody else


@pytest.mark.parametrize("state", [*OPEN, DisputeState.SETTLED, DisputeState.EXECUTED])
async def test_a_stranger_learns_nothing_in_any_state(court: Court, state: DisputeState):
    await court.reach(state)
    decision = await court.drafts(court.mo) if state is DisputeState.HEARING else "N0SUCHID"
    deeds: tuple[tuple[Callable[..., Any], dict[str, Any]], ...] = (
        (disputes.answer, {"words": MINE}), (disputes.propose, {"outcome": "pay"}),
        (disputes.accept, {"nth": 0}), (disputes.bid, {"share": Money(1, EUR)}),
        (disputes.take, {}), (disputes.hand_back, {}), (disputes.reply, {"words": MINE}),
        (disputes.ask, {"to": "buyer", "words": "?"}), (disputes.appeal, {"words": MINE}),
        (disputes.draft, {"outcome": "pay", "ruling": "unclear"}),
    )  # fmt: skip
    for verb, how in deeds:
        for case in (court.id, "N0SUCHID"):
            with pytest.raises(NoSuchThing):
                await court.does(court.eve, verb, **how, dispute=case)
    for query in (disputes.look, disputes.case_file):
        with pytest.raises(NoSuchThing):
            await court.trade.does(court.eve, query, dispute_id=court.id)
    with pytest.raises(NoSuchThing):
        await court.trade.does(court.eve, disputes.decide, decision=decision)


@pytest.mark.parametrize("state", OPEN)
async def test_each_may_do_what_the_table_says_and_nothing_else(court: Court, state: DisputeState):
    """Whoever is not named for a verb in this state is refused, and nothing moves."""
    deeds: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "answer": (disputes.answer, {"words": MINE}),
        "take": (disputes.take, {}),
        "hand_back": (disputes.hand_back, {}),
        "appeal": (disputes.appeal, {"words": MINE}),
        "accept": (disputes.accept, {"nth": 0}),
    }
    await court.reach(state)
    people = (court.ana, court.ben, court.mo, court.mia, court.eve)
    for verb, (deed, how) in deeds.items():
        for person in people:
            if verb in await court.verbs(person):
                continue
            before = (await court.stands()).version
            with pytest.raises(Refusal):
                await court.does(person, deed, **how)
            assert (await court.stands()).version == before


def test_every_row_of_the_table_is_walked() -> None:
    """A new row needs its story here."""
    assert {row.verb for row in DISPUTE} == {
        "answer", "pass_over", "begin", "refer", "take", "escalate", "decide", "hand_back",
        "run_over", "appeal", "execute", "accept", "meet",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("least", "most", "share"),
    [(20_00, 30_00, 25_00), (20_00, 20_00, 20_00), (20_01, 20_00, None), (0, 1, 1), (0, 0, 0),
     (10_00, 10_01, 10_01), (1, 50_00, 25_01)],
)  # fmt: skip
def test_the_middle_is_rounded_to_the_sellers_side(least: int, most: int, share: int | None):
    assert disputes.middle(least, most) == share


def test_the_outcomes_are_those_of_the_rules() -> None:
    assert {*Outcome} == {"resume", "refund", "pay", "split", "withdraw"}
