"""What people see of a search: a page of gigs, and what it can be narrowed by."""

from bot.context import Context
from bot.i18n import own_name
from bot.screens.gigs import ShowGig, price_from
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Screen,
    Small,
    Style,
    button,
    choice,
    rows,
)
from core import accounts, gigs, search
from core.gigs import Gig
from core.kit.ids import GigId
from core.kit.money import Money
from core.kit.text import Text, _, _n, verbatim
from core.search import Filter, Query, Sort

PRICES_MINOR = (20_00, 50_00, 100_00, 250_00, 500_00, 1_000_00)
DAYS = (1, 3, 7, 14, 30)


class ShowResults(Action, frozen=True, wire="se.ls"):
    """Look at a page of what was found."""

    search: str
    page: int


class ChooseWords(Action, frozen=True, wire="se.wo"):
    """Look for other words."""

    search: str


class ChooseFilter(Action, frozen=True, wire="se.fi"):
    """See what the search can be narrowed to."""

    search: str
    what: str


class SetFilter(Action, frozen=True, wire="se.st"):
    """Narrow the search to this, or no more by that when empty."""

    search: str
    what: str
    value: str


class ClearFilters(Action, frozen=True, wire="se.cl"):
    """Take every filter away."""

    search: str


SORTS: dict[Sort, Text] = {
    Sort.RELEVANCE: _("Best match first"),
    Sort.NEWEST: _("Newest first"),
    Sort.CHEAPEST: _("Cheapest first"),
    Sort.FASTEST: _("Fastest first"),
}

FILTERS: dict[Filter, tuple[Text, Text]] = {  # what the button says, what its page asks
    Filter.CATEGORY: (_("Category"), _("Which kind of work?")),
    Filter.PRICE: (_("Price"), _("How much at most?")),
    Filter.DAYS: (_("Delivery time"), _("Within how many days?")),
    Filter.LANGUAGE: (_("Language"), _("Which language should the seller speak?")),
    Filter.SORT: (_("Sort by"), _("Which gigs first?")),
}


def results_page(ctx: Context, name: str, page: int = 0) -> Screen:
    """Show a page of what was found, each gig a press away."""
    query = ctx.ask(search.kept, name)
    results = ctx.ask(search.find, query, page=page)
    return Screen(
        title=_("Search: {words}").format(words=query.text) if query.text else _("Gigs"),
        lines=(*_narrowed(ctx, query), *_lines(results.found, query)),
        menu=Menu(_("Open a gig"), tuple(_choice(gig) for gig in results.found))
        if results.found
        else None,
        buttons=(
            *rows(_turns(name, page, more=results.more)),
            (button(_("Other words"), ChooseWords(name)), _button(name, Filter.CATEGORY)),
            (_button(name, Filter.PRICE), _button(name, Filter.DAYS)),
            (_button(name, Filter.LANGUAGE), _button(name, Filter.SORT)),
            *rows(_clear(name, query)),
        ),
        public=True,
    )


def filter_page(ctx: Context, name: str, what: Filter) -> Screen:
    """Show what a search can be narrowed to."""
    query = ctx.ask(search.kept, name)
    label, asks = FILTERS[what]
    choices = tuple(
        choice(words, SetFilter(name, what, value)) for value, words in _options(ctx, what)
    )
    back = button(_("Back to the results"), ShowResults(name, 0))
    return Screen(
        title=label,
        lines=(asks, *_narrowed(ctx, query)),
        menu=Menu(label, choices),
        buttons=((back,),),
        public=True,
    )


def _lines(found: tuple[Gig, ...], query: Query) -> list[Line]:
    if found:
        return [Fact(verbatim(gig.title), _in_short(gig)) for gig in found]
    if query.text or _filters(query):
        return [_("Nothing fits. Try fewer or other words, or remove a filter.")]
    return [_("There is nothing here yet. Be the first to sell something!")]


def _choice(gig: Gig) -> Choice:
    return choice(verbatim(gig.title), ShowGig(GigId(gig.id)), price_from(gig))


def _in_short(gig: Gig) -> Text:
    return Text("{price} · {days}").format(
        price=price_from(gig), days=_n("{n} day", "{n} days", gig.days_from)
    )


def _narrowed(ctx: Context, query: Query) -> list[Line]:
    """Say what the search is narrowed to."""
    said: list[Text] = []
    if query.category is not None:
        said.append(gigs.CATEGORIES[query.category])
    if query.price_most is not None:
        said.append(_up_to(Money(query.price_most, ctx.settings.currency)))
    if query.days_most is not None:
        said.append(_within(query.days_most))
    if query.language is not None:
        said.append(verbatim(own_name(query.language)))
    if query.sort is not Sort.RELEVANCE:
        said.append(SORTS[query.sort])
    return [Small(Text("{list}").format(list=said))] if said else []


def _filters(query: Query) -> bool:
    return query != Query(text=query.text, sort=query.sort)


def _clear(name: str, query: Query) -> list[Button]:
    return [button(_("Remove all filters"), ClearFilters(name))] if _filters(query) else []


def _turns(name: str, page: int, *, more: bool) -> list[Button]:
    turns = []
    if page > 0:
        turns.append(button(_("Back"), ShowResults(name, page - 1)))
    if more:
        turns.append(button(_("More"), ShowResults(name, page + 1), Style.MAIN))
    return turns


def _button(name: str, what: Filter) -> Button:
    return button(FILTERS[what][0], ChooseFilter(name, what))


def _options(ctx: Context, what: Filter) -> list[tuple[str, Text]]:
    """Return the values of a filter and how they read; empty takes it away."""
    any_one = ("", _("Any"))
    match what:
        case Filter.CATEGORY:
            return [any_one, *((each.value, words) for each, words in gigs.CATEGORIES.items())]
        case Filter.PRICE:
            amounts = (Money(minor, ctx.settings.currency) for minor in PRICES_MINOR)
            return [any_one, *((str(amount.minor), _up_to(amount)) for amount in amounts)]
        case Filter.DAYS:
            return [any_one, *((str(days), _within(days)) for days in DAYS)]
        case Filter.LANGUAGE:
            return [any_one, *((each, verbatim(own_name(each))) for each in accounts.LANGUAGES)]
        case Filter.SORT:
            return [(each.value, words) for each, words in SORTS.items()]


def _up_to(amount: Money) -> Text:
    return _("up to {price}").format(price=amount)


def _within(days: int) -> Text:
    return _n("within {n} day", "within {n} days", days)
