"""Draw a screen as plain text, with a number before everything that can be pressed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.forms.actions import (
    DropForm,
    FinishQuestion,
    GoBack,
    PauseForm,
    PickOption,
    SkipQuestion,
    ToggleOption,
)
from bot.i18n import say
from bot.ui import (
    Action,
    Bar,
    Fact,
    Heading,
    Page,
    Question,
    QuestionKind,
    Quote,
    Screen,
    Small,
    encode,
)
from bot.ui.screen import Line
from core.kit.text import Text, _

CELLS = 10
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WRITTEN = {QuestionKind.LINE, QuestionKind.PARAGRAPH}


class Drawn(NamedTuple):
    """The lines to print, and the wire behind each number."""

    lines: list[str]
    wires: list[str]


def draw(screen: Screen, locale: str, *, first: int = 1) -> Drawn:
    """Draw a screen; its numbers begin at `first`."""
    lines = list(_lines(screen, locale))
    wires: list[str] = []
    for words, wire, more in _keys(screen, locale):
        if wire:
            lines.append(f"[{first + len(wires)}] {words}{more}")
            wires.append(wire)
        else:
            lines.append(f"    {words}{more}")
    return Drawn(lines, wires)


def asks_words(screen: Screen) -> bool:
    """Say whether the next line is an answer, even when it is a number."""
    return screen.page is not None and screen.page.questions[0].kind in WRITTEN


def safe(words: str) -> str:
    """Drop what moves a terminal's cursor or turns its writing."""
    return CONTROLS.sub("", words)


def _lines(screen: Screen, locale: str) -> Iterator[str]:
    if screen.note is not None:
        yield say(screen.note, locale, safe)
    if screen.title is not None:
        yield from _titled(screen.title, locale)
    for line in screen.lines:
        yield _line(line, locale)
    if screen.page is not None:
        yield from _asked(screen.page, locale)
    if screen.toast is not None:
        yield say(screen.toast, locale, safe)


def _titled(title: Text, locale: str) -> Iterator[str]:
    words = say(title, locale, safe)
    yield words
    yield "=" * len(words)


def _line(line: Line, locale: str) -> str:
    match line:
        case Text():
            return say(line, locale, safe)
        case Heading(text):
            return f"\n{say(text, locale, safe)}"
        case Fact(label, value):
            named = say(_("{label}:").format(label=label), locale, safe)
            return f"{named} {say(value, locale, safe)}"
        case Small(text):
            return f"  {say(text, locale, safe)}"
        case Bar(done, of, text):
            full = CELLS * min(max(done, 0), of) // of if of > 0 else 0
            return f"{'#' * full}{'-' * (CELLS - full)} {say(text, locale, safe)}"
        case Quote(words, by):
            said = [*([safe(by)] if by else []), *safe(words).split("\n")]
            return "\n".join(f"> {part}" for part in said)


def _asked(page: Page, locale: str) -> Iterator[str]:
    question = page.questions[0]
    if question.wrong is not None:
        yield f"! {say(question.wrong, locale, safe)}"
    yield from _titled(page.title, locale)
    number = min(page.done + 1, page.of)
    yield say(_("Question {number} of {total}").format(number=number, total=page.of), locale)
    yield say(question.says, locale, safe)
    if question.hint is not None:
        yield f"  {say(question.hint, locale, safe)}"
    if question.kind in WRITTEN and question.typed:
        yield f"> {safe(question.typed)}"
    if question.kind is QuestionKind.FILES:
        yield f"  {say(_('Type + and the path of a file to send it.'), locale)}"


def _keys(screen: Screen, locale: str) -> Iterator[tuple[str, str, str]]:
    """Yield what can be pressed: its words, its wire, and what stands behind it."""
    if screen.menu is not None:
        for one in screen.menu.choices:
            more = "" if one.hint is None else f" - {say(one.hint, locale, safe)}"
            yield say(one.label, locale, safe), one.wire, more
    if screen.page is not None:
        for words, action, more in _ways(screen.page):
            yield say(words, locale, safe), encode(action), more
    for row in screen.buttons:
        for button in row:
            address = button.url or button.copy
            yield say(button.label, locale, safe), button.wire, f": {safe(address)}" * bool(address)


def _ways(page: Page) -> Iterator[tuple[Text, Action, str]]:
    draft, question = page.draft, page.questions[0]
    yield from _options(draft, question)
    gathers = question.kind in {QuestionKind.MANY, QuestionKind.FILES}
    if gathers and len(question.chosen) >= max(question.least, 1):
        yield _("Done"), FinishQuestion(draft, question.name), ""
    if not question.required:
        yield _("Skip"), SkipQuestion(draft, question.name), ""
    if page.done > 0:
        yield _("Back"), GoBack(draft), ""
    yield _("Stop for now"), PauseForm(draft), ""
    yield _("Throw away"), DropForm(draft), ""


def _options(draft: str, question: Question) -> Iterator[tuple[Text, Action, str]]:
    for option in question.options:
        if question.kind is QuestionKind.MANY:
            ticked = " (x)" if option.value in question.chosen else " ( )"
            yield option.label, ToggleOption(draft, question.name, option.value), ticked
        elif question.kind is QuestionKind.ONE:
            yield option.label, PickOption(draft, question.name, option.value), ""
