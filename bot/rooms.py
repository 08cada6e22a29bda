"""Rooms: where everything about one order is told to a person, if the platform has such places.

A topic of their chat on Telegram, a private thread on Discord; the database knows which.
"""

import logging
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from bot.context import Context
from bot.platform import Incoming, Kind, PlaceKind, Platform, Room, SendFailure
from bot.registry import REGISTRY
from bot.ui import Screen
from core import accounts, notifications
from core.kit.errors import Refusal
from core.market import Market
from core.store import Tx

log = logging.getLogger(__name__)


class Door(NamedTuple):
    """The way to a room that somebody has or could have."""

    account_id: str
    platform: str
    person: str
    locale: str
    room: Room


class Rooms:
    """Finds rooms, opens them, and forgets those that are shut."""

    def __init__(self, market: Market, platforms: Mapping[str, Platform]) -> None:
        self._market = market
        self._platforms = platforms

    def find(self, ctx: Context, tx: Tx, kind: str, subject: str, person: str) -> Door | None:
        """Return the way to where a notice belongs, if that is or could be a room."""
        look = REGISTRY.rooms.get(kind) or REGISTRY.rooms.get(kind.partition(".")[0])
        if look is None:
            return None
        try:
            room = look(ctx, subject)
        except Refusal:
            return None
        if room is None or not self._platforms[ctx.platform].may_have(room):
            return None
        known = notifications.room_for(tx, ctx.me.id, room.subject, platform=ctx.platform)
        if known is not None and not known.chat:
            return None
        return Door(ctx.me.id, ctx.platform, person, ctx.me.locale, room)

    async def enter(self, door: Door) -> str:
        """Return the chat of a room, opened if need be; empty when there is none to be had.

        Raises `SendFailure`. Called in the person's lane, so that no room is opened twice.
        """
        known = await self._market.ask(lambda tx: _known(tx, door))
        if known is not None:
            return known
        platform = self._platforms[door.platform]
        chat = await platform.open_room(door.person, door.room, door.locale)
        await self._market.do(lambda tx: _remember(tx, door, chat))
        if chat:
            await self._greet(door, chat)
        return chat

    async def _greet(self, door: Door, chat: str) -> None:
        """Say what the room is for; whoever does not hear it loses nothing."""
        screen = Screen(lines=(door.room.greeting,))
        write = self._platforms[door.platform].write
        try:
            await write(door.person, screen, door.locale, room=chat)
        except SendFailure as trouble:
            log.info("the room for %s was not greeted: %s", door.room.subject, trouble)

    async def leave(self, door: Door) -> None:
        """It is shut: everything goes to the person's private chat from now on."""
        log.info("the room for %s on %s is shut", door.room.subject, door.platform)
        await self._market.do(lambda tx: _remember(tx, door, ""))


async def come_home(market: Market, incoming: Incoming) -> Incoming | None:
    """See whether what was done before others was done in a room of the person's own.

    Nothing, when words were said elsewhere: those were not for us.
    """
    to = incoming.address
    if not incoming.aside or to.private:
        return incoming
    if await market.ask(lambda tx: _is_theirs(tx, incoming)):
        return replace(incoming, address=replace(to, private=True), place=PlaceKind.PRIVATE)
    return None if incoming.kind is Kind.SAID else incoming


def _known(tx: Tx, door: Door) -> str | None:
    room = notifications.room_for(tx, door.account_id, door.room.subject, platform=door.platform)
    return None if room is None else room.chat


def _remember(tx: Tx, door: Door, chat: str) -> None:
    notifications.remember_room(
        tx, door.account_id, door.room.subject, platform=door.platform, chat=chat
    )


def _is_theirs(tx: Tx, incoming: Incoming) -> bool:
    who = incoming.who
    me = accounts.answering(tx, platform=who.platform, external_id=who.id)
    chat = incoming.address.chat
    return me is not None and bool(notifications.room_at(tx, me, platform=who.platform, chat=chat))
