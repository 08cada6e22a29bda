"""One WebSocket to the bot: what is said goes out in order, and it may not say too much."""

import asyncio
import contextlib
import importlib
import json
import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.discord.errors import Json
from sandbox.discord.limits import SENDS_A_MINUTE

Squeeze = Callable[[bytes], bytes]


def squeezer(asked: str) -> Squeeze | None:
    """Return the transport compression asked for; None leaves frames as text."""
    if asked == "zlib-stream":
        stream = zlib.compressobj()
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if asked == "zstd-stream":
        try:
            zstd: Any = importlib.import_module("zstandard")
        except ImportError:
            return None
        pressing = zstd.ZstdCompressor().compressobj()
        block = zstd.COMPRESSOBJ_FLUSH_BLOCK
        return lambda data: bytes(pressing.compress(data) + pressing.flush(block))
    return None


class Line:
    """A live connection. `say` never waits; `flushed` does."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, squeeze: Squeeze | None
    ) -> None:
        self.socket = socket
        self._transport = request.transport
        self._squeeze = squeeze
        self._out: asyncio.Queue[str] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self._heard: deque[float] = deque(maxlen=SENDS_A_MINUTE + 1)

    def say(
        self, op: int, data: object, *, event: str | None = None, seq: int | None = None
    ) -> None:
        """Send one payload, after those before it."""
        self.repeat(json.dumps({"op": op, "d": data, "s": seq, "t": event}))

    def repeat(self, payload: str) -> None:
        """Send a payload that is already written."""
        self._out.put_nowait(payload)

    async def _write(self) -> None:
        while True:
            payload = await self._out.get()
            try:
                if self._squeeze is None:
                    await self.socket.send_str(payload)
                else:
                    await self.socket.send_bytes(self._squeeze(payload.encode()))
            except (ConnectionError, RuntimeError):
                pass  # the bot has gone; the session keeps what it missed
            finally:
                self._out.task_done()

    async def flushed(self) -> None:
        """Wait until everything said so far has been handed to the network."""
        await self._out.join()

    async def hear(self) -> Json | int | None:
        """Wait for one payload of the bot: None when it has gone, a number to hang up with."""
        try:
            text = await self.socket.receive_str()
        except (TypeError, RuntimeError):
            return None
        now = asyncio.get_running_loop().time()
        self._heard.append(now)
        if len(self._heard) > SENDS_A_MINUTE and now - self._heard[0] < 60:
            return 4008
        try:
            payload = json.loads(text)
        except ValueError:
            return 4002
        return payload if isinstance(payload, dict) else 4002

    async def hang_up(self, code: int) -> None:
        """Close the connection with this code, after what was said."""
        await self.flushed()
        await self.socket.close(code=code)

    def cut(self) -> None:
        """Break the connection without a word, as a bad network does."""
        if self._transport is not None:
            self._transport.close()

    async def end(self) -> None:
        """Stop writing."""
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer
