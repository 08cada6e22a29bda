"""Tell people what they were promised to be told."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from bot.context import Context
from bot.lanes import Lanes
from bot.platform import (
    Gone,
    Platform,
    Rejected,
    SendFailure,
    Sent,
    Shut,
    TooFast,
    Uncertain,
    Unreachable,
)
from bot.registry import CARD, ROOM, screen_of
from bot.rooms import Door, Rooms
from bot.ui import Screen, inside
from core import accounts, notifications
from core.accounts import Account, Identity
from core.kit.errors import Busy, Refusal
from core.market import Market
from core.notifications import Notice, Urgency
from core.store import Tx

BATCH = 50
LONGEST_NAP_SECONDS = 1.0
LONGEST_PAUSE = timedelta(seconds=300)
TRIES = 12

log = logging.getLogger(__name__)

Outcome = tuple[Callable[[Tx], None], "asyncio.Future[None]"]


class Errand(NamedTuple):
    """One drawn notice, ready to go to one person."""

    notice: int
    tries: int
    account_id: str
    platform: str
    person: str
    screen: Screen
    locale: str
    over: Sent | None  # the live card it redraws, wherever that stands
    covered: bool  # until then something else stands there
    under: Sent | None  # the message it answers, where it goes
    door: Door | None  # to the room where it goes, or could go
    only_there: bool  # without a room, nothing is said


class Delivery:
    """The postman: claims notices, draws each for its reader, sends, marks told."""

    def __init__(
        self, market: Market, platforms: Mapping[str, Platform], lanes: Mapping[str, Lanes]
    ) -> None:
        self._market = market
        self._platforms = platforms
        self._lanes = lanes
        self._rooms = Rooms(market, platforms)
        self._out: dict[asyncio.Task[None], int] = {}  # what is on its way, and which notice
        self._full = False
        self._claiming = asyncio.Lock()
        self._outcomes: list[Outcome] = []  # of errands that have come back
        self._noting: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Deliver whenever something waits, until cancelled."""
        while True:
            stirred = self._market.stirred.is_set()
            self._market.stirred.clear()
            if await self.deliver(stirred=stirred) < BATCH:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._market.stirred.wait(), LONGEST_NAP_SECONDS)

    async def rest(self, patience_seconds: float) -> None:
        """Let what is on its way arrive; what cannot is told after the next start."""
        if self._out:
            await asyncio.wait(set(self._out), timeout=patience_seconds)
        for task in self._out:
            task.cancel()
        await asyncio.gather(*self._out, return_exceptions=True)
        if self._noting is not None:
            await asyncio.wait({self._noting}, timeout=patience_seconds)

    async def deliver(self, *, stirred: bool = False) -> int:
        """Claim and send what is due; returns how many notices were taken in hand.

        Only so many are out at once: a crowd of notices must not stand before an answer. Unless
        something has `stirred`, it is first looked, without a lock, whether anything is due.
        """
        if len(self._out) >= BATCH:
            self._full = True
            return 0
        async with self._claiming:  # whoever settles waits for what the other has in hand
            if not stirred and not await self._market.ask(_anything_due):
                return 0
            taken, errands = await self._market.do(self._claim)
            for errand in errands:
                task = asyncio.get_running_loop().create_task(self._carry(errand))
                self._out[task] = errand.notice
                task.add_done_callback(self._back)
            return taken

    def _back(self, task: asyncio.Task[None]) -> None:
        del self._out[task]
        if self._full and len(self._out) < BATCH // 2:
            self._full = False
            self._market.stirred.set()

    async def settle(self) -> None:
        """Deliver until nothing is due and everyone is back."""
        while await self.deliver() or self._out:
            if self._out:
                await asyncio.wait(set(self._out))

    def _claim(self, tx: Tx) -> tuple[int, list[Errand]]:
        """Lease what is due and draw it, each in its reader's eyes.

        What waits in a slow lane for longer than its lease is still ours: it is leased anew.
        """
        claimed = notifications.claim(tx, BATCH)
        if not claimed:
            return 0, []
        on_their_way = set(self._out.values())
        readers = accounts.reaches_of(tx, {notice.account_id for notice in claimed})
        errands: list[Errand] = []
        for notice in claimed:
            if notice.id in on_their_way:
                continue
            gone = on_their_way | {errand.notice for errand in errands}
            if self._has_to_wait(tx, notice, gone):
                continue
            errand = self._draw(tx, notice, *readers[notice.account_id])
            if errand is not None:
                errands.append(errand)
        return len(claimed), errands

    def _has_to_wait(self, tx: Tx, notice: Notice, gone: set[int]) -> bool:
        """What people say arrives in the order they said it: put off what would overtake."""
        if notice.urgency != Urgency.WORDS:
            return False
        earlier = notifications.before(tx, notice, except_for=gone)
        if earlier is None:
            return False
        notifications.put_off(tx, notice.id, earlier.due_at, "what was said before comes first")
        return True

    def _draw(
        self, tx: Tx, notice: Notice, reader: Account, identities: Sequence[Identity]
    ) -> Errand | None:
        reaches = [identity for identity in identities if identity.platform in self._platforms]
        reach = next((r for r in reaches if notice.platform in (None, r.platform)), None)
        if reach is None and reaches:
            notifications.told(tx, [notice.id])  # they hear of it where they can be reached
            return None
        if reach is None:
            notifications.hold(tx, notice.id)
            return None
        ctx = Context(reader, tx, platform=reach.platform)
        redraws, only_there = notice.kind.endswith(CARD), notice.kind.endswith(ROOM)
        door: Door | None = None
        if not redraws:
            door = self._rooms.find(ctx, tx, notice.kind, notice.subject, reach.external_id)
        if only_there and door is None:
            notifications.told(tx, [notice.id])  # all they need stands in their private chat
            return None
        try:
            screen = screen_of(ctx, notice.kind, notice.subject)
        except Refusal:
            notifications.told(tx, [notice.id])  # what it was about is no longer theirs to see
            return None
        except Exception:
            log.exception("notice %s (%s) cannot be drawn", notice.id, notice.kind)
            notifications.bury(tx, notice.id, "cannot be drawn")
            return None
        over: Sent | None = None
        covered = False
        if redraws:
            live = notifications.cards_of(tx, reader.id, screen.card) if screen.card else None
            reach = next((r for r in reaches if live and r.platform == live.platform), None)
            if live is None or reach is None:
                notifications.told(tx, [notice.id])  # no card stands anywhere: nothing to redraw
                return None
            over, covered = Sent(live.chat, live.message), live.covered
        return Errand(
            notice.id,
            notice.tries,
            reader.id,
            reach.platform,
            reach.external_id,
            screen,
            reader.locale,
            over,
            covered,
            _under(tx, reader, screen, reach.platform),
            door,
            only_there,
        )

    async def _carry(self, errand: Errand) -> None:
        """Send one notice, and write down what came of it."""
        lane = f"{errand.platform}:{errand.person}"
        try:
            sent = await self._lanes[errand.platform].send(lane, lambda: self._say(errand))
        except (SendFailure, Busy) as failure:
            trouble = failure if isinstance(failure, SendFailure) else Uncertain("busy")
            await self._note(lambda tx: _after_failure(tx, errand, trouble))
            return
        except Exception as error:
            log.exception("notice %s was not sent", errand.notice)
            says = f"{type(error).__name__} while sending"
            await self._note(lambda tx: notifications.bury(tx, errand.notice, says))
            return
        await self._note(lambda tx: _after_success(tx, errand, sent))

    async def _say(self, errand: Errand) -> Sent | None:
        """Say it in its room if there is one, else in the person's private chat."""
        write = partial(
            self._platforms[errand.platform].write,
            errand.person,
            locale=errand.locale,
            over=errand.over,
            under=errand.under,
        )
        door, screen = errand.door, errand.screen
        room = await self._rooms.enter(door) if door is not None else ""
        if door is not None and room:
            try:
                return await write(screen=inside(screen, door.room.subject), room=room)
            except Shut:
                await self._rooms.leave(door)
        return None if errand.only_there else await write(screen=screen)

    async def _note(self, outcome: Callable[[Tx], None]) -> None:
        """Write down what came of an errand, together with whatever else has come back by now."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._outcomes.append((outcome, written))
        if self._noting is None or self._noting.done():
            self._noting = asyncio.get_running_loop().create_task(self._write_down())
        await written

    async def _write_down(self) -> None:
        while self._outcomes:
            some = self._outcomes[:]
            self._outcomes.clear()

            def work(tx: Tx, some: list[Outcome] = some) -> None:
                for outcome, _written in some:
                    outcome(tx)

            try:
                await self._market.do(work)
            except Exception as error:  # handed to whoever carried them
                for _outcome, written in some:
                    if not written.done():
                        written.set_exception(error)
            else:
                for _outcome, written in some:
                    if not written.done():
                        written.set_result(None)


def _anything_due(tx: Tx) -> bool:
    earliest = notifications.earliest(tx)
    return earliest is not None and earliest <= tx.now


def _under(tx: Tx, reader: Account, screen: Screen, platform: str) -> Sent | None:
    """Return the message that this screen answers, when it stands where the screen goes."""
    card = notifications.cards_of(tx, reader.id, screen.under) if screen.under else None
    if card is None or card.platform != platform:
        return None
    return Sent(card.chat, card.message)


def _after_success(tx: Tx, errand: Errand, sent: Sent | None) -> None:
    notifications.told(tx, [errand.notice])
    if sent is not None and errand.screen.card and sent != errand.over:
        notifications.remember_card(
            tx,
            errand.account_id,
            errand.screen.card,
            platform=errand.platform,
            chat=sent.chat,
            message=sent.message,
        )
    elif errand.covered:
        notifications.uncover(tx, errand.account_id, errand.screen.card)


def _after_failure(tx: Tx, errand: Errand, trouble: SendFailure) -> None:
    match trouble:
        case Unreachable():
            accounts.lose(tx, platform=errand.platform, external_id=errand.person)
            notifications.put_off(tx, errand.notice, tx.now, "unreachable")
        case TooFast():
            notifications.put_off(tx, errand.notice, tx.now + trouble.wait, "too fast")
        case Gone():
            notifications.forget_card(tx, errand.account_id, errand.screen.card)
            notifications.put_off(tx, errand.notice, tx.now, "the card is gone")
        case Uncertain() if errand.tries < TRIES:
            pause = min(timedelta(seconds=2 ** (errand.tries - 1)), LONGEST_PAUSE)
            notifications.put_off(tx, errand.notice, tx.now + pause, str(trouble))
        case Rejected() | _:
            log.error("notice %s is a dead letter: %s", errand.notice, trouble)
            notifications.bury(tx, errand.notice, str(trouble))
