"""People's words among ours: never markup, never a mention, never a link."""

import re

INLINE = re.compile(r"[\\`*_~|<>\[\]:@](?:(?<![:@])|(?<=:)(?=//)|(?<=@)(?=(?i:everyone|here)))")
LINE_START = re.compile(r"^([^\S\n]*(?:\d+(?=[.)]))?)([#+.)-])", re.MULTILINE)
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SPACES = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")  # those that may become one
ELLIPSIS = "…"


def escape(words: str) -> str:
    """Return people's own words as Discord must write them to show them as they were typed.

    A backslash before every sign that could dress them, link, mention or make a list; what
    turns the direction of writing or cannot be seen is left out.
    """
    if words.isalnum():
        return words
    if not words.isprintable():
        words = UNSEEN.sub("", LINE_ENDS.sub("\n", words))
    return LINE_START.sub(r"\1\\\2", INLINE.sub(r"\\\g<0>", words))


def one_line(text: str) -> str:
    """Return a text without line breaks or doubled spaces; hard spaces stay hard."""
    if not text.isprintable() or "  " in text:
        text = SPACES.sub(" ", text)
    return text.strip()


def fit(text: str, most: int) -> str:
    """Return a text of at most `most` characters; one that was cut says so with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: max(0, most - 1)].rstrip()
    if (len(cut) - len(cut.rstrip("\\"))) % 2:
        cut = cut[:-1]  # a backslash must not lose what it escapes
    return cut + ELLIPSIS if most > 0 else ""


def plain_line(text: str) -> str:
    """Return one line for where Discord reads no markup; "" when there is nothing to be seen."""
    line = one_line(UNSEEN.sub("", LINE_ENDS.sub(" ", text)))
    return line if any(map(str.isprintable, line)) else ""


def code(words: str) -> str:
    """Return words in a box, to be copied; words that would break out of it stand without one."""
    words = plain_line(words)
    return f"`{words}`" if words and "`" not in words else escape(words)
