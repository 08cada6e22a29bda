"""Warnings: who gives them, how long they count, what follows, and how it is taken back."""

from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from typing import Any

import pytest

from core import checkout, gigs, orders, warnings
from core.accounts import Account
from core.communities import HOME
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.ids import AccountId
from core.orders import OrderState
from core.store import Tx
from core.suspensions import SellerTakesNoOrders, SellingSuspended
from core.warnings import (
    AnotherMustJudge,
    AppealTooLate,
    Count,
    DealtWithThem,
    EvidenceMissing,
    EvidenceTooLong,
    NotARule,
    NotTheirs,
    Penalty,
    Rule,
    WarningState,
    WarningYourself,
)
from tests.core.bench import SAID, Bench
from tests.core.shop import sell
from tests.core.test_order_races import ROUNDS, together
from tests.core.trade import Trade, terms

DAY = timedelta(days=1)


@pytest.fixture
async def bench(trade: Trade) -> Bench:
    return await Bench(trade).begin()


# --- giving one


async def test_a_warning_says_what_for_and_for_how_long(bench: Bench):
    warning = await bench.stands(await bench.warns(Rule.STOLEN))
    now = bench.trade.clock.now
    assert (warning.rule, warning.state) == (Rule.STOLEN, WarningState.ACTIVE)
    assert warning.expires_at == now + 90 * DAY
    assert warning.appeal_until == now + 14 * DAY
    assert warning.penalty is Penalty.NOTHING
    assert await bench.trade.told(bench.ana) == ["warnings.issued"]
    assert await bench.suspended() is None


async def test_only_moderators_warn_and_never_themselves(bench: Bench):
    for nobody in (bench.eve, bench.ben):
        with pytest.raises(NoSuchThing):
            await bench.warns(by=nobody)
    with pytest.raises(WarningYourself):
        await bench.warns(to=bench.mo)
    with pytest.raises(NoSuchThing):
        await bench.trade.does(
            bench.mo, warnings.issue, person=AccountId("N0SUCHID"), rule="insults", evidence="x"
        )
    await bench.warns(by=bench.mia, to=bench.mo)  # another may


async def test_a_moderator_who_dealt_with_somebody_leaves_it_to_another(bench: Bench):
    await bench.appoint(bench.ben)
    await bench.trade.order_in(OrderState.AWAITING_PAYMENT)
    assert await bench.trade.market.ask(lambda tx: warnings.may_issue(tx, bench.ben, bench.ana.id))
    await bench.trade.order_in(OrderState.COMPLETED)
    await bench.appoint(bench.ana)
    for one, other in ((bench.ben, bench.ana), (bench.ana, bench.ben)):
        with pytest.raises(DealtWithThem):
            await bench.warns(by=one, to=other)


async def test_what_is_said_is_read_before_anything_is_done(bench: Bench):
    with pytest.raises(EvidenceMissing):
        await bench.warns(evidence=" \u200b")
    with pytest.raises(EvidenceTooLong):
        await bench.warns(evidence="x" * 2_001)
    with pytest.raises(NotARule):
        await bench.trade.does(
            bench.mo, warnings.issue, person=AccountId(bench.ana.id), rule="ugly", evidence="x"
        )
    assert await bench.trade.told(bench.ana) == []


async def test_it_may_be_about_an_order_or_a_gig_of_theirs(bench: Bench):
    order = await bench.trade.order_in(OrderState.DELIVERED)
    warning = await bench.stands(await bench.warns(matter=f" {order.lower()} "))
    assert warning.matter == f"order:{order}"
    for wrong in ("N0SUCHID", order):
        with pytest.raises(NotTheirs):
            await bench.warns(to=bench.eve, matter=wrong)


# --- the ladder


async def test_the_second_for_the_same_rule_suspends_for_a_week(bench: Bench):
    await bench.warns()
    second = await bench.warns(by=bench.mia)
    assert await bench.penalty(second) is Penalty.PAUSE
    assert await bench.suspended() == bench.trade.clock.now + 7 * DAY
    await bench.trade.told(bench.ana)
    await bench.trade.wait_almost(days=7)
    assert await bench.suspended() is not None
    await bench.trade.wait(seconds=1)
    assert await bench.suspended() is None
    assert await bench.trade.told(bench.ana) == ["suspensions.ended"]


async def test_the_second_for_another_rule_costs_a_level_while_both_count(bench: Bench):
    await bench.warns()
    await bench.trade.wait(days=30)
    assert await bench.penalty(await bench.warns(Rule.STOLEN)) is Penalty.LEVEL
    assert await bench.levels_lost() == 1
    assert await bench.suspended() is None
    await bench.trade.wait_almost(days=60)
    assert await bench.levels_lost() == 1
    await bench.trade.wait(seconds=1)
    assert await bench.levels_lost() == 0


async def test_the_third_suspends_while_three_count(bench: Bench):
    first, _second = await bench.warns(), await bench.warns(Rule.STOLEN)
    await bench.trade.wait(days=10)
    third = await bench.warns(Rule.FAKED)
    assert await bench.penalty(third) is Penalty.SUSPENSION
    assert await bench.suspended() == (await bench.stands(first)).expires_at
    await bench.trade.wait(days=10)
    fourth = await bench.warns(Rule.FAKED)
    assert await bench.penalty(fourth) is Penalty.SUSPENSION
    await bench.trade.wait_almost(days=70)
    assert await bench.suspended() is not None
    await bench.trade.wait(seconds=1)
    assert await bench.suspended() is None, "two of four are over, two still count"


async def test_what_has_expired_leads_to_nothing_any_more(bench: Bench):
    await bench.warns()
    await bench.trade.told(bench.ana)
    await bench.trade.wait_almost(days=90)
    assert await bench.trade.told(bench.ana) == []
    await bench.trade.wait(seconds=1)
    assert await bench.trade.told(bench.ana) == ["warnings.expired"]
    assert await bench.penalty(await bench.warns()) is Penalty.NOTHING


def test_the_ladder_in_every_order() -> None:
    """Whatever the rules and their order: the number that count says what follows."""
    start = datetime(2026, 1, 5, tzinfo=UTC)
    for given in product((Rule.INSULTS, Rule.STOLEN, Rule.FAKED), repeat=3):
        counts = [
            Count(rule, start + n * DAY, start + (90 + n) * DAY) for n, rule in enumerate(given)
        ]
        rungs = [warnings.rung(one, counts[:n], 7 * DAY).penalty for n, one in enumerate(counts)]
        second = Penalty.PAUSE if given[0] is given[1] else Penalty.LEVEL
        assert rungs == [Penalty.NOTHING, second, Penalty.SUSPENSION]


@pytest.mark.parametrize("gone", range(3))
async def test_whichever_is_lifted_the_others_lead_to_what_they_would_have(bench: Bench, gone: int):
    given = (Rule.INSULTS, Rule.STOLEN, Rule.INSULTS)
    three = [await bench.warns(rule) for rule in given]
    assert await bench.suspended() == (await bench.stands(three[0])).expires_at
    await bench.lifted(three[gone])
    left = [one for n, one in enumerate(three) if n != gone]
    second = Penalty.PAUSE if gone == 1 else Penalty.LEVEL
    assert [await bench.penalty(one) for one in left] == [Penalty.NOTHING, second]
    assert await bench.penalty(three[gone]) is Penalty.NOTHING
    until = bench.trade.clock.now + 7 * DAY if gone == 1 else None
    assert await bench.suspended() == until
    assert await bench.levels_lost() == (gone != 1)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_lifted_one_by_one_in_any_order_nothing_is_left(bench: Bench, order: tuple[int, ...]):
    three = [await bench.warns(rule) for rule in (Rule.INSULTS, Rule.INSULTS, Rule.STOLEN)]
    for n in order:
        await bench.lifted(three[n])
    assert await bench.suspended() is None
    assert await bench.levels_lost() == 0
    assert {await bench.penalty(one) for one in three} == {Penalty.NOTHING}


# --- appeals


async def test_an_appeal_goes_to_another_moderator(bench: Bench):
    warning = await bench.warns()
    with pytest.raises(NotYours):
        await bench.does(bench.mia, warnings.appeal, warning, **SAID)
    for wrong in (bench.ben, bench.eve):
        with pytest.raises(NoSuchThing):
            await bench.does(wrong, warnings.appeal, warning, **SAID)
    await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    with pytest.raises(TooLate):
        await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    assert await bench.trade.told(bench.mo) == []
    assert await bench.trade.told(bench.mia) == ["warnings.appealed"]
    for verb in (warnings.lift, warnings.uphold):
        with pytest.raises(AnotherMustJudge):
            await bench.does(bench.mo, verb, warning, words="I was right.")
        with pytest.raises(NotYours):
            await bench.does(bench.ana, verb, warning, words="I was right.")
        with pytest.raises(NoSuchThing):
            await bench.does(bench.eve, verb, warning, words="Let her.")
    await bench.trade.told(bench.ana)
    await bench.does(bench.mia, warnings.uphold, warning, words="It was her.")
    assert await bench.trade.told(bench.ana) == ["warnings.upheld"]
    for verb in (warnings.lift, warnings.uphold):
        with pytest.raises(TooLate):
            await bench.does(bench.max, verb, warning, words="Once more.")
    with pytest.raises(TooLate):
        await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    await bench.trade.wait(days=90)
    assert (await bench.stands(warning)).state is WarningState.EXPIRED


async def test_one_may_appeal_for_two_weeks(bench: Bench):
    first, second = await bench.warns(), await bench.warns()
    await bench.trade.wait_almost(days=14)
    await bench.does(bench.ana, warnings.appeal, first, **SAID)
    await bench.trade.wait(seconds=1)
    with pytest.raises(AppealTooLate):
        await bench.does(bench.ana, warnings.appeal, second, **SAID)


async def test_a_moderator_who_dealt_with_somebody_does_not_judge(bench: Bench):
    await bench.appoint(bench.ben)
    await bench.trade.order_in(OrderState.COMPLETED)
    warning = await bench.warns()
    await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    assert "warnings.appealed" not in await bench.trade.told(bench.ben)
    with pytest.raises(DealtWithThem):
        await bench.does(bench.ben, warnings.lift, warning, words="She is nice.")
    assert await bench.trade.does(bench.ben, warnings.duties, most=20) == []


async def test_an_appeal_does_not_lengthen_a_warning_and_is_not_forgotten(bench: Bench):
    warning = await bench.warns()
    await bench.trade.wait(days=10)
    await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    await bench.trade.told(bench.mia)
    await bench.trade.wait(days=2)
    assert await bench.trade.told(bench.mia) == ["warnings.appealed"]
    await bench.trade.wait_almost(days=78)
    assert (await bench.stands(warning)).state is WarningState.APPEALED
    await bench.trade.wait(seconds=1)
    assert (await bench.stands(warning)).state is WarningState.EXPIRED
    with pytest.raises(TooLate):
        await bench.does(bench.mia, warnings.lift, warning, words="Too late.")


# --- what a suspension blocks, and what not


async def test_a_suspended_seller_sells_nothing_new(bench: Bench):
    await sell(bench.trade, bench.ana)
    gig = await bench.publishes()
    assert await bench.found() == [gig.id]
    await bench.warns()
    second = await bench.warns()
    assert await bench.found() == []
    with pytest.raises(SellingSuspended):
        await bench.publishes()
    basket: dict[str, Any] = {"gig": gig.id, "tier": "essential", "quantity": 1}
    with pytest.raises(SellerTakesNoOrders):
        await bench.trade.market.ask(lambda tx: checkout.quote(tx, bench.ben, **basket))
    with pytest.raises(SellerTakesNoOrders):
        await bench.trade.place()
    await bench.trade.does(bench.ana, gigs.pause, gig=gig.id)
    with pytest.raises(SellingSuspended):
        await bench.trade.does(bench.ana, gigs.resume, gig=gig.id)
    await bench.lifted(second)
    await bench.trade.does(bench.ana, gigs.resume, gig=gig.id)
    assert await bench.found() == [gig.id]
    await bench.publishes()


async def test_its_gigs_are_found_again_by_themselves(bench: Bench):
    await sell(bench.trade, bench.ana)
    gig = await bench.publishes()
    await bench.warns()
    await bench.warns()
    await bench.trade.wait_almost(days=7)
    assert await bench.found() == []
    await bench.trade.wait(seconds=1)
    assert await bench.found() == [gig.id]


async def test_what_runs_goes_on_and_is_paid(bench: Bench):
    order = await bench.trade.order_in(OrderState.IN_PROGRESS)
    for rule in (Rule.INSULTS, Rule.STOLEN, Rule.FAKED):
        await bench.warns(rule)
    await bench.trade.deliver(order)
    await bench.trade.does(bench.ben, orders.accept, order=order)
    await bench.trade.wait(days=14)
    assert await bench.trade.book("available", bench.ana.id) == 45_00
    other = await bench.trade.does(bench.ana, _buys, seller=bench.ben.id)
    assert other.buyer_id == bench.ana.id, "whoever is suspended may still buy"


# --- two at once


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_warnings_at_once_are_a_first_and_a_second(bench: Bench, _round: int):
    done = await together(bench.warns(by=bench.mo), bench.warns(by=bench.mia))
    assert done == 2
    both = await bench.trade.market.ask(lambda tx: warnings.counting(tx, bench.ana.id))
    assert sorted(one.penalty for one in both) == [Penalty.NOTHING, Penalty.PAUSE]
    assert await bench.suspended() is not None


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_judges_at_once_decide_once(bench: Bench, _round: int):
    warning = await bench.warns()
    await bench.does(bench.ana, warnings.appeal, warning, **SAID)
    done = await together(
        bench.does(bench.mia, warnings.lift, warning, words="Not her."),
        bench.does(bench.max, warnings.uphold, warning, words="Her."),
    )
    assert done == 1


def _buys(tx: Tx, me: Account, *, seller: str) -> orders.Order:
    return orders.start(tx, me, seller=seller, gig=None, terms=terms(), key="K", community=HOME)
