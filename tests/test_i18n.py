"""What is written fast looks exactly as Babel would have written it."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_currency, get_currency_precision
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from core.kit.money import Money
from core.kit.text import Text, _, _n, verbatim

LOCALES = st.sampled_from(i18n.LOCALES)
CURRENCIES = st.sampled_from(
    ["EUR", "USD", "GBP", "CHF", "CAD", "JPY", "XTR", "XAF", "TND", "KWD", "INR", "XXX", "QQQ"]
)
# Languages nobody has translated into yet: other groups, marks, orders and places of the sign.
ABROAD = ["de", "de_CH", "es", "pt_BR", "hi", "ja", "sv", "pl", "it", "nl", "da", "tr", "ru", "lv"]


def babels_money(amount: Money, locale: str) -> str:
    exact = Decimal(amount.minor).scaleb(-get_currency_precision(amount.currency))
    return format_currency(exact, amount.currency, locale=locale)


@given(st.integers(-(10**18), 10**18), CURRENCIES, LOCALES)
def test_money_is_written_as_babel_writes_it(minor: int, currency: str, locale: str) -> None:
    amount = Money(minor, currency)
    assert i18n.money(amount, locale) == babels_money(amount, locale)


@pytest.mark.parametrize("locale", [*i18n.LOCALES, *ABROAD])
def test_money_is_right_around_every_round_number(locale: str) -> None:
    rounds = {sign * (10**power + near) for sign in (-1, 1) for power in range(12)
              for near in (-1, 0, 1)}  # fmt: skip
    for currency in ("EUR", "JPY", "TND"):
        for minor in rounds:
            amount = Money(minor, currency)
            assert i18n.money(amount, locale) == babels_money(amount, locale)


@given(st.integers(0, 7 * 10**9), st.integers(-12 * 60, 14 * 60), LOCALES)
def test_a_moment_is_written_as_babel_writes_it(second: int, offset: int, locale: str) -> None:
    moment = datetime.fromtimestamp(second, timezone(timedelta(minutes=offset)))
    written = format_datetime(moment, "d MMM y, HH:mm", tzinfo=get_timezone("UTC"), locale=locale)
    assert i18n.moment(moment, locale) == f"{written} UTC"


@given(st.dates(date(1970, 1, 1), date(2200, 1, 1)), LOCALES)
def test_a_day_is_written_as_babel_writes_it(day: date, locale: str) -> None:
    said = i18n.say(Text("{day}").format(day=day), locale)
    assert said == format_date(day, "long", locale=locale)


@given(st.timedeltas(timedelta(0), timedelta(days=4_000)), LOCALES)
def test_a_length_of_time_is_written_with_babels_units(span: timedelta, locale: str) -> None:
    minutes = round(span / timedelta(minutes=1))
    days, hours, minutes = minutes // 1_440, minutes // 60 % 24, minutes % 60
    if days:
        parts = [(days, "duration-day"), (hours, "duration-hour")]
    else:
        parts = [(hours, "duration-hour"), (minutes, "duration-minute")]
    shown = [part for part in parts if part[0]] or [(0, "duration-minute")]
    length = "long" if len(shown) == 1 else "short"
    words = [format_unit(n, unit, length, locale=locale) for n, unit in shown]  # type: ignore[arg-type]
    assert i18n.lasting(span, locale) == " ".join(words)


@pytest.mark.parametrize(
    ("span", "english", "french"),
    [
        (timedelta(days=14), "14 days", "14 jours"),
        (timedelta(days=1, hours=4, minutes=59), "1 day 4 hr", "1 j 4 h"),
        (timedelta(hours=1), "1 hour", "1 heure"),
        (timedelta(minutes=15), "15 minutes", "15 minutes"),
        (timedelta(days=2, minutes=5), "2 days", "2 jours"),
        (timedelta(hours=23, minutes=59, seconds=59), "1 day", "1 jour"),
        (timedelta(seconds=59), "1 minute", "1 minute"),
        (timedelta(seconds=29), "0 minutes", "0 minute"),
        (timedelta(seconds=-5), "0 minutes", "0 minute"),
    ],
)
def test_two_units_are_enough(span: timedelta, english: str, french: str) -> None:
    said = [" ".join(i18n.lasting(span, locale).split()) for locale in ("en", "fr")]
    assert said == [english, french]


def test_a_language_is_a_folder_and_english_is_always_there() -> None:
    folders = {f.parent.name for f in i18n.CATALOGS.glob("*/LC_MESSAGES")}
    assert i18n.LOCALES[0] == i18n.DEFAULT == "en"
    assert set(i18n.LOCALES) == folders | {"en"} >= {"en", "fr"}
    assert len(set(i18n.LOCALES)) == len(i18n.LOCALES)
    for locale in i18n.LOCALES:
        assert Locale.parse(locale)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR_be", "fr"), ("en-US", "en"), ("pt-BR", "en"), ("", "en"),
     (None, "en"), ("french", "en")],
)  # fmt: skip
def test_a_platforms_tag_leads_to_the_nearest_language(tag: str | None, locale: str) -> None:
    assert i18n.closest(tag) == locale


def test_a_language_bears_its_own_name() -> None:
    assert [i18n.own_name(locale) for locale in ("en", "fr")] == ["English", "Français"]


def test_only_peoples_own_words_are_escaped() -> None:
    now = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    text = Text("<{who}> {sum} {at} {things}").format(
        who="<b>", sum=Money(100, "EUR"), at=now, things=["<i>", 3, verbatim("<u>")]
    )
    said = i18n.say(text, "en", lambda words: words.replace("<", "&lt;"))
    assert said == "<&lt;b>> €1.00 5 Jan 2026, 09:30 UTC &lt;i>, 3, and &lt;u>"


def test_braces_in_peoples_words_are_only_words() -> None:
    assert i18n.say(verbatim("{who} {0} {"), "fr") == "{who} {0} {"


def test_nothing_to_say_says_nothing() -> None:
    assert {i18n.say(Text(""), locale) for locale in i18n.LOCALES} == {""}


def test_one_and_many() -> None:
    assert [i18n.say(_n("{n} file", "{n} files", n), "en") for n in (0, 1, 2)] == [
        "0 files",
        "1 file",
        "2 files",
    ]
    assert i18n.say(_("no such sentence in any catalogue"), "fr") == (
        "no such sentence in any catalogue"
    )
