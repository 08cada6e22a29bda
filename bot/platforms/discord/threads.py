"""Private threads: a room of one person's in a server's channel."""

import logging
from contextlib import suppress

from bot.platform import Gone, SendFailure, Shut, TooFast, Uncertain
from bot.platforms.discord.letters import PRIVATE_THREAD
from bot.platforms.discord.limits import THREAD_MINUTES
from bot.platforms.discord.memory import Recent
from bot.platforms.discord.rest import Rest

THREADS = frozenset({10, 11, PRIVATE_THREAD})  # kinds of channel that lie in another one
HALF_OPEN_KEPT = 1_000

log = logging.getLogger(__name__)


class Threads:
    """Opens private threads, and finds out who is still in them."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._half_open: Recent[str] = Recent(HALF_OPEN_KEPT)  # nobody is in them yet

    async def open(self, channel: str, person: str, title: str) -> str:
        """Open a thread near this channel for one person; empty when there is none to be had.

        Only for somebody who is in the server: what others are told must not stand there unread.
        Raises `SendFailure` when it is to be tried again.
        """
        try:
            return await self._open(channel, person, title)
        except (TooFast, Uncertain):
            raise
        except SendFailure as no:
            log.info("Discord opens no thread near %s: %s", channel, no)
            return ""

    async def _open(self, channel: str, person: str, title: str) -> str:
        there = await self._rest.call("GET", f"/channels/{channel}")
        if "guild_id" not in there:
            raise Gone("only servers have threads")
        await self._rest.call("GET", f"/guilds/{there['guild_id']}/members/{person}")
        parent = there["parent_id"] if there["type"] in THREADS else channel
        asked = f"{parent} {person} {title}"
        thread = self._half_open.get(asked)
        if thread is None:
            body = {
                "name": title,
                "type": PRIVATE_THREAD,
                "invitable": False,
                "auto_archive_duration": THREAD_MINUTES,
            }
            made = await self._rest.call("POST", f"/channels/{parent}/threads", body)
            thread = self._half_open[asked] = str(made["id"])
        try:
            await self._rest.call("PUT", f"/channels/{thread}/thread-members/{person}")
        except (TooFast, Uncertain):
            raise
        except SendFailure:
            self._half_open.pop(asked)
            with suppress(SendFailure):  # an empty thread that stays is no harm
                await self._rest.call("PATCH", f"/channels/{thread}", {"archived": True})
            raise
        self._half_open.pop(asked)
        return thread

    async def require(self, thread: str, person: str) -> None:
        """Raise `Shut` unless this person is still in the thread."""
        try:
            await self._rest.call("GET", f"/channels/{thread}/thread-members/{person}")
        except (TooFast, Uncertain):
            raise
        except SendFailure as gone:
            raise Shut(str(gone)) from None

    async def reopen(self, thread: str) -> None:
        """Take a thread out again that Discord put away."""
        try:
            await self._rest.call("PATCH", f"/channels/{thread}", {"archived": False})
        except (TooFast, Uncertain):
            raise
        except SendFailure as locked:
            raise Gone(str(locked)) from None
