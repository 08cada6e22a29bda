"""Just enough HTTP/1.1 to answer a bot: whole requests in, whole answers out, lines kept open."""

import asyncio
from collections.abc import Callable

Answer = Callable[[bytes], None]
Serve = Callable[[str, bytes, bytes, Answer], None]  # path, headers, body, and how to answer

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._heard = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            head = self._heard[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            whole = end + 4 + length
            if len(self._heard) < whole:
                return
            body, path = self._heard[end + 4 : whole], self._heard.split(b" ", 2)[1].decode()
            self._heard = self._heard[whole:]
            self._serve(path, head, body, self._answer)

    def _answer(self, body: bytes) -> None:
        if self._transport is not None:
            self._transport.write(OK % (len(body), body))


async def listen(serve: Serve) -> tuple[asyncio.Server, int]:
    """Open a free port; return the server and the port."""
    server = await asyncio.get_running_loop().create_server(lambda: Line(serve), "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]
