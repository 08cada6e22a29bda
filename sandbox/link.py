"""The line to the bot: move its clock, ask for its books, wait until it has nothing left to do.

The bot, started with `JALON_SANDBOX_URL`, calls us: one WebSocket, one JSON question at a time.
"""

import asyncio
import itertools
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.world import Refused, World

PATIENCE_SECONDS = 120


class Link:
    """At most one bot is on the line; a new one replaces the old."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._socket: web.WebSocketResponse | None = None
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = itertools.count(1)

    @property
    def open(self) -> bool:
        """Whether a bot is on the line."""
        return self._socket is not None

    async def answer(self, request: web.Request) -> web.WebSocketResponse:
        """Let the bot call in; tell it what time it is here."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self._socket = socket
        await socket.send_json({"do": "clock", "offset": self._world.offset.total_seconds()})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    answer = message.json()
                    waiting = self._waiting.pop(answer["n"], None)
                    if waiting is not None and not waiting.done():
                        waiting.set_result(answer)
        finally:
            if self._socket is socket:
                self._socket = None
                for waiting in self._waiting.values():
                    if not waiting.done():
                        waiting.set_exception(Refused("the bot went away", 503))
                self._waiting.clear()
        return socket

    async def ask(self, do: str, **more: object) -> dict[str, Any]:
        """Ask the bot to do something and wait for its answer."""
        if self._socket is None:
            raise Refused("no bot is connected to the sandbox", 503)
        number = next(self._numbers)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        await self._socket.send_json({"n": number, "do": do, **more})
        answer: dict[str, Any] = await asyncio.wait_for(waiting, PATIENCE_SECONDS)
        if "error" in answer:
            raise Refused(str(answer["error"]), 500)
        return answer
