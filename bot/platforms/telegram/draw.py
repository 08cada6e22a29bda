"""Draw a screen: plain text, the entities that dress it, and the keyboard below.

Nothing is ever parsed: people's words are text and stay text. Everything fits Telegram's limits.
"""

from msgspec import Struct

from bot.i18n import once, say
from bot.platforms.telegram import limits
from bot.platforms.telegram.asking import page_keys, page_pieces
from bot.platforms.telegram.keyboard import Keyboard, keyboard
from bot.platforms.telegram.pieces import Entity, Piece, dressed, join, plain
from bot.platforms.telegram.text import fit, tame, tame_quote
from bot.ui import Bar, Fact, Heading, Quote, Screen, Small
from bot.ui.screen import Line
from core.kit.text import Text, _

CELLS = 8
FULL, EMPTY = "▰", "▱"
LONG_QUOTE = 600  # characters; longer ones are folded until pressed
NOTHING = "…"  # Telegram takes no message without text


class Drawn(Struct, frozen=True):
    """A message, ready to be sent."""

    text: str
    entities: list[Entity]
    keyboard: Keyboard


def draw(screen: Screen, locale: str, *, most: int = limits.TEXT) -> Drawn:
    """Draw a screen in this language, its text at most so many UTF-16 units."""
    pieces = _pieces(screen, locale)
    text, entities = join(pieces, most)
    return Drawn(text or NOTHING, entities, keyboard(screen, locale, page_keys(screen, locale)))


def caption(drawn: Drawn) -> str:
    """Return the text to put under a picture, which may be nothing at all."""
    return "" if drawn.text == NOTHING else drawn.text


def toast(screen: Screen, locale: str) -> str:
    """Draw what flashes up after a press."""
    return "" if screen.toast is None else fit(say(screen.toast, locale, tame), limits.TOAST)


def only_toast(screen: Screen) -> bool:
    """Say whether there is nothing to show but the toast."""
    return screen.toast is not None and not (
        screen.title
        or screen.lines
        or screen.buttons
        or screen.menu
        or screen.note
        or screen.picture
        or screen.files
        or screen.page
    )


def bar(done: int, of: int) -> str:
    """Draw progress: short bars cell by cell, long ones never quite empty or full by rounding."""
    cells = of if 0 < of <= CELLS else CELLS
    done = min(max(done, 0), of)
    full = round(done * cells / of) if of > 0 else 0
    if 0 < done < of:
        full = min(max(full, 1), cells - 1)
    return FULL * full + EMPTY * (cells - full)


def _pieces(screen: Screen, locale: str) -> list[Piece]:
    pieces: list[Piece] = []
    if screen.note is not None:
        pieces.append(plain(say(screen.note, locale, tame)))
    if screen.title is not None:
        pieces.append(dressed(say(screen.title, locale, tame), "bold", "\n\n"))
    previous: Line | None = None
    for line in screen.lines:
        pieces.append(_piece(line, locale, _gap(line, previous)))
        previous = line
    if screen.page is not None:
        pieces.extend(page_pieces(screen.page, locale))
    if not pieces and screen.toast is not None:
        pieces.append(plain(say(screen.toast, locale, tame)))
    if not pieces and screen.menu is not None:
        pieces.append(plain(say(screen.menu.placeholder, locale, tame)))
    return pieces


def _piece(line: Line, locale: str, gap: str) -> Piece:
    match line:
        case Text():
            return plain(say(line, locale, tame), gap)
        case Fact(label, value):
            named = _name(label, locale)
            told = say(value, locale, tame).strip()
            return Piece(f"{named} {told}", (("bold", 0, len(named)),), gap)
        case Heading(text):
            return dressed(say(text, locale, tame), "bold", gap)
        case Small(text):
            return dressed(say(text, locale, tame), "italic", gap)
        case Bar(done, of, text):
            return plain(f"{bar(done, of)} {say(text, locale, tame)}", gap)
        case Quote(words, by):
            return _quote(words, by, gap)


@once
def _name(label: Text, locale: str) -> str:
    """Write what a fact is about."""
    return say(_("{label}:").format(label=label), locale, tame).strip()


def _quote(words: str, by: str, gap: str) -> Piece:
    said = tame_quote(words).strip()
    name = tame(by).replace("\n", " ").strip()
    kind = "expandable_blockquote" if len(said) > LONG_QUOTE else "blockquote"
    if not name:
        return dressed(said, kind, gap)
    text = f"{name}\n{said}"
    return Piece(text, ((kind, 0, len(text)), ("bold", 0, len(name))), gap)


def _gap(line: Line, previous: Line | None) -> str:
    """Lines of one kind stand together; a bar and a quotation cling to what they follow."""
    if isinstance(line, Heading):
        return "\n\n"
    if previous is None:
        return "\n" if isinstance(line, Fact | Bar | Quote) else "\n\n"
    if type(line) is type(previous) or isinstance(line, Bar | Quote):
        return "\n"
    return "\n" if isinstance(previous, Heading) else "\n\n"
