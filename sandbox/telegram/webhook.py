"""Updates sent to the bot: one lane per chat and per asker, one at a time until it says 2xx."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from sandbox.telegram import limits
from sandbox.telegram.updates import Update, Updates

PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE_SECONDS = 60
ANSWER_SECONDS = 60
Lane = tuple[str, int]


@dataclass
class Webhook:
    """Where updates go, and the lanes on their way there."""

    updates: Updates
    url: str = ""
    secret: str = ""
    connections: int = limits.WEBHOOK_CONNECTIONS_UNSAID
    last_error: dict[str, Any] = field(default_factory=dict)
    _lanes: dict[Lane, "asyncio.Task[None]"] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def set(self, url: str, *, secret: str, connections: int) -> None:
        """Send everything to this address from now on; an empty one goes back to polling."""
        for lane in self._lanes.values():
            lane.cancel()
        self._lanes = {}
        self.url, self.secret, self.connections = url, secret, connections
        self.last_error = {}
        self.updates.webhook_active = bool(url)
        self._room = asyncio.Semaphore(connections)
        for update in self.updates.waiting:
            self.wake(update)

    def wake(self, update: Update) -> None:
        """See that somebody carries this update."""
        if self.url and update.lane not in self._lanes:
            task = asyncio.get_running_loop().create_task(self._carry(update.lane))
            self._lanes[update.lane] = task

    def info(self) -> dict[str, Any]:
        """Answer getWebhookInfo."""
        told: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.prune()),
        }
        if self.url:
            told |= {"ip_address": "127.0.0.1", "max_connections": self.connections}
            told |= self.last_error
        if self.updates.allowed:
            told["allowed_updates"] = self.updates.allowed
        return told

    async def _carry(self, lane: Lane) -> None:
        """Carry one lane until it is empty."""
        fails = 0
        try:
            while update := next((u for u in self.updates.prune() if u.lane == lane), None):
                async with self._room:
                    error = await self._post(update)
                if error is None:
                    fails = 0
                    self.updates.done(update)
                    continue
                self.last_error = {
                    "last_error_date": int(time.time()),
                    "last_error_message": error,
                }
                # The first repeat comes at once, then 2, 4, 8 … seconds, as on the real server.
                await asyncio.sleep(_pause(fails))
                fails += 1
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]
            if not self._lanes and self._session is not None:
                session, self._session = self._session, None
                await session.close()

    async def _post(self, update: Update) -> str | None:
        """Send one update; return what went wrong."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[PROOF_HEADER] = self.secret
        body = json.dumps(update.tell()).encode()
        try:
            async with self._session.post(self.url, data=body, headers=headers) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {error or type(error).__name__}"
        if 200 <= answer.status < 300:
            return None
        return f"Wrong response from the webhook: {answer.status} {answer.reason}"


def _pause(fails: int) -> float:
    if not fails:
        return 0
    longest = random.uniform(LONGEST_PAUSE_SECONDS, 2 * LONGEST_PAUSE_SECONDS)  # noqa: S311 - no secret
    return min(2.0 ** min(fails, 8), longest)
