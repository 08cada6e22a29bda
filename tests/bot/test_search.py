"""Looking for a gig at the desk: words, filters, pages, suggestions, sharing."""

import pytest

from bot import answers
from bot.context import Context
from bot.i18n import say
from bot.platform import Found, Looking
from bot.screens.gigs import ShowGig
from bot.screens.search import ChooseFilter, SetFilter, ShowResults
from bot.ui import WIRE_MOST, encode
from core import accounts, search
from core.kit.ids import GigId
from core.market import Market
from core.search import PAGE, Query
from core.store import Tx
from tests.bot.desk import Visitor
from tests.conftest import HandClock
from tests.core.shop import one_package, publish, three_packages
from tests.core.trade import Trade


@pytest.fixture
async def trade(market: Market, clock: HandClock) -> Trade:
    return await Trade(market, clock).begin()


@pytest.fixture
def ben(market: Market) -> Visitor:
    return Visitor(market, "Ben")


@pytest.fixture
def chloe(market: Market) -> Visitor:
    return Visitor(market, "Chloé", "fr")


async def types(
    visitor: Visitor, word: str, option: str, text: str, offset: int = 0
) -> list[Found]:
    """What is suggested while somebody types."""
    looking = Looking(visitor.who, word, option, text, offset=offset)
    suggest = answers.suggester(looking)
    assert suggest is not None
    found = suggest
    me = await visitor.account()

    def ask(tx: Tx) -> list[Found]:
        ctx = Context(accounts.by_id(tx, me.id), tx, platform="desk")
        return list(found(ctx, looking.text, looking.offset))

    return await visitor.market.ask(ask)


async def test_searching_shows_what_fits_and_a_press_opens_it(trade: Trade, ben: Visitor):
    await publish(trade, title="A logo for your bakery", **three_packages(20, 50, 90))
    await publish(trade, title="A voice for your film", category="voice", tags=("warm",))
    await ben.commands("search", words="LÓGO bak")
    assert "Search: LÓGO bak" in ben.sees
    assert "A logo for your bakery: from €20.00 · 3 days" in ben.sees
    assert "voice" not in ben.sees
    await ben.presses("A logo for your bakery")
    assert "Essential: order for €20.00" in ben.can_press
    assert "Premium: order for €90.00" in ben.can_press


async def test_without_words_the_newest_come_first(trade: Trade, ben: Visitor):
    await ben.commands("search")
    assert "There is nothing here yet" in ben.sees
    for title in ("The first gig", "The second gig"):
        await publish(trade, title=title)
        trade.clock.pass_by(minutes=1)
    await ben.commands("search")
    assert ben.sees.index("The second gig") < ben.sees.index("The first gig")


async def test_filters_narrow_and_are_said_and_taken_away(trade: Trade, ben: Visitor):
    await publish(trade, title="Logo, quick", **one_package(60, 1))
    await publish(trade, title="Logo, slow", **one_package(15, 9))
    await ben.commands("search", words="logo")
    await ben.presses("Price")
    assert "How much at most?" in ben.sees
    await ben.presses("up to €20.00")
    assert "Logo, slow" in ben.sees
    assert "Logo, quick" not in ben.sees
    await ben.presses("Delivery time")
    await ben.presses("within 3 days")
    assert "up to €20.00 and within 3 days" in ben.sees
    assert "Nothing fits" in ben.sees
    await ben.presses("Price")
    await ben.presses("Any")
    assert "Logo, quick" in ben.sees
    await ben.presses("Remove all filters")
    assert "Logo, slow" in ben.sees
    await ben.presses("Sort by")
    await ben.presses("Cheapest first")
    assert ben.sees.index("Logo, slow") < ben.sees.index("Logo, quick")
    await ben.presses("Category")
    await ben.presses("Voice-over")
    assert "Nothing fits" in ben.sees


async def test_other_words_keep_the_filters(trade: Trade, ben: Visitor):
    await publish(trade, title="A logo", **one_package(10))
    await publish(trade, title="A poster, cheap", **one_package(15))
    await publish(trade, title="A poster, dear", **one_package(150))
    await ben.commands("search", words="logo")
    await ben.presses("Price")
    await ben.presses("up to €20.00")
    await ben.presses("Other words")
    assert "What are you looking for?" in ben.sees
    await ben.says("poster")
    assert "A poster, cheap" in ben.sees
    assert "dear" not in ben.sees


async def test_pages_turn_for_whoever_presses(trade: Trade, ben: Visitor, chloe: Visitor):
    for nth in range(PAGE + 1):
        await publish(trade, title=f"Logo number {nth}")
    await ben.commands("search", words="logo")
    assert "More" in ben.can_press
    assert "Back" not in ben.can_press
    [more] = [b.wire for row in ben.screen.buttons for b in row if say(b.label, "en") == "More"]
    await chloe.presses_raw(more)
    shown = [choice.wire for choice in chloe.screen.menu.choices] if chloe.screen.menu else []
    assert len(shown) == 1
    assert ben.screen.public
    await ben.presses("More")
    assert "More" not in ben.can_press
    await ben.presses("Back")
    assert "More" in ben.can_press


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>logo</b>",
        "*logo* [x](https://example.org)",
        "@everyone",
        "\u202elogo",
        "🎨" * 50,
        "مرحبا",
        "x" * 5_000,
        "{words} %s",
        ":" * 70,
    ],
)
async def test_any_words_can_be_searched_and_refined(ben: Visitor, hostile: str):
    await ben.commands("search", words=hostile)
    await ben.presses("Category")
    await ben.presses("Data")
    assert "Data" in ben.sees
    for row in ben.screen.buttons:
        assert all(len(one.wire.encode()) <= WIRE_MOST for one in row)


@pytest.mark.parametrize(
    "forged",
    [
        ShowResults("NOSUCHSEARCH", 0),
        ChooseFilter("NOSUCHSEARCH", "price"),
        ChooseFilter("NOSUCHSEARCH", "nothing"),
        SetFilter("NOSUCHSEARCH", "price", "1"),
        SetFilter("", "", ""),
    ],
)
async def test_a_forged_button_finds_nothing(
    ben: Visitor, forged: ShowResults | ChooseFilter | SetFilter
):
    await ben.presses_raw(encode(forged))
    assert "search again" in ben.sees or "There is nothing here by that name" in ben.sees


async def test_an_absurd_page_is_an_empty_one(trade: Trade, ben: Visitor):
    await publish(trade, title="A logo")
    name = await trade.does(trade.ben, search.keep, query=Query(text="logo"))
    for page in (10**12, -1):
        await ben.presses_raw(encode(ShowResults(name, page)))
        assert "Search: logo" in ben.sees


async def test_titles_are_suggested_while_words_are_typed(trade: Trade, ben: Visitor):
    await publish(trade, title="A logo for bakers")
    await publish(trade, title="A logo for bakers")
    await publish(trade, title="A poster")
    assert [found.value for found in await types(ben, "search", "words", "bak")] == [
        "A logo for bakers"
    ]
    assert len(await types(ben, "search", "words", "")) == 2
    assert await types(ben, "search", "words", "zzz") == []


async def test_a_gig_is_shared_as_its_buyers_see_it_even_by_its_seller(trade: Trade):
    gig = await publish(trade, title="A logo for bakers", **three_packages(20, 50, 90))
    ana = Visitor(trade.market, "Ana")
    [found] = await types(ana, "", "inline", "logo")
    assert found.value == gig.id
    assert found.screen is not None
    labels = [say(one.label, "en") for row in found.screen.buttons for one in row]
    assert labels[0] == "Essential: order for €20.00"
    assert await types(ana, "", "inline", "logo", offset=1) == []


async def test_a_gig_that_went_away_is_not_there(trade: Trade, ben: Visitor):
    await ben.presses_raw(encode(ShowGig(GigId("NOSUCHID"))))
    assert "There is nothing here by that name" in ben.sees
