"""A desk for the Discord adapter: it takes notes, and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.platform import FileToSend, Found, Incoming, Looking, MenuEntry, MenuOption, Platform, Sent
from bot.platforms.discord import Discord
from bot.ui import Button, Option, Page, Question, QuestionKind, Screen
from core.kit.text import _, verbatim
from tests.sandbox.discord_town import TOKEN, Json, Someone, Town, running

Answering = Callable[[Incoming], Screen | None]


def card(words: str, *labels: str, **more: Any) -> Screen:
    """Return a screen that says this, with these buttons."""
    row = tuple(Button(verbatim(label), f"x:{label}") for label in labels)
    return Screen(title=verbatim(words), buttons=(row,) if row else (), **more)


class Desk:
    """Keeps every letter, reads it again, and answers as it is told."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.letters: list[tuple[str, bytes]] = []
        self.sent: list[Sent | None] = []
        self.failed: list[BaseException] = []
        self.files: dict[str, tuple[str, str, bytes]] = {}
        self.found: Sequence[Found] = ()
        self.looked: list[Looking] = []
        self.answer: Answering = lambda _incoming: None
        self.slowly = 0.0
        self.refuses = 0
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, platform: Platform, letters: Sequence[tuple[str, bytes]]) -> None:
        if self.refuses:
            self.refuses -= 1
            raise RuntimeError("the desk stumbles")
        for key, raw in letters:
            self.letters.append((key, raw))
            incoming = platform.read(key, raw)
            if incoming is not None:
                self.heard.append(incoming)
                self._news.set()
                task = asyncio.create_task(self._answer(platform, incoming))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _answer(self, platform: Platform, incoming: Incoming) -> None:
        screen = self.answer(incoming)
        await asyncio.sleep(self.slowly)
        if screen is None:
            return
        try:
            self.sent.append(await platform.show(incoming.address, screen, "en"))
        except Exception as trouble:  # shown by the test
            self.failed.append(trouble)

    async def hears(self, count: int) -> None:
        """Wait until this many letters were understood."""
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self._news.clear()
                await self._news.wait()

    async def done(self) -> None:
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def suggest(self, looking: Looking) -> Sequence[Found]:
        self.looked.append(looking)
        await asyncio.sleep(self.slowly)
        return self.found

    def menu(self) -> Sequence[MenuEntry]:
        query = MenuOption("query", verbatim("mots"), verbatim("What you look for"), suggests=True)
        return (
            MenuEntry("menu", verbatim("/accueil"), _("Everything you can do.")),
            MenuEntry("search", verbatim("/chercher"), _("Find somebody."), (query,)),
        )

    async def file(self, file_id: str, _platform: str) -> FileToSend:
        name, mime, content = self.files[file_id]
        return FileToSend(file_id, name, mime, len(content), "", None)

    async def content(self, file: FileToSend) -> bytes:
        return self.files[file.id][2]

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        raise AssertionError("Discord's links expire: there is nothing to remember")


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch, bot=False) as town:
        yield town


@pytest.fixture
def desk() -> Desk:
    return Desk()


@asynccontextmanager
async def connected(town: Town, desk: Desk) -> AsyncIterator[Discord]:
    bot = Discord(TOKEN, api_url=f"{town.url}/discord")
    await bot.start(desk)
    try:
        yield bot
    finally:
        await bot.stop()


@pytest.fixture
async def bot(town: Town, desk: Desk) -> AsyncIterator[Discord]:
    async with connected(town, desk) as bot:
        yield bot
        await desk.done()
    assert desk.failed == []


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana", "fr")


def questions(*some: Question, draft: str = "D1") -> Screen:
    return Screen(page=Page(draft, _("New gig"), some, done=0, of=len(some)))


def calls(town: Town, part: str) -> list[Json]:
    return [call for call in town.calls if part in call["method"]]


async def visible(person: Someone) -> list[Json]:
    return [m for m in await person.sees() if m["from_id"] == "bot" and not m["deleted"]]


ASKED = (
    Question("title", QuestionKind.LINE, _("Title"), _("What?"), most=80, least=1),
    Question(
        "kind", QuestionKind.ONE, _("Kind"), _("Which?"), most=1, least=1,
        options=(Option("logo", verbatim("Logo")), Option("text", verbatim("Text"))),
    ),
    Question(
        "tags", QuestionKind.MANY, _("Tags"), _("Which?"), most=3, least=1, required=False,
        options=tuple(Option(f"t{i}", verbatim(f"T{i}")) for i in range(12)),
    ),
    Question("about", QuestionKind.PARAGRAPH, _("About"), _("Say."), required=False, most=900),
    Question("files", QuestionKind.FILES, _("Files"), _("Send."), most=3, required=False),
)  # fmt: skip
