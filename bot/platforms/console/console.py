"""One person at a terminal.

A line that begins with `/` is a command, one that begins with `+` sends the file of that name, a
number presses. Where the question asks for words, a number is an answer, and `#2` presses.
"""

import asyncio
import getpass
import logging
import mimetypes
import os
import secrets
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.i18n import closest, say
from bot.platform import Address, Attachment, Desk, Gone, Incoming, Kind, Room, Sent, Who
from bot.platforms.console.draw import asks_words, draw
from bot.ui import Screen

HERE = "console"
FILE_MOST = 1 << 30
DIGITS_MOST = 4

log = logging.getLogger(__name__)


class Said(Struct, frozen=True, omit_defaults=True):
    """A line as it is kept: a press already knows its wire, whatever is drawn meanwhile."""

    kind: Kind
    word: str = ""
    text: str = ""
    wire: str = ""
    path: str = ""


class Console:
    """Lines in, plain text out. Nothing printed can be changed: what is redrawn is printed anew."""

    name = HERE
    fetch_most = FILE_MOST

    def __init__(
        self,
        read: AsyncIterator[str] | None = None,
        write: Callable[[str], object] = print,
        *,
        locale: str | None = None,
    ) -> None:
        self._lines = read
        self._write = write
        self._who = Who(HERE, _name(), _name(), closest(locale or _language()))
        self._session = secrets.token_hex(4)
        self._count = 0
        self._printed = 0
        self._wires: list[str] = []
        self._words_wanted = False
        self._desk: Desk | None = None
        self._reading: asyncio.Task[None] | None = None
        self._waiting: asyncio.Task[str | None] | None = None
        self._closing = False

    async def start(self, desk: Desk) -> None:
        """List the commands, and from now on read lines."""
        self._desk = desk
        for entry in desk.menu():
            title, told = (say(text, self._who.locale) for text in (entry.title, entry.help))
            self._write(f"{title}  {told}")
        lines = _stdin() if self._lines is None else self._lines
        self._reading = asyncio.get_running_loop().create_task(self._read(lines, desk))

    async def stop(self) -> None:
        """Read no more; a line being kept is kept to its end."""
        self._closing = True
        if self._waiting is not None:
            self._waiting.cancel()
        if self._reading is not None:
            await self._reading

    async def idle(self) -> None:
        """Nothing lies between the keyboard and the desk."""

    def read(self, key: str, raw: bytes) -> Incoming | None:
        """Understand a letter; `None` for one from another time."""
        try:
            said = msgspec.json.decode(raw, type=Said)
        except msgspec.MsgspecError:
            log.warning("line %s cannot be read", key)
            return None
        address = Address(HERE, self._who.id, HERE)
        files = (_attachment(Path(said.path)),) if said.path else ()
        return Incoming(
            key,
            said.kind,
            self._who,
            address,
            word=said.word,
            text=said.text,
            wire=said.wire,
            files=files,
        )

    async def fetch(self, file: Attachment) -> bytes:
        """Read a file from the disk. Raises `Gone` when it cannot be read."""
        try:
            return await asyncio.to_thread(Path(file.ref).read_bytes)
        except OSError as trouble:
            raise Gone(f"{file.name} cannot be read: {trouble.strerror}") from None

    async def show(self, to: Address, screen: Screen, locale: str) -> Sent | None:
        """Print an answer; its numbers begin anew."""
        self._wires = []
        self._words_wanted = asks_words(screen)
        return await self._print(screen, locale, to.message)

    async def write(
        self,
        person: str,
        screen: Screen,
        locale: str,
        *,
        over: Sent | None = None,
        under: Sent | None = None,
        room: str = "",
    ) -> Sent:
        """Print a notice; its numbers go on, so those on the screen keep their meaning."""
        return await self._print(screen, locale, over.message if over else "")

    def may_have(self, room: Room) -> bool:
        """There is one window only."""
        return False

    async def open_room(self, person: str, room: Room, locale: str) -> str:
        """There is none to be had."""
        return ""

    def lane(self, to: Address) -> str:
        """There is one lane only."""
        return HERE

    async def _print(self, screen: Screen, locale: str, message: str) -> Sent:
        drawn = draw(screen, locale, first=len(self._wires) + 1)
        self._wires += drawn.wires
        names = [await self._named(one) for one in (screen.picture, *screen.files) if one]
        self._write("\n".join(["", *drawn.lines, *names]))
        self._printed += 1
        return Sent(HERE, message or str(self._printed))

    async def _named(self, file_id: str) -> str:
        assert self._desk is not None
        return f"<{(await self._desk.file(file_id, HERE)).name}>"

    async def _read(self, lines: AsyncIterator[str], desk: Desk) -> None:
        while not self._closing:
            self._waiting = asyncio.get_running_loop().create_task(_next(lines))
            try:
                await asyncio.wait({self._waiting})
            finally:
                self._waiting.cancel()
            if self._waiting.cancelled():
                return
            line = self._waiting.result()
            if line is None:
                return
            if line.strip():
                self._count += 1
                raw = msgspec.json.encode(self._understood(line.strip()))
                await desk.receive(self, [(f"{HERE}:{self._session}-{self._count}", raw)])

    def _understood(self, line: str) -> Said:
        if line.startswith("/"):
            word, _space, rest = line[1:].partition(" ")
            return Said(Kind.COMMAND, word=word.lower(), text=rest.strip())
        if line.startswith("+"):
            return Said(Kind.SAID, path=str(Path(line[1:].strip()).expanduser()))
        number = line.removeprefix("#")
        counts = number.isdecimal() and len(number) <= DIGITS_MOST
        presses = counts and (line.startswith("#") or not self._words_wanted)
        if presses and 1 <= int(number) <= len(self._wires):
            return Said(Kind.PRESS, wire=self._wires[int(number) - 1])
        return Said(Kind.SAID, text=line)


def _name() -> str:
    """Return what the machine calls whoever sits here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a user database
        return HERE


def _language() -> str:
    return os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")


def _attachment(path: Path) -> Attachment:
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    size = path.stat().st_size if path.is_file() else 0
    return Attachment(str(path), path.name, mime, size)


async def _next(lines: AsyncIterator[str]) -> str | None:
    return await anext(lines, None)


async def _stdin() -> AsyncIterator[str]:
    """Yield the lines of standard input; a thread waits for them, for no loop can everywhere."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def pump() -> None:
        with suppress(RuntimeError, ValueError):  # the house was closed, or what is typed into
            for line in sys.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=pump, daemon=True, name="console").start()
    while (line := await lines.get()) is not None:
        yield line
