"""The line to the sandbox: it moves our clock on, asks for the books, waits until we rest."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.clock import Clock

AGAIN_SECONDS = 1.0

log = logging.getLogger(__name__)

Hand = Callable[[], Awaitable[Any]]


class Link:
    """Answers what the sandbox asks. `pass_time` goes to a moment, deed by deed."""

    def __init__(
        self,
        url: str,
        clock: Clock,
        *,
        settle: Hand,
        books: Hand,
        next_due: Callable[[], Awaitable[datetime | None]],
    ) -> None:
        self._url = url.rstrip("/") + "/link"
        self._clock = clock
        self._settle = settle
        self._books = books
        self._next_due = next_due
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Stay on the line until cancelled; call again when it breaks."""
        while True:
            try:
                async with (
                    aiohttp.ClientSession() as session,
                    session.ws_connect(self._url, heartbeat=20) as socket,
                ):
                    await self._talk(socket)
            except (aiohttp.ClientError, OSError):
                log.warning("the sandbox is not on the line; calling again")
            await asyncio.sleep(AGAIN_SECONDS)

    async def _talk(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            question = message.json()
            if question["do"] == "clock":
                self._clock.offset = timedelta(seconds=question["offset"])
                self.ready.set()
                continue
            try:
                answer = await self._answer(question)
            except Exception as error:
                log.exception("the sandbox asked to %s", question["do"])
                answer = {"error": f"{type(error).__name__}: {error}"}
            await socket.send_json({"n": question["n"], **answer})

    async def _answer(self, question: dict[str, Any]) -> dict[str, Any]:
        match question["do"]:
            case "advance":
                await self._pass_time(timedelta(seconds=question["offset"]))
                return {"done": True}
            case "settle":
                await self._settle()
                return {"done": True}
            case "books":
                books: dict[str, Any] = await self._books()
                return books
        return {"error": f"nobody here can {question['do']!r}"}

    async def _pass_time(self, offset: timedelta) -> None:
        """Go from one due moment to the next, so that each deed happens at its own time."""
        await self._settle()
        while True:
            goal = _real() + offset
            due = await self._next_due()
            if due is None or due >= goal:
                break
            if due > self._clock():
                self._clock.offset = due - _real()
            await self._settle()
            again = await self._next_due()
            if again is not None and again <= due:
                log.warning("something due at %s stays undone", due)
                break
        self._clock.offset = offset
        await self._settle()


def _real() -> datetime:
    return Clock()()
