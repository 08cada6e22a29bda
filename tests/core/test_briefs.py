"""Briefs: posted, answered, compared, chosen, closed."""

import pytest

from core import briefs, offers, orders
from core.accounts import Account
from core.briefs import BriefState
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.ids import OfferId
from core.kit.states import Role
from core.offers import OfferState
from tests.core.haggling import Haggling, single
from tests.core.shop import euros, sell

OPEN, CHOSEN, CLOSED, EXPIRED = BriefState


async def answer(haggling: Haggling, who: Account, brief: str, price: int = 80) -> OfferId:
    offer = await haggling.does(
        who, offers.send, occasion=f"brief:{brief}", **single(price=euros(price))
    )
    return OfferId(offer.id)


async def test_everybody_sees_an_open_brief_and_only_its_buyer_a_closed_one(haggling: Haggling):
    brief = await haggling.posts(budget=euros(100), days=10)
    for who in (haggling.ana, haggling.eve, haggling.ben):
        seen = await haggling.does(who, briefs.look, brief_id=brief)
        assert (seen.budget, seen.days) == (euros(100), 10)
    theirs, _more = await haggling.does(haggling.eve, briefs.open_ones)
    own, _more = await haggling.does(haggling.ben, briefs.open_ones)
    mine, _more = await haggling.does(haggling.ben, briefs.mine)
    assert ([b.id for b in theirs], own, [b.id for b in mine]) == ([brief], [], [brief])

    with pytest.raises(NotYours):
        await haggling.does(haggling.ana, briefs.close, brief=brief)
    await haggling.does(haggling.ben, briefs.close, brief=brief)
    assert (await haggling.brief(brief)).state is CLOSED
    with pytest.raises(NoSuchThing):
        await haggling.does(haggling.eve, briefs.look, brief_id=brief)
    with pytest.raises(TooLate):
        await haggling.does(haggling.ben, briefs.close, brief=brief)
    for who in (haggling.ana, haggling.eve):
        with pytest.raises(NoSuchThing):
            await haggling.does(who, briefs.close, brief=brief)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, briefs.BriefWordsMissing),
        ({"wanted": "\u200b"}, briefs.BriefWordsMissing),
        ({"wanted": "x" * 1_201}, briefs.BriefWordsTooLong),
        ({"budget": euros(4)}, briefs.BudgetOutOfRange),
        ({"budget": euros(10_001)}, briefs.BudgetOutOfRange),
        ({"days": 0}, briefs.WishedTooSoon),
        ({"days": 91}, briefs.WishedTooSoon),
    ],
)
async def test_a_brief_that_cannot_be_is_refused(
    haggling: Haggling, changes: dict[str, object], says: type[Exception]
):
    with pytest.raises(says):
        await haggling.posts(**changes)


async def test_three_open_briefs_are_enough(haggling: Haggling):
    first, *_others = [await haggling.posts() for _ in range(3)]
    with pytest.raises(briefs.TooManyBriefs):
        await haggling.posts()
    await haggling.does(haggling.ben, briefs.close, brief=first)
    await haggling.posts()


async def test_a_brief_ends_after_two_weeks_and_its_offers_stay(haggling: Haggling):
    brief = await haggling.posts()
    await haggling.trade.wait(days=10)
    offer = await answer(haggling, haggling.ana, brief)
    await haggling.trade.told(haggling.ben)
    await haggling.trade.wait_almost(days=4)
    assert (await haggling.brief(brief)).state is OPEN
    await haggling.trade.wait(seconds=1)
    assert (await haggling.brief(brief)).state is EXPIRED
    assert await haggling.trade.told(haggling.ben) == ["briefs.expired"]
    assert await haggling.state(offer) is OfferState.SENT
    with pytest.raises(briefs.BriefOver):
        await answer(haggling, haggling.ana, brief)


async def test_sellers_answer_once_and_the_buyer_sees_the_cheapest_first(haggling: Haggling):
    await sell(haggling.trade, haggling.eve)
    brief = await haggling.posts()
    dear = await answer(haggling, haggling.ana, brief, 80)
    cheap = await answer(haggling, haggling.eve, brief, 60)
    assert await haggling.trade.told(haggling.ben) == ["offers.sent", "offers.sent"]
    with pytest.raises(offers.AlreadyAnswered):
        await answer(haggling, haggling.ana, brief, 50)
    with pytest.raises(NoSuchThing):
        await haggling.does(haggling.ana, offers.for_brief, brief_id=brief)
    compared = await haggling.does(haggling.ben, offers.for_brief, brief_id=brief)
    assert [offer.id for offer in compared] == [cheap, dear]
    await sell(haggling.trade, haggling.ben)
    with pytest.raises(offers.OfferToYourself):
        await answer(haggling, haggling.ben, brief)


async def test_paying_for_one_offer_chooses_it_and_tells_the_others(haggling: Haggling):
    await sell(haggling.trade, haggling.eve)
    brief = await haggling.posts()
    chosen = await answer(haggling, haggling.ana, brief)
    other = await answer(haggling, haggling.eve, brief)
    order = await haggling.accepts(chosen)
    assert (await haggling.brief(brief)).state is OPEN, "nothing is chosen until it is paid"
    await haggling.does(haggling.ben, orders.abandon, order=order)
    await haggling.trade.pay(await haggling.accepts(chosen))
    assert (await haggling.brief(brief)).state is CHOSEN
    assert await haggling.state(chosen) is OfferState.ACCEPTED
    assert await haggling.state(other) is OfferState.DECLINED
    assert await haggling.trade.told(haggling.eve) == ["offers.declined"]


async def test_closing_a_brief_lets_its_offers_go(haggling: Haggling):
    brief = await haggling.posts()
    offer = await answer(haggling, haggling.ana, brief)
    unrelated = await haggling.sends()
    counter = await haggling.counters(offer)
    await haggling.does(haggling.ben, briefs.close, brief=brief)
    assert await haggling.state(offer) is OfferState.DECLINED
    assert (await haggling.counter(counter)).state is offers.CounterState.LAPSED
    assert await haggling.state(unrelated) is OfferState.SENT
    listed, _more = await haggling.does(haggling.ana, offers.mine, side=Role.SELLER)
    assert [o.id for o in listed] == [unrelated, offer]
