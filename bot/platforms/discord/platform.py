"""The Discord platform: letters in, screens out."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from bot.i18n import say
from bot.platform import (
    Address,
    Attachment,
    Desk,
    Found,
    Incoming,
    Rejected,
    Room,
    SendFailure,
    Sent,
    TooFast,
    Uncertain,
)
from bot.platforms.discord import letters, limits
from bot.platforms.discord.commands import commands
from bot.platforms.discord.draw import Json
from bot.platforms.discord.escape import ELLIPSIS, fit, one_line
from bot.platforms.discord.gateway import Gateway, api, holds_files, point
from bot.platforms.discord.letters import COMMAND, PRESS, SUBMIT, SUGGEST, Interaction, Message
from bot.platforms.discord.memory import Recent
from bot.platforms.discord.replies import CHOICES, Replies
from bot.platforms.discord.rest import Rest
from bot.platforms.discord.sending import Sender
from bot.platforms.discord.threads import Threads
from bot.ui import Screen

LOCALES_KEPT = 20_000
PAUSES_SECONDS = (0.5, 1, 2, 4, 8, 16, 32, 60)
PATIENCE_SECONDS = 10  # for what is still being done when we stop

log = logging.getLogger(__name__)


class Discord:
    """Discord, by its gateway: needs no public address."""

    name = "discord"
    fetch_most = limits.FETCH_BYTES

    def __init__(self, token: str, *, api_url: str | None = None) -> None:
        self._api_url = api_url
        self._locales: Recent[str] = Recent(LOCALES_KEPT)
        self._letters: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_work = 0
        self._nothing_left = asyncio.Event()
        self._desk: Desk | None = None
        self._gateway = Gateway(token, self._hear)
        self._rest = Rest(token, api(api_url))
        self._replies = Replies(self._rest)
        self._threads = Threads(self._rest)
        self._sender = Sender(self._rest, self._replies, self._threads)

    # --- coming and going

    async def start(self, desk: Desk) -> None:
        """Connect, tell Discord our commands; letters come from now on."""
        self._desk = self._sender.desk = desk
        point(self._api_url)
        try:
            await self._gateway.login()
            self._spawn(self._hand_in(desk))
            known = asyncio.Event()
            self._spawn(self._announce(commands(desk.menu()), known))
            await self._gateway.connect()
            await known.wait()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Hang up, hand in what was heard, let what is being sent finish."""
        await self._gateway.stop()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.idle()
                while self._at_work:
                    self._nothing_left.clear()
                    await self._nothing_left.wait()
        except TimeoutError:
            log.warning("stopped while something was still being said")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._replies.close()
        await self._rest.close()

    async def idle(self) -> None:
        """Wait until everything heard so far is in the desk's hands."""
        if self._tasks:
            await self._letters.join()

    # --- in

    def read(self, key: str, raw: bytes) -> Incoming | None:
        """Understand a letter; `None` for one that asks for nothing, or is none of Discord's."""
        try:
            incoming = letters.read(key, raw, self._locales, self._gateway.user_id)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as garbled:
            log.warning("letter %s cannot be read: %s", key, garbled)
            return None
        if incoming is not None and incoming.address.private:
            self._sender.remember_door(incoming.who.id, incoming.address.chat)
        return incoming

    async def fetch(self, file: Attachment) -> bytes:
        """Bring a file's bytes; its address expires, so do it soon."""
        if file.size > self.fetch_most:
            raise Rejected(f"a file of {file.size} bytes")
        if not holds_files(self._api_url, file.ref):
            raise Rejected("not a file of Discord's")
        async with self._working():
            return await self._rest.fetch(file.ref, self.fetch_most)

    def _hear(self, event: str, data: dict[str, Any]) -> None:
        """Keep what Discord said; nothing is understood yet but who waits for an answer."""
        try:
            if event == "MESSAGE_CREATE":
                self._hear_message(letters.message(data))
            else:
                self._hear_interaction(letters.interaction(data))
        except msgspec.ValidationError as garbled:
            log.warning("Discord said something we do not understand: %s %s", event, garbled)
        except Exception:  # whatever it was, the line must stay open
            log.exception("Discord said something that cannot be kept: %s", event)

    def _hear_message(self, heard: Message) -> None:
        if not heard.author.bot and heard.is_for(self._gateway.user_id):
            self._letters.put_nowait(letters.letter(heard))

    def _hear_interaction(self, heard: Interaction) -> None:
        if heard.type == SUGGEST:
            self._spawn(self._suggest(heard))
        elif heard.type in (COMMAND, PRESS, SUBMIT):
            self._replies.begin(heard)
            self._letters.put_nowait(letters.letter(heard))

    async def _hand_in(self, desk: Desk) -> None:
        """Bring letters to the desk, as many at once as have come."""
        while True:
            some = [await self._letters.get()]
            while not self._letters.empty():
                some.append(self._letters.get_nowait())
            try:
                await self._hand_in_some(desk, some)
            finally:
                for _each in some:
                    self._letters.task_done()

    async def _hand_in_some(self, desk: Desk, some: Sequence[tuple[str, bytes]]) -> None:
        for pause in PAUSES_SECONDS:
            try:
                await desk.receive(self, some)
                return
            except Exception:
                log.exception(
                    "the desk did not take %d letters; once more in %s s", len(some), pause
                )
            await asyncio.sleep(pause)
        log.critical("%d letters are lost: %s", len(some), [key for key, _raw in some])

    async def _suggest(self, heard: Interaction) -> None:
        """Answer a search while it is being typed; late or broken, there is nothing to choose."""
        assert self._desk is not None
        looking = letters.looking(heard)
        choices: list[Json] = []
        if looking is not None:
            try:
                async with asyncio.timeout(limits.SUGGEST_SECONDS):
                    found = await self._desk.suggest(looking)
                fitting = [each for each in found if 0 < len(each.value) <= limits.CHOICE_TEXT]
                choices = [_choice(each, looking.who.locale) for each in fitting]
            except Exception:
                log.exception("a search could not be answered")
        try:
            data: Json = {"choices": choices[: limits.CHOICES]}
            await self._replies.first(letters.ticket_of(heard), CHOICES, data)
        except SendFailure as late:
            log.info("a search was answered too late: %s", late)

    # --- out

    async def show(self, to: Address, screen: Screen, locale: str) -> Sent | None:
        """Answer a press, a command or a message. Raises `SendFailure`."""
        async with self._working():
            return await self._sender.show(to, screen, locale)

    async def write(
        self,
        person: str,
        screen: Screen,
        locale: str,
        *,
        over: Sent | None = None,
        under: Sent | None = None,
        room: str = "",
    ) -> Sent:
        """Write to a person in private or into their room, or redraw the message `over`."""
        async with self._working():
            if room:
                return await self._sender.write_in(room, person, screen, locale, under=under)
            return await self._sender.write(person, screen, locale, over=over, under=under)

    def may_have(self, room: Room) -> bool:
        """Tell whether it began in a server: only there are threads."""
        return room.near.startswith(f"{self.name}:")

    async def open_room(self, person: str, room: Room, locale: str) -> str:
        """Open a private thread in the channel where it began, with nobody but this person."""
        title = fit(one_line(say(room.title, locale)), limits.THREAD_NAME)
        async with self._working():
            return await self._threads.open(room.near.partition(":")[2], person, title)

    def lane(self, to: Address) -> str:
        """One lane a person: their direct messages and what only they see in servers."""
        return f"{self.name}:{to.person}"

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
            self._nothing_left.set()

    # --- our commands

    async def _announce(self, menu: list[Json], tried: asyncio.Event) -> None:
        """Tell Discord our commands, all at once; `tried` when it was said a first time.

        Those of before stay until then, so a Discord that stumbles does not keep us from opening.
        """
        path = f"/applications/{self._gateway.application_id}/commands"
        for pause in PAUSES_SECONDS:
            try:
                await self._rest.call("PUT", path, menu)
                return
            except (Uncertain, TooFast) as trouble:
                log.warning("Discord has not heard our commands yet: %s", trouble)
            except SendFailure:
                log.exception("Discord does not take our commands")
                return
            finally:
                tried.set()
            await asyncio.sleep(pause)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _choice(found: Found, locale: str) -> Json:
    words = [say(text, locale) for text in (found.label, found.hint) if text is not None]
    name = fit(one_line(" · ".join(words)), limits.CHOICE_TEXT) or ELLIPSIS
    return {"name": name, "value": found.value}
