"""Read a number or a sum of money as people type it, or say why it could mean anything."""

import re

from bot.forms.errors import Ambiguous, NotAnAmount, NotANumber, OtherCurrency

# How people write a currency beside a figure. A market has one; the others are refused by name.
SIGNS: dict[str, tuple[str, ...]] = {
    "EUR": ("euros", "euro", "eur", "€"),
    "USD": ("dollars", "dollar", "usd", "us$", "$"),
    "GBP": ("pounds", "pound", "gbp", "£"),
    "CHF": ("francs", "franc", "chf"),
    "CAD": ("cad", "ca$"),
    "JPY": ("yens", "yen", "jpy", "¥"),
}
GAPS = " \u00a0\u202f\u2009'’"  # what may stand between groups of three figures
SIGN = r"(?P<sign>[-+−]?)"
GROUPED = rf"\d{{1,3}}(?:[{GAPS}]\d{{3}})+"
WHOLE = re.compile(rf"{SIGN}(?P<whole>{GROUPED}|\d+)")
AMOUNT = re.compile(rf"{SIGN}(?P<whole>{GROUPED}|\d+)(?:[.,](?P<part>\d{{1,2}}))?")
# Both signs at once say which is which.
BOTH = re.compile(r"[-+−]?\d{1,3}(?:(?:\.\d{3})+,|(?:,\d{3})+\.)\d{1,2}")
EITHER = re.compile(r"[-+−]?\d{1,3}(?:[.,]\d{3})+")  # 1.000: a thousand, or one?
DIGITS_MOST = 14  # more than any amount in the market


def whole_number(typed: str) -> int:
    """Read a whole number, its thousands together or apart."""
    found = WHOLE.fullmatch(typed.strip())
    if found is None:
        raise NotANumber
    return _signed(found["sign"], _figure(found["whole"]))


def minor_units(typed: str, currency: str) -> int:
    """Read an amount in hundredths, with or without the currency's sign on either side.

    `12€50` is how French shops write it. Raises `Ambiguous` for `1.000`, which is a thousand
    to one reader and one to another.
    """
    bare = _without_currency(typed.strip(), currency)
    if EITHER.fullmatch(bare):
        raise Ambiguous
    if BOTH.fullmatch(bare):
        bare = bare.replace("," if bare.rindex(".") > bare.rindex(",") else ".", "")
    found = AMOUNT.fullmatch(bare)
    if found is None:
        raise NotAnAmount
    hundredths = int((found["part"] or "0").ljust(2, "0"))
    return _signed(found["sign"], _figure(found["whole"]) * 100 + hundredths)


def _without_currency(typed: str, currency: str) -> str:
    """Take the market's own currency off; refuse any other."""
    words = typed.casefold()
    for code, signs in {currency: (currency.casefold(),), **SIGNS}.items():
        for sign in signs:
            bare = _take_off(words, sign)
            if bare is None:
                continue
            if code != currency:
                raise OtherCurrency(currency)
            return bare
    return words


def _take_off(words: str, sign: str) -> str | None:
    """Take a sign off the front, the end, or from where the decimal comma would stand."""
    for sign_of_number in ("", "-", "−", "+"):
        if words.startswith(sign_of_number + sign):
            return sign_of_number + words[len(sign_of_number + sign) :].strip()
    if words.endswith(sign):
        return words[: -len(sign)].strip()
    before, found, after = words.partition(sign)
    if found and re.fullmatch(r"\d{2}", after) and before[-1:].isdecimal():
        return f"{before}.{after}"
    return None


def _figure(written: str) -> int:
    """Return the number; of one that is longer than any limit, enough to be beyond it."""
    digits = "".join(c for c in written if c.isdecimal()).lstrip("0")
    return int(digits[: DIGITS_MOST + 1] or "0")


def _signed(sign: str, figure: int) -> int:
    return -figure if sign in {"-", "−"} else figure
