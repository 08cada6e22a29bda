import random
from typing import Any

import pytest

from core import gigs, search
from core.accounts import Account
from core.gigs import Category, Gig
from core.kit.errors import NoSuchThing
from core.market import Market
from core.search import PAGE, Query, Sort, queries, words_of
from core.search.rules import asked_words
from core.store import Tx
from tests.core.shop import one_package, publish, sell, words
from tests.core.trade import Trade

AGENCY = {"tags": ("x1",), "category": "data"}  # words that are in nobody's way


async def page_of(trade: Trade, query: Query, page: int = 0) -> search.Results:
    return await trade.market.ask(lambda tx: search.find(tx, trade.ben, query, page=page))


async def finds(trade: Trade, text: str = "", page: int = 0, **criteria: Any) -> list[str]:
    results = await page_of(trade, Query(text=text, **criteria), page)
    return [gig.title for gig in results.found]


async def list_some(trade: Trade, *titles: str, **changes: Any) -> None:
    """Publish these, a minute apart, so that the last is the newest."""
    for title in titles:
        await publish(trade, **{**AGENCY, "title": title, **changes})
        trade.clock.pass_by(minutes=1)


async def test_every_word_is_the_beginning_of_one_of_the_gigs(trade: Trade):
    await list_some(trade, "A logo for your café", "Logotype and posters")
    assert await finds(trade, "logo") == ["A logo for your café", "Logotype and posters"]
    assert await finds(trade, "logo post") == ["Logotype and posters"]
    assert await finds(trade, "CAFE lo") == ["A logo for your café"]
    assert await finds(trade, "ogo") == []
    assert await finds(trade, "logo nowhere") == []


async def test_whole_words_of_the_title_come_first_then_the_newest(trade: Trade):
    await list_some(trade, "Logo, old", "Logo, new", "Logos, newer")
    await list_some(trade, "Something else", tags=("logo",))
    assert await finds(trade, "logo") == [
        "Logo, new",
        "Logo, old",
        "Something else",
        "Logos, newer",
    ]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Rédaction d’articles", "redaction"),
        ("Redaction", "RÉDACTION"),
        ("Œuvres d’art", "oeuvres"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ＬＯＧＯ", "logo"),
        ("C++/Qt:apps_for_you", "apps you"),
        ("日本語のロゴ制作", "ロゴ"),
        ("日本語のロゴ制作", "日本語"),
        ("网站开发", "网"),
        ("تصميم شعار", "شعار"),
        ("עיצוב לוגו", "לוגו"),
        ("हिन्दी अनुवाद", "अनुवाद"),
        ("logo\u0301 ロゴ", "logo"),
    ],
)
async def test_accents_case_and_scripts_are_in_nobodys_way(trade: Trade, title: str, typed: str):
    await list_some(trade, title)
    assert await finds(trade, typed) == [title]


@pytest.mark.parametrize(
    "typed",
    ["🎨", "!!!", "%", "_", "q%", "=category:data", "'; DROP TABLE listings; --", "\x00", "\ud800"],
)
async def test_what_holds_no_word_finds_nothing_and_breaks_nothing(trade: Trade, typed: str):
    await list_some(trade, "A gig")
    assert await finds(trade, typed) == []


async def test_an_endless_search_is_read_as_far_as_it_is_read(trade: Trade):
    await list_some(trade, "logo")
    assert await finds(trade, "logo " * 10_000) == ["logo"]
    assert await finds(trade, "l" * 10_000) == []


async def test_tags_and_categories_are_found_in_both_languages(trade: Trade):
    await list_some(trade, "One", category="voice", tags=("Grave",))
    assert await finds(trade, "voix") == await finds(trade, "voice") == ["One"]
    assert await finds(trade, "grave") == ["One"]
    assert await finds(trade, "category") == []


async def test_only_what_can_be_ordered_is_found(trade: Trade):
    gig = await publish(trade, title="Here today")
    assert await finds(trade, "today") == ["Here today"]
    await trade.does(trade.ana, gigs.pause, gig=gig.id)
    assert await finds(trade, "today") == []
    await trade.does(trade.ana, gigs.resume, gig=gig.id)
    assert await finds(trade, "today") == ["Here today"]
    await trade.market.do(lambda tx: gigs.suspend(tx, gigs.get(tx, gig.id), "No."))
    assert await finds(trade) == []
    await trade.market.do(lambda tx: gigs.reinstate(tx, gigs.get(tx, gig.id)))
    await trade.does(trade.ana, gigs.archive, gig=gig.id)
    assert await finds(trade) == []
    left = await trade.market.ask(lambda tx: tx.db.query(search.Term).count())
    assert left == 0


async def test_an_edited_gig_is_found_by_its_new_words_only(trade: Trade):
    gig = await publish(trade, title="Old logo", tags=("old", "both"))
    new = words(title="New poster", tags=("both", "logo"), category="video")
    await trade.does(trade.ana, gigs.edit_words, gig=gig.id, **new)
    await trade.does(trade.ana, gigs.edit_packages, gig=gig.id, **one_package(9, 1))
    assert await finds(trade, "old") == []
    assert await finds(trade, "logo") == await finds(trade, "both new") == ["New poster"]
    assert await finds(trade, category=Category.DESIGN) == []
    assert await finds(trade, price_most=9_00, days_most=1, category=Category.VIDEO) == [
        "New poster"
    ]


async def test_filters_meet(trade: Trade):
    await sell(trade, trade.eve, languages=("fr", "de"))
    await list_some(trade, "Cheap", **one_package(10, 9))
    await list_some(trade, "Quick", category="web", **one_package(30, 1))
    await list_some(trade, "French", who=trade.eve, **one_package(20, 5))
    assert await finds(trade, price_most=20_00) == ["French", "Cheap"]
    assert await finds(trade, price_most=19_99) == ["Cheap"]
    assert await finds(trade, days_most=5) == ["French", "Quick"]
    assert await finds(trade, language="fr") == ["French"]
    assert await finds(trade, category=Category.WEB) == ["Quick"]
    assert await finds(trade, category=Category.WEB, language="fr") == []
    assert await finds(trade, "fre", language="fr", price_most=20_00, days_most=5) == ["French"]
    assert await finds(trade, sort=Sort.CHEAPEST) == ["Cheap", "French", "Quick"]
    assert await finds(trade, sort=Sort.FASTEST) == ["Quick", "French", "Cheap"]


async def test_a_seller_who_learns_a_language_is_found_by_it(trade: Trade):
    await list_some(trade, "A gig")
    assert await finds(trade, language="fr") == []
    await sell(trade, trade.ana, languages=("en", "fr"))
    assert await finds(trade, language="fr") == ["A gig"]


async def test_pages_follow_each_other_without_a_gap(trade: Trade):
    titles = [f"Logo {n:02}" for n in range(PAGE * 2 + 1)]
    await list_some(trade, *titles[:PAGE], tags=("brand",))
    await list_some(trade, *(f"Logos {t}" for t in titles[PAGE:]), tags=("brand",))
    for text in ("logo", "brand", ""):
        pages = [await finds(trade, text, page=n) for n in range(4)]
        assert [len(page) for page in pages] == [PAGE, PAGE, 1, 0]
        assert len({title for page in pages for title in page}) == len(titles)
    assert await finds(trade, "logo", page=-1) == await finds(trade, "logo", page=0)
    assert await finds(trade, "logo", page=10**9) == []


async def test_suggestions_are_gigs_that_fit_so_far(trade: Trade):
    await list_some(trade, "Logo", "Lottery poster", "Poster")
    for typed, expected in (
        ("l", ["Lottery poster", "Logo"]),
        ("lo po", ["Lottery poster"]),
        ("", ["Poster", "Lottery poster", "Logo"]),
    ):
        found = await trade.does(trade.ben, search.suggest, text=typed, most=5)
        assert [gig.title for gig in found] == expected
    skipped = await trade.does(trade.ben, search.suggest, text="", most=1, skip=2)
    assert [gig.title for gig in skipped] == ["Logo"]


async def test_a_search_is_kept_under_a_short_name_until_it_is_old(trade: Trade):
    query = Query(text="Un logo, s’il vous plaît 🙏", category=Category.WEB, sort=Sort.FASTEST)
    name = await trade.does(trade.ben, search.keep, query=query)
    assert len(name) == 12
    assert name == await trade.does(trade.eve, search.keep, query=query)
    assert await trade.does(trade.eve, search.kept, search=name) == query
    trade.clock.pass_by(days=20)
    assert name == await trade.does(trade.ben, search.keep, query=query)
    trade.clock.pass_by(days=29)
    other = await trade.does(trade.ben, search.keep, query=Query(text="x" * 10_000))
    assert (await trade.does(trade.eve, search.kept, search=other)).text == "x" * 100
    assert await trade.does(trade.eve, search.kept, search=name) == query
    trade.clock.pass_by(days=2)
    await trade.does(trade.ben, search.keep, query=Query(text="else"))
    with pytest.raises(search.SearchForgotten):
        await trade.does(trade.ben, search.kept, search=name)


async def test_a_search_is_refined_step_by_step(trade: Trade):
    name = await trade.does(trade.ben, search.keep, query=Query(text="logo"))
    for what, value in (
        ("category", "design"),
        ("price", "5000"),
        ("days", "7"),
        ("language", "fr"),
        ("sort", "cheapest"),
        ("price", ""),
    ):
        name = await trade.does(trade.ben, search.refine, search=name, what=what, value=value)
    expected = Query(
        text="logo", category=Category.DESIGN, days_most=7, language="fr", sort=Sort.CHEAPEST
    )
    assert await trade.does(trade.ben, search.kept, search=name) == expected
    name = await trade.does(trade.ben, search.look_for, search=name, text=" poster ")
    assert (await trade.does(trade.ben, search.kept, search=name)).text == "poster"
    name = await trade.does(trade.ben, search.widen, search=name)
    expected = Query(text="poster", sort=Sort.CHEAPEST)
    assert await trade.does(trade.ben, search.kept, search=name) == expected


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("category", "crime"),
        ("price", "-1"),
        ("price", "1e9"),
        ("days", "²"),
        ("language", "xx"),
        ("sort", ""),
        ("sort", "magic"),
        ("nothing", ""),
    ],
)
async def test_a_forged_filter_is_nothing(trade: Trade, what: str, value: str):
    name = await trade.does(trade.ben, search.keep, query=Query())
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ben, search.refine, search=name, what=what, value=value)
    with pytest.raises(search.SearchForgotten):
        await trade.does(trade.ben, search.refine, search="NOSUCHNAME", what="days", value="1")


async def test_a_limit_beyond_all_measure_is_as_good_as_none(trade: Trade):
    await list_some(trade, "A gig")
    name = await trade.does(trade.ben, search.keep, query=Query())
    for what in ("price", "days"):
        name = await trade.does(trade.ben, search.refine, search=name, what=what, value="9" * 60)
    query = await trade.does(trade.ben, search.kept, search=name)
    assert await finds(trade, price_most=query.price_most, days_most=query.days_most) == ["A gig"]


def test_words_are_folded_once_each_and_two_letters_long():
    assert words_of("Le logo, le LOGO & l’été") == ("le", "logo", "ete")
    assert words_of("网站开发 web") == ("网站", "站开", "开发", "web")
    assert words_of("") == words_of("🎨 - _") == ()


# --- the three ways give the same answer


VOCABULARY = ("logo", "logos", "log", "poster", "card", "web", "site", "video", "voice", "été")


async def fill_market(market: Market, seller: Account, count: int) -> list[Gig]:
    """Many gigs with few words, so that everything matches often."""
    dice = random.Random(7)

    def work(tx: Tx) -> list[Gig]:
        made = []
        for n in range(count):
            gig = Gig(
                id=f"GIG{n:05}",
                community_id="JALON",
                seller_id=seller.id,
                title=" ".join(dice.sample(VOCABULARY, 3)),
                category=dice.choice(tuple(Category)),
                description="",
                tags=[dice.choice(VOCABULARY)],
                questions=[],
                optional_questions=[],
                currency="EUR",
                price_from_minor=dice.randrange(5, 60) * 100,
                days_from=dice.randrange(1, 8),
                state=gigs.GigState.ACTIVE,
                created_at=tx.now,
                updated_at=tx.now,
            )
            made.append(gig)
        tx.db.add_all(made)
        tx.db.flush()
        for gig in made:
            search.index(tx, gig)
        return made

    return await market.do(work)


def exhaustive(made: list[Gig], query: Query) -> list[str]:
    """What a search must find, by looking at everything."""
    asked = asked_words(query.text) or ()

    def every_word(gig: Gig) -> set[str]:
        texts = (gig.title, *gig.tags, gigs.CATEGORY_WORDS[gig.category])
        return set(words_of(" ".join(texts)))

    def fits(gig: Gig) -> bool:
        return (
            all(any(w.startswith(word) for w in every_word(gig)) for word in asked)
            and query.category in (None, gig.category)
            and gig.price_from_minor <= (query.price_most or 10**9)
            and gig.days_from <= (query.days_most or 10**9)
        )

    found = sorted(filter(fits, made), key=lambda gig: gig.id)
    match query.sort:
        case Sort.CHEAPEST:
            found.sort(key=lambda gig: gig.price_from_minor)
        case Sort.FASTEST:
            found.sort(key=lambda gig: gig.days_from)
        case Sort.NEWEST:
            found.reverse()  # all as old: by name, the last first
        case Sort.RELEVANCE:
            found.reverse()
            found.sort(key=lambda gig: not set(asked) <= set(words_of(gig.title)))
    return [gig.id for gig in found]


@pytest.mark.parametrize(("few", "walk"), [(1_500, 5_000), (10_000, 1), (0, 60), (0, 1), (40, 150)])
async def test_every_way_to_the_answer_leads_to_the_same_one(
    trade: Trade, monkeypatch: pytest.MonkeyPatch, few: int, walk: int
):
    monkeypatch.setattr(queries, "FEW", few)
    monkeypatch.setattr(queries, "WALK", walk)
    await sell(trade, trade.ana)
    made = await fill_market(trade.market, trade.ana, 400)
    dice = random.Random(few + walk)
    for _nth in range(60):
        query = Query(
            text=" ".join(w[: dice.randrange(1, 6)] for w in dice.sample(VOCABULARY, 2)),
            category=dice.choice((None, None, *Category)),
            price_most=dice.choice((None, None, 20_00)),
            days_most=dice.choice((None, None, 2)),
            sort=dice.choice(tuple(Sort)),
        )
        expected = exhaustive(made, query)
        page = dice.randrange(3)
        results = await page_of(trade, query, page)
        got = [gig.id for gig in results.found]
        assert got == expected[page * PAGE : (page + 1) * PAGE], query
        assert results.more == (len(expected) > (page + 1) * PAGE), query
