"""People's own words, as they are typed: what of them is kept, and whether anything is seen."""

import re
import unicodedata

NOWHERE = re.compile("[\0\ud800-\udfff]")  # what no database and no encoding takes
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # of writing direction
NO_LETTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
# Letters, signs and spaces that leave the paper white, though nothing says so of them.
WHITE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def legible(words: str) -> str:
    """Drop the few things that cannot even be written down."""
    return NOWHERE.sub("", words)


def cleaned(words: str) -> str:
    """Drop what cannot be seen but can deceive: controls and turns of writing direction."""
    lines = NO_LETTERS.sub("", LINE_ENDS.sub("\n", words))
    kept = (
        c
        for c in lines
        if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in TURNS)
    )
    return "".join(kept).replace("\t", " ").strip()


def visible(words: str) -> bool:
    """Tell whether a reader would see anything at all."""
    return any(
        c not in WHITE and unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Mn", "Zs", "Zl", "Zp"}
        for c in words
    )


def one_line(words: str, most: int) -> str:
    """Return words fit to be a name, shortened if they must be; empty if nothing is seen."""
    line = " ".join(cleaned(words).split())[:most].strip()
    return line if visible(line) else ""
