"""Sentences that have not yet been put into anyone's language."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from core.kit.money import Money


class At(Struct, frozen=True, tag="at"):
    """A moment, to be written in the reader's language."""

    moment: datetime


class Day(Struct, frozen=True, tag="day"):
    """A calendar day, to be written in the reader's language."""

    day: date


class Lasting(Struct, frozen=True, tag="lasting"):
    """A length of time, to be written in the reader's language."""

    span: timedelta


class Several(Struct, frozen=True, tag="several"):
    """A list, to be joined as the reader's language joins lists."""

    items: "tuple[Blank, ...]"


class Text(Struct, frozen=True, tag="text"):
    """A sentence and its blanks; `bot.i18n` puts it into the reader's language.

    A blank that is a plain `str` holds people's own words and is escaped for the platform.
    """

    id: str
    plural: str = ""
    count: int = 1
    blanks: "dict[str, Blank]" = {}

    def format(self, **blanks: object) -> "Text":
        """Fill the blanks; like `str.format`, but later and in the reader's language."""
        return replace(self, blanks={**self.blanks, **{n: _blank(v) for n, v in blanks.items()}})


Blank: TypeAlias = str | int | Text | Money | At | Day | Lasting | Several


def _(msgid: str) -> Text:
    """Mark a sentence for translation."""
    return Text(msgid)


def _n(singular: str, plural: str, count: int) -> Text:
    """Mark a sentence that changes with a number; its blank is `{n}`."""
    return Text(singular, plural, count, {"n": count})


def verbatim(words: str) -> Text:
    """Quote people's own words as a whole sentence; nobody translates them."""
    return Text("{words}", blanks={"words": words})


def _blank(value: object) -> Blank:
    match value:
        case StrEnum():
            return value.value
        case bool():
            raise TypeError("a blank cannot be yes or no; write two sentences")
        case str() | int() | Text() | Money() | At() | Day() | Lasting() | Several():
            return value
        case datetime():
            return At(value)
        case date():
            return Day(value)
        case timedelta():
            return Lasting(value)
        case tuple() | list():
            return Several(tuple(_blank(item) for item in value))
    raise TypeError(f"a blank cannot hold {value!r}")
