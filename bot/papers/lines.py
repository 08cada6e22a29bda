"""Words as lines that can be printed: broken where they are full, in the order the eye reads them.

A page is drawn from left to right. What is written from right to left is turned around, line by
line (Unicode Standard Annex 9), and Arabic letters take the form that joins them to their
neighbours.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
ARABIC = re.compile("[\u0621-\u06d3]")
MARKS = re.compile("([\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+)(.)")
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
FORMS = ("isolated", "final", "initial", "medial")
LAM = "\u0644"


class PrintedLine(NamedTuple):
    """One line, as it is drawn; and on which side it begins."""

    words: str
    from_right: bool


def printed(
    words: str, room: float, width: Callable[[str], float], *, ours: bool = False
) -> Iterator[PrintedLine]:
    """Break words into lines that have so much room; `width` is that of one letter.

    A sentence of `ours` begins on the left, even with a name from elsewhere.
    """
    for paragraph in words.split("\n"):
        turned = turns(paragraph)
        letters = joined(paragraph) if turned else paragraph
        base = auto_detect_base_direction(letters) if turned and not ours else TextDirection.LTR
        for line in broken(letters, room, width):
            drawn = _turned(line, base) if turned else line
            yield PrintedLine(drawn, base is TextDirection.RTL)


def turns(words: str) -> bool:
    """Tell whether any of these words are written from right to left."""
    return RIGHT_TO_LEFT.search(words) is not None


def broken(paragraph: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    """Break a paragraph between its words; a word with no room on any line is cut."""
    line, used = "", 0.0
    for word in re.findall(r" *[^ ]+", paragraph):
        wide = sum(map(width, word))
        if used + wide <= room:
            line, used = line + word, used + wide
            continue
        if line:
            yield line
            word = word.lstrip(" ")
        line, used = "", 0.0
        for letter in word:
            step = width(letter)
            if line and used + step > room:
                yield line
                line, used = "", 0.0
            line, used = line + letter, used + step
    yield line


def joined(words: str) -> str:
    """Let Arabic letters take the forms they have beside each other."""
    if ARABIC.search(words) is None:
        return words
    found: list[str] = []
    before = ""  # the letter that the next one may be joined to
    at = 0
    while at < len(words):
        letter = words[at]
        if unicodedata.category(letter) == "Mn":
            found.append(letter)
            at += 1
            continue
        pair = words[at : at + 2]
        letter = pair if letter == LAM and pair in _forms() else letter
        at += len(letter)
        after = next((c for c in words[at:] if unicodedata.category(c) != "Mn"), "")
        shapes = _forms().get(letter, {})
        to_before = "initial" in _forms().get(before, {}) and "final" in shapes
        to_after = "initial" in shapes and "final" in _forms().get(after, {})
        form = FORMS[to_before + 2 * to_after]
        found.append(shapes.get(form, letter))
        before = letter
    return "".join(found)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the shapes of every Arabic letter, and of those written as one, by their names."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or ("",)
        plain = "".join(chr(int(letter, 16)) for letter in letters)
        if len(plain) == 1 or plain.startswith(LAM):
            found.setdefault(plain, {})[kind.strip("<>")] = chr(code)
    return found


def _turned(line: str, base: TextDirection) -> str:
    """Return the letters of a line from left to right."""
    letters = BidiParagraph(line, base_direction=base).get_reordered_characters()
    drawn = "".join(
        one.character.translate(MIRRORED) if one.embedding_level % 2 else one.character
        for one in letters
    )
    return MARKS.sub(r"\2\1", drawn)
