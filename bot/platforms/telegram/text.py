"""Words as Telegram counts and reads them."""

import re
import unicodedata

UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f"  # controls
    "\u2028-\u202e\u2066-\u2069"  # turns of writing direction: they can swap what we say
    "\u0333\u033f\u030a"  # Telegram drops these itself, and entities would slip
    "\ud800-\udfff]"  # halves of letters: no encoding takes them
)
# Every way begins with a letter of its own: that lets the search leap over all others.
MENTIONS = re.compile(r"https?://\S+|/(?<![\w/<>]/)(?=\w)|@(?<!\w@)(?=\w)")
SIGNS = re.compile(rf"{MENTIONS.pattern}|#(?<!\w#)(?=\w)|\$(?<!\w\$)(?=\w)")
WORD_JOINER = "\u2060"
INVISIBLE = " \n\u00a0\u00ad\u180e\u200b-\u200f\u2060\ufeff\u2800"
BLANK = re.compile(rf"[\s{INVISIBLE}\u3164]*")
TAGS_MOST = 20  # Telegram counts its own links among the 100 entities of a message
SIGN = re.compile("[@#$/]")


def width(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fit(text: str, most: int) -> str:
    """Shorten to at most so many units, never inside a letter."""
    if len(text) * 2 <= most or width(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", "ignore")
    while kept and (kept[-1] == "\u200d" or unicodedata.combining(kept[-1])):
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def scrub(words: str) -> str:
    """Drop what Telegram drops and what only deceives; a tab becomes a space."""
    if UNWANTED.search(words) is None:
        return words
    return UNWANTED.sub(lambda found: " " if found[0] in "\t\x0b\x0c" else "", words)


def tame(words: str) -> str:
    """Make people's words safe inside our sentences: no mention, command or tag comes of them.

    Telegram links `@name`, `/word`, `#tag` and `$TAG` by itself, even in plain text. An invisible
    joiner after the sign stops that and leaves the words as they look.
    """
    words = scrub(words)
    return SIGNS.sub(_joined, words) if SIGN.search(words) else words


def tame_quote(words: str) -> str:
    """Make people's words safe in a quotation; a few `#` and `$` stay, for they may be copied."""
    words = scrub(words)
    if SIGN.search(words) is None:
        return words
    many = words.count("#") + words.count("$") > TAGS_MOST
    return (SIGNS if many else MENTIONS).sub(_joined, words)


def blank(text: str) -> bool:
    """Say whether Telegram would see nothing in this text."""
    return BLANK.fullmatch(text) is not None


def _joined(found: re.Match[str]) -> str:
    sign = found[0]
    return sign + WORD_JOINER if len(sign) == 1 else sign
