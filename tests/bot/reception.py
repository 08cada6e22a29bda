"""A desk that only writes down what comes in: the other side of the platform protocol."""

import asyncio
from collections.abc import Callable, Sequence

from bot.platform import FileToSend, Found, Incoming, Looking, MenuEntry, Platform


class Reception:
    """Keeps letters, hands out files, remembers handles."""

    def __init__(self, *menu: MenuEntry) -> None:
        self.letters: list[tuple[str, bytes]] = []
        self.read: asyncio.Queue[Incoming] = asyncio.Queue()
        self.found: list[Found] = []
        self.looked: list[Looking] = []
        self.files: dict[str, tuple[FileToSend, bytes]] = {}
        self.handles: dict[str, str] = {}
        self.fails = 0  # how many batches are refused before one is kept
        self.open = asyncio.Event()  # while closed, a batch is being kept
        self.open.set()
        self.afterwards: Callable[[], object] = bool
        self._menu = menu

    async def receive(self, platform: Platform, letters: Sequence[tuple[str, bytes]]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        await self.open.wait()
        for key, raw in letters:
            known = any(key == k for k, _raw in self.letters)
            self.letters.append((key, raw))
            incoming = platform.read(key, raw)
            if incoming is not None and not known:
                self.read.put_nowait(incoming)
        self.afterwards()

    async def suggest(self, looking: Looking) -> Sequence[Found]:
        self.looked.append(looking)
        return self.found[looking.offset :]

    def menu(self) -> Sequence[MenuEntry]:
        return self._menu

    def keeps(self, file_id: str, name: str, mime: str, content: bytes) -> None:
        """Store a file."""
        described = FileToSend(file_id, name, mime, len(content), "0" * 64, None)
        self.files[file_id] = (described, content)

    async def file(self, file_id: str, platform: str) -> FileToSend:
        described, content = self.files[file_id]
        handle = self.handles.get(file_id)
        return FileToSend(file_id, described.name, described.mime, len(content), "", handle)

    async def content(self, file: FileToSend) -> bytes:
        return self.files[file.id][1]

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        self.handles[file_id] = handle

    async def next(self) -> Incoming:
        """Wait for what somebody does."""
        return await asyncio.wait_for(self.read.get(), 5)
