"""Calls to Discord: one try each, and an exact word on how it failed.

Discord's library would wait and repeat by itself; who waits, and who need not, is decided by
the lanes. Only gateway and login are the library's.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import msgspec

from bot.platform import Gone, Rejected, SendFailure, TooFast, Uncertain, Unreachable
from bot.platforms.discord.draw import Json

USER_AGENT = "DiscordBot (https://jalon.example, 1)"
PATIENCE = aiohttp.ClientTimeout(total=30, sock_connect=5)
HURRY = aiohttp.ClientTimeout(total=5, sock_connect=2)
BANNED_SECONDS = 60.0  # a refusal that does not say how long
PACES_KEPT = 1_000
DETAILS_MOST = 500

GONE = frozenset({10003, 10008, 10015, 10062, 50005, 50027})
UNREACHABLE = frozenset({10013, 50001, 50007, 50013, 50033, 50278})
ARCHIVED = 50083
ACKNOWLEDGED = 40060
TOO_MANY_DOORS = 40003  # opening direct messages too fast


class Acknowledged(Rejected):
    """Somebody, perhaps we before a restart, has already given the first answer."""


class Archived(Rejected):
    """The thread was put away: it must be opened again before anything in it changes."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way."""

    name: str
    mime: str
    content: bytes


class Rest:
    """A line to Discord's API, opened by the first call."""

    def __init__(self, token: str, api: str) -> None:
        self._api = api
        self._authorization = {"Authorization": f"Bot {token}"}
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self._closed_until: dict[str, float] = {}

    async def close(self) -> None:
        """Hang up for good."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    async def call(
        self, method: str, path: str, body: Any = None, uploads: Sequence[Upload] = ()
    ) -> Any:
        """Call as the bot. What Discord said must wait is not even tried before its time."""
        pace = " ".join((method, *path.split("/")[1:4]))  # one pace a channel, not a message
        self._may_call(pace)
        return await self._call(method, path, body, uploads, pace=pace)

    async def answer(
        self,
        method: str,
        path: str,
        body: Any,
        uploads: Sequence[Upload] = (),
        *,
        hurry: bool = False,
    ) -> Any:
        """Call with an interaction's token, which is outside all other limits."""
        return await self._call(method, path, body, uploads, hurry=hurry)

    async def fetch(self, url: str, most: int) -> bytes:
        """Bring a file of at most `most` bytes."""
        session = self._line()
        try:
            async with session.get(url, allow_redirects=False) as response:
                if response.status >= 500:
                    raise Uncertain(f"the file server stumbled: {response.status}")
                if response.status != 200:
                    raise Gone(f"the file is no longer there: {response.status}")
                content = bytearray()
                async for chunk in response.content.iter_any():
                    content += chunk
                    if len(content) > most:
                        raise Rejected(f"a file of more than {most} bytes")
                return bytes(content)
        except (aiohttp.ClientError, TimeoutError) as broken:
            raise Uncertain(f"the file server is out of reach: {type(broken).__name__}") from None

    async def _call(
        self,
        method: str,
        path: str,
        body: Any,
        uploads: Sequence[Upload],
        *,
        pace: str = "",
        hurry: bool = False,
    ) -> Any:
        session = self._line()
        headers = dict(self._authorization) if pace else {}
        data: bytes | aiohttp.FormData | None = None
        if uploads:
            data = _form(body, uploads)
        elif body is not None:
            data = msgspec.json.encode(body)
            headers["Content-Type"] = "application/json"
        try:
            async with session.request(
                method,
                self._api + path,
                data=data,
                headers=headers,
                timeout=HURRY if hurry else PATIENCE,
            ) as response:
                raw = await response.read()
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as broken:
            raise Uncertain(f"the line broke: {type(broken).__name__}") from None
        if pace:
            self._note(pace, response.status, response.headers)
        answer = _decoded(raw)
        if response.status < 300:
            return answer
        failure = failed(response.status, answer, response.headers)
        if pace and isinstance(failure, TooFast):
            everything = not isinstance(answer, dict) or bool(answer.get("global"))
            self._close("" if everything else pace, failure.wait.total_seconds())
        if not pace and isinstance(failure, Unreachable):
            raise Gone(str(failure))  # not here; in private perhaps
        raise failure

    def _line(self) -> aiohttp.ClientSession:
        if self._closed:
            raise Uncertain("no longer connected to Discord")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": USER_AGENT},
                timeout=PATIENCE,
            )
        return self._session

    # --- what must wait

    def _may_call(self, pace: str) -> None:
        until = max(self._closed_until.get(pace, 0.0), self._closed_until.get("", 0.0))
        wait = until - asyncio.get_running_loop().time() if until else 0.0
        if wait > 0:
            raise TooFast(timedelta(seconds=wait))

    def _note(self, pace: str, status: int, headers: Mapping[str, str]) -> None:
        if status != 429 and headers.get("X-RateLimit-Remaining") == "0":
            self._close(pace, _seconds(headers.get("X-RateLimit-Reset-After"), 0.0))

    def _close(self, pace: str, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        self._closed_until[pace] = now + seconds
        if len(self._closed_until) > PACES_KEPT:
            self._closed_until = {p: t for p, t in self._closed_until.items() if t > now}


def failed(status: int, answer: object, headers: Mapping[str, str]) -> SendFailure:
    """Return what a refusal means for us."""
    about: Json = answer if isinstance(answer, dict) else {}
    code = about.get("code", 0)
    says = f"{status} {code} {about.get('message', '')} {about.get('errors', '')}".strip()
    says = says[:DETAILS_MOST]
    if status == 429 or code == TOO_MANY_DOORS:
        wait = _seconds(about.get("retry_after", headers.get("Retry-After")), BANNED_SECONDS)
        return TooFast(timedelta(seconds=wait))
    if status >= 500:
        return Uncertain(says)
    if code in GONE:
        return Gone(says)
    if code in UNREACHABLE or status == 403:
        return Unreachable(says)
    if code == ARCHIVED:
        return Archived(says)
    if code == ACKNOWLEDGED:
        return Acknowledged(says)
    if status == 401:
        return Uncertain(says)  # our token is being changed; nobody else's fault
    return Gone(says) if status == 404 else Rejected(says)


def _seconds(value: object, default: float) -> float:
    try:
        return max(0.0, float(str(value)))
    except ValueError:
        return default


def _decoded(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw) if raw else None
    except msgspec.DecodeError:
        return None  # a page of a proxy between us


def _form(body: Any, uploads: Sequence[Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field(
        "payload_json", msgspec.json.encode(body).decode(), content_type="application/json"
    )
    for index, upload in enumerate(uploads):
        content = BytesIO(upload.content)  # bare bytes are sent in one go: all else would wait
        form.add_field(f"files[{index}]", content, filename=upload.name, content_type=upload.mime)
    return form
