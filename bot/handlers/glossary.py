"""What is answered when somebody asks what a word means."""

from collections.abc import Sequence

from bot.context import Context
from bot.platform import Found
from bot.registry import Option, command, on
from bot.screens.glossary import (
    PAGE,
    ListTerms,
    ShowTerm,
    term_card,
    term_list,
    unknown_term,
    which_term,
)
from bot.ui import Screen
from core import glossary
from core.kit.text import _


def terms_like(_ctx: Context, typed: str, offset: int) -> Sequence[Found]:
    """Suggest words while one is being typed."""
    found = glossary.suggest(typed)[offset:]
    return [Found(term.id, term.name) for term in found]


@command(
    "glossary",
    _("/glossary"),
    _("What a word used here means"),
    Option(
        "term", _("word"), _("The word to explain; leave it out to see all"), suggest=terms_like
    ),
    reads=True,
)
def look_up(ctx: Context, term: str) -> Screen:
    """Explain a word in either language, or show all of them."""
    if not term:
        return term_list(ctx)
    found = glossary.find(term)
    if not found:
        return unknown_term(term[: glossary.WORDS_MOST], glossary.closest(term))
    return term_card(ctx, found[0]) if len(found) == 1 else which_term(found[:PAGE])


@on(ShowTerm, reads=True)
def show(ctx: Context, press: ShowTerm) -> Screen:
    """Explain this word."""
    return term_card(ctx, glossary.get(press.term))


@on(ListTerms, reads=True)
def turn(ctx: Context, press: ListTerms) -> Screen:
    """Turn to a page of all words."""
    return term_list(ctx, press.page)
