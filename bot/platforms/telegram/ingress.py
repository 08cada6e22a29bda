"""How updates come in: fetched by us, or brought to our door. Both keep them before confirming.

The library's own updater confirms what it holds only in memory; a crash would lose it.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

import msgspec
from aiohttp import web
from msgspec import Raw, Struct

from bot.platform import CannotConnect, SendFailure, TooFast
from bot.platforms.telegram import limits
from bot.platforms.telegram.api import Api, Numbered
from bot.platforms.telegram.failures import Rival, WrongToken

KINDS = ("message", "callback_query", "inline_query")
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST_PAUSE_SECONDS = 30.0
BODY_SECONDS = 30.0
FAREWELL_SECONDS = 5.0
GARBLED = (msgspec.MsgspecError, UnicodeError, RecursionError)

Letters = Sequence[tuple[str, bytes]]
Keep = Callable[[Letters], Awaitable[None]]
Answer = Callable[[bytes], None]

log = logging.getLogger(__name__)


class Webhook(Struct, frozen=True):
    """Where Telegram finds us. `host` empty: every interface; port 0 takes any free one."""

    url: str
    port: int
    secret: str
    host: str = ""


class Poll:
    """Fetches updates. The next fetch confirms a batch, and begins only when it was kept."""

    def __init__(self, api: Api, keep: Keep, answer: Answer) -> None:
        self._api = api
        self._keep = keep
        self._answer = answer
        self._offset = 0
        self._failures = 0
        self._rival_reported = False
        self._closing = False
        self._fetching: asyncio.Task[list[Raw]] | None = None
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to fetch."""
        self._loop = asyncio.get_running_loop().create_task(self._run(), name="telegram poll")

    async def stop(self) -> None:
        """Fetch no more. A batch being kept is kept to its end, and what was kept is confirmed."""
        self._closing = True
        if self._fetching is not None:
            self._fetching.cancel()
        if self._loop is not None:
            await self._loop
        try:
            await self._api.confirm(self._offset)
        except SendFailure as trouble:
            log.info("what was read last is not confirmed (%s): it will come again", trouble)

    async def _run(self) -> None:
        while not self._closing:
            self._fetching = asyncio.get_running_loop().create_task(self._fetch())
            try:
                await asyncio.wait({self._fetching})
            finally:
                self._fetching.cancel()
            if self._fetching.cancelled():
                return
            await self._take_in(self._fetching.result())

    async def _take_in(self, updates: Sequence[Raw]) -> None:
        letters, after = self._sorted(updates)
        try:
            if letters:
                await self._keep(letters)
        except Exception:
            log.exception("a batch of updates was not kept; it will be fetched again")
            self._failures += 1
        else:
            self._failures = 0
            self._offset = max(self._offset, after)

    async def _fetch(self) -> list[Raw]:
        """Wait until there are updates, whatever the line does meanwhile."""
        while True:
            if self._failures:
                await asyncio.sleep(min(2.0 ** (self._failures - 1), LONGEST_PAUSE_SECONDS))
            try:
                updates = await self._api.updates(self._offset, KINDS)
            except TooFast as slow:
                await asyncio.sleep(slow.wait.total_seconds())
            except Rival:
                self._failures += 1
                if not self._rival_reported:
                    self._rival_reported = True
                    log.error("another process reads this bot's updates; only one may")
            except SendFailure as trouble:
                self._failures += 1
                report = log.error if isinstance(trouble, WrongToken) else log.warning
                report("updates cannot be fetched (%s); trying again", trouble)
            else:
                self._rival_reported = False
                return updates

    def _sorted(self, updates: Sequence[Raw]) -> tuple[list[tuple[str, bytes]], int]:
        """Answer searches at once, return the rest as letters, and the number after the last."""
        letters = []
        after = 0
        for raw in updates:
            try:
                update = msgspec.json.decode(raw, type=Numbered)
            except GARBLED:
                log.error("an update without a number was passed over")
                continue
            after = max(after, update.update_id + 1)
            if update.inline_query:
                self._answer(bytes(update.inline_query))
            else:
                letters.append((key(update), bytes(raw)))
        return letters, after


class Door:
    """A web server Telegram brings updates to. It says 200 only when the update was kept."""

    def __init__(self, webhook: Webhook, keep: Keep, answer: Answer) -> None:
        self._webhook = webhook
        self._keep = keep
        self._answer = answer
        self._runner: web.AppRunner | None = None
        self.port = webhook.port

    async def start(self) -> None:
        """Open the door."""
        app = web.Application(client_max_size=limits.BODY_BYTES)
        app.router.add_post(urlsplit(self._webhook.url).path or "/", self._receive)
        # Telegram packs nothing: what pretends to be packed is garbled, and never unpacked.
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=FAREWELL_SECONDS, auto_decompress=False
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._webhook.host or None, self._webhook.port)
        try:
            await site.start()
        except OSError as error:
            why = error.strerror or str(error)
            port = self._webhook.port
            raise CannotConnect(f"setting telegram_webhook_port {port}: {why}") from error
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the door behind whoever is inside."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._webhook.secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
            update = msgspec.json.decode(body, type=Numbered)
        except GARBLED:
            return web.Response(status=400)
        except TimeoutError:
            return web.Response(status=408)
        if update.inline_query:
            self._answer(bytes(update.inline_query))
            return web.Response()
        try:
            await self._keep([(key(update), body)])
        except Exception:
            log.exception("an update was not kept; Telegram will bring it again")
            return web.Response(status=503)
        return web.Response()


def key(update: Numbered) -> str:
    """Name a letter; the same update always has the same name."""
    return f"telegram:{update.update_id}"
