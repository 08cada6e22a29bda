"""What words are, to a search."""

import re
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from core.accounts import LANGUAGES
from core.gigs import Category, fold
from core.kit.errors import NoSuchThing

PAGE = 6  # gigs shown at once
TEXT_MOST = 100  # characters of a search that are read
PAGES_MOST = 100  # pages one may turn
WORDS_MOST = 8  # words of a search that are read
WORD_MOST = 24  # characters of a word that are kept
NUMBER_DIGITS = 9  # of a limit that is read
NAME_LENGTH = 12  # of a kept search: 60 bits, so that no two searches share a name
KEPT_FOR = timedelta(days=30)  # how long one may turn the pages of a search

# Thai, Lao, kana, Han: no spaces, so every two signs that follow each other are a word.
UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"[{UNSPACED}]+|[^\\W_{UNSPACED}]+")
BY_TWO = re.compile(f"[{UNSPACED}]{{3,}}")


class Sort(StrEnum):
    """Which gigs come first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    FASTEST = "fastest"


class Filter(StrEnum):
    """What a search can be narrowed by, and how its gigs are sorted."""

    CATEGORY = "category"
    PRICE = "price"
    DAYS = "days"
    LANGUAGE = "language"
    SORT = "sort"


class Query(Struct, frozen=True, omit_defaults=True):
    """What somebody looks for. `price_most` is in minor units of the community's currency."""

    text: str = ""
    category: Category | None = None
    price_most: int | None = None
    days_most: int | None = None
    language: str | None = None
    sort: Sort = Sort.RELEVANCE


def refined(query: Query, what: str, value: str) -> Query:
    """Return the search with one filter set, or taken away by an empty value."""
    match what:
        case Filter.CATEGORY if value in ("", *Category):
            return replace(query, category=Category(value) if value else None)
        case Filter.PRICE if not value or value.isdecimal():
            return replace(query, price_most=_number(value))
        case Filter.DAYS if not value or value.isdecimal():
            return replace(query, days_most=_number(value))
        case Filter.LANGUAGE if value in ("", *LANGUAGES):
            return replace(query, language=value or None)
        case Filter.SORT if value in tuple(Sort):
            return replace(query, sort=Sort(value))
    raise NoSuchThing


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, each once, as they are kept: folded, two letters or more."""
    found = (piece for run in RUN.findall(fold(text)) for piece in _pieces(run))
    return tuple(dict.fromkeys(word for word in found if len(word) > 1))


def asked_words(text: str) -> tuple[str, ...] | None:
    """Return the beginnings of words that are looked for; `None` when nothing can match.

    A single letter counts when there is nothing else: somebody has just begun to type.
    """
    text = text[:TEXT_MOST]
    if not text.strip():
        return ()
    words = words_of(text) or tuple(RUN.findall(fold(text)))
    return words[:WORDS_MOST] or None


def category_fact(category: str) -> str:
    """Return the word that gigs of this category are kept under; nobody can type it."""
    return f"=category:{category}"


def language_fact(language: str) -> str:
    """Return the word that gigs of sellers who speak this are kept under."""
    return f"=language:{language}"


def _number(value: str) -> int | None:
    """Read an amount or a number of days; more than there can be is as good as the most."""
    return min(int(value[:NUMBER_DIGITS]), 10 ** (NUMBER_DIGITS - 1)) if value else None


def _pieces(run: str) -> Iterator[str]:
    """Return a run of letters whole, or by two when its script writes no spaces."""
    if BY_TWO.fullmatch(run):
        yield from (run[i : i + 2] for i in range(len(run) - 1))
    else:
        yield run[:WORD_MOST]
