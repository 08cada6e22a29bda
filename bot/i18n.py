"""Put sentences, money, dates and durations into the reader's language.

Babel decides how everything looks. What is drawn for every message (money, moments, lengths of
time) is taken apart once and put together here without it; a test compares, letter by letter.

A language is a folder in `locales/`; nothing else names it.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVarTuple

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import (
    format_currency,
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
)
from babel.support import NullTranslations, Translations
from babel.units import format_unit

from core.kit.money import Money
from core.kit.text import At, Blank, Day, Lasting, Several, Text

DEFAULT = "en"  # the language the code is written in
CATALOGS = Path(__file__).resolve().parent.parent / "locales"
LOCALES = (
    DEFAULT,
    *sorted({folder.parent.name for folder in CATALOGS.glob("*/LC_MESSAGES")} - {DEFAULT}),
)
MINUTE = timedelta(minutes=1)
THOUSANDS = (3, 3)  # figures in a group: the last one, those before

Escape = Callable[[str], str]
Rest = TypeVarTuple("Rest")


def as_is(words: str) -> str:
    """Nothing to escape: the platform takes plain text."""
    return words


def closest(tag: str | None) -> str:
    """Return our locale for a platform's language tag, such as `fr-CA` or `en-US`."""
    language, _, country = (tag or "").replace("-", "_").partition("_")
    exact = f"{language.lower()}_{country.upper()}"
    return next((one for one in (exact, language.lower()) if one in LOCALES), DEFAULT)


@cache
def own_name(locale: str) -> str:
    """Return what a language calls itself."""
    name = _babel(locale).get_display_name() or locale
    return name[:1].upper() + name[1:]


def say(text: Text, locale: str, escape: Escape = as_is) -> str:
    """Translate one sentence and fill its blanks; people's own words go through `escape`."""
    sentence = _sentence(text, locale)
    if not text.blanks:
        return sentence
    filled = {
        name: WRITERS[type(value)](value, locale, escape) for name, value in text.blanks.items()
    }
    return sentence.format_map(filled)


def once(write: Callable[[Text, *Rest], str]) -> Callable[[Text, *Rest], str]:
    """Write a sentence without blanks only once, and remember it: labels, names of facts."""

    @lru_cache(maxsize=4096)
    def fixed(sentence: str, /, *rest: *Rest) -> str:
        return write(Text(sentence), *rest)

    def written(text: Text, /, *rest: *Rest) -> str:
        if text.blanks or text.plural:
            return write(text, *rest)
        return fixed(text.id, *rest)

    return written


@lru_cache(maxsize=4096)
def moment(at: datetime, locale: str) -> str:
    """Write a moment: day and time, UTC."""
    at = at.astimezone(UTC)
    return f"{at.day} {_months(locale)[at.month]} {at.year}, {at.hour:02}:{at.minute:02} UTC"


def lasting(span: timedelta, locale: str) -> str:
    """Write a length of time by its two largest units: `1 day 4 hr`, `1 j 4 h`.

    A reminder that comes a blink late still says "24 hours": seconds are rounded.
    """
    return _lasting(max(0, round(span / MINUTE)), locale)


@lru_cache(maxsize=4096)
def _lasting(minutes: int, locale: str) -> str:
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    while len(parts) > 1 and parts[0][0] == 0:
        parts.pop(0)
    shown = [part for part in parts[:2] if part[0]] or parts[:1]
    length = "long" if len(shown) == 1 else "short"
    return " ".join(_unit(count, unit, length, locale) for count, unit in shown)


@lru_cache(maxsize=4096)
def money(amount: Money, locale: str) -> str:
    """Write an amount, byte for byte as Babel does."""
    shape = _shape(amount.currency, locale)
    whole, part = divmod(abs(amount.minor), shape.minor_in_one)
    before, after = shape.below_zero if amount.minor < 0 else shape.above_zero
    cents = f"{shape.point}{part:0{shape.precision}}" if shape.precision else ""
    return f"{before}{_grouped(whole, shape)}{cents}{after}"


def _sentence(text: Text, locale: str) -> str:
    if text.plural:
        return _catalog(locale).ungettext(text.id, text.plural, text.count)
    return _translated(text.id, locale)


@lru_cache(maxsize=4096)
def _translated(sentence: str, locale: str) -> str:
    return _catalog(locale).ugettext(sentence) if sentence else ""  # "" is the catalogue's title


def _blank(value: Blank, locale: str, escape: Escape) -> str:
    return WRITERS[type(value)](value, locale, escape)


def _several(value: Several, locale: str, escape: Escape) -> str:
    items = [_blank(item, locale, escape) for item in value.items]
    return format_list(items, locale=_babel(locale))


@lru_cache(maxsize=1024)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale=_babel(locale))


@lru_cache(maxsize=1024)
def _unit(count: int, unit: str, length: str, locale: str) -> str:
    return format_unit(count, f"duration-{unit}", length, locale=_babel(locale))  # type: ignore[arg-type]


# How each kind of blank is written.
WRITERS: Mapping[type, Callable[[Any, str, Escape], str]] = {
    str: lambda words, _locale, escape: escape(words),
    int: lambda number, _locale, _escape: str(number),
    Text: say,
    Money: lambda amount, locale, _escape: money(amount, locale),
    At: lambda at, locale, _escape: moment(at.moment, locale),
    Day: lambda day, locale, _escape: _day(day.day, locale),
    Lasting: lambda lasts, locale, _escape: lasting(lasts.span, locale),
    Several: _several,
}


@cache
def _months(locale: str) -> Mapping[int, str]:
    """Return the short names of the months, from 1."""
    return dict(_babel(locale).months["format"]["abbreviated"])


class Shape(NamedTuple):
    """How Babel writes amounts of one currency in one language, taken apart."""

    precision: int
    minor_in_one: int
    point: str
    group: str
    grouping: tuple[int, int]
    above_zero: tuple[str, str]  # what stands before and after the figures
    below_zero: tuple[str, str]


@cache
def _shape(currency: str, locale: str) -> Shape:
    precision = get_currency_precision(currency)
    least = Decimal(1).scaleb(-precision)
    point = get_decimal_symbol(_babel(locale))

    def around(amount: Decimal) -> tuple[str, str]:
        written = format_currency(amount, currency, locale=_babel(locale))
        before, _figures, after = written.partition(str(abs(amount)).replace(".", point))
        return before, after

    return Shape(
        precision=precision,
        minor_in_one=10**precision,
        point=point,
        group=get_group_symbol(_babel(locale)),
        grouping=_babel(locale).currency_formats["standard"].grouping,
        above_zero=around(least),
        below_zero=around(-least),
    )


def _grouped(whole: int, shape: Shape) -> str:
    if shape.grouping == THOUSANDS:
        return f"{whole:,}".replace(",", shape.group)
    figures, groups, size = str(whole), list[str](), shape.grouping[0]
    while len(figures) > size:
        groups.insert(0, figures[-size:])
        figures, size = figures[:-size], shape.grouping[1]
    return shape.group.join((figures, *groups))


@cache
def _babel(locale: str) -> Locale:
    return Locale.parse(locale)


@cache
def _catalog(locale: str) -> NullTranslations:
    return Translations.load(str(CATALOGS), [locale])


def sentences(locale: str) -> list[tuple[str, str]]:
    """Return every sentence of a catalogue with its translation."""
    catalog = getattr(_catalog(locale), "_catalog", {})
    return [(k, v) for k, v in catalog.items() if isinstance(k, str) and k and isinstance(v, str)]
