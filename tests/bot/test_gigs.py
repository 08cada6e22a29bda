"""Selling at the desk: the way in, the form of a gig, its card, its seller's view."""

import pytest

from bot.forms.actions import FinishQuestion, SkipQuestion
from bot.screens.gigs import ArchiveGig, EditGig, ManageGig, PauseGig, ShowGig
from bot.ui import Action, encode
from core import gigs
from core.gigs import GigState
from core.kit.ids import GigId
from core.market import Market
from tests.bot.desk import Visitor

NAME, BIO = "Ana Studio", "I have drawn logos for small shops since 2015."
ASK = ("About the seller", "Ask the seller", "Report it")
TITLE = "I will draw a logo for your bakery"
DESCRIPTION = "Two drafts to choose from, one logo, and every file a printer may ask for."
STRANGERS = "There is nothing here by that name"


@pytest.fixture
def ana(market: Market) -> Visitor:
    return Visitor(market, "Ana")


@pytest.fixture
def ben(market: Market) -> Visitor:
    return Visitor(market, "Ben")


async def presses(visitor: Visitor, kind: type[Action]) -> None:
    """Press the button of the open form that does this."""
    page = visitor.screen.page
    assert page is not None
    asked = page.questions[0].name
    await visitor.presses_raw(encode(kind(page.draft, asked)))


async def picks(visitor: Visitor, value: str) -> None:
    """Choose an option of the question on the table."""
    page = visitor.screen.page
    assert page is not None
    await visitor.presses_raw(f"fo.pk:{page.draft}:{page.questions[0].name}:{value}")


async def starts_selling(ana: Visitor) -> None:
    await ana.commands("sell")
    await ana.says(NAME)
    page = ana.screen.page
    assert page is not None
    await ana.presses_raw(f"fo.tg:{page.draft}:languages:fr")
    await presses(ana, FinishQuestion)
    await ana.says(BIO)
    await ana.presses("Save")


async def describes(ana: Visitor) -> None:
    await ana.commands("sell")
    await ana.says(TITLE)
    await picks(ana, "design")
    await ana.says(DESCRIPTION)
    await ana.says("logo, bakery")


async def prices(ana: Visitor, *several: tuple[str, str, str]) -> None:
    await picks(ana, "one" if len(several) == 1 else "three")
    for price, days, revisions in several:
        await ana.says(price)
        await ana.says(days)
        await picks(ana, revisions)
        await ana.says(f"What {price} buys")


async def publishes(ana: Visitor, *several: tuple[str, str, str]) -> GigId:
    await starts_selling(ana)
    await describes(ana)
    await prices(ana, *several or [("50", "3", "1")])
    await ana.sends("cover.png")
    await ana.says("What is your bakery called?\n\nWhich colours do you like?")
    await ana.presses("Publish")
    me = await ana.account()
    [gig] = await ana.market.ask(lambda tx: gigs.mine(tx, me))
    return GigId(gig.id)


async def test_a_newcomer_becomes_a_seller_and_publishes(ana: Visitor, ben: Visitor):
    gig = await publishes(ana, ("20,50", "2", "0"), ("50 €", "4", "2"), ("90.00", "9", "unlimited"))
    assert "Active" in ana.sees
    await ben.presses_raw(encode(ShowGig(gig)))
    for said in (TITLE, NAME, DESCRIPTION, "#logo #bakery", "asks 2 questions", "What 50 € buys"):
        assert said in ben.sees, said
    assert ben.screen.picture
    assert ben.screen.public
    assert ben.can_press == [
        "Essential: order for €20.50",
        "Standard: order for €50.00",
        "Premium: order for €90.00",
        *ASK,
    ]


async def test_prices_that_fall_send_the_seller_back_with_nothing_lost(ana: Visitor):
    await starts_selling(ana)
    await describes(ana)
    await prices(ana, ("50", "2", "0"), ("40", "4", "2"), ("90", "9", "unlimited"))
    await presses(ana, SkipQuestion)
    await presses(ana, SkipQuestion)
    await ana.presses("Publish")
    assert "Standard costs €40.00, less than Essential" in ana.sees
    assert TITLE in ana.sees
    await ana.presses("Price (Standard)")
    await ana.says("60")
    await ana.presses("Publish")
    assert "Active" in ana.sees


async def test_a_link_leads_to_the_card(ana: Visitor, ben: Visitor):
    gig = await publishes(ana)
    await ben.commands("start", link=f"gig_{gig}")
    assert "Order for €50.00" in ben.can_press
    for wrong in ("gig_NOSUCHID", "gig_", "gig_'; --", "gig_🧨"):
        await ben.commands("start", link=wrong)
        assert STRANGERS in ben.sees


async def test_a_seller_sees_the_gig_as_buyers_do_but_cannot_order_it(ana: Visitor):
    gig = await publishes(ana)
    await ana.presses_raw(encode(ShowGig(gig)))
    assert not any("rder for" in label for label in ana.can_press)
    assert not ana.screen.public
    await ana.commands("gigs")
    await ana.presses(TITLE)
    assert "Pause" in ana.can_press


async def test_pausing_resuming_and_archiving_change_what_buyers_can_do(ana: Visitor, ben: Visitor):
    gig = await publishes(ana)
    await ana.presses_raw(encode(ManageGig(gig)))
    await ana.presses("Pause")
    await ben.presses_raw(encode(ShowGig(gig)))
    assert "Nobody can order this at the moment." in ben.sees
    assert ben.can_press == [*ASK]
    await ana.presses_raw(encode(PauseGig(gig)))
    assert "This is how things stand now" in ana.sees
    await ana.presses("Take orders again")
    await ben.presses_raw(encode(ShowGig(gig)))
    assert "Order for €50.00" in ben.can_press
    await ana.presses("Archive")
    await ben.presses_raw(encode(ShowGig(gig)))
    assert STRANGERS in ben.sees


async def test_editing_begins_with_what_the_gig_says_now(ana: Visitor, ben: Visitor):
    gig = await publishes(ana)
    await ana.presses_raw(encode(ManageGig(gig)))
    await ana.presses("Title, description, tags")
    assert f"Title: {TITLE}" in ana.sees
    await ana.presses("Title")
    await ana.says("I will draw a logo for your café")
    await ana.presses("Save")
    await ana.presses("Packages and prices")
    assert "Price (Essential): €50.00" in ana.sees
    await ana.presses("Price (Essential)")
    await ana.says("75")
    await ana.presses("Save")
    await ben.presses_raw(encode(ShowGig(gig)))
    assert "I will draw a logo for your café" in ben.sees
    assert ben.can_press == ["Order for €75.00", *ASK]


@pytest.mark.parametrize("kind", [ManageGig, PauseGig, ArchiveGig])
async def test_nobody_manages_somebody_elses_gig(ana: Visitor, ben: Visitor, kind: type[Action]):
    gig = await publishes(ana)
    for press in (kind(gig), EditGig(gig, "words"), EditGig(gig, "soul")):
        await ben.presses_raw(encode(press))
        assert STRANGERS in ben.sees
    me = await ana.account()
    [mine] = await ana.market.ask(lambda tx: gigs.mine(tx, me))
    assert mine.state is GigState.ACTIVE
