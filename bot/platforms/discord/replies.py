"""Answers to interactions: within three seconds, or "thinking" first and the words after it."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum

from bot.platform import Gone, SendFailure, TooFast
from bot.platforms.discord import limits
from bot.platforms.discord.draw import Json
from bot.platforms.discord.letters import COMMAND, SUBMIT, Interaction, Ticket, ticket_of
from bot.platforms.discord.rest import Acknowledged, Rest, Upload

MESSAGE, THINK, LATER, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9  # kinds of first answer

log = logging.getLogger(__name__)


class Phase(Enum):
    """How far the answer to an interaction is."""

    FRESH = "fresh"  # nobody has answered
    DEFERRED = "deferred"  # we have said "later"
    UNKNOWN = "unknown"  # of before a restart, or tried before


@dataclass(slots=True)
class Waiting:
    """An interaction nobody has answered yet. `due` is when we shall say "later"."""

    ticket: Ticket
    private: bool
    due: float
    until: float
    timer: asyncio.TimerHandle
    saying: "asyncio.Task[bool] | None" = None
    again: bool = False


class Replies:
    """Every interaction that waits for its answer; what is answered is forgotten."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()

    def begin(self, heard: Interaction) -> None:
        """Somebody waits: if no answer comes soon, say that it comes later."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        ticket = ticket_of(heard)
        self._waiting[ticket.id] = Waiting(
            ticket,
            heard.private,
            due=now + limits.DEFER_SECONDS,
            until=now + limits.TOKEN_SECONDS,
            timer=loop.call_later(limits.DEFER_SECONDS, self._say_later, ticket.id),
        )
        while (oldest := next(iter(self._waiting.values()))).until < now:
            del self._waiting[oldest.ticket.id]

    async def close(self) -> None:
        """Say nothing more of ourselves."""
        waiting = list(self._waiting.values())
        self._waiting.clear()
        for one in waiting:
            one.timer.cancel()
        await asyncio.gather(*(one.saying for one in waiting if one.saying is not None))

    async def take(self, ticket: Ticket) -> Phase:
        """Begin to answer: from now on we shall not say "later"."""
        waiting = self._waiting.get(ticket.id)
        if waiting is None:
            return Phase.UNKNOWN
        waiting.timer.cancel()
        waiting.again = False
        if waiting.saying is None:
            return Phase.FRESH
        return Phase.DEFERRED if await asyncio.shield(waiting.saying) else Phase.UNKNOWN

    def settle(self, ticket: Ticket) -> None:
        """Forget an interaction, unless it waits again."""
        waiting = self._waiting.get(ticket.id)
        if waiting is not None and not waiting.again:
            del self._waiting[ticket.id]

    def again(self, ticket: Ticket) -> None:
        """The answer must wait: should that take long, say "later" after all."""
        waiting = self._waiting.get(ticket.id)
        if waiting is None:
            return
        waiting.again = True
        if waiting.saying is None:
            loop = asyncio.get_running_loop()
            waiting.timer = loop.call_at(
                max(waiting.due, loop.time() + 0.1), self._say_later, ticket.id
            )

    # --- the calls

    async def first(
        self, ticket: Ticket, kind: int, data: Json, uploads: tuple[Upload, ...] = ()
    ) -> Json | None:
        """Give the first answer; return the new message, if that is what it makes."""
        asks = "?with_response=true" if kind == MESSAGE else ""
        path = f"/interactions/{ticket.id}/{ticket.token}/callback{asks}"
        body: Json = {"type": kind, "data": data} if data else {"type": kind}
        answer = await self._rest.answer("POST", path, body, uploads, hurry=not uploads)
        if not isinstance(answer, dict):
            return None
        message: Json | None = (answer.get("resource") or {}).get("message")
        return message

    async def edit(self, ticket: Ticket, data: Json, uploads: tuple[Upload, ...] = ()) -> Json:
        """Change the first answer, or the message that was pressed."""
        path = f"/webhooks/{ticket.application}/{ticket.token}/messages/@original"
        answer: Json = await self._rest.answer("PATCH", path, data, uploads)
        return answer

    async def follow(self, ticket: Ticket, data: Json, uploads: tuple[Upload, ...] = ()) -> Json:
        """Send one more message after the first answer."""
        path = f"/webhooks/{ticket.application}/{ticket.token}?wait=true"
        answer: Json = await self._rest.answer("POST", path, data, uploads)
        return answer

    # --- "later"

    def _say_later(self, interaction_id: str) -> None:
        waiting = self._waiting.get(interaction_id)
        if waiting is not None and waiting.saying is None:
            waiting.saying = asyncio.create_task(self._defer(waiting))

    async def later(self, ticket: Ticket, *, private: bool) -> None:
        """Say that the answer comes later, for all to see or for one."""
        if not thinks(ticket):
            await self.first(ticket, LATER, {})
        else:
            await self.first(ticket, THINK, {} if private else {"flags": limits.EPHEMERAL})

    async def _defer(self, waiting: Waiting) -> bool:
        try:
            await self.later(waiting.ticket, private=waiting.private)
        except (Acknowledged, Gone, TooFast):
            return False
        except SendFailure as trouble:
            log.warning("Discord did not hear that an answer comes later: %s", trouble)
            return False
        return True


def thinks(ticket: Ticket) -> bool:
    """Return whether saying "later" makes a message of its own: "… is thinking"."""
    return ticket.kind == COMMAND or (ticket.kind == SUBMIT and not ticket.message)
