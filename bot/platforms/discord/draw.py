"""Draw a screen as Discord's components. Pure: nothing here waits, asks or sends."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bot.i18n import once, say
from bot.platforms.discord import limits
from bot.platforms.discord.escape import ELLIPSIS, code, escape, fit, one_line, plain_line
from bot.ui import Bar, Button, Fact, Heading, Line, Menu, Quote, Screen, Small, Style, Tone
from core.kit.text import Text, _

Json = dict[str, Any]

ROW, BUTTON, SELECT, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 3, 10, 12, 13, 14, 17
MENU_ID = "menu"  # the chosen option says what is wanted, not the menu
STYLES = {Style.MAIN: 1, Style.PLAIN: 2, Style.GOOD: 3, Style.GRAVE: 4}
LINK = 5
COLOURS = {
    Tone.CALM: 0x4F6BED,
    Tone.BUSY: 0xE3A008,
    Tone.GOOD: 0x2F9E63,
    Tone.GRAVE: 0xD64545,
}
CELLS = 10
LABEL_MOST = 200  # of a fact or a speaker: the rest of the line must stay visible
PIECE_LEAST = 120  # a text that must be shortened keeps at least this much


class Piece(NamedTuple):
    """Some written lines. `apart` begins a new paragraph."""

    text: str
    apart: bool = False


def card(
    screen: Screen,
    locale: str,
    *,
    picture: str = "",
    pictures: Sequence[str] = (),
    files: Sequence[str] = (),
) -> list[Json]:
    """Draw a screen. The rest are names of files that are sent along.

    `picture` is the screen's own; of the files sent along, `pictures` are shown, `files` named.
    """
    inside = _texts(_fitting(_pieces(screen, locale)))
    if picture:
        media: Json = {"media": {"url": f"attachment://{picture}"}}
        if screen.title is not None:
            media["description"] = label(screen.title, locale, limits.ALT_TEXT)
        inside.append({"type": GALLERY, "items": [media]})
    inside += files_only(files, pictures)
    rows = _rows(screen, locale, room=limits.COMPONENTS - len(inside) - 2)
    if rows and inside:
        inside.append({"type": SEPARATOR, "divider": False, "spacing": 1})
    inside += rows
    if not inside:
        inside.append({"type": TEXT, "content": ELLIPSIS})
    return [{"type": CONTAINER, "accent_color": COLOURS[screen.tone], "components": inside}]


def files_only(names: Iterable[str], pictures: Iterable[str] = ()) -> list[Json]:
    """Draw files: pictures to be seen, the others to be taken."""
    seen: list[Json] = [{"media": {"url": f"attachment://{name}"}} for name in pictures]
    gallery: list[Json] = [{"type": GALLERY, "items": seen}] if seen else []
    return gallery + [{"type": FILE, "file": {"url": f"attachment://{name}"}} for name in names]


def has_words(screen: Screen) -> bool:
    """Return whether there is anything to draw besides the toast."""
    drawn = (screen.title, screen.lines, screen.buttons, screen.menu, screen.note)
    return any(drawn) or bool(screen.picture or screen.files or screen.page)


@once
def label(text: Text, locale: str, most: int) -> str:
    """Write a sentence where Discord shows plain text: a label, an option, a placeholder."""
    return fit(plain_line(say(text, locale)), most) or ELLIPSIS


# --- words


def _pieces(screen: Screen, locale: str) -> list[Piece]:
    pieces = []
    note = screen.note
    if note is None and screen.toast is not None:
        note = screen.toast
    if note is not None:
        pieces.append(Piece(_say(note, locale)))
    if screen.title is not None:
        pieces.append(Piece(f"## {one_line(_say(screen.title, locale)) or ELLIPSIS}", apart=True))
    pieces += [_line(line, locale) for line in screen.lines]
    copies = [b for row in screen.buttons for b in row if b.copy]
    pieces += [
        Piece(f"{one_line(_say(b.label, locale))} {code(fit(b.copy, LABEL_MOST))}") for b in copies
    ]
    return [piece for piece in pieces if piece.text.strip()]


def _line(line: Line, locale: str) -> Piece:
    match line:
        case Text():
            return Piece(_say(line, locale))
        case Heading(text):
            return Piece(f"### {one_line(_say(text, locale)) or ELLIPSIS}", apart=True)
        case Fact(text, value):
            bold = _name(text, locale)
            return Piece(f"**{bold}** {one_line(_say(value, locale))}")
        case Quote(words, by):
            name = fit(one_line(escape(by)), LABEL_MOST)
            said = [f"**{name}**"] if name else []
            said += escape(words).strip().split("\n")
            return Piece("\n".join(f"> {each}" for each in said), apart=True)
        case Small(text):
            return Piece(f"-# {one_line(_say(text, locale)) or ELLIPSIS}")
        case Bar(done, of, text):
            return Piece(f"{_bar(done, of)} {one_line(_say(text, locale))}")


@once
def _name(text: Text, locale: str) -> str:
    """Write what a fact is about."""
    return fit(one_line(_say(text, locale)), LABEL_MOST) or ELLIPSIS


def _bar(done: int, of: int) -> str:
    cells = max(1, min(of, CELLS))
    full = min(cells, max(0, done) * cells // max(1, of))
    return "▰" * full + "▱" * (cells - full)


def _say(text: Text, locale: str) -> str:
    return say(text, locale, escape)


def _fitting(pieces: list[Piece]) -> list[Piece]:
    """Shorten what is longest until everything fits together."""
    over = sum(len(piece.text) + 1 for piece in pieces) - limits.TEXT
    while over > 0:
        longest = max(range(len(pieces)), key=lambda i: len(pieces[i].text))
        piece = pieces[longest]
        length = len(piece.text)
        if length <= PIECE_LEAST:
            return list(_first(pieces))
        second = max((len(p.text) for p in pieces if p is not piece), default=0)
        shorter = max(PIECE_LEAST, length - over, min(second, length - 1))
        pieces[longest] = Piece(fit(piece.text, shorter), piece.apart)
        over -= length - len(pieces[longest].text)
    return pieces


def _first(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Take what fits from the top."""
    room = limits.TEXT
    for piece in pieces:
        room -= len(piece.text) + 1
        if room < 0:
            return
        yield piece


def _texts(pieces: Iterable[Piece]) -> list[Json]:
    """Put lines that belong together into one text; at most ten texts."""
    paragraphs: list[list[str]] = []
    for piece in pieces:
        if not paragraphs or (piece.apart and len(paragraphs) < CELLS):
            paragraphs.append([])
        paragraphs[-1].append(piece.text)
    return [{"type": TEXT, "content": "\n".join(lines)} for lines in paragraphs]


# --- what can be done


def _rows(screen: Screen, locale: str, *, room: int) -> list[Json]:
    """Draw the menu and the buttons in at most `room` components."""
    rows: list[Json] = []
    menu = None if screen.menu is None else _menu(screen.menu, locale)
    if menu is not None:
        rows.append({"type": ROW, "components": [menu]})
        room -= 2
    seen = {MENU_ID}
    drawn = [_buttons(row, locale, seen) for row in screen.buttons]
    laid = [part for row in drawn for part in _in_rows(row)]
    if sum(len(row) + 1 for row in laid) > room:
        laid = _in_rows([button for row in drawn for button in row])
    for row in laid:
        room -= len(row) + 1
        if room < 0:
            break
        rows.append({"type": ROW, "components": row})
    return rows


def _in_rows(buttons: list[Json]) -> list[list[Json]]:
    width = limits.BUTTONS_A_ROW
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]


def _buttons(row: Iterable[Button], locale: str, seen: set[str]) -> list[Json]:
    """Draw those that do something here, each once; sharing is for another platform."""
    drawn = []
    for button in row:
        about: Json = {"type": BUTTON, "label": label(button.label, locale, limits.BUTTON_LABEL)}
        if button.url:
            if len(button.url) > limits.URL or not button.url.startswith(("https://", "http://")):
                continue
            about |= {"style": LINK, "url": button.url}
        elif button.wire and button.wire not in seen and len(button.wire) <= limits.CUSTOM_ID:
            seen.add(button.wire)
            about |= {"style": STYLES[button.style], "custom_id": button.wire}
        else:
            continue
        drawn.append(about)
    return drawn


def _menu(menu: Menu, locale: str) -> Json | None:
    options: dict[str, Json] = {}
    for choice in menu.choices[: limits.OPTIONS]:
        if not 0 < len(choice.wire) <= limits.OPTION_TEXT:
            continue
        option = {"label": label(choice.label, locale, limits.OPTION_TEXT), "value": choice.wire}
        if choice.hint is not None:
            option["description"] = label(choice.hint, locale, limits.OPTION_TEXT)
        options.setdefault(choice.wire, option)
    if not options:
        return None
    return {
        "type": SELECT,
        "custom_id": MENU_ID,
        "placeholder": label(menu.placeholder, locale, limits.PLACEHOLDER),
        "options": list(options.values()),
    }


def said(toast: Text | None) -> Screen:
    """Return the screen of a short answer that changes nothing else."""
    return Screen(lines=(toast or _("Done."),))
