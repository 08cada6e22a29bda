"""Answers to people who look for a gig."""

from collections.abc import Sequence

from bot import dialogue
from bot.context import Context
from bot.platform import Found
from bot.registry import Option, command, inline, on
from bot.screens.gigs import price_from, shared_gig
from bot.screens.search import (
    ChooseFilter,
    ChooseWords,
    ClearFilters,
    SetFilter,
    ShowResults,
    filter_page,
    results_page,
)
from bot.ui import Screen
from core import search
from core.kit.errors import NoSuchThing
from core.kit.text import _, verbatim
from core.search import Filter, Query

SUGGESTED = 10


def titles_like(ctx: Context, typed: str, offset: int) -> Sequence[Found]:
    """Suggest gigs while words are being typed."""
    found = ctx.ask(search.suggest, text=typed, most=SUGGESTED, skip=offset)
    titles = dict.fromkeys(gig.title for gig in found)
    return [Found(title, verbatim(title)) for title in titles]


@command(
    "search",
    _("/search"),
    _("Find somebody for a job"),
    Option("words", _("words"), _("What you are looking for, in a few words"), suggest=titles_like),
)
def look(ctx: Context, words: str) -> Screen:
    """Show what fits, or the newest when nothing is asked for."""
    return results_page(ctx, ctx.do(search.keep, query=Query(text=words)))


@on(ShowResults, reads=True)
def turn_page(ctx: Context, press: ShowResults) -> Screen:
    """Show another page."""
    return results_page(ctx, press.search, max(0, press.page))


@on(ChooseWords)
def other_words(ctx: Context, press: ChooseWords) -> Screen:
    """Ask for other words; the filters stay."""
    ctx.ask(search.kept, press.search)
    return dialogue.open_form(ctx, "search.look_for", press.search)


@on(ChooseFilter, reads=True)
def choose(ctx: Context, press: ChooseFilter) -> Screen:
    """Show what the search can be narrowed to."""
    if press.what not in tuple(Filter):
        raise NoSuchThing
    return filter_page(ctx, press.search, Filter(press.what))


@on(SetFilter)
def narrow(ctx: Context, press: SetFilter) -> Screen:
    """Narrow the search, or widen it again."""
    name = ctx.do(search.refine, search=press.search, what=press.what, value=press.value)
    return results_page(ctx, name)


@on(ClearFilters)
def widen(ctx: Context, press: ClearFilters) -> Screen:
    """Take every filter away."""
    return results_page(ctx, ctx.do(search.widen, search=press.search))


@inline
def share(ctx: Context, typed: str, offset: int) -> Sequence[Found]:
    """Find gigs to put into any chat."""
    found = ctx.ask(search.suggest, text=typed, most=SUGGESTED, skip=offset)
    return [
        Found(gig.id, verbatim(gig.title), price_from(gig), shared_gig(ctx, gig)) for gig in found
    ]
