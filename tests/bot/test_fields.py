"""Whatever is typed into a form is understood or refused in a sentence; nothing else happens."""

from collections.abc import Sequence
from inspect import unwrap
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.context import Context
from bot.forms import Count, Field, Files, Line, Lines, Many, One, Paragraph, Price, Tags
from bot.forms.errors import Ambiguous, NotAnAmount, NotANumber, OtherCurrency, OutOfRange
from bot.forms.fields import Raw
from bot.i18n import LOCALES, say
from bot.registry import load
from bot.ui import Option
from core.accounts import visitor
from core.kit.errors import Refusal
from core.kit.settings import MarketSettings
from core.kit.text import Text, verbatim
from core.kit.words import cleaned, one_line, visible

MARKET = MarketSettings()
PRICE = Price(lambda s: s.price_least, lambda s: s.price_most)
WIDE = Price(lambda _s: -(10**9), lambda _s: 10**12)  # to see what an amount is read as
COUNT = Count(1, lambda _s: 90)
OPTIONS = tuple(Option(value, verbatim(value)) for value in ("fr", "en", "de"))
FIELDS: Sequence[Field] = (
    Line(most=20), Line(most=80, least=8), Paragraph(most=40), COUNT, PRICE, WIDE, One(OPTIONS),
    Many(OPTIONS, most=2), Tags(5, 20), Lines(5, 200), Files(most=3),
)  # fmt: skip

AMOUNTS = {
    "25": 25_00, "25,50": 25_50, "25.50": 25_50, "25,5": 25_50, " 25 ": 25_00, "00025": 25_00,
    "25€": 25_00, "€25": 25_00, "25 €": 25_00, "25 eur": 25_00, "EUR25": 25_00, "25 Euros": 25_00,
    "12€50": 12_50, "1 000": 1_000_00, "1\u202f000": 1_000_00, "1\u00a0000,50": 1_000_50,
    "1'000": 1_000_00, "1’000.50": 1_000_50, "1.000,50": 1_000_50, "1,000.50": 1_000_50,
    "1000000": 1_000_000_00, "0": 0, "0,00": 0, "-5": -5_00, "−5": -5_00, "-€5": -5_00, "+5": 5_00,
    "٢٥": 25_00, "２５": 25_00,
    "1.000": Ambiguous, "1,000": Ambiguous, "25.555": Ambiguous, "1.000.000": Ambiguous,
    "$25": OtherCurrency, "25 usd": OtherCurrency, "£25": OtherCurrency, "25$": OtherCurrency,
    "25 50": NotAnAmount, "1 00": NotAnAmount, "1234.567": NotAnAmount, "12€5": NotAnAmount,
    "1e9": NotAnAmount, "0x10": NotAnAmount, "½": NotAnAmount, "²": NotAnAmount, "": NotAnAmount,
    "€": NotAnAmount, ".5": NotAnAmount, "5.": NotAnAmount, "1,,5": NotAnAmount, "5-": NotAnAmount,
    "--5": NotAnAmount, "NaN": NotAnAmount, "inf": NotAnAmount, "twenty": NotAnAmount,
    "25 or 30": NotAnAmount, "💶": NotAnAmount, "9" * 40: OutOfRange,
}  # fmt: skip

NUMBERS = {
    "3": 3, " 3 ": 3, "+3": 3, "003": 3, "٣": 3, "90": 90,
    "0": OutOfRange, "-3": OutOfRange, "91": OutOfRange, "9" * 40: OutOfRange, "1 000": OutOfRange,
    "3.5": NotANumber, "3,5": NotANumber, "3 days": NotANumber, "three": NotANumber, "": NotANumber,
    "³": NotANumber, "1e1": NotANumber, "2 5": NotANumber, "0x3": NotANumber, "3️⃣": NotANumber,
}  # fmt: skip


def read(field: Field, raw: Raw) -> Any:
    """Return what the field reads, or the kind of its refusal."""
    try:
        return field.read(raw, MARKET)
    except Refusal as no:
        return type(no)


@pytest.mark.parametrize(("typed", "means"), AMOUNTS.items())
def test_an_amount_is_what_a_person_means_by_it(typed: str, means: Any) -> None:
    assert read(WIDE, typed) == means


@pytest.mark.parametrize(("typed", "means"), NUMBERS.items())
def test_a_number_is_what_a_person_means_by_it(typed: str, means: Any) -> None:
    assert read(COUNT, typed) == means


@pytest.mark.parametrize("typed", ["0", "0,01", "-5", "1000000000", "9" * 30])
def test_a_price_has_two_ends_and_says_them(typed: str) -> None:
    with pytest.raises(OutOfRange) as no:
        PRICE.read(typed, MARKET)
    assert "€5.00 and €" in say(no.value.text(), "en")
    assert "5,00\u00a0€" in say(no.value.text(), "fr")


def test_what_leaves_the_paper_white_is_no_answer() -> None:
    for nothing in (
        "",
        " ",
        "\n\n",
        "\u200b\u200b",
        "\u3164",
        "\u2800",
        "\u2066\u2069",
        "\0",
        "\t",
    ):
        assert isinstance(read(Line(most=20), nothing), type), repr(nothing)
        assert not visible(nothing)
    assert read(Line(most=20), "🫨🏳️‍🌈") == "🫨🏳️‍🌈", "also when it is newer than our tables"


def test_words_keep_everything_but_what_deceives() -> None:
    assert cleaned("a\0b\u202ec\u2069d\x1b[31me") == "abcd[31me"
    assert cleaned("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"
    assert cleaned("שלום עולם ‏!") == "שלום עולם ‏!", "right to left is a language, not a trick"
    assert one_line(" Ana\n\nof\tSèvres ", 64) == "Ana of Sèvres"
    assert one_line("\u200b\u3164", 64) == ""


RAW = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="0123456789.,€$ -+e'\u00a0٣", max_size=24),
    st.tuples(),
    st.lists(st.one_of(st.text(max_size=10), st.sampled_from(["fr", "en", "de"]))).map(tuple),
)


@settings(max_examples=400, deadline=None)
@given(raw=RAW, field=st.sampled_from(FIELDS))
def test_a_field_understands_or_refuses_and_nothing_else(raw: Raw, field: Field) -> None:
    no: Text | None = None
    try:
        kept = field.read(raw, MARKET)
    except Refusal as refusal:
        no = refusal.text()
    if no is not None:
        assert all("{" not in say(no, locale).replace(str(raw), "") for locale in LOCALES)
        return
    field.value(kept, MARKET)
    assert isinstance(field.show(kept, MARKET).id, str)
    again = field.typed(kept)
    if field.kind in ("line", "paragraph"):
        assert field.read(again, MARKET) == kept, "what stands in the box reads as it did"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_words_once_cleaned_stay_as_they_are(words: str) -> None:
    assert cleaned(cleaned(words)) == cleaned(words)
    assert "\0" not in cleaned(words)


def test_every_form_has_questions_an_app_can_show() -> None:
    """Labels fit a modal, names are short, limits are not backwards."""
    me = visitor(name="Ana", locale="en")
    tx = SimpleNamespace(settings=MarketSettings())
    ctx = Context(me, tx, platform="desk")  # type: ignore[arg-type]
    for name, make in load().forms.items():
        if name.startswith(("orders.", "deliveries.")):
            continue  # these depend on an order; stories fill them in
        for ask in unwrap(make)(ctx, "").asks:  # who may fill it in is asked elsewhere
            assert ask.field.least <= ask.field.most, (name, ask.name)
            for locale in LOCALES:
                assert len(say(ask.label, locale)) <= 45, (name, ask.name, locale)


def test_a_tag_stands_once_where_and_as_it_was_first_written() -> None:
    assert Tags(5, 20).read("voice, English, VOICE, #Bakery, english", MarketSettings()) == [
        "voice",
        "English",
        "Bakery",
    ]
