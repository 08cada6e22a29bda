"""Tickets: asked, taken, answered; who may, until when, and who comes first."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from core import support
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.ids import OrderId
from core.orders import OrderState
from core.support import (
    OtherHands,
    Standing,
    TicketState,
    TicketWordsMissing,
    TicketWordsTooMany,
    TooManyTickets,
)
from tests.core.desk import WORDS, Desk
from tests.core.test_order_races import ROUNDS, together
from tests.core.trade import Trade

SAID: dict[str, Any] = {"words": "More of it."}
VERBS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "take": (support.take, {}), "hand_back": (support.hand_back, {}),
    "answer": (support.answer, SAID), "ask": (support.ask, SAID), "write": (support.write, SAID),
    "close": (support.close, {}), "reopen": (support.reopen, SAID),
}  # fmt: skip
# In each state: what Ben may do, whose ticket it is; then Mo, who has it; then Mia of support.
MAY: dict[TicketState, tuple[set[str], set[str], set[str]]] = {
    TicketState.WAITING: ({"write", "close"}, {"take"}, {"take"}),
    TicketState.TAKEN: ({"write", "close"}, {"answer", "ask", "hand_back", "close"}, set()),
    TicketState.ASKED: ({"write", "close"}, {"close"}, set()),
    TicketState.ANSWERED: ({"write", "close"}, {"close"}, set()),
    TicketState.CLOSED: ({"reopen"}, set(), set()),
    TicketState.FILED: (set(), set(), set()),
}


@pytest.fixture
async def desk(trade: Trade) -> Desk:
    return await Desk(trade).begin()


@pytest.mark.parametrize("state", TicketState)
async def test_each_may_do_what_the_table_says_and_nothing_else(desk: Desk, state: TicketState):
    people = (desk.ben, desk.mo, desk.mia, desk.eve)
    allowed = (*MAY[state], set[str]())
    for (who, may), verb in product(zip(people, allowed, strict=True), VERBS):
        ticket = await desk.reach(state)
        deed, how = VERBS[verb]
        shown = await desk.verbs(who, ticket)
        assert (verb in shown) == (verb in may), (state, verb)
        if verb in may:
            await desk.does(who, deed, ticket, **how)
        else:
            with pytest.raises(Refusal) as no:
                await desk.does(who, deed, ticket, **how)
            assert isinstance(no.value, NoSuchThing) or who is not desk.eve
            assert await desk.state(ticket) is state
        if (await desk.stands(ticket)).is_open:  # nobody may have too many
            await desk.does(desk.ben, support.close, ticket)


@pytest.mark.parametrize("verb", ["answer", "ask", "write", "close", "reopen", "take"])
async def test_a_second_press_finds_it_done(desk: Desk, verb: str):
    before = {"write": TicketState.ANSWERED, "reopen": TicketState.CLOSED,
              "take": TicketState.WAITING}.get(verb, TicketState.TAKEN)  # fmt: skip
    ticket = await desk.reach(before)
    who = desk.ben if verb in ("write", "reopen") else desk.mo
    deed, how = VERBS[verb]
    await desk.does(who, deed, ticket, **how)
    if verb == "write":
        await desk.does(who, deed, ticket, **how)  # one may write as often as one likes
        assert len(await desk.said(ticket, desk.ben)) == 4
        return
    with pytest.raises((TooLate, NotYours)):
        await desk.does(who, deed, ticket, **how)


async def test_whoever_has_it_is_not_disturbed(desk: Desk):
    ticket = await desk.reach(TicketState.TAKEN)
    with pytest.raises(OtherHands):
        await desk.does(desk.mia, support.take, ticket)
    with pytest.raises(NoSuchThing):
        await desk.does(desk.mia, support.answer, ticket, words="Mine is better.")
    await desk.dismiss(desk.mo)
    with pytest.raises(NoSuchThing):
        await desk.does(desk.mo, support.answer, ticket, words="I still can.")


async def test_nobody_answers_themselves(desk: Desk):
    ticket = await desk.opens(desk.mo)
    with pytest.raises(NoSuchThing):
        await desk.does(desk.mo, support.take, ticket)
    assert await desk.queue(desk.mo) == []
    assert await desk.queue(desk.mia) == [ticket]
    assert await desk.trade.told(desk.mo) == []
    assert await desk.trade.told(desk.mia) == ["support.waiting"]


async def test_the_queue_is_nobody_elses_business(desk: Desk):
    await desk.opens()
    assert await desk.queue(desk.eve) == []
    assert await desk.queue(desk.ben) == [], "nor whose the ticket is"


async def test_words_are_read_before_anything_is_done(desk: Desk):
    with pytest.raises(TicketWordsMissing):
        await desk.opens(words=" \u200b ")
    with pytest.raises(TicketWordsMissing):
        await desk.opens(title="\u2800")
    with pytest.raises(TicketWordsTooMany):
        await desk.opens(words="x" * 2_001)
    ticket = await desk.reach(TicketState.TAKEN)
    with pytest.raises(TicketWordsMissing):
        await desk.does(desk.mo, support.answer, ticket, words="")
    assert await desk.state(ticket) is TicketState.TAKEN


async def test_a_ticket_may_be_about_an_order_of_ones_own(desk: Desk):
    order = await desk.trade.order_in(OrderState.DELIVERED)
    for who in (desk.ben, desk.ana):
        ticket = await desk.opens(who, order=order)
        assert (await desk.stands(ticket)).order_id == order
    for wrong in (order, OrderId("N0SUCHID")):
        with pytest.raises(NoSuchThing):
            await desk.opens(desk.eve, order=wrong)
    named = await desk.trade.market.ask(lambda tx: support.orders_to_name(tx, desk.ana))
    assert [one.id for one in named] == [order]
    assert await desk.trade.market.ask(lambda tx: support.orders_to_name(tx, desk.eve)) == []


async def test_nobody_fills_the_queue_alone(desk: Desk):
    for _time in range(3):
        await desk.opens()
    with pytest.raises(TooManyTickets):
        await desk.opens()
    await desk.opens(desk.ana)


# --- who comes first


async def test_age_overtakes_standing_within_a_day(desk: Desk):
    old = await desk.opens()
    await desk.trade.wait_almost(hours=24)
    vip = await desk.opens(desk.ana, Standing.VIP)
    assert await desk.queue() == [vip, old], "a moment before, the VIP still passes"
    assert (await desk.wait_of(vip)).place == 1
    assert (await desk.wait_of(old)).place == 2
    await desk.does(desk.ana, support.close, vip)
    await desk.trade.wait(seconds=2)
    await desk.opens(desk.ana, Standing.VIP)
    assert (await desk.queue())[0] == old, "whoever has waited a day stands in front of everyone"


async def test_levels_pass_each_other_by_half_a_day(desk: Desk):
    standard = await desk.opens()
    await desk.trade.wait(hours=11)
    priority = await desk.opens(desk.ana, Standing.PRIORITY)
    vip = await desk.opens(desk.eve, Standing.VIP)
    assert await desk.queue() == [vip, priority, standard]
    await desk.trade.wait(hours=2)
    late = await desk.opens(desk.ana, Standing.PRIORITY)
    assert await desk.queue() == [vip, priority, standard, late]


async def test_how_long_it_takes_is_said_only_when_it_is_known(desk: Desk):
    for hours in (1, 2):
        ticket = await desk.opens()
        await desk.trade.wait(hours=hours)
        await desk.does(desk.mo, support.take, ticket)
        await desk.does(desk.mo, support.answer, ticket, words="So.")
        await desk.does(desk.ben, support.close, ticket)
    assert (await desk.wait_of(ticket)).usual is None
    ticket = await desk.opens()
    await desk.trade.wait(hours=9)
    await desk.does(desk.mo, support.take, ticket)
    await desk.does(desk.mo, support.answer, ticket, words="So.")
    assert (await desk.wait_of(ticket)).usual == timedelta(hours=2), "the median"
    vip = await desk.opens(desk.ana, Standing.VIP)
    assert (await desk.wait_of(vip)).usual is None, "others wait otherwise"


async def test_an_answer_to_a_question_keeps_the_place(desk: Desk):
    ticket = await desk.reach(TicketState.ASKED)
    await desk.trade.wait(hours=3)
    other = await desk.opens(desk.ana)
    await desk.does(desk.ben, support.write, ticket, words="The blue one.")
    assert await desk.queue() == [ticket, other]


async def test_coming_back_after_an_answer_begins_anew(desk: Desk):
    ticket = await desk.reach(TicketState.ANSWERED)
    await desk.trade.wait(hours=3)
    other = await desk.opens(desk.ana)
    await desk.trade.wait(hours=1)
    await desk.does(desk.ben, support.write, ticket, words="It does not help.")
    assert await desk.queue() == [other, ticket]
    assert (await desk.stands(ticket)).waits_since == desk.trade.clock.now


# --- what the clock does


async def test_a_day_without_an_answer_gives_the_ticket_back(desk: Desk):
    ticket = await desk.opens()
    await desk.trade.wait(hours=1)
    other = await desk.opens(desk.ana)
    await desk.does(desk.mo, support.take, ticket)
    await desk.trade.told(desk.mo)
    await desk.trade.wait_almost(hours=20)
    assert await desk.trade.told(desk.mo) == []
    await desk.trade.wait(seconds=1)
    assert await desk.trade.told(desk.mo) == ["support.answer_wanted"]
    await desk.trade.wait_almost(hours=4)
    assert await desk.state(ticket) is TicketState.TAKEN
    await desk.trade.wait(seconds=1)
    assert await desk.queue() == [ticket, other], "where it stood"
    assert await desk.trade.told(desk.mia) == ["support.waiting"] * 3
    await desk.does(desk.mia, support.take, ticket)


@pytest.mark.parametrize("state", [TicketState.ASKED, TicketState.ANSWERED])
async def test_a_week_of_silence_closes_and_another_files(desk: Desk, state: TicketState):
    ticket = await desk.reach(state)
    await desk.trade.told(desk.ben)
    await desk.trade.wait(days=5)
    assert await desk.trade.told(desk.ben) == ["support.closing"]
    await desk.trade.wait_almost(days=2)
    assert await desk.state(ticket) is state
    await desk.trade.wait(seconds=1)
    assert await desk.state(ticket) is TicketState.CLOSED
    assert await desk.trade.told(desk.ben) == ["support.closed"]
    await desk.trade.wait_almost(days=7)
    await desk.does(desk.ben, support.reopen, ticket, words="Still broken.")
    await desk.does(desk.ben, support.close, ticket)
    await desk.trade.wait(days=7)
    assert await desk.state(ticket) is TicketState.FILED
    with pytest.raises(TooLate):
        await desk.does(desk.ben, support.reopen, ticket, words="Still broken.")


async def test_everyone_hears_of_it_but_whoever_did_it(desk: Desk):
    ticket = await desk.opens()
    assert await desk.trade.told(desk.mo) == ["support.waiting"]
    await desk.trade.told(desk.mia)
    await desk.does(desk.mo, support.take, ticket)
    await desk.does(desk.mo, support.ask, ticket, words="Which file?")
    assert await desk.trade.told(desk.ben) == ["support.asked"]
    await desk.does(desk.ben, support.write, ticket, words="The blue one.")
    assert await desk.trade.told(desk.mo) == ["support.written"]
    assert await desk.trade.told(desk.mia) == []
    await desk.does(desk.mia, support.take, ticket)
    await desk.does(desk.mia, support.answer, ticket, words="Try again.")
    assert await desk.trade.told(desk.ben) == ["support.answered"]
    await desk.does(desk.mia, support.close, ticket)
    assert await desk.trade.told(desk.ben) == ["support.closed"]
    await desk.does(desk.ben, support.reopen, ticket, words="No.")
    await desk.does(desk.ben, support.close, ticket)
    assert await desk.trade.told(desk.ben) == []
    assert await desk.said(ticket, desk.ben) == [
        WORDS, "Which file?", "The blue one.", "Try again.", "No.",
    ]  # fmt: skip


# --- two at once


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_of_support_take_a_ticket_and_one_has_it(desk: Desk, _round: int):
    ticket = await desk.opens()
    deeds = [desk.does(who, support.take, ticket) for who in (desk.mo, desk.mia)]
    assert await together(*deeds) == 1
    assert (await desk.stands(ticket)).staff_id in (desk.mo.id, desk.mia.id)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_an_answer_and_a_close_leave_one_state(desk: Desk, _round: int):
    ticket = await desk.reach(TicketState.TAKEN)
    await together(
        desk.does(desk.mo, support.answer, ticket, words="So."),
        desk.does(desk.ben, support.write, ticket, words="And also this."),
        desk.does(desk.ben, support.close, ticket),
    )
    stands = await desk.stands(ticket)
    assert stands.state in (TicketState.CLOSED, TicketState.WAITING, TicketState.ANSWERED)
    assert (stands.closed_at is not None) == (stands.state is TicketState.CLOSED)
