"""One update: keep it, find out who asks, let their handler answer, keep the answer, show it."""

import asyncio
import logging
import secrets
from collections import defaultdict, deque
from collections.abc import Coroutine, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot import answers
from bot.answers import Answer
from bot.context import Context
from bot.lanes import Lanes
from bot.platform import (
    FileToSend,
    Found,
    Incoming,
    Kind,
    Looking,
    MenuEntry,
    MenuOption,
    PlaceKind,
    Platform,
    Rejected,
    SendFailure,
    Sent,
    Uncertain,
    Unreachable,
)
from bot.receipts import Receipts
from bot.registry import REGISTRY
from bot.rooms import come_home
from bot.seal import Seal
from bot.shelf import RETRIES_SECONDS, Shelf
from bot.ui import Screen
from core import accounts, inbox, notifications
from core.accounts import Account
from core.files import Blobs
from core.inbox import Letter
from core.kit.errors import Busy, Refusal
from core.kit.text import _
from core.kit.words import legible
from core.market import Market
from core.store import Tx

SUGGESTIONS_MOST = 25
NOTHINGS = rb"\u0000"  # how JSON writes the one letter that PostgreSQL does not take

log = logging.getLogger(__name__)


class Kept(Struct, frozen=True):
    """An answer as it is kept until it was sent."""

    incoming: Incoming
    screen: Screen
    locale: str
    account_id: str


class Turn(NamedTuple):
    """An update in its person's line; `said` is there when only the saying is left."""

    platform: Platform
    incoming: Incoming
    said: Answer | None


class AlreadyDone(Exception):
    """Somebody answered this letter before; whatever was done here is undone."""


class Router:
    """The bot's front desk, the same for every platform."""

    def __init__(self, market: Market, blobs: Blobs, seal: Seal, lanes: dict[str, Lanes]) -> None:
        self._market = market
        self._shelf = Shelf(market, blobs, seal)
        self._lanes = lanes
        self._lines: dict[str, deque[Turn]] = {}
        self._recovered: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._tasks: set[asyncio.Task[None]] = set()
        self._receipts = Receipts(market)
        self._resting = False

    # --- what platforms ask of the desk

    async def receive(self, platform: Platform, letters: Sequence[tuple[str, bytes]]) -> None:
        """Keep letters; once this returns they are safe and being answered.

        New ones wait until what a crash left is in line before them. While we come to rest they
        are only kept.
        """
        await self._recovered[platform.name].wait()
        fresh = await self._market.do(lambda tx: inbox.receive(tx, platform.name, letters))
        if self._resting:
            return
        for key, raw in fresh:
            self._take_up(platform, key, raw)

    async def recover(self, platform: Platform) -> None:
        """Finish what a crash left: say what was not said, answer what was not answered."""
        untold = await self._market.ask(lambda tx: inbox.untold(tx, platform.name))
        for letter in untold:
            assert letter.answer is not None
            kept = msgspec.json.decode(letter.answer, type=Kept)
            said = Answer(kept.screen, kept.locale, kept.account_id)
            self._line_up(Turn(platform, kept.incoming, said))
        undone: Sequence[Letter] = await self._market.ask(
            lambda tx: inbox.unanswered(tx, platform.name)
        )
        for letter in undone:
            self._take_up(platform, letter.key, letter.raw)
        self._recovered[platform.name].set()

    async def suggest(self, looking: Looking) -> Sequence[Found]:
        """Answer a search while it is being typed."""
        suggest = answers.suggester(looking)
        if suggest is None:
            return ()
        looking = replace(looking, text=legible(looking.text))
        who = looking.who

        def query(tx: Tx) -> Sequence[Found]:
            me = accounts.known(
                tx, platform=who.platform, external_id=who.id, name=who.name, locale=who.locale
            ) or accounts.visitor(name=who.name, locale=who.locale)
            if me.banned:  # who may begin nothing new looks for nothing
                return ()
            ctx = Context(me, tx, platform=who.platform, place=looking.place)
            return suggest(ctx, looking.text, looking.offset)

        return (await self._market.ask(query))[:SUGGESTIONS_MOST]

    def menu(self) -> Sequence[MenuEntry]:
        """List the commands, in order."""
        return [
            MenuEntry(
                command.name,
                command.title,
                command.help,
                tuple(
                    MenuOption(o.name, o.title, o.help, o.required, o.suggest is not None, o.kind)
                    for o in command.options
                ),
            )
            for command in REGISTRY.commands.values()
            if command.listed
        ]

    async def file(self, file_id: str, platform: str) -> FileToSend:
        """Describe a stored file on its way out."""
        return await self._shelf.file(file_id, platform)

    async def content(self, file: FileToSend) -> bytes:
        """Read a stored file's bytes."""
        return await self._shelf.content(file)

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        """Note how a platform calls a file it now has."""
        await self._shelf.remember_handle(file_id, platform, handle)

    # --- one update after another, person by person

    def _take_up(self, platform: Platform, key: str, raw: bytes) -> None:
        try:
            incoming = platform.read(key, raw)
            if incoming is not None and NOTHINGS in raw:
                incoming = answers.legible(incoming)
        except Exception:
            log.exception("a letter from %s cannot be read: %s", platform.name, key)
            incoming = None
        if incoming is None:
            self._receipts.note(key)
            return
        self._line_up(Turn(platform, incoming, None))

    def _line_up(self, turn: Turn) -> None:
        person = f"{turn.platform.name}:{turn.incoming.who.id}"
        line = self._lines.get(person)
        if line is not None:
            line.append(turn)
            return
        self._lines[person] = deque([turn])
        self._spawn(self._serve(person))

    async def _serve(self, person: str) -> None:
        """Answer one person's updates in order, one at a time."""
        line = self._lines[person]
        try:
            while line and not self._resting:
                turn = line.popleft()
                try:
                    if turn.said is None:
                        await self._answer(turn.platform, turn.incoming)
                    else:
                        await self._show(turn.platform, turn.incoming, turn.said)
                except Exception:
                    log.exception("an update was left for the next start: %s", turn.incoming.key)
        finally:
            del self._lines[person]

    async def _answer(self, platform: Platform, incoming: Incoming) -> None:
        at_home = await come_home(self._market, incoming)
        if at_home is None:
            self._receipts.note(incoming.key)
            return
        incoming = await self._shelf.bring(platform, at_home)
        try:
            answer = await self._decide(incoming)
        except AlreadyDone:
            return
        await self._show(platform, incoming, answer)

    async def _decide(self, incoming: Incoming) -> Answer:
        """Run the handler; whatever it says, the answer is kept before it is shown."""
        try:
            if answers.only_reads(incoming):
                found = await self._market.ask(lambda tx: self._read(tx, incoming))
                if found is not None:
                    return found
            return await self._market.do(lambda tx: self._write(tx, incoming))
        except Refusal as no:
            refusal = no
            return await self._market.do(
                lambda tx: self._keep(
                    tx, incoming, answers.stale(self._me(tx, incoming), incoming, refusal)
                )
            )
        except Busy:
            says = Screen(lines=(_("The market is busy. Please try again in a moment."),))
        except AlreadyDone:
            raise
        except Exception:
            reference = secrets.token_hex(3).upper()
            log.exception("reference %s", reference)
            says = Screen(
                lines=(
                    _(
                        "Something went wrong on our side and nothing was changed. Please try "
                        "again; if it happens again, tell us the reference {reference}."
                    ).format(reference=reference),
                )
            )
        return await self._market.do(
            lambda tx: self._keep(tx, incoming, Answer(says, self._identify(tx, incoming).locale))
        )

    def _read(self, tx: Tx, incoming: Incoming) -> Answer | None:
        who = incoming.who
        me = accounts.known(
            tx,
            platform=who.platform,
            external_id=who.id,
            name=who.name,
            locale=who.locale,
            handle=who.handle,
            chat=_group(incoming),
        )
        if me is None:
            return None
        return answers.answer(self._context(tx, me, incoming), incoming)

    def _write(self, tx: Tx, incoming: Incoming) -> Answer:
        ctx = self._context(tx, self._identify(tx, incoming), incoming)
        return self._keep(tx, incoming, answers.answer(ctx, incoming))

    def _keep(self, tx: Tx, incoming: Incoming, answer: Answer) -> Answer:
        """Save the answer with the deed; refuse to do the same letter twice."""
        kept = msgspec.json.encode(Kept(incoming, *answer))
        if not inbox.answer(tx, incoming.key, kept):
            raise AlreadyDone
        to = incoming.address
        if answer.screen.card and to.message and to.private and answer.account_id:
            notifications.remember_card(
                tx,
                answer.account_id,
                answer.screen.card,
                platform=to.platform,
                chat=to.chat,
                message=to.message,
            )
        return answer

    def _me(self, tx: Tx, incoming: Incoming) -> Context:
        return self._context(tx, self._identify(tx, incoming), incoming)

    def _identify(self, tx: Tx, incoming: Incoming) -> Account:
        who = incoming.who
        return accounts.identify(
            tx,
            platform=who.platform,
            external_id=who.id,
            name=who.name,
            locale=who.locale,
            handle=who.handle,
            chat=_group(incoming),
        )

    def _lose(self, tx: Tx, incoming: Incoming) -> None:
        who = incoming.who
        accounts.lose(tx, platform=who.platform, external_id=who.id)

    def _context(self, tx: Tx, me: Account, incoming: Incoming) -> Context:
        return Context(
            me,
            tx,
            platform=incoming.who.platform,
            place=incoming.place,
            chat=_group(incoming),
            people=incoming.people,
            public_place=_public_place(incoming),
        )

    async def _show(self, platform: Platform, incoming: Incoming, answer: Answer) -> None:
        """Send the answer; try again while it is uncertain whether it arrived."""
        to = incoming.address
        lanes = self._lanes[platform.name]
        sent: Sent | None = None
        for pause in (*RETRIES_SECONDS, None):
            try:
                sent = await lanes.send(
                    platform.lane(to),
                    lambda: platform.show(to, answer.screen, answer.locale),
                    group=not to.private,
                    urgent=True,
                )
                break
            except Uncertain as trouble:
                if pause is None:
                    log.error("an answer is kept for the next start: %s", trouble)
                    return
                await asyncio.sleep(pause)
            except Unreachable:
                await self._market.do(lambda tx: self._lose(tx, incoming))
                break
            except Rejected:
                log.exception("%s does not take an answer to %s", platform.name, incoming.key)
                break
            except SendFailure:
                log.exception("an answer to %s was not shown", incoming.key)
                break
        self._receipts.note(incoming.key)
        if sent is not None and answer.account_id and to.private:
            await self._remember(answer, platform.name, sent, anew=sent.message != to.message)

    async def _remember(self, answer: Answer, platform: str, sent: Sent, *, anew: bool) -> None:
        """Write down where a card stands from now on, or that a form asks in a card's place."""
        screen, me = answer.screen, answer.account_id
        at = {"platform": platform, "chat": sent.chat, "message": sent.message}
        if screen.card and anew:
            await self._market.do(lambda tx: notifications.remember_card(tx, me, screen.card, **at))
        elif screen.page is not None and not anew:
            await self._market.do(lambda tx: notifications.cover(tx, me, **at))

    # --- coming and going

    async def idle(self) -> None:
        """Wait until everything received so far is answered and noted."""
        await self._receipts.hand_in()
        while self._tasks:
            await asyncio.wait(set(self._tasks))
            await self._receipts.hand_in()

    async def rest(self, patience_seconds: float) -> None:
        """Begin nothing new, and let answers under way go out; what is left is kept."""
        self._resting = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=patience_seconds)
        if self._tasks:
            log.warning("some answers are kept for the next start")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._receipts.hand_in()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _group(incoming: Incoming) -> str:
    """Name the group something was said in; empty in private, and where a button was pressed."""
    heard = incoming.kind is not Kind.PRESS and incoming.place is PlaceKind.GROUP
    return incoming.address.chat if heard else ""


def _public_place(incoming: Incoming) -> str:
    to = incoming.address
    return "" if incoming.place is PlaceKind.PRIVATE else f"{to.platform}:{to.chat}"
