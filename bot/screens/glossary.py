"""How the words of the market are shown: one of them, all of them, or those that may be meant."""

from collections.abc import Sequence

from bot.context import Context
from bot.i18n import say
from bot.ui import (
    Action,
    Button,
    Choice,
    Menu,
    Screen,
    Small,
    Style,
    button,
    choice,
    rows,
)
from core import glossary
from core.glossary import Term
from core.kit.text import _

PAGE = 13  # half of the words: a menu that still fits on a telephone


class ShowTerm(Action, frozen=True, wire="gl.sh"):
    """Explain this word."""

    term: str


class ListTerms(Action, frozen=True, wire="gl.ls"):
    """Show one page of all words."""

    page: int


def term_card(ctx: Context, term: Term) -> Screen:
    """Explain one word, with its name in the other language and the words next to it."""
    near = [button(other.name, ShowTerm(other.id)) for other in map(glossary.get, term.related)]
    return Screen(
        title=term.name,
        lines=(
            glossary.explain(term, ctx.settings),
            Small(_("English: {english}. French: {french}.").format(
                english=term.name.id, french=term.french)),
        ),
        buttons=(*rows(near), (_all_words(),)),
        public=True,
    )  # fmt: skip


def term_list(ctx: Context, page: int = 0) -> Screen:
    """Show all words in the reader's alphabetical order, a page at a time."""
    every = sorted(glossary.TERMS, key=lambda term: glossary.fold(say(term.name, ctx.me.locale)))
    last = (len(every) - 1) // PAGE
    page = min(max(page, 0), last)
    turns = [
        *([button(_("Previous words"), ListTerms(page - 1))] if page > 0 else []),
        *([button(_("More words"), ListTerms(page + 1))] if page < last else []),
    ]
    return Screen(
        title=_("Glossary"),
        lines=(
            _("The words of the market and what they mean here. Choose one."),
            Small(_("You can also type {command} followed by a word.").format(
                command=_("/glossary"))),
        ),
        menu=Menu(_("Choose a word"), _choices(every[page * PAGE : (page + 1) * PAGE])),
        buttons=rows(turns),
        public=True,
    )  # fmt: skip


def which_term(terms: Sequence[Term]) -> Screen:
    """Ask which of several words is meant."""
    return Screen(
        title=_("Glossary"),
        lines=(_("This can mean several things. Which one would you like explained?"),),
        menu=Menu(_("Choose a word"), _choices(terms)),
        buttons=((_all_words(),),),
        public=True,
    )


def unknown_term(words: str, nearest: Sequence[Term]) -> Screen:
    """Say that a word is not in the glossary, and propose the nearest ones."""
    says = _("“{words}” is not in the glossary. Did you mean one of these?")
    if not nearest:
        says = _("“{words}” is not in the glossary. Look through all the words to find yours.")
    return Screen(
        title=_("Glossary"),
        lines=(says.format(words=words),),
        buttons=(
            *rows(button(term.name, ShowTerm(term.id), Style.MAIN) for term in nearest),
            (_all_words(),),
        ),
        public=True,
    )


def _choices(terms: Sequence[Term]) -> tuple[Choice, ...]:
    return tuple(choice(term.name, ShowTerm(term.id)) for term in terms)


def _all_words() -> Button:
    return button(_("All words"), ListTerms(0))
