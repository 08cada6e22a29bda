"""Reports: of what, by whom, who looks into them, and what comes of it."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from core import communities, gigs, relay, reports, warnings
from core.communities import Claim
from core.gigs import GigState
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.ids import ReportId
from core.orders import OrderState
from core.reports import (
    AlreadyReported,
    NotAReason,
    NotOnTheMarket,
    ReasonUntold,
    ReportInOtherHands,
    ReportState,
    ReportTooLong,
    ReportYourself,
    TooManyReports,
)
from core.store import Tx
from tests.core.shop import publish
from tests.core.test_order_races import ROUNDS, together
from tests.core.trade import Trade
from tests.core.watch import WARNING, WHY, Watch

VERBS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "take": (reports.take, {}), "hand_back": (reports.hand_back, {}),
    "uphold": (reports.uphold, WARNING), "suspend": (reports.suspend, {"words": WHY}),
    "dismiss": (reports.dismiss, {}),
}  # fmt: skip
HIS = {"hand_back", "uphold", "suspend", "dismiss"}
# In each state: what Mo may do, who has it, and Mia, another moderator.
MAY: dict[ReportState, tuple[set[str], set[str]]] = {
    ReportState.WAITING: ({"take"}, {"take"}),
    ReportState.TAKEN: (HIS, set()),
    ReportState.UPHELD: (set(), set()),
    ReportState.DISMISSED: (set(), set()),
}


@pytest.fixture
async def watch(trade: Trade) -> Watch:
    return await Watch(trade).begin()


# --- who may do what


@pytest.mark.parametrize("state", ReportState)
async def test_each_may_do_what_the_table_says_and_nothing_else(watch: Watch, state: ReportState):
    people = {
        "mo": MAY[state][0],
        "mia": MAY[state][1],
        "rita": (),
        "ben": (),
        "ana": (),
        "eve": (),
    }
    for n, ((name, may), verb) in enumerate(product(people.items(), VERBS)):
        watch.ana, watch.ben = [await watch.trade.meet(f"{one} {n}") for one in ("ana", "ben")]
        watch.gig = await publish(watch.trade, watch.ana)
        report, who = await watch.reach(state), getattr(watch, name)
        deed, how = VERBS[verb]
        shown = await watch.verbs(who, report)
        assert (verb in shown) == (verb in may), (name, state, verb)
        if verb in may:
            await watch.does(who, deed, report, **how)
        else:
            with pytest.raises(Refusal) as no:
                await watch.does(who, deed, report, **how)
            assert isinstance(no.value, NoSuchThing) or name not in ("ana", "eve")
            assert await watch.state(report) is state


async def _gig_state(watch: Watch) -> GigState:
    return (await watch.trade.market.ask(lambda tx: gigs.get(tx, watch.gig.id))).state


async def test_to_whom_it_is_about_it_is_not_there(watch: Watch):
    await watch.appoint(watch.ana, reads=True)
    report = await watch.makes()
    assert await watch.trade.told(watch.ana) == []
    assert await watch.duties(watch.ana) == []
    for verb, how in (*VERBS.values(), (reports.look_into, {})):
        with pytest.raises(NoSuchThing):
            await watch.does(watch.ana, verb, report, **how)


async def test_nobody_judges_what_they_have_a_part_in(watch: Watch):
    """Who reports it, whoever reported the same, who traded with one of the two."""
    for person in (watch.ben, watch.eve):
        await watch.appoint(person, reads=True)
    report = await watch.makes()
    await watch.makes(by=watch.eve)
    max_ = await watch.trade.meet("max")
    await watch.appoint(max_, reads=True)
    watch.trade.ben, ben = max_, watch.trade.ben
    await watch.trade.order_in(OrderState.COMPLETED)
    watch.trade.ben = ben
    for person in (watch.ben, watch.eve, max_):
        assert await watch.duties(person) == [], person.name
        with pytest.raises(NoSuchThing):
            await watch.does(person, reports.take, report)
    with pytest.raises(NoSuchThing):
        await watch.does(max_, reports.look_into, report)
    assert len(await watch.duties(watch.mo)) == 2
    for person in (watch.ben, watch.eve, max_):
        await watch.trade.told(person)
    await watch.trade.wait(hours=48)
    for person in (watch.ben, watch.eve, max_):
        assert await watch.trade.told(person) == [], "nor are they called for it again"


# --- making one


async def test_what_one_sees_can_be_reported_and_what_is_not_there_cannot(watch: Watch):
    said = await watch.writes("Pay me on another site.", by=watch.ben)
    things = (watch.gig.subject, f"account:{watch.ana.id}")
    for thing in things:
        assert (await watch.stands(await watch.makes(thing))).reported_id == watch.ana.id
    report = await watch.makes(f"message:{said}", by=watch.ana, reason="outside")
    assert (await watch.stands(report)).reported_id == watch.ben.id
    for wrong in (f"message:{said}", "gig:N0SUCHID", "account:N0SUCHID", "order:N0SUCHID", ":",
                  f"account:{watch.ben.id}"):  # fmt: skip
        with pytest.raises(NoSuchThing):
            await watch.makes(wrong, by=watch.eve)
    await watch.trade.does(watch.ana, gigs.archive, gig=watch.gig.id)
    with pytest.raises(NoSuchThing):
        await watch.makes(watch.gig.subject, by=watch.eve)


async def test_nobody_reports_what_is_their_own(watch: Watch):
    said = await watch.writes("Hello")
    for thing, who in (
        (watch.gig.subject, watch.ana), (f"account:{watch.ana.id}", watch.ana),
        (f"message:{said}", watch.ben),
    ):  # fmt: skip
        with pytest.raises(ReportYourself):
            await watch.makes(thing, by=who)


async def test_one_open_report_a_person_and_thing(watch: Watch):
    first = await watch.makes()
    with pytest.raises(AlreadyReported):
        await watch.makes(reason="spam")
    await watch.makes(by=watch.eve)
    await watch.does(watch.mo, reports.take, first)
    with pytest.raises(AlreadyReported):
        await watch.makes()
    await watch.does(watch.mo, reports.dismiss, first)
    assert await watch.makes() != first, "it goes on, and is reported again"


async def test_words_and_reasons_are_read_before_anything_is_done(watch: Watch):
    for how, no in (
        ({"reason": "envy"}, NotAReason), ({"reason": "other", "words": " \u200b"}, ReasonUntold),
        ({"reason": "other", "words": None}, ReasonUntold), ({"words": "x" * 1_001}, ReportTooLong),
    ):  # fmt: skip
        with pytest.raises(no):
            await watch.makes(**how)
    assert await watch.duties(watch.mo) == []
    assert (await watch.stands(await watch.makes(words=None))).words == ""


async def test_nobody_fills_the_queue_alone(watch: Watch):
    for _time in range(10):
        await watch.makes((await publish(watch.trade)).subject)
    with pytest.raises(TooManyReports):
        await watch.makes()


# --- looking into it


async def test_a_thread_is_seen_by_whoever_has_the_report_and_its_two_see_when(watch: Watch):
    for n in range(8):
        await watch.writes(f"Before {n}", by=watch.ben)
        await watch.writes(f"Answer {n}", by=watch.ana)
    said = await watch.writes("Pay me elsewhere.")
    for n in range(5):
        await watch.writes(f"After {n}", by=watch.ana)
    report = await watch.makes(f"message:{said}", by=watch.ana, reason="outside")
    when = watch.trade.clock.now
    await watch.does(watch.mo, reports.look_into, report)
    assert await _thread(watch, "mo", report) == []
    assert await watch.lookers("conversation:") == [], "an outline is no look"
    await watch.does(watch.mo, reports.take, report)
    await watch.does(watch.mo, reports.look_into, report)
    await watch.does(watch.rita, reports.look_into, report)
    assert await watch.lookers("conversation:") == [watch.mo.id, watch.rita.id]
    assert await watch.lookers("report:") == [watch.mo.id, watch.rita.id]
    read = await _thread(watch, "mo", report)
    assert read[0] == "Before 5"
    assert read[-4:] == ["Pay me elsewhere.", "After 0", "After 1", "After 2"]
    assert await _thread(watch, "mia", report) == []
    for side in (watch.ana, watch.ben):
        assert await watch.trade.market.ask(lambda tx, s=side: _looked(tx, s, said)) == [when] * 2  # type: ignore[misc]
    assert list(await watch.trade.does(watch.ana, reports.looks, report_id=report)) == [when] * 2
    with pytest.raises(NoSuchThing):
        await watch.trade.does(watch.ben, reports.looks, report_id=report)


async def _thread(watch: Watch, who: str, report: ReportId) -> list[str]:
    person = getattr(watch, who)
    found = await watch.trade.market.ask(
        lambda tx: reports.thread(tx, person, reports.get(tx, report))
    )
    return [message.words for message in found]


def _looked(tx: Tx, who: Any, message: str) -> list[Any]:
    talk = relay.look(tx, who, relay.get(tx, message).conversation_id)
    return list(relay.looks(tx, who, talk))


# --- what comes of it


async def test_a_warning_settles_what_was_reported_for_the_same(watch: Watch):
    report, same = await watch.makes(), await watch.makes(by=watch.eve)
    max_ = await watch.trade.meet("max")
    other = await watch.makes(by=max_, reason="spam")
    for person in (watch.ana, watch.ben, watch.eve, max_):
        await watch.trade.told(person)
    await watch.does(watch.mo, reports.take, report)
    await watch.does(watch.mo, reports.uphold, report, matter=watch.gig.id, **WARNING)
    [given] = await watch.trade.does(watch.ana, warnings.of_person, account_id=watch.ana.id)
    assert given.matter == watch.gig.subject
    assert [(await watch.stands(one)).warning_id for one in (report, same)] == [given.id] * 2
    assert await watch.state(other) is ReportState.WAITING, "another reason is another matter"
    assert await watch.trade.told(watch.ana) == ["warnings.issued"]
    for person in (watch.ben, watch.eve):
        assert await watch.trade.told(person) == ["reports.upheld"]
    assert await watch.trade.told(max_) == []
    with pytest.raises((TooLate, NoSuchThing)):
        await watch.does(watch.mia, reports.take, same)


async def test_a_refused_warning_leaves_the_report_as_it_was(watch: Watch):
    report = await watch.reach(ReportState.TAKEN)
    for how, no in (
        ({"rule": "ugly", "evidence": "x"}, warnings.NotARule),
        ({"rule": "stolen", "evidence": " "}, warnings.EvidenceMissing),
        ({**WARNING, "matter": "N0SUCHID"}, warnings.NotTheirs),
    ):
        with pytest.raises(no):
            await watch.does(watch.mo, reports.uphold, report, **how)
        assert await watch.state(report) is ReportState.TAKEN
    with pytest.raises(ReasonUntold):
        await watch.does(watch.mo, reports.suspend, report, words="")
    assert await _gig_state(watch) is GigState.ACTIVE


async def test_a_gig_is_taken_off_the_market_and_given_back(watch: Watch):
    report, other = await watch.makes(), await watch.makes(by=watch.eve, reason="spam")
    await watch.does(watch.mo, reports.take, report)
    await watch.trade.told(watch.ana)
    await watch.does(watch.mo, reports.suspend, report, words=WHY)
    assert await _gig_state(watch) is GigState.SUSPENDED
    assert await watch.state(other) is ReportState.UPHELD, "it is off the market for all"
    assert await watch.trade.told(watch.ana) == ["gigs.suspended"]
    mine = await watch.trade.does(watch.ana, gigs.look_mine, gig_id=watch.gig.id)
    assert mine.suspended_for == WHY
    for nobody in (watch.ana, watch.ben, watch.rita, watch.eve):
        with pytest.raises(NoSuchThing):
            await watch.trade.does(nobody, reports.reinstate, gig=watch.gig.id)
    await watch.trade.does(watch.mia, reports.reinstate, gig=watch.gig.id)
    assert await _gig_state(watch) is GigState.PAUSED
    assert await watch.trade.told(watch.ana) == ["gigs.reinstated"]
    with pytest.raises(NoSuchThing):
        await watch.trade.does(watch.mia, reports.reinstate, gig=watch.gig.id)


async def test_what_is_off_the_market_already_can_only_be_warned_for(watch: Watch):
    report = await watch.reach(ReportState.TAKEN)
    await watch.trade.does(watch.ana, gigs.archive, gig=watch.gig.id)
    assert "suspend" not in await watch.verbs(watch.mo, report)
    with pytest.raises(NotOnTheMarket):
        await watch.does(watch.mo, reports.suspend, report, words=WHY)
    profile = await watch.reach(ReportState.TAKEN, f"account:{watch.ana.id}")
    assert "suspend" not in await watch.verbs(watch.mo, profile)
    with pytest.raises(NoSuchThing):
        await watch.does(watch.mo, reports.suspend, profile, words=WHY)
    await watch.does(watch.mo, reports.uphold, report, **WARNING)


async def test_a_dismissal_tells_the_reporter_and_nobody_else(watch: Watch):
    report = await watch.reach(ReportState.TAKEN)
    for person in (watch.ana, watch.ben):
        await watch.trade.told(person)
    await watch.does(watch.mo, reports.dismiss, report)
    assert await watch.trade.told(watch.ben) == ["reports.dismissed"]
    assert await watch.trade.told(watch.ana) == []
    for verb, how in VERBS.values():
        with pytest.raises((TooLate, NotYours)):
            await watch.does(watch.mo, verb, report, **how)


# --- what the clock does


async def test_a_report_nobody_takes_is_called_for_again(watch: Watch):
    report = await watch.makes()
    for person in (watch.mo, watch.mia):
        assert await watch.trade.told(person) == ["reports.waiting"]
    assert await watch.trade.told(watch.rita) == []
    await watch.trade.wait_almost(hours=48)
    assert await watch.trade.told(watch.mo) == []
    await watch.trade.wait(seconds=1)
    assert await watch.trade.told(watch.mo) == ["reports.waiting"]
    assert await watch.state(report) is ReportState.WAITING


async def test_three_days_without_a_decision_give_it_back(watch: Watch):
    report = await watch.reach(ReportState.TAKEN)
    for person in (watch.mo, watch.mia):
        await watch.trade.told(person)
    assert await watch.duties(watch.mo) == [(report, Claim.MINE)]
    assert await watch.duties(watch.mia) == []
    assert await watch.duties(watch.rita) == [(report, Claim.READ)]
    await watch.trade.wait(days=2)
    assert await watch.trade.told(watch.mo) == ["reports.decision_wanted"]
    await watch.trade.wait_almost(days=1)
    with pytest.raises(ReportInOtherHands):
        await watch.does(watch.mia, reports.take, report)
    await watch.trade.wait(seconds=1)
    assert await watch.state(report) is ReportState.WAITING
    assert await watch.trade.told(watch.mia) == ["reports.waiting"]
    await watch.does(watch.mia, reports.take, report)


async def test_the_reports_of_somebody_who_goes_are_for_others(watch: Watch):
    report = await watch.reach(ReportState.TAKEN)
    await watch.trade.told(watch.mia)
    await watch.trade.does(watch.mo, communities.resign)
    assert await watch.state(report) is ReportState.WAITING
    assert await watch.trade.told(watch.mia) == ["reports.waiting"]
    with pytest.raises(NoSuchThing):
        await watch.does(watch.mo, reports.take, report)


# --- two at once


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_moderators_take_a_report_and_one_has_it(watch: Watch, _round: int):
    report = await watch.makes()
    deeds = [watch.does(who, reports.take, report) for who in (watch.mo, watch.mia)]
    assert await together(*deeds) == 1
    assert (await watch.stands(report)).moderator_id in (watch.mo.id, watch.mia.id)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_five_presses_make_one_report(watch: Watch, _round: int):
    assert await together(*(watch.makes() for _time in range(5))) == 1
    assert len(await watch.duties(watch.mo)) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_reports_of_the_same_bring_one_warning(watch: Watch, _round: int):
    first, second = await watch.makes(), await watch.makes(by=watch.eve)
    await watch.does(watch.mo, reports.take, first)
    await watch.does(watch.mia, reports.take, second)
    deeds = (
        watch.does(watch.mo, reports.uphold, first, **WARNING),
        watch.does(watch.mia, reports.uphold, second, **WARNING),
    )
    assert await together(*deeds) == 1
    given = await watch.trade.does(watch.ana, warnings.of_person, account_id=watch.ana.id)
    assert len(given) == 1
