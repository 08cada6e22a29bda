"""Calls to Telegram.

What happens once a start goes through python-telegram-bot's `Bot`. What happens for every message
(send, edit, answer) goes out as a dictionary and comes back as the few fields we read: building
the library's objects for it costs more than all else together.
"""

import logging
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from aiohttp import FormData
from msgspec import Raw, Struct
from telegram import Bot
from telegram.error import TelegramError

from bot.platform import Uncertain
from bot.platforms.telegram.failures import Details, Moved, failure, translated
from bot.platforms.telegram.limits import POLL_SECONDS
from bot.platforms.telegram.request import CALL_SECONDS, UPLOAD_SECONDS, Request, Upload, form

# The library writes its addresses, and the token with them, to its own log at DEBUG.
logging.getLogger("telegram.Bot").setLevel(logging.INFO)

OFFICIAL = "https://api.telegram.org"
POLL_GRACE_SECONDS = 10
CONFIRM_SECONDS = 1.0
MOVES_KEPT = 1_000

T = TypeVar("T")


class Chat(Struct, frozen=True):
    """Where a message stands."""

    id: int
    type: str = "private"


class FileSize(Struct, frozen=True):
    """A file Telegram has."""

    file_id: str


class Posted(Struct, frozen=True):
    """A message we sent, as far as we care."""

    message_id: int
    chat: Chat
    message_thread_id: int = 0
    is_topic_message: bool = False
    photo: tuple[FileSize, ...] = ()
    document: FileSize | None = None


class Topic(Struct, frozen=True):
    """A topic that was opened."""

    message_thread_id: int


class _Answer(Struct, frozen=True):
    ok: bool
    result: Raw = Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: Details | None = None


class Numbered(Struct, frozen=True):
    """As much of an update as is needed to keep it; an inline query is not kept but answered."""

    update_id: int
    inline_query: Raw = Raw(b"")


class Api:
    """Telegram's methods, with our errors."""

    def __init__(self, token: str, api_url: str | None = None) -> None:
        base = (api_url or OFFICIAL).rstrip("/")
        self._request = Request()
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self._address = f"{base}/bot{token}/"
        self._moved: dict[str, str] = {}

    async def open(self) -> None:
        """Open the line, without a word yet."""
        await self._request.initialize()

    async def close(self) -> None:
        """Let what is under way finish, then hang up."""
        await self._request.shutdown()

    async def call(
        self,
        method: str,
        given: dict[str, Any],
        returns: type[T],
        uploads: Mapping[str, Upload] | None = None,
    ) -> T:
        """Make a call; a group that moved is followed. Raises `SendFailure`."""
        chat = str(given.get("chat_id"))
        if chat in self._moved:
            given = {**given, "chat_id": self._moved[chat]}
        try:
            result = await self._result(method, given, uploads)
        except Moved as moved:
            if len(self._moved) >= MOVES_KEPT:
                self._moved.clear()
            self._moved[chat] = moved.chat
            result = await self._result(method, {**given, "chat_id": moved.chat}, uploads)
        return _decoded(result, returns)

    async def updates(self, offset: int, kinds: tuple[str, ...]) -> list[Raw]:
        """Wait for updates from this one on, each as the JSON it came as."""
        given = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": kinds}
        seconds = POLL_SECONDS + POLL_GRACE_SECONDS
        return _decoded(await self._result("getUpdates", given, seconds=seconds), list[Raw])

    async def confirm(self, offset: int) -> None:
        """Tell Telegram that everything before this update is kept."""
        await self._result("getUpdates", {"offset": offset, "limit": 1}, seconds=CONFIRM_SECONDS)

    async def download(self, file_id: str) -> bytes:
        """Bring a file's bytes. Raises `SendFailure`."""
        try:
            file = await self.bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise translated(error) from None

    async def _result(
        self,
        method: str,
        given: Mapping[str, Any],
        uploads: Mapping[str, Upload] | None = None,
        *,
        seconds: float = CALL_SECONDS,
    ) -> Raw:
        body: bytes | FormData
        if uploads:
            body = form({name: _field(value) for name, value in given.items()}, uploads)
            seconds = UPLOAD_SECONDS
        else:
            body = msgspec.json.encode(given)
        try:
            status, answered = await self._request.send(
                "POST", self._address + method, body, seconds=seconds
            )
        except TelegramError as error:
            raise translated(error) from None
        try:
            answer = msgspec.json.decode(answered, type=_Answer)
        except msgspec.MsgspecError:
            status = status if status >= 400 else 502  # whoever said 200, it was not Telegram
            raise failure(status, f"HTTP {status} without an answer") from None
        if not answer.ok:
            raise failure(status, answer.description, answer.parameters)
        return answer.result


def _decoded(result: Raw, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(result, type=kind)
    except msgspec.MsgspecError:
        raise Uncertain("Telegram's answer was not what it should be") from None


def _field(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
