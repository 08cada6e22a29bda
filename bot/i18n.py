"""Put sentences, money, dates and durations into the reader's language.

Babel decides how everything looks. What is drawn for every message (money, whole days, hours) has
a faster way here that gives the same letters; a test compares the two.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_precision
from babel.support import NullTranslations, Translations
from babel.units import format_unit

from core.kit.money import Money
from core.kit.text import At, Blank, Day, Lasting, Several, Text

LOCALES = ("en", "fr")
DEFAULT = "en"
CATALOGS = Path(__file__).resolve().parent.parent / "locales"

Escape = Callable[[str], str]


def as_is(words: str) -> str:
    """Nothing to escape: the platform takes plain text."""
    return words


def closest(tag: str | None) -> str:
    """Return our locale for a platform's language tag, such as `fr-CA` or `en-US`."""
    short = (tag or "").replace("_", "-").partition("-")[0].lower()
    return short if short in LOCALES else DEFAULT


def say(text: Text, locale: str, escape: Escape = as_is) -> str:
    """Translate one sentence and fill its blanks; people's own words go through `escape`."""
    sentence = _sentence(text, locale)
    if not text.blanks:
        return sentence
    return sentence.format_map(
        {name: _blank(value, locale, escape) for name, value in text.blanks.items()}
    )


def moment(at: datetime, locale: str) -> str:
    """Write a moment: day and time, UTC."""
    written = format_datetime(
        at, "d MMM y, HH:mm", tzinfo=get_timezone("UTC"), locale=_babel(locale)
    )
    return f"{written} UTC"


def lasting(span: timedelta, locale: str) -> str:
    """Write a length of time by its two largest units: `1 d 4 h`, `1 j 4 h`."""
    minutes = max(0, int(span.total_seconds()) // 60)
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
    exact = Decimal(amount.minor).scaleb(-get_currency_precision(amount.currency))
    return format_currency(exact, amount.currency, locale=_babel(locale))


def _sentence(text: Text, locale: str) -> str:
    catalog = _catalog(locale)
    if text.plural:
        return catalog.ungettext(text.id, text.plural, text.count)
    return catalog.ugettext(text.id)


def _blank(value: Blank, locale: str, escape: Escape) -> str:
    match value:
        case str():
            return escape(value)
        case int():
            return str(value)
        case Text():
            return say(value, locale, escape)
        case Money():
            return money(value, locale)
        case At(at):
            return moment(at, locale)
        case Day(day):
            return _day(day, locale)
        case Lasting(span):
            return lasting(span, locale)
        case Several(items):
            return format_list([_blank(i, locale, escape) for i in items], locale=_babel(locale))


@lru_cache(maxsize=1024)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale=_babel(locale))


@lru_cache(maxsize=1024)
def _unit(count: int, unit: str, length: str, locale: str) -> str:
    return format_unit(count, f"duration-{unit}", length, locale=_babel(locale))  # type: ignore[arg-type]


@cache
def _babel(locale: str) -> Locale:
    return Locale.parse(locale)


@cache
def _catalog(locale: str) -> NullTranslations:
    return Translations.load(str(CATALOGS), [locale])
