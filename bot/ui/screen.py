"""A screen: what one person sees, before any platform draws it. Kept as JSON until it is sent."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.ui.actions import Action, encode
from bot.ui.page import Page
from core.kit.text import Text


class Style(StrEnum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    MAIN = "main"  # the next thing to do
    GOOD = "good"  # yes, and it is serious
    GRAVE = "grave"  # no way back


class Tone(StrEnum):
    """The mood of a screen: a colour where the platform has one."""

    CALM = "calm"
    BUSY = "busy"  # something waits for somebody
    GOOD = "good"
    GRAVE = "grave"


class Button(Struct, frozen=True):
    """A label and what pressing it does: a wire, or a web address, or text put on the clipboard.

    In the room of the subject `outside`, it is left out: there it would say what is plain.
    """

    label: Text
    wire: str = ""
    style: Style = Style.PLAIN
    url: str = ""
    copy: str = ""
    search: str | None = None  # "share": opens inline search elsewhere with this query
    outside: str = ""


class Choice(Struct, frozen=True):
    """One entry of a menu."""

    label: Text
    wire: str
    hint: Text | None = None


class Menu(Struct, frozen=True):
    """A list to pick one from: a select on Discord, a column of buttons on Telegram."""

    placeholder: Text
    choices: tuple[Choice, ...]


class Heading(Struct, frozen=True, tag="heading"):
    """The title of a part of a screen."""

    text: Text


class Fact(Struct, frozen=True, tag="fact"):
    """A label and its value on one line."""

    label: Text
    value: Text


class Quote(Struct, frozen=True, tag="quote"):
    """People's own words, set apart so they never look like ours."""

    words: str
    by: str = ""


class Small(Struct, frozen=True, tag="small"):
    """A hint in small print; left out in the room of the subject `outside`."""

    text: Text
    outside: str = ""


class Bar(Struct, frozen=True, tag="bar"):
    """A progress bar with what it means beside it."""

    done: int
    of: int
    text: Text


Line = Text | Heading | Fact | Quote | Small | Bar


class Screen(Struct, frozen=True):
    """A title, some lines, and what can be done about it.

    `note` says first what has just happened. `card` names the subject this screen is the live
    card of: one message a person, edited in place. `toast` answers a press without a message.
    `public` screens may be shown to everyone in a group. `under` names the subject that this
    one answers: where its card stands, this is a reply to it.
    """

    title: Text | None = None
    lines: tuple[Line, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    menu: Menu | None = None
    note: Text | None = None
    tone: Tone = Tone.CALM
    picture: str = ""  # a stored file's id
    files: tuple[str, ...] = ()  # stored files' ids, sent along
    page: Page | None = None  # a form's next questions
    card: str = ""
    under: str = ""
    toast: Text | None = None
    public: bool = False


def inside(screen: Screen, subject: str) -> Screen:
    """Return a screen as it stands in the room of a subject: without what is plain there."""
    if not subject:
        return screen
    lines = tuple(
        line for line in screen.lines if not (isinstance(line, Small) and line.outside == subject)
    )
    kept = [button for row in screen.buttons for button in row if button.outside != subject]
    if len(kept) == sum(map(len, screen.buttons)):
        return screen if lines == screen.lines else replace(screen, lines=lines)
    return replace(screen, lines=lines, buttons=rows(kept, max(map(len, screen.buttons))))


def button(label: Text, action: Action, style: Style = Style.PLAIN) -> Button:
    """Make a button that does something."""
    return Button(label, encode(action), style)


def link(label: Text, url: str) -> Button:
    """Make a button that opens a web address."""
    return Button(label, url=url)


def choice(label: Text, action: Action, hint: Text | None = None) -> Choice:
    """Make a menu entry."""
    return Choice(label, encode(action), hint)


def rows(buttons: Iterable[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out in rows of at most `width`."""
    every: Sequence[Button] = tuple(buttons)
    return tuple(tuple(every[i : i + width]) for i in range(0, len(every), width))
