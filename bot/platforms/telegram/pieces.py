"""A message in the making: pieces of text, each with its marks, joined and counted at the end."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.platforms.telegram import limits
from bot.platforms.telegram.text import blank, fit, width

Entity = dict[str, Any]
Mark = tuple[str, int, int]  # entity type, first character, the one after the last

LEAST = 24  # units: a piece is not cut shorter than this while others can give


class Piece(NamedTuple):
    """Some text, how it is dressed, and what separates it from the piece before."""

    text: str
    marks: tuple[Mark, ...] = ()
    gap: str = "\n"


def plain(text: str, gap: str = "\n") -> Piece:
    """Make an undressed piece."""
    return Piece(text.strip(), (), gap)


def dressed(text: str, kind: str, gap: str = "\n") -> Piece:
    """Make a piece that wears one dress from end to end."""
    text = text.strip()
    return Piece(text, ((kind, 0, len(text)),), gap)


def join(pieces: Sequence[Piece], most: int) -> tuple[str, list[Entity]]:
    """Put the pieces together, at most so many units; what is longest gives way first."""
    kept = [piece for piece in pieces if not blank(piece.text)]
    if sum(len(piece.text) + len(piece.gap) for piece in kept) * 2 > most:
        kept = _shortened(kept, most)
    words: list[str] = []
    entities: list[Entity] = []
    at = 0
    for piece in kept:
        text = piece.text
        if words:
            words.append(piece.gap)
            at += len(piece.gap)
        units = width(text)
        for kind, begin, end in piece.marks:
            if units == len(text):  # no letter takes two units: characters are units
                entities.append({"type": kind, "offset": at + begin, "length": end - begin})
            else:
                before = width(text[:begin])
                length = width(text[begin:end])
                entities.append({"type": kind, "offset": at + before, "length": length})
        words.append(text)
        at += units
    return "".join(words), entities[: limits.ENTITIES]


def _shortened(pieces: list[Piece], most: int) -> list[Piece]:
    sizes = [width(piece.text) for piece in pieces]
    gaps = sum(len(piece.gap) for piece in pieces[1:])
    while pieces and (excess := sum(sizes) + gaps - most) > 0:
        longest = max(range(len(pieces)), key=sizes.__getitem__)
        room = max(sizes[longest] - excess, LEAST)
        if room >= sizes[longest]:
            gaps -= len(pieces.pop().gap)
            sizes.pop()
            continue
        pieces[longest] = _cut(pieces[longest], room)
        sizes[longest] = width(pieces[longest].text)
    return pieces


def _cut(piece: Piece, most: int) -> Piece:
    text = fit(piece.text, most)
    marks = tuple(
        (kind, begin, min(end, len(text))) for kind, begin, end in piece.marks if begin < len(text)
    )
    return Piece(text, marks, piece.gap)
