"""Screens on their way out: which call shows one, and what to do when that door is shut."""

import logging
import secrets
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from bot.platform import Address, Desk, Gone, Rejected, Sent, Shut, TooFast, Uncertain, Unreachable
from bot.platforms.discord import letters, limits
from bot.platforms.discord.draw import TEXT, Json, card, files_only, has_words, said
from bot.platforms.discord.letters import ALWAYS, COMMAND, IF_PUBLIC, PRESS, Ticket
from bot.platforms.discord.memory import Recent
from bot.platforms.discord.modal import modal, page_card
from bot.platforms.discord.replies import LATER, MESSAGE, MODAL, UPDATE, Phase, Replies, thinks
from bot.platforms.discord.rest import Acknowledged, Archived, Rest, Upload
from bot.platforms.discord.threads import Threads
from bot.platforms.discord.uploads import Load, pack, sorted_out
from bot.ui import Screen, Small
from core.kit.text import _

DOORS_KEPT = 20_000
UNSURE_KEPT = 1_000
NONCE_BYTES = 12

log = logging.getLogger(__name__)


class Sender:
    """Sends what the desk wants shown."""

    def __init__(self, rest: Rest, replies: Replies, threads: Threads) -> None:
        self._rest = rest
        self._replies = replies
        self._threads = threads
        self.desk: Desk | None = None  # whose files are sent
        self._doors: Recent[str] = Recent(DOORS_KEPT)  # direct-message channels, by person
        self._unsure: Recent[str] = Recent(UNSURE_KEPT)  # nonces of what may have arrived

    def remember_door(self, person: str, channel: str) -> None:
        """Note a person's direct-message channel."""
        self._doors[person] = channel

    # --- answers

    async def show(self, to: Address, screen: Screen, locale: str) -> Sent | None:
        """Answer; when Discord no longer takes an answer, write to the person instead."""
        ticket = letters.ticket(to.token)
        if ticket is None or not ticket.token:
            return await self._reply(to, ticket, screen, locale)
        phase = await self._replies.take(ticket)
        try:
            try:
                return await self._answer(to, ticket, phase, screen, locale)
            except Rejected as no:
                log.error("Discord does not take an answer; once more, plainly: %s", no)
                return await self._answer(to, ticket, phase, _plainer(screen), locale)
        except TooFast:
            self._replies.again(ticket)
            raise
        except Gone:
            return await self._instead(to, ticket, screen, locale)
        finally:
            self._replies.settle(ticket)

    async def _answer(
        self, to: Address, ticket: Ticket, phase: Phase, screen: Screen, locale: str
    ) -> Sent | None:
        if phase is not Phase.DEFERRED:
            try:
                return await self._first(to, ticket, screen, locale)
            except Acknowledged:
                pass  # by us, before a restart or before the line broke
        return await self._after(to, ticket, screen, locale)

    async def _first(self, to: Address, ticket: Ticket, screen: Screen, locale: str) -> Sent | None:
        """Give the first answer."""
        if screen.page is not None:
            if ticket.kind in (COMMAND, PRESS):
                await self._replies.first(ticket, MODAL, modal(screen, locale))
                return None
            screen = page_card(screen)
        if not has_words(screen):
            if screen.toast is None and ticket.message:
                await self._replies.first(ticket, LATER, {})
                return None
            data = body(Load(said(screen.toast)), locale, ephemeral=True)
            await self._replies.first(ticket, MESSAGE, data)
            return None
        load = await pack(self.desk, screen)
        if load.heavy:
            await self._replies.later(ticket, private=to.private)
            return await self._send_after(to, ticket, load, locale)
        in_place = _in_place(to, ticket, load)
        data = body(load, locale, ephemeral=_ephemeral(to, screen))
        kind = UPDATE if in_place else MESSAGE
        message = await self._replies.first(ticket, kind, data, load.first)
        await self._follow_with_files(to, ticket, load)
        return _sent(to, {"id": ticket.message} if in_place else message)

    async def _after(self, to: Address, ticket: Ticket, screen: Screen, locale: str) -> Sent | None:
        """Answer after a first answer was given, by "later" or by ourselves before a restart."""
        if screen.page is not None:
            screen = page_card(screen)
        if has_words(screen):
            load = await pack(self.desk, screen)
            return await self._send_after(to, ticket, load, locale)
        if screen.toast is None and ticket.message:
            return None
        data = body(Load(said(screen.toast)), locale, ephemeral=True)
        await self._edit_or_follow(ticket, data, (), edit=thinks(ticket))
        return None

    async def _send_after(
        self, to: Address, ticket: Ticket, load: Load, locale: str
    ) -> Sent | None:
        data = body(load, locale, ephemeral=_ephemeral(to, load.screen))
        edit = thinks(ticket) or _in_place(to, ticket, load)
        message = await self._edit_or_follow(ticket, data, load.first, edit=edit)
        await self._follow_with_files(to, ticket, load)
        return _sent(to, message)

    async def _edit_or_follow(
        self, ticket: Ticket, data: Json, uploads: tuple[Upload, ...], *, edit: bool
    ) -> Json:
        if edit:
            try:
                return await self._replies.edit(ticket, data, uploads)
            except Gone:
                pass  # there never was a message, or it was taken away: send a new one
        return await self._replies.follow(ticket, data, uploads)

    async def _follow_with_files(self, to: Address, ticket: Ticket, load: Load) -> None:
        for uploads in load.after:
            data = _files_body(uploads, ephemeral=_ephemeral(to, load.screen))
            await self._replies.follow(ticket, data, uploads)

    async def _instead(
        self, to: Address, ticket: Ticket, screen: Screen, locale: str
    ) -> Sent | None:
        """Write in private what can no longer be answered where it was asked."""
        screen = _without_dialog(screen)
        if not has_words(screen):
            if screen.toast is None:
                return None
            screen = said(screen.toast)
        elif to.private and ticket.message and not screen.files:
            try:
                over = Sent(to.chat, ticket.message)
                return await self.write(to.person, screen, locale, over=over)
            except Gone:
                pass
        return await self.write(to.person, screen, locale, nonce=f"i{ticket.id}")

    async def _reply(
        self, to: Address, ticket: Ticket | None, screen: Screen, locale: str
    ) -> Sent | None:
        """Answer a message, or redraw one without anybody having pressed it."""
        screen = _without_dialog(screen)
        if not has_words(screen):
            if screen.toast is None:
                return None
            screen = said(screen.toast)
        load = await pack(self.desk, screen)
        if to.message:
            try:
                return await self._redraw(Sent(to.chat, to.message), load, locale)
            except Gone:
                pass
        nonce = f"m{ticket.id}" if ticket is not None else _nonce()
        try:
            return await self._send(to.chat, load, locale, nonce)
        except Gone:
            return await self._write(to.person, load, locale, nonce)

    # --- writing unasked

    async def write(
        self,
        person: str,
        screen: Screen,
        locale: str,
        *,
        over: Sent | None = None,
        under: Sent | None = None,
        nonce: str = "",
    ) -> Sent:
        """Write to a person in private, or redraw a message."""
        load = await pack(self.desk, _without_dialog(screen))
        try:
            if over is not None:
                return await self._redraw(over, load, locale)
            return await self._write(person, load, locale, nonce, under)
        except Unreachable as no:
            if over is None or over.chat == self._doors.get(person):
                raise
            raise Gone(str(no)) from None  # a server was left: that says nothing of the person
        except Rejected as no:
            log.error("Discord does not take a message; once more, plainly: %s", no)
            plainer = Load(_plainer(load.screen))
            if over is not None:
                return await self._redraw(over, plainer, locale)
            return await self._write(person, plainer, locale, nonce)

    async def write_in(
        self, room: str, person: str, screen: Screen, locale: str, *, under: Sent | None = None
    ) -> Sent:
        """Write into a person's room, so that they hear of it. Raises `Shut` when they left it."""
        await self._threads.require(room, person)
        load = await pack(self.desk, _without_dialog(screen))
        try:
            try:
                return await self._send(room, load, locale, "", under, whose=person)
            except Rejected as no:
                log.error("Discord does not take a message; once more, plainly: %s", no)
                plainer = Load(_plainer(load.screen))
                return await self._send(room, plainer, locale, "", whose=person)
        except (Gone, Unreachable) as shut:
            raise Shut(str(shut)) from None

    async def _write(
        self, person: str, load: Load, locale: str, nonce: str, under: Sent | None = None
    ) -> Sent:
        for attempt in range(2):
            channel = self._doors.get(person) or await self._open_door(person)
            try:
                return await self._send(channel, load, locale, nonce, under)
            except Gone:
                self._doors.pop(person)
                if attempt:
                    raise
        raise AssertionError("unreachable")

    async def _open_door(self, person: str) -> str:
        answer = await self._rest.call("POST", "/users/@me/channels", {"recipient_id": person})
        channel = str(answer["id"])
        self._doors[person] = channel
        return channel

    async def _redraw(self, over: Sent, load: Load, locale: str) -> Sent:
        path = f"/channels/{over.chat}/messages/{over.message}"
        data = body(load, locale)
        try:
            await self._rest.call("PATCH", path, data, load.first)
        except Archived:
            await self._threads.reopen(over.chat)
            await self._rest.call("PATCH", path, data, load.first)
        return over

    async def _send(
        self,
        channel: str,
        load: Load,
        locale: str,
        nonce: str,
        under: Sent | None = None,
        *,
        whose: str = "",
    ) -> Sent:
        """Send a message and its files. What may have arrived is sent again by its own name.

        In a room it names `whose` it is, for Discord rings only for those who are named.
        """
        path = f"/channels/{channel}/messages"
        data = _naming(body(load, locale), whose) if whose else body(load, locale)
        if under is not None and under.chat == channel:
            reply = {"message_id": under.message, "fail_if_not_exists": False}
            data = {**data, "message_reference": reply}
        digest = blake2b(channel.encode() + msgspec.json.encode(data)).hexdigest()
        nonce = nonce or self._unsure.pop(digest) or _nonce()
        try:
            message = await self._rest.call("POST", path, _named(data, nonce), load.first)
            for number, uploads in enumerate(load.after, 2):
                more = _named(_files_body(uploads), f"{nonce}-{number}")
                await self._rest.call("POST", path, more, uploads)
        except (Uncertain, TooFast):
            self._unsure[digest] = nonce
            raise
        return Sent(channel, str(message["id"]))


def body(load: Load, locale: str, *, ephemeral: bool = False) -> Json:
    """Return a message as Discord takes it; it mentions nobody, whatever it says."""
    pictures, files = sorted_out(load.along)
    components = card(load.screen, locale, picture=load.picture, pictures=pictures, files=files)
    return _body(components, load.first, ephemeral=ephemeral)


def _files_body(uploads: tuple[Upload, ...], *, ephemeral: bool = False) -> Json:
    pictures, files = sorted_out(uploads)
    return _body(files_only(files, pictures), uploads, ephemeral=ephemeral)


def _body(components: list[Json], uploads: tuple[Upload, ...], *, ephemeral: bool) -> Json:
    return {
        "components": components,
        "flags": limits.COMPONENTS_V2 | (limits.EPHEMERAL if ephemeral else 0),
        "allowed_mentions": {"parse": []},
        "attachments": [{"id": i, "filename": each.name} for i, each in enumerate(uploads)],
    }


def _naming(data: Json, person: str) -> Json:
    name = {"type": TEXT, "content": f"-# <@{person}>"}
    mentions = {"parse": [], "users": [person]}
    return {**data, "components": [name, *data["components"]], "allowed_mentions": mentions}


def _named(data: Json, nonce: str) -> Json:
    return {**data, "nonce": nonce, "enforce_nonce": True}


def _nonce() -> str:
    return secrets.token_urlsafe(NONCE_BYTES)


def _ephemeral(to: Address, screen: Screen) -> bool:
    return not to.private and not screen.public


def _in_place(to: Address, ticket: Ticket, load: Load) -> bool:
    """Return whether the answer may take the place of the message that was pressed.

    Files that are sent along get a message of their own: the next press would sweep them away.
    """
    if (load.screen.files and not load.screen.card) or load.after:
        return False
    if to.private and ticket.message:
        return True
    return ticket.redraw == ALWAYS or (ticket.redraw == IF_PUBLIC and load.screen.public)


def _without_dialog(screen: Screen) -> Screen:
    return screen if screen.page is None else page_card(screen)


def _plainer(screen: Screen) -> Screen:
    """Return a screen that Discord will surely take: its words, or the card before a dialog."""
    if screen.page is not None:
        return page_card(screen)
    left_out = Small(_("Some of this cannot be shown on Discord."))
    return replace(
        screen, lines=(*screen.lines, left_out), buttons=(), menu=None, picture="", files=()
    )


def _sent(to: Address, message: Json | None) -> Sent | None:
    """Return where the message stands, if we can redraw it one day."""
    return Sent(to.chat, str(message["id"])) if to.private and message else None
