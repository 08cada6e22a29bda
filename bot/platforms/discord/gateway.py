"""The line Discord talks to us on. Its library keeps it open; we take what it says unread."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from bot.platform import CannotConnect

API, GATEWAY, CDN = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
OFFICIAL_FILES = ("cdn.discordapp.com", "media.discordapp.net")
READY_SECONDS = 60
UNKNOWN = (
    "Discord does not know this DISCORD_TOKEN: copy it once more from the developer portal, "
    "page Bot"
)

Heard = Callable[[str, dict[str, Any]], None]
log = logging.getLogger(__name__)


def api(api_url: str | None) -> str:
    """Return where to call."""
    return API if api_url is None else f"{api_url.rstrip('/')}/api/v10"


def point(api_url: str | None) -> None:
    """Tell Discord's library where Discord is.

    The library keeps it in its classes, so every start says it again.
    """
    Route.BASE = api(api_url)
    if api_url is None:
        DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = GATEWAY, CDN
        return
    base = api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws{base.removeprefix('http')}/gateway/")
    Asset.BASE = f"{base}/cdn"


def holds_files(api_url: str | None, url: str) -> bool:
    """Return whether an address of a file is on Discord's own servers."""
    try:
        where = yarl.URL(url)
    except ValueError:
        return False
    if api_url is not None:
        return where.scheme in {"http", "https"} and where.origin() == yarl.URL(api_url).origin()
    return where.scheme == "https" and where.host in OFFICIAL_FILES


class Gateway:
    """Connected from `start` to `stop`, with as many lines as it takes."""

    def __init__(self, token: str, heard: Heard) -> None:
        self._token = token
        self._heard = heard
        self._client: discord.Client | None = None
        self._talk: asyncio.Task[None] | None = None
        self._hooks: object = None
        self._ready = asyncio.Event()
        self.application_id = ""
        self.user_id = ""

    async def login(self) -> None:
        """Prove who we are, and learn our ids. Raises `CannotConnect`."""
        discord.VoiceClient.warn_nacl = False
        discord.VoiceClient.warn_dave = False
        client = discord.Client(
            intents=discord.Intents(guilds=True, messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._client = client
        try:
            await client.login(self._token)
        except discord.LoginFailure:
            raise CannotConnect(UNKNOWN) from None
        except (discord.DiscordException, aiohttp.ClientError, OSError) as trouble:
            raise CannotConnect(f"Discord is out of reach: {type(trouble).__name__}") from trouble
        self.application_id = str(client.application_id)
        self.user_id = str(client.user.id) if client.user is not None else ""
        # The one private name: what is done with each event. Nothing is parsed, nothing kept.
        connection = client._connection  # noqa: SLF001
        self._hooks = connection.call_hooks
        connection.parsers = {
            "READY": self._greeted,
            "INTERACTION_CREATE": lambda data: self._heard("INTERACTION_CREATE", data),
            "MESSAGE_CREATE": lambda data: self._heard("MESSAGE_CREATE", data),
        }

    async def connect(self) -> None:
        """Open the line; returns when Discord has greeted us."""
        assert self._client is not None
        self._talk = asyncio.create_task(self._client.connect(reconnect=True))
        greeted = asyncio.create_task(self._ready.wait())
        try:
            async with asyncio.timeout(READY_SECONDS):
                await asyncio.wait({self._talk, greeted}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            greeted.cancel()
        if self._talk.done():
            self._talk.result()
            raise ConnectionError("Discord hung up before it greeted us")
        self._talk.add_done_callback(_mourn)

    async def stop(self) -> None:
        """Hang up; nothing is heard after this."""
        client = self._client
        if client is None:
            return
        if self._talk is not None:
            self._talk.remove_done_callback(_mourn)
        await client.close()
        if self._talk is not None:
            self._talk.cancel()
            with suppress(asyncio.CancelledError, discord.DiscordException):
                await self._talk
        for thread in threading.enumerate():  # of a line that was just being opened
            if isinstance(thread, KeepAliveHandler) and thread.ws.call_hooks == self._hooks:
                thread.stop()
        self._client = None

    def _greeted(self, _data: dict[str, Any]) -> None:
        self._ready.set()


def _mourn(talk: "asyncio.Task[None]") -> None:
    if not talk.cancelled() and (trouble := talk.exception()) is not None:
        log.critical("Discord has hung up for good: %s", trouble)
