"""Offers: every row of the table, by the right and the wrong person, in time and too late."""

from typing import Any

import pytest

from core import drafts, offers, orders
from core.accounts import NotASeller
from core.kit.errors import NoSuchThing, NotYours, Refusal
from core.kit.ids import OfferId, OrderId
from core.kit.settings import MarketSettings
from core.offers import OFFER, OfferState, Part
from core.orders import OrderState, Question
from tests.core.haggling import SCOPE, Haggling, single, stage, staged
from tests.core.shop import euros

SENT, VIEWED, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED, SUPERSEDED = OfferState
DEAL = {"title": "3D logo", "price": euros(50), "days": 3}
HALF = {"price": euros(40), "days": 3, "scope": SCOPE}
# What each of the two sides can do by a press, and what becomes of the offer.
DEEDS: dict[str, tuple[str, Any, dict[str, Any], OfferState]] = {
    "accept": ("ben", offers.accept, {}, ACCEPTED),
    "decline": ("ben", offers.decline, {"reason": "Too dear"}, DECLINED),
    "counter": ("ben", offers.counter, HALF, VIEWED),
    "withdraw": ("ana", offers.withdraw, {}, WITHDRAWN),
    "revise": ("ana", offers.revise, single(price=euros(70)), SUPERSEDED),
}


@pytest.mark.parametrize("verb", DEEDS)
@pytest.mark.parametrize("state", OfferState)
async def test_each_side_may_do_what_the_table_says(
    haggling: Haggling, state: OfferState, verb: str
):
    side, deed, how, end = DEEDS[verb]
    offer = await haggling.offer_in(state)
    right = getattr(haggling, side)
    wrong = haggling.ana if side == "ben" else haggling.ben
    possible = any(row.state is state and row.verb == verb for row in OFFER)

    with pytest.raises(NoSuchThing):
        await haggling.does(haggling.eve, deed, offer=offer, **how)
    with pytest.raises(NoSuchThing):
        await haggling.does(right, deed, offer="NOSUCHTH", **how)
    with pytest.raises(NotYours if possible else Refusal):
        await haggling.does(wrong, deed, offer=offer, **how)
    assert await haggling.state(offer) is state
    if not possible and (verb, state) != ("accept", ACCEPTED):
        with pytest.raises(Refusal):
            await haggling.does(right, deed, offer=offer, **how)
        assert await haggling.state(offer) is state
        return
    await haggling.does(right, deed, offer=offer, **how)
    assert await haggling.state(offer) is end

    if verb == "accept":  # a second press is the same order
        await haggling.does(right, deed, offer=offer, **how)
        assert await haggling.orders_of(offer) == [OrderState.AWAITING_PAYMENT]
    elif verb != "counter":
        with pytest.raises(Refusal):
            await haggling.does(right, deed, offer=offer, **how)


async def test_only_the_buyer_opens_it_and_the_seller_sees_that(haggling: Haggling):
    offer = await haggling.sends()
    await haggling.does(haggling.ana, offers.view, offer=offer)
    assert await haggling.state(offer) is SENT
    with pytest.raises(NoSuchThing):
        await haggling.does(haggling.eve, offers.view, offer=offer)
    for _ in range(2):
        await haggling.does(haggling.ben, offers.view, offer=offer)
        assert await haggling.state(offer) is VIEWED


async def test_an_old_version_opens_as_the_newest(haggling: Haggling):
    old = await haggling.offer_in(SUPERSEDED)
    shown = await haggling.does(haggling.ben, offers.view, offer=old)
    assert (shown.nth, shown.state, shown.thread_id) == (2, VIEWED, old)
    with pytest.raises(offers.OfferReplaced) as no:
        await haggling.does(haggling.ben, offers.accept, offer=old)
    assert (no.value.old, no.value.new) == (1, 2)


# --- time


@pytest.mark.parametrize("viewed", [False, True])
async def test_it_expires_to_the_second_and_both_are_told_once(haggling: Haggling, viewed: bool):
    trade = haggling.trade
    offer = await haggling.sends(valid=3)
    assert await trade.told(trade.ben) == ["offers.sent"]
    if viewed:
        await trade.wait(hours=5)
        await haggling.does(haggling.ben, offers.view, offer=offer)
        await trade.wait(hours=-5 + 48)
    else:
        await trade.wait(days=2)
    assert await trade.told(trade.ben) == ["offers.expiring"], "24 hours before, once"
    assert await trade.told(trade.ana) == []
    await haggling.does(haggling.ben, offers.view, offer=offer)
    await trade.wait_almost(days=1)
    assert await haggling.state(offer) is VIEWED
    assert await trade.told(trade.ben) == []
    await trade.wait(seconds=1)
    assert await haggling.state(offer) is EXPIRED
    assert await trade.told(trade.ben) == ["offers.expired"]
    assert await trade.told(trade.ana) == ["offers.expired"]
    await trade.wait(days=30)
    assert await trade.told(trade.ben) == await trade.told(trade.ana) == []


async def test_nobody_accepts_in_the_last_second_after_the_end(haggling: Haggling):
    offer = await haggling.sends(valid=1)
    haggling.trade.clock.pass_by(days=1)  # the clock has not come by yet
    for deed, how in ((offers.accept, {}), (offers.counter, HALF)):
        with pytest.raises(offers.OfferTooOld):
            await haggling.does(haggling.ben, deed, offer=offer, **how)
    await haggling.trade.market.tick()
    assert await haggling.state(offer) is EXPIRED


async def test_an_offer_for_a_day_has_no_reminder(haggling: Haggling):
    await haggling.sends(valid=1)
    await haggling.trade.told(haggling.ben)
    await haggling.trade.wait(hours=23)
    assert await haggling.trade.told(haggling.ben) == []


# --- accepting


async def test_accepting_freezes_the_bargain_word_for_word(haggling: Haggling):
    gig = await haggling.publishes(questions=("What is your brand called?",))
    offer = await haggling.sends(f"person:{haggling.ben.id}:{gig}", asks="yes")
    order = await haggling.accepts(offer)
    terms = (await haggling.trade.stands(order)).terms
    assert terms.includes == SCOPE
    assert (terms.title, terms.total, terms.days, terms.revisions) == (
        "A logo for the bakery", euros(80), 5, 2,
    )  # fmt: skip
    assert (terms.offer, terms.commission_basis_points) == (offer, 1_000)
    assert [q.words for q in terms.questions] == ["What is your brand called?"]
    assert await haggling.trade.told(haggling.ana) == ["offers.accepted"]

    await haggling.trade.pay(order)
    assert await haggling.trade.state(order) is OrderState.REQUIREMENTS
    assert await haggling.trade.book("escrow", order) == 80_00
    with pytest.raises(offers.OfferTaken):
        await haggling.does(haggling.ana, offers.withdraw, offer=offer)


async def test_a_free_offer_asks_nothing_or_what_the_seller_writes(haggling: Haggling):
    silent = await haggling.accepts(await haggling.sends())
    asking = await haggling.accepts(await haggling.sends(questions=("Which colours?", " ")))
    assert (await haggling.trade.stands(silent)).terms.questions == ()
    assert (await haggling.trade.stands(asking)).terms.questions == (
        Question("q1", "Which colours?"),
    )
    gig = await haggling.publishes(questions=("What is your brand called?",))
    off = await haggling.sends(f"person:{haggling.ben.id}:{gig}", asks="no")
    assert (await haggling.stands(off)).terms.questions == ()


@pytest.mark.parametrize("way", ["abandon", "expire"])
async def test_an_order_nobody_pays_gives_the_offer_back(haggling: Haggling, way: str):
    offer = await haggling.sends()
    order = await haggling.accepts(offer)
    await _end_unpaid(haggling, order, way)
    assert await haggling.state(offer) is VIEWED
    assert (await haggling.trade.told(haggling.ana))[-1] == "offers.reopened"

    again = await haggling.accepts(offer)
    assert again != order
    await haggling.trade.pay(again)
    ended, under_way = sorted(await haggling.orders_of(offer))
    assert (ended, under_way) == (OrderState.CANCELLED, OrderState.IN_PROGRESS)


async def test_a_reopened_offer_keeps_its_end(haggling: Haggling):
    offer = await haggling.sends(valid=1)
    await haggling.trade.wait(hours=12)
    await _end_unpaid(haggling, await haggling.accepts(offer), "abandon")
    await haggling.trade.wait_almost(hours=12)
    assert await haggling.state(offer) is VIEWED
    await haggling.trade.wait(seconds=1)
    assert await haggling.state(offer) is EXPIRED


async def test_an_offer_whose_time_ended_meanwhile_stays_over(haggling: Haggling):
    offer = await haggling.sends(valid=1)
    await haggling.trade.wait(hours=23, minutes=50)
    order = await haggling.accepts(offer)
    await haggling.trade.wait(minutes=15)
    assert await haggling.trade.state(order) is OrderState.CANCELLED
    assert await haggling.state(offer) is EXPIRED
    told = await haggling.trade.told(haggling.ben)
    assert told == ["offers.sent", "offers.expired", "orders.expired"]


async def _end_unpaid(haggling: Haggling, order: OrderId, way: str) -> None:
    if way == "abandon":
        await haggling.does(haggling.ben, orders.abandon, order=order)
    else:
        await haggling.trade.wait(minutes=15)
    assert await haggling.trade.state(order) is OrderState.CANCELLED


# --- versions


async def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was(haggling: Haggling):
    first = await haggling.sends()
    await haggling.does(haggling.ana, offers.revise, offer=first, **single(price=euros(70), days=3))
    second = await haggling.newest(first)
    old = await haggling.stands(first)
    assert (old.state, old.nth, old.total) == (SUPERSEDED, 1, euros(80))
    assert (second.state, second.nth, second.total) == (SENT, 2, euros(70))
    assert second.thread_id == old.thread_id == first
    changes = offers.changes(old.terms, second.terms)
    assert [change.part for change in changes] == [Part.PRICE, Part.DAYS]
    assert await haggling.trade.told(haggling.ben) == ["offers.sent", "offers.revised"]
    same = single(price=euros(70), days=3)
    with pytest.raises(offers.NothingChanged):
        await haggling.does(haggling.ana, offers.revise, offer=OfferId(second.id), **same)


# --- what an offer may say


async def test_only_a_seller_offers_and_only_to_people_they_know(haggling: Haggling):
    trade = haggling.trade
    order = await trade.order_in(OrderState.COMPLETED)
    unpaid = await trade.place()
    earlier = await haggling.offer_in(DECLINED)
    for occasion in (f"order:{order}", f"person:{haggling.ben.id}", f"offer:{earlier}"):
        assert (await haggling.stands(await haggling.sends(occasion))).buyer_id == haggling.ben.id
    for occasion in (
        f"person:{haggling.eve.id}", "person:NOSUCHTH", "order:NOSUCHTH", f"order:{unpaid}",
        "brief:NOSUCHTH", "", ":", "talk", f"person:{haggling.ben.id}:NOSUCHTH",
    ):  # fmt: skip
        with pytest.raises(NoSuchThing):
            await haggling.does(haggling.ana, offers.send, occasion=occasion, **single())
    for who in (haggling.ben, haggling.eve):
        with pytest.raises(NotASeller):
            await haggling.does(who, offers.send, occasion=f"order:{order}", **single())
        with pytest.raises(NotASeller):
            await haggling.does(who, offers.prepare, person=haggling.ana.id, **DEAL)
    with pytest.raises(offers.OfferToYourself):
        await haggling.does(haggling.ana, offers.prepare, person=haggling.ana.id, **DEAL)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, offers.OfferIncomplete),
        ({"scope": "\u200b"}, offers.OfferIncomplete),
        ({"scope": "x" * 1_201}, offers.OfferTooLong),
        ({"price": None}, offers.OfferIncomplete),
        ({"days": None}, offers.OfferIncomplete),
        ({"revisions": "10"}, offers.OfferIncomplete),
        ({"price": euros(4)}, offers.TotalOutOfRange),
        ({"price": euros(1_001)}, offers.TotalOutOfRange),
        ({"days": 0}, offers.TimeOutOfRange),
        ({"days": 91}, offers.TimeOutOfRange),
        ({"valid": 0}, offers.ValidityOutOfRange),
        ({"valid": 31}, offers.ValidityOutOfRange),
        (staged(stage(60), steps="2"), offers.WrongNumberOfStages),
        (staged(stage(60), stage(60), steps="3"), offers.WrongNumberOfStages),
        (staged(*[stage(40)] * 7), offers.WrongNumberOfStages),
        (staged(stage(20), stage(29)), offers.TooLittleForStages),
        (staged(stage(60), stage(19)), offers.StageTooCheap),
        (staged(stage(600), stage(401)), offers.TotalOutOfRange),
        (staged(stage(60), stage(60, days=0)), offers.TimeOutOfRange),
        (staged(stage(60), stage(60, days=90)), offers.TimeOutOfRange),
        (staged(stage(60), {"title": "Only a title"}), offers.OfferIncomplete),
        (staged(stage(60), stage(60, title="")), offers.OfferIncomplete),
    ],
)
async def test_an_offer_that_cannot_be_is_refused(
    haggling: Haggling, changes: dict[str, Any], says: type[Refusal]
):
    with pytest.raises(says):
        await haggling.sends(**changes)
    assert await haggling.trade.told(haggling.ben) == []


async def test_milestones_add_up(haggling: Haggling):
    offer = await haggling.sends_stages(stage(20, 1), stage(30, 2, "unlimited"))
    terms = (await haggling.stands(offer)).terms
    assert (terms.total, terms.days, terms.revisions) == (euros(50), 3, orders.UNLIMITED)
    order = await haggling.accepts(offer)
    assert (await haggling.trade.stands(order)).terms.stages == terms.stages


async def test_open_offers_have_an_end(haggling: Haggling):
    market = haggling.trade.market
    market.settings = MarketSettings(offers_a_pair_most=2, offers_most=3)
    first, _second = [await haggling.sends() for _ in range(2)]
    with pytest.raises(offers.TooManyToOne):
        await haggling.sends()
    await haggling.names(haggling.eve)
    await haggling.sends(f"person:{haggling.eve.id}")
    with pytest.raises(offers.TooManyOffers):
        await haggling.sends(f"person:{haggling.eve.id}")
    await haggling.does(haggling.ana, offers.withdraw, offer=first)
    await haggling.sends()


async def test_naming_somebody_begins_an_offer_that_only_its_seller_sees(haggling: Haggling):
    trade = haggling.trade
    for how, says in (
        ({"price": euros(4)}, offers.TotalOutOfRange),
        ({"days": 0}, offers.TimeOutOfRange),
        ({"title": "\u200b"}, offers.OfferIncomplete),
    ):
        with pytest.raises(says):
            await haggling.does(
                haggling.ana, offers.prepare, person=haggling.eve.id, **{**DEAL, **how}
            )
    with pytest.raises(NoSuchThing):
        await haggling.sends(f"person:{haggling.eve.id}")
    for price in (50, 60):  # said again, it is begun again
        again = {**DEAL, "price": euros(price)}
        await haggling.does(haggling.ana, offers.prepare, person=haggling.eve.id, **again)
    assert await trade.told(haggling.ana) == ["offers.prepared", "offers.prepared"]
    assert await trade.told(haggling.eve) == []
    drafted = await haggling.does(haggling.ana, drafts.open_ones)
    [mine] = [draft for draft in drafted if draft.subject == f"person:{haggling.eve.id}:"]
    assert (mine.form, mine.answers["price"]) == ("offers.send", 60_00)
