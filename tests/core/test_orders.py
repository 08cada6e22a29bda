from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core import deliveries, files, lives, orders
from core.kit.errors import NoSuchThing, NotYours, Refusal, TooLate
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.orders import ORDER, Hold, Lateness, OrderState, Question
from core.store import Tx
from tests.core.trade import ANSWERS, EUR, WORK, Trade, terms

AWAITING, REQUIREMENTS, IN_PROGRESS, DELIVERED, IN_REVISION, UNFUNDED, *_ends = OrderState
COMPLETED, CANCELLED = _ends

# Every verb a person has, and how it is done.
HANDS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "abandon": (orders.abandon, {}),
    "answer": (orders.answer, {"answers": ANSWERS}),
    "skip": (orders.skip, {}),
    "cancel": (orders.cancel, {}),
    "deliver": (deliveries.deliver, {"message": WORK}),
    "request_revision": (deliveries.request_revision, {"comment": "Bigger, please"}),
    "accept": (orders.accept, {}),
    "accept_and_stop": (orders.accept_and_stop, {}),
    "stop": (orders.stop, {}),
}
# What people may do, written out once more beside the table: state, verb, whose, where it leads.
RIGHTS = {
    (AWAITING, "abandon", "ben"): CANCELLED,
    (REQUIREMENTS, "answer", "ben"): IN_PROGRESS,
    (REQUIREMENTS, "skip", "ana"): IN_PROGRESS,
    (REQUIREMENTS, "cancel", "ben"): CANCELLED,
    (IN_PROGRESS, "deliver", "ana"): DELIVERED,
    (IN_REVISION, "deliver", "ana"): DELIVERED,
    (DELIVERED, "deliver", "ana"): DELIVERED,
    (DELIVERED, "request_revision", "ben"): IN_REVISION,
    (DELIVERED, "accept", "ben"): COMPLETED,
    (UNFUNDED, "stop", "ben"): COMPLETED,
}


@pytest.mark.parametrize("state", OrderState)
async def test_everyone_may_do_their_part_and_nothing_else(trade: Trade, state: OrderState):
    for verb, (hand, how) in HANDS.items():
        for who in ("ana", "ben", "eve"):
            order = await trade.order_in(state)
            before = await trade.stands(order)
            lead = RIGHTS.get((state, verb, who))
            if lead is not None:
                await trade.does(getattr(trade, who), hand, order=order, **how)
                assert await trade.state(order) is lead
                continue
            says = (NoSuchThing,) if who == "eve" else (NotYours, TooLate)
            with pytest.raises(says):
                await trade.does(getattr(trade, who), hand, order=order, **how)
            after = await trade.stands(order)
            assert (after.state, after.version) == (before.state, before.version)


@pytest.mark.parametrize(("state", "verb", "who"), [k for k in RIGHTS if k[1] != "deliver"])
async def test_the_second_press_is_told_and_does_nothing(
    trade: Trade, state: OrderState, verb: str, who: str
):
    order = await trade.order_in(state)
    hand, how = HANDS[verb]
    await trade.does(getattr(trade, who), hand, order=order, **how)
    with pytest.raises(Refusal):
        await trade.does(getattr(trade, who), hand, order=order, **how)
    assert await trade.state(order) is RIGHTS[state, verb, who]


def test_the_table_knows_no_more_hands_than_the_rights_above():
    by_people = {(row.state, row.verb) for row in ORDER if {Role.BUYER, Role.SELLER} & set(row.who)}
    elsewhere = {  # their stories are in test_late_orders and test_milestones
        (IN_PROGRESS, "cancel_late"),
        (DELIVERED, "accept_and_stop"),
    }
    assert by_people == {(state, verb) for state, verb, _who in RIGHTS} | elsewhere


async def test_strangers_cannot_even_see_an_order(trade: Trade):
    order = await trade.place()
    for wrong in (order, "NOSUCHTH"):
        with pytest.raises(NoSuchThing):
            await trade.does(trade.eve, lambda tx, me, o=wrong: orders.look(tx, me, o))


# --- placing and paying


async def test_placing_twice_with_one_press_is_one_order(trade: Trade):
    first = await trade.place(key="press-1")
    assert await trade.place(key="press-1") == first
    assert await trade.place(key="press-2") != first


async def test_nobody_orders_from_themselves(trade: Trade):
    with pytest.raises(orders.OrderFromYourself):
        await trade.does(
            trade.ana, orders.start, seller=trade.ana.id, gig=None, terms=terms(), key="k",
            community="JALON",
        )  # fmt: skip


async def test_paying_puts_the_price_in_escrow_and_asks_for_the_requirements(trade: Trade):
    order = await trade.place()
    await trade.pay(order)
    work = await trade.stands(order)
    assert (work.state, work.due_at) == (REQUIREMENTS, None)
    assert await trade.book("escrow", order) == 50_00
    assert await trade.told(trade.ana) == ["orders.paid"]


async def test_a_gig_that_asks_nothing_begins_with_the_payment(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    work = await trade.stands(order)
    assert work.due_at == trade.clock.now + timedelta(days=4)


async def test_an_order_nobody_pays_expires_after_a_quarter_of_an_hour(trade: Trade):
    order = await trade.place()
    await trade.wait_almost(minutes=15)
    assert await trade.state(order) is AWAITING
    await trade.wait(seconds=1)
    assert await trade.state(order) is CANCELLED
    assert await trade.told(trade.ben) == ["orders.expired"]
    assert await trade.told(trade.ana) == []
    with pytest.raises(TooLate):
        await trade.pay(order)


async def test_an_unpaid_order_is_none_of_the_sellers_business(trade: Trade):
    await trade.place()
    found, more = await trade.does(trade.ana, orders.mine, side=Role.SELLER)
    assert (list(found), more) == ([], False)


# --- requirements


async def test_answers_start_the_time_to_deliver(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    await trade.wait(days=2)
    await trade.told(trade.ana)
    await trade.does(trade.ben, orders.answer, order=order, answers=ANSWERS)
    work = await trade.stands(order)
    assert work.answers == ANSWERS
    assert work.due_at is not None
    assert timedelta(days=4) == work.due_at - trade.clock.now
    assert await trade.told(trade.ana) == ["orders.answered"]


async def test_a_required_question_needs_an_answer(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    for empty in ({}, {"name": "  "}, {"taste": "Blue"}, {"name": ["not", "words"]}):
        with pytest.raises(orders.AnswerMissing) as no:
            await trade.does(trade.ben, orders.answer, order=order, answers=empty)
        assert no.value.question == "What is your brand called?"


async def test_an_answer_has_an_end(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    with pytest.raises(orders.AnswerTooLong):
        await trade.does(trade.ben, orders.answer, order=order, answers={"name": "x" * 2_001})


async def test_files_and_options_answer_questions_too(trade: Trade):
    questions = (
        Question("photo", "Show us", files=True),
        Question("size", "Which size?", options=("S", "L")),
    )
    order = await trade.order_in(REQUIREMENTS, questions=questions)
    blob = {"name": "a.png", "mime": "image/png", "size": 3, "digest": "0" * 64}
    mine = await trade.does(trade.ben, files.keep, **blob)
    theirs = await trade.does(trade.eve, files.keep, **blob)

    with pytest.raises(orders.AnswerMissing):
        await trade.does(
            trade.ben, orders.answer, order=order, answers={"photo": [mine.id], "size": "XL"}
        )
    with pytest.raises(NoSuchThing):
        await trade.does(
            trade.ben, orders.answer, order=order, answers={"photo": [theirs.id], "size": "S"}
        )
    with pytest.raises(NoSuchThing):
        await trade.does(
            trade.ben,
            orders.answer,
            order=order,
            answers={"photo": [mine.id], "size": "S", "files": [theirs.id]},
        )
    answers = {"photo": [mine.id], "size": "S", "files": [mine.id]}
    await trade.does(trade.ben, orders.answer, order=order, answers=answers)
    assert (await trade.stands(order)).answers == answers


async def test_the_seller_may_begin_without_answers(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    await trade.does(trade.ana, orders.skip, order=order)
    assert (await trade.stands(order)).due_at == trade.clock.now + timedelta(days=4)
    assert await trade.told(trade.ben) == ["orders.skipped"]


async def test_calling_off_before_the_work_gives_everything_back(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    await trade.told(trade.ana)
    await trade.does(trade.ben, orders.cancel, order=order)
    assert await trade.book("escrow", order) == 0
    assert await trade.book("wallet", trade.ben.id) == 50_00
    assert await trade.told(trade.ana) == ["orders.cancelled"]
    assert await trade.told(trade.ben) == []


async def test_the_seller_may_call_off_after_a_week_without_answers(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    await trade.wait_almost(days=7)
    with pytest.raises(NotYours):
        await trade.does(trade.ana, orders.cancel, order=order)
    assert "cancel" not in orders.verbs(await trade.stands(order), Role.SELLER, trade.clock.now)
    await trade.wait(seconds=1)
    await trade.does(trade.ana, orders.cancel, order=order)
    assert await trade.book("wallet", trade.ben.id) == 50_00


async def test_two_weeks_without_answers_call_the_order_off(trade: Trade):
    order = await trade.order_in(REQUIREMENTS)
    await trade.told(trade.ana)
    reminders = 0
    for hours in (1, 23, 48, 72):  # 1 h, 24 h, 3 d, 6 d
        await trade.wait(hours=hours)
        reminders += len(await trade.told(trade.ben))
    assert reminders == 4
    await trade.wait(days=7, hours=23)
    assert await trade.state(order) is REQUIREMENTS
    await trade.wait(hours=1)
    assert await trade.state(order) is CANCELLED
    assert await trade.book("wallet", trade.ben.id) == 50_00
    assert await trade.told(trade.ana) == ["orders.cancelled"]
    assert await trade.told(trade.ben) == ["orders.cancelled"]


# --- acceptance


async def test_accepting_releases_the_sellers_part_and_the_commission(trade: Trade):
    order = await trade.order_in(DELIVERED, total=Money(50_09, EUR), price=Money(50_09, EUR))
    await trade.does(trade.ben, orders.accept, order=order)
    assert await trade.book("escrow", order) == 0
    assert await trade.book("clearing", trade.ana.id) == 45_09
    assert await trade.book("commission", "JALON") == 5_00  # the odd fraction is the seller's


async def test_three_days_of_silence_accept(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await trade.told(trade.ana)
    assert await trade.told(trade.ben) == ["deliveries.made"]
    for hours in (24, 24, 21):  # 48, 24 and 3 hours before the end
        await trade.wait(hours=hours)
        assert await trade.told(trade.ben) == ["orders.review_ends"]
    work = await trade.stands(order)
    assert work.delivered_at is not None
    trade.clock.now = work.delivered_at
    await trade.wait_almost(days=3)
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is COMPLETED
    assert await trade.told(trade.ana) == ["orders.completed"]
    assert await trade.told(trade.ben) == ["orders.completed"]


async def test_lateness_is_derived_from_the_due_date(trade: Trade):
    due, hour = trade.clock.now, timedelta(hours=1)
    settings = MarketSettings()
    assert orders.lateness(None, due, settings) is Lateness.NOT
    assert orders.lateness(due, due, settings) is Lateness.NOT
    assert orders.lateness(due, due + hour, settings) is Lateness.LATE
    assert orders.lateness(due, due + 24 * hour, settings) is Lateness.LATE
    assert orders.lateness(due, due + 25 * hour, settings) is Lateness.VERY_LATE


# --- standing still


async def test_a_held_order_stands_still_and_goes_on_where_it_stood(trade: Trade):
    order = await trade.order_in(DELIVERED)
    await trade.wait(days=1)

    def stop(tx: Tx) -> None:
        work = orders.get(tx, order)
        orders.hold(tx, work, "dispute", Role.BUYER, by=trade.ben, stops_delivery=True)

    await trade.market.do(stop)
    held = await trade.stands(order)
    assert (held.state, held.hold, held.due_at) == (DELIVERED, Hold.DISPUTED, None)
    assert orders.verbs(held, Role.BUYER, trade.clock.now) == ()
    with pytest.raises(orders.OnHold):
        await trade.does(trade.ben, orders.accept, order=order)
    await trade.wait(days=30)
    assert await trade.state(order) is DELIVERED

    await trade.market.do(lambda tx: orders.release(tx, orders.get(tx, order)))
    freed = await trade.stands(order)
    assert freed.due_at == trade.clock.now + timedelta(days=3)
    await trade.wait_almost(days=2)
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is COMPLETED


# --- lists and the journal


async def test_orders_are_listed_by_side_open_and_ended_newest_first(trade: Trade):
    opened = []
    for _ in range(9):
        opened.append(await trade.order_in(IN_PROGRESS))
        trade.clock.pass_by(minutes=1)
    ended = await trade.order_in(COMPLETED)

    for side, who in ((Role.BUYER, trade.ben), (Role.SELLER, trade.ana)):
        page, more = await trade.does(who, orders.mine, side=side)
        assert ([o.id for o in page], more) == (opened[:0:-1], True)
        page, more = await trade.does(who, orders.mine, side=side, page=1)
        assert ([o.id for o in page], more) == (opened[:1], False)
        page, more = await trade.does(who, orders.mine, side=side, ended=True)
        assert ([o.id for o in page], more) == ([ended], False)
        page, _more = await trade.does(trade.eve, orders.mine, side=side)
        assert list(page) == []


async def test_the_journal_says_who_did_what(trade: Trade):
    order = await trade.order_in(COMPLETED)
    steps = await trade.market.ask(lambda tx: lives.journal(tx, f"order:{order}"))
    assert [(s.verb, s.account_id) for s in steps] == [
        ("paid", None),
        ("deliver", trade.ana.id),
        ("accept", trade.ben.id),
    ]
