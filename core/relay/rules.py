"""What may be said, and what of it is hidden from people who have not traded yet.

Before a pair's first paid order, ways to meet or to pay elsewhere are masked: never punished,
always explained. A mask that hides a price or a date harms more than one that misses a number,
so every pattern is as narrow as what it looks for.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial

WORDS_MOST = 3_500  # characters of one message: fits every chat, with who says it
MASK = "•••"


class Excuse(StrEnum):
    """Why an inquiry does not count in the response rate of whoever was asked."""

    SPAM = "spam"  # the seller says that it is no inquiry


DOT = r"(?:\.|\s?(?:\(dot\)|\[dot\]|\(point\)|\[point\])\s?)"
EMAIL = re.compile(  # every part has an end: a strange message takes no time
    r"[\w.%+-]{1,64}(?:@|\s?(?:\(at\)|\[at\]|\(arobase\)|\[arobase\])\s?)"
    rf"(?:[\w-]{{1,63}}{DOT}){{1,5}}(?P<end>[a-z]{{2,24}})(?![\w-])",
    re.IGNORECASE,
)
SPELLED_EMAIL = re.compile(
    r"[\w.-]{1,64} (?:at|arobase) [\w-]{1,63} (?:dot|point) "
    r"(?:com|net|org|fr|be|ch|ca|eu|io|me|uk|de)(?!\w)",
    re.IGNORECASE,
)
NAMES_OF_FILES = frozenset(
    {"png", "jpg", "jpeg", "svg", "webp", "gif", "pdf", "ai", "psd", "mp3", "mp4", "wav", "zip"}
)

MESSENGERS = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.)?(?:"
    r"t\.me|telegram\.(?:me|dog)|wa\.me|(?:api\.|chat\.)?whatsapp\.com"
    r"|discord\.gg|discord(?:app)?\.com/(?:invite|users)|m\.me|messenger\.com"
    r"|signal\.(?:me|group)|viber\.(?:me|click)|(?:join\.)?skype\.com|chat\.google\.com"
    r"|meet\.google\.com|zoom\.us|paypal\.(?:me|com)|revolut\.me|ko-fi\.com|buymeacoffee\.com"
    r")(?![\w-]|\.\w)(?:[/?#][^\s<>\"]*)?"
    r"|(?<!\w)(?:tg|skype|whatsapp|viber|tel|mailto):(?://)?[^\s<>\"]+",
    re.IGNORECASE,
)

HANDLE = re.compile(r"(?<![\w.@/+-])@(?P<name>[A-Za-z_][\w.]{2,31})(?<!\.)(?![\w@(])")
# What follows an @ in the languages of the trade, and calls nobody.
NOT_HANDLES = frozenset(
    {"media", "import", "font", "keyframes", "supports", "layer", "everyone", "here", "override",
     "param", "return", "returns", "click", "charset", "include", "mixin", "extend", "apply"}
)  # fmt: skip
TAG = re.compile(r"(?<![\w#])(?P<name>[A-Za-z][\w.]{1,31})#\d{4}(?!\w)")
NOT_TAGS = frozenset(
    {"order", "orders", "commande", "ticket", "issue", "bug", "facture", "invoice", "ref", "no",
     "num", "version", "lot", "page", "color", "colour", "couleur", "devis", "quote", "case"}
)  # fmt: skip
CALLED = re.compile(
    r"(?<!\w)(?:whats ?app|telegram|discord|signal|skype|snap(?:chat)?|insta(?:gram)?|wechat|viber"
    r"|messenger)(?:(?: (?:id|user(?:name)?|pseudo))?\s?[:=]\s?| (?:is|est) )"
    r"(?P<name>@?[A-Za-z][\w.-]{0,30}[\d_][\w.-]{0,30})",
    re.IGNORECASE,
)

NOT_MONEY = r"(?![\d]|[.,/:-]\d|\s?(?:€|\$|£|%|eur|usd|gbp|euros?|px|mm|cm)(?!\w))"
PHONE = re.compile(
    r"(?<![\w.,+/:-])(?:"
    r"(?:\+|00(?=[1-9]))(?P<abroad>[1-9](?:[\s.\-/]?\(?\d\)?){7,14})"  # +33 6 …, +1 (415) …
    r"|0[1-9](?P<sep>\s?[.\-/]\s?|\s)?\d\d(?:(?P=sep)\d\d){3}"  # 06 12 34 56 78, one separator
    r"|0[1-9]\d{8}"
    r"|0[1-9]\s\d{8}"
    r"|04\d\d(?P<be>[\s./-])\d\d(?P=be)\d\d(?P=be)\d\d"  # Belgium
    r"|0\d\d\s\d{3}\s\d\d\s\d\d"  # Switzerland
    r"|07\d{3}\s?\d{6}"  # the United Kingdom
    r"|(?:\([2-9]\d\d\)\s?|[2-9]\d\d[-.])[2-9]\d\d[-.\s]\d{4}"  # North America
    r")" + NOT_MONEY,
    re.IGNORECASE,
)
DIGITS_ABROAD = range(9, 16)  # of an international number

IBAN_BEGINS = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?=[ \u00a0\u202f]?[A-Z0-9])", re.IGNORECASE
)
IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27,
    "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SN": 28, "TN": 24, "TR": 26,
}  # fmt: skip
SPACES = " \u00a0\u202f"

PAYMENT = re.compile(
    r"(?<!\w)(?:pay ?pal|western union|moneygram|pay ?safe ?card|skrill|payoneer|cash ?app|venmo"
    r"|revolut|virements? (?:bancaires?|directs?)|(?:bank|wire) transfers?"
    r"|bc1[a-z0-9]{25,60}|0x[a-f0-9]{40})(?!\w)",
    re.IGNORECASE,
)


def masked(words: str) -> str:
    """Return the words with every way to meet or to pay elsewhere hidden."""
    words = _without_ibans(words)
    for pattern, is_one in PATTERNS:
        words = pattern.sub(partial(_hide, is_one), words)
    return words


def _hide(is_one: Callable[["re.Match[str]"], bool], found: "re.Match[str]") -> str:
    return MASK if is_one(found) else found[0]


def _an_email(found: "re.Match[str]") -> bool:
    return found["end"].lower() not in NAMES_OF_FILES


def _a_handle(found: "re.Match[str]") -> bool:
    return found["name"].lower() not in NOT_HANDLES


def _a_tag(found: "re.Match[str]") -> bool:
    return found["name"].lower() not in NOT_TAGS


def _a_phone(found: "re.Match[str]") -> bool:
    abroad = found["abroad"]
    return abroad is None or sum(map(str.isdecimal, abroad)) in DIGITS_ABROAD


def _surely(_found: "re.Match[str]") -> bool:
    return True


PATTERNS: tuple[tuple["re.Pattern[str]", Callable[["re.Match[str]"], bool]], ...] = (
    (MESSENGERS, _surely),
    (EMAIL, _an_email),
    (SPELLED_EMAIL, _surely),
    (CALLED, _surely),
    (HANDLE, _a_handle),
    (TAG, _a_tag),
    (PHONE, _a_phone),
    (PAYMENT, _surely),
)


def _without_ibans(words: str) -> str:
    """Hide account numbers; their own check digits tell them from anything that looks alike."""
    kept: list[str] = []
    at = 0
    for begin in IBAN_BEGINS.finditer(words):
        end = _iban_end(words, begin.start())
        if begin.start() >= at and end:
            kept += [words[at : begin.start()], MASK]
            at = end
    return "".join((*kept, words[at:]))


def _iban_end(words: str, start: int) -> int:
    """Return where the account number ends that begins here; 0 when it is none."""
    wanted = IBAN_LENGTHS.get(words[start : start + 2].upper(), 0)
    number, at = "", start
    while at < len(words) and len(number) < wanted:
        letter = words[at]
        if letter.isascii() and letter.isalnum():
            number += letter.upper()
        elif letter not in SPACES:
            return 0
        at += 1
    if not wanted or len(number) < wanted or (at < len(words) and words[at].isalnum()):
        return 0
    figures = "".join(str(int(c, 36)) for c in number[4:] + number[:4])
    return at if int(figures) % 97 == 1 else 0
