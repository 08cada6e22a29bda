"""A terminal is a platform like the others, only smaller."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.forms.actions import GoBack, PickOption, SkipQuestion, ToggleOption
from bot.platform import Attachment, Gone, Incoming, Kind, MenuEntry
from bot.platforms import load, names
from bot.platforms.console import Console
from bot.ui import (
    Bar,
    Button,
    Choice,
    Fact,
    Heading,
    Menu,
    Option,
    Page,
    Question,
    QuestionKind,
    Quote,
    Screen,
    Small,
    decode,
    link,
)
from core.kit.text import _, verbatim
from tests.bot.reception import Reception

CARD = Screen(
    title=_("Order"),
    note=_("Done."),
    lines=(
        Fact(_("Price"), verbatim("50")),
        Heading(_("Words")),
        Quote("hello\nthere", by="Ana"),
        Small(_("A hint.")),
        Bar(1, 2, _("half")),
        verbatim("\x1b[2Jcleared? \u202eno"),
    ),
    menu=Menu(_("Pick"), (Choice(verbatim("Logo"), "g:1", verbatim("cheap")),)),
    buttons=((Button(_("Accept"), "of.ok:1"), link(_("Site"), "https://example.org")),),
    toast=_("Saved."),
)


class Terminal:
    """Somebody who types and reads."""

    def __init__(self) -> None:
        self.typed: asyncio.Queue[str | None] = asyncio.Queue()
        self.seen: list[str] = []
        self.desk = Reception(MenuEntry("search", verbatim("/search"), verbatim("Find a gig")))
        self.console = Console(self.lines(), self.seen.append, locale="en_GB.UTF-8")

    async def lines(self) -> AsyncIterator[str]:
        while (line := await self.typed.get()) is not None:
            yield line

    async def types(self, line: str) -> Incoming:
        self.typed.put_nowait(line)
        return await self.desk.next()

    async def is_shown(self, screen: Screen) -> str:
        heard = await self.types("/start")
        await self.console.show(heard.address, screen, "en")
        return self.seen[-1]


@pytest.fixture
async def terminal() -> AsyncIterator[Terminal]:
    terminal = Terminal()
    await terminal.console.start(terminal.desk)
    yield terminal
    await terminal.console.stop()


def test_platforms_are_found_by_their_folder() -> None:
    assert {"console", "telegram"} <= set(names())
    assert callable(load("console"))
    with pytest.raises(ValueError, match="no platform 'pigeon'"):
        load("pigeon")


async def test_commands_words_and_presses(terminal: Terminal) -> None:
    assert terminal.seen == ["/search  Find a gig"]
    heard = await terminal.types("/Search a logo\n")
    assert (heard.kind, heard.word, heard.text) == (Kind.COMMAND, "search", "a logo")
    assert (heard.who.platform, heard.who.locale) == ("console", "en")
    heard = await terminal.types("hello")
    assert (heard.kind, heard.text) == (Kind.SAID, "hello")
    await terminal.is_shown(CARD)
    assert (await terminal.types("2")).wire == "of.ok:1"
    assert (await terminal.types("#1")).wire == "g:1"
    heard = await terminal.types("3")
    assert (heard.kind, heard.text) == (Kind.SAID, "3")
    assert len({key for key, _raw in terminal.desk.letters}) == len(terminal.desk.letters)


async def test_a_card_in_plain_text(terminal: Terminal) -> None:
    assert await terminal.is_shown(CARD) == (
        "\nDone.\nOrder\n=====\nPrice: 50\n\nWords\n> Ana\n> hello\n> there\n  A hint.\n"
        "#####----- half\n[2Jcleared? no\nSaved.\n"
        "[1] Logo - cheap\n[2] Accept\n    Site: https://example.org"
    )


async def test_a_notice_leaves_the_numbers_on_the_screen_alone(terminal: Terminal) -> None:
    await terminal.is_shown(CARD)
    sent = await terminal.console.write("me", Screen(buttons=((Button(_("Go"), "x"),),)), "en")
    assert terminal.seen[-1].strip() == "[3] Go"
    assert (await terminal.types("1")).wire == "g:1"
    assert (await terminal.types("3")).wire == "x"
    assert await terminal.console.write("me", CARD, "en", over=sent) == sent


def asked(**more: Any) -> Screen:
    given: dict[str, Any] = {"label": _("Title"), "says": _("What?"), "required": False, **more}
    return Screen(page=Page("D1", _("Send an offer"), (Question("title", **given),), 1, 3))


async def test_where_words_are_asked_for_a_number_is_an_answer(terminal: Terminal) -> None:
    screen = asked(kind=QuestionKind.LINE, typed="before", wrong=_("Too long."), hint=_("Short."))
    seen = await terminal.is_shown(screen)
    assert seen.startswith(
        "\n! Too long.\nSend an offer\n=============\nQuestion 2 of 3\nWhat?\n  Short.\n> before\n"
        "[1] Skip\n[2] Back\n"
    )
    assert (await terminal.types("2")).text == "2"
    assert decode((await terminal.types("#2")).wire) == GoBack("D1")


async def test_options_are_pressed_by_number(terminal: Terminal) -> None:
    options = (Option("a", verbatim("One")), Option("b", verbatim("Two")))
    await terminal.is_shown(asked(kind=QuestionKind.ONE, options=options))
    assert decode((await terminal.types("2")).wire) == PickOption("D1", "title", "b")
    seen = await terminal.is_shown(
        asked(kind=QuestionKind.MANY, options=options, chosen=("b",), least=1)
    )
    assert "[1] One ( )\n[2] Two (x)\n[3] Done\n[4] Skip" in seen
    assert decode((await terminal.types("1")).wire) == ToggleOption("D1", "title", "a")
    assert decode((await terminal.types("4")).wire) == SkipQuestion("D1", "title")


async def test_files_come_from_the_disk(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"brief")
    assert "Type +" in await terminal.is_shown(asked(kind=QuestionKind.FILES))
    (file,) = (await terminal.types(f"+{path}")).files
    assert (file.name, file.mime, file.size) == ("brief.pdf", "application/pdf", 5)
    assert await terminal.console.fetch(file) == b"brief"
    with pytest.raises(Gone):
        await terminal.console.fetch(Attachment(str(tmp_path / "none"), "none", "x/x", 0))
    terminal.desk.keeps("F1", "logo.png", "image/png", b"")
    assert (await terminal.is_shown(Screen(picture="F1"))).strip() == "<logo.png>"


async def test_a_letter_is_understood_after_a_restart(terminal: Terminal) -> None:
    await terminal.is_shown(CARD)
    await terminal.types("2")
    key, raw = terminal.desk.letters[-1]
    other = Console(terminal.lines(), print).read(key, raw)
    assert other is not None
    assert other.wire == "of.ok:1"
    assert Console(terminal.lines(), print).read(key, b"{") is None


async def test_the_end_of_the_lines_and_the_end_of_the_house(terminal: Terminal) -> None:
    terminal.typed.put_nowait("")
    terminal.typed.put_nowait(None)
    await asyncio.sleep(0.01)
    assert terminal.console._reading is not None
    assert terminal.console._reading.done()
    idle = Terminal()
    await idle.console.start(idle.desk)
    await idle.console.stop()


async def test_standard_input_is_read_when_nothing_else_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = tmp_path / "typed"
    typed.write_text("/start\nhello\n")
    desk = Reception()
    with typed.open() as lines:
        monkeypatch.setattr("sys.stdin", lines)
        console = Console(write=lambda _line: None)
        await console.start(desk)
        assert (await desk.next()).word == "start"
        assert (await desk.next()).text == "hello"
        await console.stop()


async def test_standard_input_may_be_closed_while_it_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def typed() -> Iterator[str]:
        yield "/start\n"
        raise ValueError("I/O operation on closed file.")

    desk = Reception()
    monkeypatch.setattr("sys.stdin", typed())
    console = Console(write=lambda _line: None)
    await console.start(desk)
    assert (await desk.next()).word == "start"
    for thread in threading.enumerate():  # what a thread dies of fails the test
        if thread.name == "console":
            await asyncio.to_thread(thread.join, 5)
    await console.stop()
