from datetime import timedelta
from typing import Any

import pytest

from core import accounts, files, gigs, lives, orders
from core.accounts import Account
from core.gigs import Gig, GigState, Package, Tier
from core.kit.errors import NoSuchThing, TooLate
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.market import Market
from core.orders import UNLIMITED, Question
from core.store import Tx
from tests.core.shop import euros, one_package, publish, sell, three_packages, words
from tests.core.trade import Trade


async def looks(trade: Trade, who: Account, gig: Gig) -> Gig:
    return await trade.does(who, gigs.look, gig_id=gig.id)


async def packages(trade: Trade, gig: Gig) -> list[Package]:
    return list(await trade.does(trade.ben, gigs.packages_of, gig=gig))


async def a_file(trade: Trade, owner: Account, mime: str = "image/png") -> str:
    kept = await trade.does(owner, files.keep, name="cover.png", mime=mime, size=3, digest="0" * 64)
    return kept.id


async def market_does(trade: Trade, verb: Any, gig: Gig) -> None:
    await trade.market.do(lambda tx: verb(tx, gigs.get(tx, gig.id)))


async def test_only_a_seller_publishes_and_everybody_sees_it(trade: Trade):
    with pytest.raises(accounts.NotASeller):
        await trade.does(trade.ana, gigs.publish, **words(), **one_package())
    await sell(trade, trade.ana)
    gig = await trade.does(trade.ana, gigs.publish, **words(), **one_package(50, 3))

    seen = await looks(trade, trade.ben, gig)
    assert (seen.title, seen.state, gigs.least_price(seen)) == (
        "I will draw a logo",
        GigState.ACTIVE,
        euros(50),
    )
    assert [(p.tier, p.price, p.days, p.revisions) for p in await packages(trade, gig)] == [
        (Tier.ESSENTIAL, euros(50), 3, 1)
    ]


async def test_three_packages_come_smallest_first(trade: Trade):
    gig = await publish(trade, **three_packages(20, 20, 90, days=(7, 4, 9)))
    kept = await packages(trade, gig)
    assert [p.tier for p in kept] == list(Tier)
    assert [p.revisions for p in kept] == [1, 1, UNLIMITED]
    assert (gigs.least_price(gig), gig.days_from) == (euros(20), 4)


async def test_prices_may_not_fall_from_package_to_package(trade: Trade):
    with pytest.raises(gigs.PricesGoDown) as no:
        await publish(trade, **three_packages(20, 50, 49))
    assert (no.value.larger, no.value.smaller) == (
        gigs.TIERS[Tier.PREMIUM],
        gigs.TIERS[Tier.STANDARD],
    )
    assert await trade.does(trade.ana, gigs.mine) == []


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"title": ""}, gigs.WordsMissing),
        ({"title": " \n\t"}, gigs.WordsMissing),
        ({"title": "x" * 81}, gigs.WordsTooLong),
        ({"description": "x" * 1_201}, gigs.WordsTooLong),
        ({"essential_includes": "x" * 301}, gigs.WordsTooLong),
        ({"category": "crime"}, NoSuchThing),
        ({"tags": ()}, gigs.WrongTags),
        ({"tags": ("", " #")}, gigs.WrongTags),
        ({"tags": tuple("abcdef")}, gigs.WrongTags),
        ({"tags": ("x" * 21,)}, gigs.WrongTags),
        ({"questions": ("x" * 201,)}, gigs.TooManyQuestions),
        ({"questions": ("why?",) * 6}, gigs.TooManyQuestions),
        ({"essential_price": Money(4_99, "EUR")}, gigs.PriceOutOfRange),
        ({"essential_price": Money(10_000_01, "EUR")}, gigs.PriceOutOfRange),
        ({"essential_price": Money(50_00, "USD")}, gigs.PriceOutOfRange),
        ({"essential_price": Money(-50_00, "EUR")}, gigs.PriceOutOfRange),
        ({"essential_days": 0}, gigs.DaysOutOfRange),
        ({"essential_days": 91}, gigs.DaysOutOfRange),
        ({"essential_revisions": "10"}, gigs.PackageIncomplete),
        ({"essential_revisions": "-1"}, gigs.PackageIncomplete),
        ({"tiers": "three"}, gigs.PackageIncomplete),
    ],
)
async def test_what_a_form_would_not_let_through_is_refused_inside_too(
    trade: Trade, wrong: dict[str, Any], refused: type[Exception]
):
    with pytest.raises(refused):
        await publish(trade, **wrong)
    assert await trade.does(trade.ana, gigs.mine) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>bold</b><script>alert(1)</script>",
        "*stars* _lines_ [link](https://example.org) `code`",
        "@everyone <@&1> <#1>",
        "مرحبا بالعالم שלום",
        "\u202eevil\u202c 🧨👩‍👩‍👧‍👦",
        "'; DROP TABLE gigs; --",
        "{price} %s {0}",
        "日本語のロゴ",
    ],
)
async def test_peoples_words_are_kept_as_they_are(trade: Trade, hostile: str):
    gig = await publish(
        trade,
        title=hostile,
        description=hostile,
        tags=(hostile[:20],),
        essential_includes=hostile,
        questions=(hostile,),
    )
    seen = await looks(trade, trade.ben, gig)
    assert (seen.title, seen.description) == (hostile, hostile)
    assert seen.tags == [hostile[:20].strip(" #")]
    assert (await packages(trade, gig))[0].includes == hostile
    assert seen.requirements[0].words == hostile


async def test_a_tag_counts_once_whatever_its_case_and_accents(trade: Trade):
    gig = await publish(trade, tags=("Été", "ete", "#ÉTÉ", " Œuvre  d’art ", "oeuvre d’art"))
    assert gig.tags == ["Été", "Œuvre d’art"]
    gig = await publish(trade, tags=("a", "A", "b", "B", "c", "d", "e", "E"))
    assert len(gig.tags) == gigs.TAGS_MOST


async def test_only_so_many_gigs_at_once(trade: Trade, market: Market):
    market.settings = MarketSettings(active_gigs_most=2)
    first = await publish(trade)
    await publish(trade)
    with pytest.raises(gigs.TooManyGigs) as no:
        await publish(trade)
    assert no.value.most == 2

    await trade.does(trade.ana, gigs.pause, gig=first.id)
    await publish(trade)
    with pytest.raises(gigs.TooManyGigs):
        await trade.does(trade.ana, gigs.resume, gig=first.id)
    assert (await looks(trade, trade.ana, first)).state is GigState.PAUSED


async def test_a_paused_gig_is_seen_by_its_link_and_an_archived_one_by_its_seller(trade: Trade):
    gig = await publish(trade)
    await trade.does(trade.ana, gigs.pause, gig=gig.id)
    assert (await looks(trade, trade.ben, gig)).state is GigState.PAUSED
    await trade.does(trade.ana, gigs.archive, gig=gig.id)
    with pytest.raises(NoSuchThing):
        await looks(trade, trade.ben, gig)
    assert (await looks(trade, trade.ana, gig)).state is GigState.ARCHIVED
    await trade.does(trade.ana, gigs.restore, gig=gig.id)
    assert (await looks(trade, trade.ben, gig)).state is GigState.PAUSED


@pytest.mark.parametrize(
    ("verb", "how"),
    [
        (gigs.pause, {}),
        (gigs.resume, {}),
        (gigs.archive, {}),
        (gigs.restore, {}),
        (gigs.edit_words, words(title="Mine now")),
        (gigs.edit_packages, one_package(5)),
        (gigs.edit_cover, {}),
        (gigs.edit_questions, {}),
    ],
)
async def test_nobody_touches_somebody_elses_gig(trade: Trade, verb: Any, how: dict[str, Any]):
    gig = await publish(trade)
    await sell(trade, trade.eve)
    for someone in (trade.ben, trade.eve):
        with pytest.raises(NoSuchThing):
            await trade.does(someone, verb, gig=gig.id, **how)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ana, verb, gig="NOSUCHID", **how)
    assert (await looks(trade, trade.ben, gig)).title == "I will draw a logo"


async def test_the_second_press_says_how_things_stand(trade: Trade):
    gig = await publish(trade)
    with pytest.raises(TooLate):
        await trade.does(trade.ana, gigs.resume, gig=gig.id)
    await trade.does(trade.ana, gigs.pause, gig=gig.id)
    with pytest.raises(TooLate):
        await trade.does(trade.ana, gigs.pause, gig=gig.id)


async def test_editing_changes_what_the_next_buyer_sees(trade: Trade):
    gig = await publish(trade, **three_packages(20, 50, 90))
    await trade.wait(days=1)
    await trade.does(
        trade.ana, gigs.edit_words, gig=gig.id, **words(title="A better  logo", tags=("new",))
    )
    await trade.does(trade.ana, gigs.edit_packages, gig=gig.id, **one_package(75, 2))
    await trade.does(
        trade.ana,
        gigs.edit_questions,
        gig=gig.id,
        questions=("Which name?", " "),
        optional_questions=("Which colours?",),
    )
    seen = await looks(trade, trade.ben, gig)
    assert (seen.title, seen.tags) == ("A better logo", ["new"])
    assert (gigs.least_price(seen), seen.days_from) == (euros(75), 2)
    assert [p.tier for p in await packages(trade, gig)] == [Tier.ESSENTIAL]
    assert seen.requirements == (
        Question("q1", "Which name?"),
        Question("q2", "Which colours?", required=False),
    )
    assert seen.updated_at - seen.created_at == timedelta(days=1)


async def test_a_refused_edit_leaves_the_gig_as_it_was(trade: Trade):
    gig = await publish(trade, **three_packages(20, 50, 90))
    with pytest.raises(gigs.PricesGoDown):
        await trade.does(trade.ana, gigs.edit_packages, gig=gig.id, **three_packages(90, 50, 20))
    assert [p.price for p in await packages(trade, gig)] == [euros(20), euros(50), euros(90)]


async def test_a_cover_is_ones_own_picture(trade: Trade):
    mine, text = await a_file(trade, trade.ana), await a_file(trade, trade.ana, "text/plain")
    theirs = await a_file(trade, trade.ben)
    gig = await publish(trade, cover=(mine,))
    assert gig.cover_id == mine
    for wrong, refused in ((text, gigs.NotAPicture), (theirs, NoSuchThing), ("NO", NoSuchThing)):
        with pytest.raises(refused):
            await trade.does(trade.ana, gigs.edit_cover, gig=gig.id, cover=(wrong,))
    await trade.does(trade.ana, gigs.edit_cover, gig=gig.id, cover=())
    assert (await looks(trade, trade.ben, gig)).cover_id is None


async def test_a_suspended_gig_is_given_back_paused(trade: Trade):
    gig = await publish(trade)
    await trade.market.do(lambda tx: gigs.suspend(tx, gigs.get(tx, gig.id), "Not yours."))
    with pytest.raises(NoSuchThing):
        await looks(trade, trade.ben, gig)
    for verb in (gigs.resume, gigs.archive):
        with pytest.raises(TooLate):
            await trade.does(trade.ana, verb, gig=gig.id)
    await market_does(trade, gigs.reinstate, gig)
    assert (await looks(trade, trade.ben, gig)).state is GigState.PAUSED
    await trade.does(trade.ana, gigs.resume, gig=gig.id)
    steps = await trade.market.ask(lambda tx: lives.journal(tx, gig.subject))
    assert [(s.verb, s.role) for s in steps] == [
        ("publish", Role.SELLER),
        ("suspend", Role.MARKET),
        ("reinstate", Role.MARKET),
        ("resume", Role.SELLER),
    ]


@pytest.mark.parametrize(("quantity", "total", "days"), [(1, 50, 3), (2, 100, 6), (20, 1_000, 60)])
async def test_several_of_the_same_cost_and_take_that_many_times(
    trade: Trade, quantity: int, total: int, days: int
):
    gig = await publish(trade)

    def quoted(tx: Tx) -> gigs.Quote:
        return gigs.quote(tx, gigs.package_of(tx, trade.ben, gig, "essential"), quantity)

    quote = await trade.market.ask(quoted)
    assert (quote.total, quote.days) == (euros(total), days)


@pytest.mark.parametrize("quantity", [0, -1, 21, 10**9])
async def test_a_quantity_nobody_may_order_is_refused(trade: Trade, quantity: int):
    gig = await publish(trade)
    with pytest.raises(gigs.TooManyAtOnce):
        await trade.market.ask(
            lambda tx: gigs.quote(tx, gigs.package_of(tx, trade.ben, gig, "essential"), quantity)
        )


async def test_there_are_twelve_categories_each_with_a_name_and_words():
    assert len(gigs.Category) == 12
    assert set(gigs.CATEGORIES) == set(gigs.CATEGORY_WORDS) == set(gigs.Category)
    assert gigs.UNLIMITED == orders.UNLIMITED
