"""What a person may answer, and what it becomes.

A field reads what was typed, pressed or uploaded into a JSON value that is kept in the draft,
and turns that into what the verb takes. It says everything wrong in one sentence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.forms.amounts import minor_units, whole_number
from bot.forms.days import day_of
from bot.forms.errors import (
    FilesPlease,
    NotAnOption,
    NothingThere,
    OneLine,
    OutOfRange,
    TooLong,
    TooShort,
    WrongCount,
)
from bot.ui import Option, QuestionKind
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.text import Text, _n, verbatim
from core.kit.words import cleaned, visible

Raw = str | tuple[str, ...]  # one text, or several values or file ids
SEPARATORS = re.compile(r"[,;\n]+")
CENTS_DIGITS = 2


class Field(Protocol):
    """Turns what was typed into a value, or refuses."""

    @property
    def kind(self) -> QuestionKind:
        """What sort of answer is hoped for."""

    @property
    def least(self) -> int:
        """Fewest characters, choices or files."""

    @property
    def most(self) -> int:
        """Most characters, choices or files."""

    @property
    def options(self) -> Sequence[Option]:
        """What one can choose from."""

    @property
    def nothing(self) -> object:
        """What the verb takes when an optional question was skipped."""

    def read(self, raw: Raw, settings: MarketSettings) -> Any:
        """Return the JSON value to keep, or refuse."""

    def value(self, kept: Any, settings: MarketSettings) -> Any:
        """Return what the verb takes."""

    def typed(self, kept: Any) -> str:
        """Return what to put back into the box for correction."""

    def show(self, kept: Any, settings: MarketSettings) -> Text:
        """Return the answer as the review shows it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    most: int
    least: int = 1
    kind = QuestionKind.LINE
    nothing = None
    options: tuple[Option, ...] = ()

    def read(self, raw: Raw, settings: MarketSettings) -> str:
        """Return the line without its outer spaces."""
        line = _text(raw)
        if "\n" in line:
            raise OneLine
        return _measured(line, self.least, self.most)

    def value(self, kept: str, settings: MarketSettings) -> str:
        """Return the line."""
        return kept

    def typed(self, kept: str) -> str:
        """Return the line."""
        return kept

    def show(self, kept: str, settings: MarketSettings) -> Text:
        """Return the line."""
        return verbatim(kept)


@dataclass(frozen=True, slots=True)
class Paragraph(Line):
    """Some lines of text."""

    kind = QuestionKind.PARAGRAPH

    def read(self, raw: Raw, settings: MarketSettings) -> str:
        """Return the text without its outer spaces."""
        return _measured(_text(raw), self.least, self.most)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number. The ends may depend on the settings."""

    low: int
    high: Callable[[MarketSettings], int]
    kind = QuestionKind.LINE
    nothing = None
    least: int = 1
    most: int = 12
    options: tuple[Option, ...] = ()

    def read(self, raw: Raw, settings: MarketSettings) -> int:
        """Return the number."""
        number, high = whole_number(_text(raw)), self.high(settings)
        if not self.low <= number <= high:
            raise OutOfRange(self.low, high)
        return number

    def value(self, kept: int, settings: MarketSettings) -> int:
        """Return the number."""
        return kept

    def typed(self, kept: int) -> str:
        """Return the number as typed."""
        return str(kept)

    def show(self, kept: int, settings: MarketSettings) -> Text:
        """Return the number."""
        return verbatim(str(kept))


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; kept as ISO writes it."""

    kind = QuestionKind.LINE
    nothing = None
    least: int = 8
    most: int = 14
    options: tuple[Option, ...] = ()

    def read(self, raw: Raw, settings: MarketSettings) -> str:
        """Return the day."""
        return day_of(_text(raw)).isoformat()

    def value(self, kept: str, settings: MarketSettings) -> date:
        """Return the day."""
        return date.fromisoformat(kept)

    def typed(self, kept: str) -> str:
        """Return the day as typed."""
        return f"{date.fromisoformat(kept):%d/%m/%Y}"

    def show(self, kept: str, settings: MarketSettings) -> Text:
        """Return the day in the reader's way."""
        return Text("{day}").format(day=date.fromisoformat(kept))


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money, with a comma or a point, with or without the currency's sign."""

    low: Callable[[MarketSettings], int]
    high: Callable[[MarketSettings], int]
    kind = QuestionKind.LINE
    nothing = None
    least: int = 1
    most: int = 20
    options: tuple[Option, ...] = ()

    def read(self, raw: Raw, settings: MarketSettings) -> int:
        """Return the amount in minor units."""
        least, most = self.low(settings), self.high(settings)
        minor = minor_units(_text(raw), settings.currency)
        if not least <= minor <= most:
            raise OutOfRange(Money(least, settings.currency), Money(most, settings.currency))
        return minor

    def value(self, kept: int, settings: MarketSettings) -> Money:
        """Return the amount as money."""
        return Money(kept, settings.currency)

    def typed(self, kept: int) -> str:
        """Return the amount as typed."""
        whole, part = divmod(abs(kept), 10**CENTS_DIGITS)
        sign = "-" if kept < 0 else ""
        return f"{sign}{whole}.{part:02}" if part else f"{sign}{whole}"

    def show(self, kept: int, settings: MarketSettings) -> Text:
        """Return the amount in the reader's way."""
        return Text("{money}").format(money=Money(kept, settings.currency))


@dataclass(frozen=True, slots=True)
class One:
    """One of a few answers."""

    options: tuple[Option, ...]
    kind = QuestionKind.ONE
    nothing = None
    least: int = 1
    most: int = 1

    def read(self, raw: Raw, settings: MarketSettings) -> str:
        """Return the value of the option."""
        value = raw if isinstance(raw, str) else (raw[0] if len(raw) == 1 else "")
        if value not in {option.value for option in self.options}:
            raise NotAnOption
        return value

    def value(self, kept: str, settings: MarketSettings) -> str:
        """Return the value of the option."""
        return kept

    def typed(self, kept: str) -> str:
        """Return the value of the option."""
        return kept

    def show(self, kept: str, settings: MarketSettings) -> Text:
        """Return the option's label."""
        return next(option.label for option in self.options if option.value == kept)


@dataclass(frozen=True, slots=True)
class Many:
    """Some of a few answers."""

    options: tuple[Option, ...]
    kind = QuestionKind.MANY
    nothing = ()
    least: int = 1
    most: int = 10

    def read(self, raw: Raw, settings: MarketSettings) -> list[str]:
        """Return the values of the options, in the order they were offered."""
        given = {raw} if isinstance(raw, str) else set(raw)
        if given - {option.value for option in self.options}:
            raise NotAnOption
        if not self.least <= len(given) <= self.most:
            raise WrongCount(self.least, min(self.most, len(self.options)), len(given))
        return [option.value for option in self.options if option.value in given]

    def value(self, kept: list[str], settings: MarketSettings) -> tuple[str, ...]:
        """Return the values."""
        return tuple(kept)

    def typed(self, kept: list[str]) -> str:
        """Return the values, for completeness."""
        return ", ".join(kept)

    def show(self, kept: list[str], settings: MarketSettings) -> Text:
        """Return the options' labels."""
        labels = [option.label for option in self.options if option.value in kept]
        return Text("{list}").format(list=labels)


@dataclass(frozen=True, slots=True)
class Tags:
    """A few keywords, separated by commas."""

    most_tags: int
    tag_most: int
    kind = QuestionKind.LINE
    nothing = ()
    least: int = 1
    options: tuple[Option, ...] = ()

    @property
    def most(self) -> int:
        """The longest line that can be right."""
        return self.most_tags * (self.tag_most + 2)

    def read(self, raw: Raw, settings: MarketSettings) -> list[str]:
        """Return the keywords, each once."""
        spelled: dict[str, str] = {}  # as they were written first
        for part in SEPARATORS.split(_text(raw)):
            if tag := part.strip(" #"):
                spelled.setdefault(tag.casefold(), tag)
        tags = list(spelled.values())
        if not 1 <= len(tags) <= self.most_tags:
            raise WrongCount(1, self.most_tags, len(tags))
        for tag in tags:
            _measured(tag, 1, self.tag_most)
        return tags

    def value(self, kept: list[str], settings: MarketSettings) -> tuple[str, ...]:
        """Return the keywords."""
        return tuple(kept)

    def typed(self, kept: list[str]) -> str:
        """Return the keywords as typed."""
        return ", ".join(kept)

    def show(self, kept: list[str], settings: MarketSettings) -> Text:
        """Return the keywords."""
        return verbatim(", ".join(kept))


@dataclass(frozen=True, slots=True)
class Lines:
    """A few lines of text, each of which counts for itself."""

    most_lines: int
    line_most: int
    kind = QuestionKind.PARAGRAPH
    nothing = ()
    least: int = 1
    options: tuple[Option, ...] = ()

    @property
    def most(self) -> int:
        """The longest text that can be right."""
        return self.most_lines * (self.line_most + 1)

    def read(self, raw: Raw, settings: MarketSettings) -> list[str]:
        """Return the lines that are not empty, without what marks a list."""
        lines = [line for part in _text(raw).splitlines() if (line := part.strip(" -•*\t"))]
        if not 1 <= len(lines) <= self.most_lines:
            raise WrongCount(1, self.most_lines, len(lines))
        return [_measured(line, 1, self.line_most) for line in lines]

    def value(self, kept: list[str], settings: MarketSettings) -> tuple[str, ...]:
        """Return the lines."""
        return tuple(kept)

    def typed(self, kept: list[str]) -> str:
        """Return the lines as typed."""
        return "\n".join(kept)

    def show(self, kept: list[str], settings: MarketSettings) -> Text:
        """Return the lines."""
        return verbatim("\n".join(kept))


@dataclass(frozen=True, slots=True)
class Files:
    """Some files; kept as their ids."""

    most: int
    least: int = 1
    pictures: bool = False
    kind = QuestionKind.FILES
    nothing = ()
    options: tuple[Option, ...] = ()

    def read(self, raw: Raw, settings: MarketSettings) -> list[str]:
        """Return the ids of the files."""
        if isinstance(raw, str):
            raise FilesPlease
        if not self.least <= len(raw) <= self.most:
            raise WrongCount(self.least, self.most, len(raw))
        return list(raw)

    def value(self, kept: list[str], settings: MarketSettings) -> tuple[str, ...]:
        """Return the ids."""
        return tuple(kept)

    def typed(self, kept: list[str]) -> str:
        """Files cannot be typed."""
        return ""

    def show(self, kept: list[str], settings: MarketSettings) -> Text:
        """Return how many there are."""
        return _n("{n} file", "{n} files", len(kept))


def _text(raw: Raw) -> str:
    if not isinstance(raw, str):
        raise NothingThere
    return cleaned(raw)


def _measured(words: str, least: int, most: int) -> str:
    if least and not visible(words):
        raise NothingThere
    if len(words) < least:
        raise TooShort(least)
    if len(words) > most:
        raise TooLong(len(words), most)
    return words
