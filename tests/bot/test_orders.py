"""An order from both sides of the desk: every screen, every button, every notice."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.screens.checkout import SetQuantity
from bot.screens.gigs import OrderPackage
from bot.screens.orders import ConfirmAccept, ShowOrder
from bot.ui import encode
from core import accounts, audit, gigs
from core.kit.ids import GigId, OrderId
from core.kit.money import Money
from core.market import Market
from core.store import Tx
from tests.bot.desk import Visitor
from tests.conftest import HandClock

EUR = "EUR"


class Town:
    """Ana sells a logo; Ben needs one; Eve looks on."""

    def __init__(self, market: Market, clock: HandClock) -> None:
        self.market, self.clock = market, clock
        self.ana, self.ben, self.eve = (Visitor(market, n) for n in ("Ana", "Ben", "Eve"))

    async def open(self, *questions: str) -> None:
        """Publish the gig."""
        ana = await self.ana.account()

        def publish(tx: Tx) -> str:
            me = accounts.start_selling(
                tx, accounts.by_id(tx, ana.id), name="Ana", languages=["en"], bio=""
            )
            return gigs.publish(
                tx, me, title="A logo that lasts", category="design",
                description="Two drafts, one logo, every file you need.", tags=("logo",),
                tiers="one", essential_price=Money(50_00, EUR), essential_days=4,
                essential_revisions="1", essential_includes="Two drafts",
                standard_price=None, standard_days=None, standard_revisions=None,
                standard_includes=None, premium_price=None, premium_days=None,
                premium_revisions=None, premium_includes=None, cover=(), questions=questions,
            ).id  # fmt: skip

        self.gig = GigId(await self.market.do(publish))

    async def order(self) -> OrderId:
        """Ben orders one and pays."""
        await self.ben.presses_raw(encode(SetQuantity(self.gig, "essential", 1, "CHECKOUT")))
        await self.ben.presses("Place the order")
        await self.ben.presses("Pay €50.00 with test money")
        found = re.search(r"Order (\w{8}):", self.ben.sees)
        assert found, self.ben.sees
        return OrderId(found[1])

    async def wait(self, **how_long: float) -> None:
        self.clock.pass_by(**how_long)
        await self.market.tick()


@pytest.fixture
async def town(market: Market, clock: HandClock) -> AsyncIterator[Town]:
    town = Town(market, clock)
    yield town
    assert await market.ask(audit.check) == []


async def test_a_whole_order_by_pressing_what_is_shown(town: Town) -> None:
    await town.open("What is your brand called?")
    ana, ben = town.ana, town.ben
    await ben.presses_raw(encode(SetQuantity(town.gig, "essential", 1, "CHECKOUT")))
    assert "Total: €50.00" in ben.sees
    assert "Delivery time: 4 days" in ben.sees
    await ben.presses("× 3")
    assert "Quantity: 3 × €50.00" in ben.sees
    assert "Total: €150.00" in ben.sees
    assert "Delivery time: 12 days" in ben.sees
    assert ben.can_press == ["× 1", "× 2", "+", "× 5", "× 10", "Place the order"]
    await ben.presses("+")
    await ben.presses("× 2")
    await ben.presses("Place the order")
    assert "1/6 Waiting for payment" in ben.sees
    assert "Pay within: 15 minutes" in ben.sees
    assert "Pay €100.00 from my wallet" not in ben.can_press
    await ben.presses("Pay €100.00 with test money")
    assert "Paid. €100.00 is kept safe" in ben.sees
    assert "2/6 Waiting for answers" in ben.sees

    [news] = await ana.hears()
    assert "New order: Ben paid €100.00." in news
    assert "Price: €100.00 (€90.00 for you)" in news
    assert "Start without answers" in ana.can_press
    assert "Deliver" not in ana.can_press

    await ben.presses("Answer the questions")
    assert "What is your brand called?" in ben.sees
    await ben.says("Bénédicte & <b>fils</b>")
    await ben.sends("colours.png")
    await ben.presses_raw(_wire(ben, "fo.ok:"))
    await ben.presses("Send the answers")
    assert "Ana is at work" in ben.sees
    [news] = await ana.hears()
    assert "Ben answered your questions" in news
    await ana.presses("Open the order")
    assert "(8 days left)" in ana.sees
    await ana.presses("Read the answers")
    assert "> Bénédicte & <b>fils</b>" in ana.sees
    assert len(ana.screen.files) == 1
    await ana.presses("Open the order")

    await ana.presses("Deliver")
    await ana.says("Done.")
    await ana.presses_raw(_wire(ana, "fo.sk:"))
    await ana.presses("Deliver")
    assert "A delivery needs something to look at" in ana.sees
    await ana.presses("The files")
    await ana.sends("logo.png")
    await ana.presses_raw(_wire(ana, "fo.ok:"))
    await ana.presses("Deliver")
    assert "5/6 Delivered" in ana.sees
    assert "Deliver again" in ana.can_press

    news = (await ben.hears())[-1]
    assert "Ana delivered." in news
    assert "> Done." in news
    await ben.presses("Get the files")
    assert len(ben.screen.files) == 1
    await ben.presses("Open the order")
    await ben.presses("Ask for changes")
    await ben.says("Bigger, please")
    assert "4/6 Changes in progress" in ben.sees
    assert "> Bigger, please" in ben.sees
    assert "Revisions left: 0 of 1" in ben.sees

    [news] = await ana.hears()
    assert "> Bigger, please" in news
    await ana.presses("Deliver")
    await ana.says("Here: https://example.org/logo")
    await ana.presses_raw(_wire(ana, "fo.sk:"))
    await ana.presses("Deliver")
    await ben.hears()
    assert "Ask for changes" not in ben.can_press
    await ben.presses("Accept the work")
    assert "This releases €100.00 to Ana." in ben.sees
    await ben.presses("Accept and release")
    assert "6/6 Completed" in ben.sees

    assert "€90.00 is yours once it has cleared" in (await ana.hears())[-1]
    await ana.commands("earnings")
    assert "Clearing: €90.00" in ana.sees
    await ana.presses("Clearing")
    assert "€90.00, available on" in ana.sees
    await ana.presses("A logo that lasts")
    assert "Completed" in ana.sees
    await town.wait(days=14)
    assert "has cleared and is available" in (await ana.hears())[-1]
    await ana.presses("See my earnings")
    assert "Available: €90.00" in ana.sees
    await ana.presses("Available")
    assert "€90.00, since" in ana.sees


async def test_an_old_button_shows_the_order_as_it_is(town: Town) -> None:
    await town.open()
    order = await town.order()
    await town.ben.presses_raw(encode(ConfirmAccept(order)))
    assert "That is no longer possible" in town.ben.sees
    assert "2/5 In progress" in town.ben.sees
    await town.ana.presses_raw(encode(ConfirmAccept(order)))
    assert "Only the other side can do that." in town.ana.sees


async def test_strangers_are_told_nothing(town: Town) -> None:
    await town.open()
    order = await town.order()
    for wire in (f"or.se:{order}", f"or.ok:{order}", f"pa.or:{order}:sandbox", f"de.fi:{order}",
                 f"or.as:{order}", f"de.li:{order}", "or.se:NOSUCHOR", "or.ls:boss:0:0",
                 "ea.ls:gold:0", "ea.ls:withdrawn:0"):  # fmt: skip
        await town.eve.presses_raw(wire)
        assert town.eve.sees.startswith("There is nothing here by that name."), wire


async def test_paying_too_late_leaves_a_closed_order(town: Town) -> None:
    await town.open()
    ben = town.ben
    await ben.presses_raw(encode(SetQuantity(town.gig, "essential", 1, "CHECKOUT")))
    await ben.presses("Place the order")
    before = ben.screen
    await town.wait(minutes=15)
    [news] = await ben.hears()
    assert "The time to pay is over" in news
    ben.screen = before
    await ben.presses("Pay €50.00 with test money")
    assert "Nothing was charged" in ben.sees
    assert ben.can_press == ["Order again", "My orders"]
    await ben.presses("Order again")
    assert "Total: €50.00" in ben.sees
    await ben.presses("Place the order")
    assert "Waiting for payment" in ben.sees, "another checkout, another order"


async def test_a_button_of_a_gig_that_changed_shows_the_gig(town: Town) -> None:
    await town.open()
    await town.ben.presses_raw(encode(OrderPackage(town.gig, "premium")))
    assert "does not have that package any more" in town.ben.sees
    assert "A logo that lasts" in town.ben.sees
    await town.ana.presses_raw(encode(OrderPackage(town.gig, "essential")))
    assert "This is your own" in town.ana.sees


async def test_a_moved_price_is_shown_instead_of_charged(town: Town) -> None:
    await town.open()
    await town.ben.presses_raw(f"ch.pl:{town.gig}:essential:1:100:CHECKOUT")
    assert "it is €50.00 now" in town.ben.sees
    assert "Place the order" in town.ben.can_press


async def test_calling_off_fills_the_wallet_which_pays_the_next_order(town: Town) -> None:
    await town.open("What is it called?")
    ben = town.ben
    await town.order()
    await ben.presses("Cancel the order")
    assert "You get the whole €50.00 back" in ben.sees
    await ben.presses("Cancel the order")
    assert "It was cancelled. You have the whole price back" in ben.sees
    await town.ana.hears()
    assert "was cancelled before the work began" in town.ana.sees

    await ben.commands("wallet")
    assert "In your wallet: €50.00" in ben.sees
    assert "Given back from an order: €50.00" in ben.sees
    await ben.presses_raw(encode(SetQuantity(town.gig, "essential", 1, "ANOTHER1")))
    await ben.presses("Place the order")
    await ben.presses("Pay €50.00 from my wallet")
    assert "kept safe" in ben.sees
    await ben.commands("wallet")
    assert "In your wallet: €0.00" in ben.sees


async def test_reminders_offer_what_to_do_and_stop_when_it_is_done(town: Town) -> None:
    await town.open("What is it called?")
    order = await town.order()
    await town.wait(hours=1)
    news = (await town.ben.hears())[-1]
    assert "Ana is waiting for your answers" in news
    assert "Answer the questions" in town.ben.can_press
    await town.wait(hours=23)
    await town.ana.presses_raw(f"or.sk:{order}")
    heard = await town.ben.hears()
    assert len(heard) == 1, "the reminder that waited was about something that is over"
    assert "Ana started without your answers" in heard[0]


async def test_both_lists_are_a_press_away(town: Town) -> None:
    await town.open()
    order = await town.order()
    await town.ana.hears()
    await town.ana.commands("orders")
    assert "What was ordered from you" in town.ana.sees
    assert "4 days left · €50.00" in town.ana.sees
    await town.wait(days=5)
    await town.ana.commands("orders")
    assert "Late · €50.00" in town.ana.sees
    await town.ana.presses("A logo that lasts")
    assert "(late by 1 day)" in town.ana.sees
    await town.ana.commands("orders")
    await town.ana.presses("What I buy")
    assert "Nothing open at the moment." in town.ana.sees
    await town.ben.commands("orders")
    assert "What you ordered" in town.ben.sees
    await town.ben.presses("Ended orders")
    assert "Nothing has ended yet." in town.ben.sees
    await town.ben.presses("Open orders")
    await town.ben.presses("A logo that lasts")
    assert f"Order {order}" in town.ben.sees
    await town.ben.presses_raw(encode(ShowOrder(order)))
    assert town.ben.screen.card == f"order:{order}"


def _wire(visitor: Visitor, start: str) -> str:
    """Return what a platform draws for the open question: done, or skip."""
    assert visitor.screen.page is not None, visitor.sees
    page = visitor.screen.page
    return f"{start}{page.draft}:{page.questions[0].name}"
