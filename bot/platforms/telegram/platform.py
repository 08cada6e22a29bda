"""Telegram, as a platform of the house."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from telegram.error import TelegramError

from bot.i18n import say
from bot.platform import (
    Address,
    Attachment,
    Desk,
    Gone,
    Incoming,
    Rejected,
    Room,
    SendFailure,
    Sent,
    Shut,
    TooFast,
    Uncertain,
    Unreachable,
)
from bot.platforms.telegram import files, greeting, limits, places
from bot.platforms.telegram.api import Api, Topic
from bot.platforms.telegram.draw import only_toast, toast
from bot.platforms.telegram.failures import WrongToken, translated
from bot.platforms.telegram.files import Files
from bot.platforms.telegram.ingress import KINDS, Door, Poll, Webhook
from bot.platforms.telegram.reading import PLATFORM, REPLY_TO, Bearings, read
from bot.platforms.telegram.sending import Sender
from bot.platforms.telegram.sharing import answer_query
from bot.platforms.telegram.text import fit, scrub
from bot.ui import Screen, link
from core.kit.text import Text, _

QUERIES_AT_ONCE = 64
ALERT = 80  # characters; a longer toast waits to be read instead of fading
FAREWELL_SECONDS = 5.0
MEET_AGAIN_SECONDS = 5.0

log = logging.getLogger(__name__)


class Telegram:
    """One bot on Telegram, reading by long polling, or by a webhook when it is given one."""

    name = PLATFORM
    fetch_most = limits.DOWNLOAD_BYTES

    def __init__(
        self, token: str, *, api_url: str | None = None, webhook: Webhook | None = None
    ) -> None:
        number = token.partition(":")[0]
        if not number.isdecimal():
            raise WrongToken("a TELEGRAM_TOKEN begins with the bot's number and a colon")
        self._api = Api(token, api_url)
        self._webhook = webhook
        self._here = Bearings(id=int(number))
        self._desk: Desk | None = None
        self._sender: Sender | None = None
        self._entrance: Poll | Door | None = None
        self._meeting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, desk: Desk) -> None:
        """Connect, tell Telegram our commands, and from now on `desk.receive`.

        A wrong token stops the start; a Telegram out of reach does not: we go on knocking.
        """
        self._desk = desk
        self._sender = Sender(self._api, Files(self._api, desk))
        self._here = Bearings(self._here.id, "", greeting.words(desk.menu()))
        await self._api.open()
        try:
            await self._begin()
        except BaseException:  # a wrong token, a port in use, another platform that failed
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop receiving; let what is being sent finish."""
        if self._meeting is not None:
            self._meeting.cancel()
            await asyncio.wait({self._meeting})
        if self._entrance is not None:
            await self._entrance.stop()
            self._entrance = None
        if self._tasks:
            _done, late = await asyncio.wait(self._tasks, timeout=FAREWELL_SECONDS)
            for task in late:
                task.cancel()
        await self._api.close()

    @property
    def port(self) -> int:
        """Where the webhook's door is; 0 when there is none."""
        return self._entrance.port if isinstance(self._entrance, Door) else 0

    async def idle(self) -> None:
        """Nothing lies between Telegram and the desk: a batch is confirmed once it is kept."""

    def read(self, key: str, raw: bytes) -> Incoming | None:
        """Understand a letter; `None` for one that asks for nothing."""
        return read(key, raw, self._here)

    async def fetch(self, file: Attachment) -> bytes:
        """Bring a file's bytes. `Rejected` means: too large. Raises `SendFailure`."""
        return await files.fetch(self._api, file)

    async def show(self, to: Address, screen: Screen, locale: str) -> Sent | None:
        """Answer a press, a command or a message. Raises `SendFailure`."""
        is_reply = to.token.startswith(REPLY_TO)
        press = "" if is_reply else to.token
        reply_to = to.token.removeprefix(REPLY_TO) if is_reply else ""
        if press and only_toast(screen):
            await self._flash(to, press, screen, locale)
            return None
        shared = bool(press) and not to.message  # below something shared from inline search
        if shared or not (to.private or screen.public):
            return await self._aside(to, screen, locale, press=press, reply_to=reply_to)
        if not press:
            return await self._place(to, screen, locale, reply_to)
        placed, answered = await asyncio.gather(
            self._place(to, screen, locale, reply_to),
            self._answer(press, toast(screen, locale)),
            return_exceptions=True,
        )
        if isinstance(placed, BaseException):
            raise placed
        redrawn = placed == Sent(to.chat, to.message) and not screen.files
        if redrawn and isinstance(answered, TooFast | Uncertain):
            raise answered  # all of it can be done again: nothing would appear twice
        if isinstance(answered, BaseException):
            log.info("a press was not answered, its message was redrawn: %s", answered)
        return placed

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
        if over is not None:
            try:
                return await self._hand().redraw(over, screen, locale)
            except Shut as gone:
                raise Gone(str(gone)) from None
        place = room or person
        reply_to = under.message if under is not None and under.chat == place else ""
        return await self._hand().post(place, screen, locale, reply_to=reply_to)

    def may_have(self, room: Room) -> bool:
        """Tell whether our chats have topics; which ones is no matter."""
        return self._here.topics

    async def open_room(self, person: str, room: Room, locale: str) -> str:
        """Open a topic in a person's chat."""
        given = {"chat_id": person, "name": fit(scrub(say(room.title, locale)), limits.TOPIC_NAME)}
        try:
            topic = await self._api.call("createForumTopic", given, Topic)
        except Rejected as no:  # topics were switched off, or this bot may open none
            log.warning("Telegram opens no topic: %s", no)
            return ""
        return places.name(int(person), topic.message_thread_id)

    def lane(self, to: Address) -> str:
        """Name the chat; a private chat bears its person's number, and its topics with it."""
        return f"{PLATFORM}:{places.chat_of(to.chat)}"

    # --- showing

    async def _place(self, to: Address, screen: Screen, locale: str, reply_to: str) -> Sent:
        try:
            if to.message:
                return await self._hand().redraw(Sent(to.chat, to.message), screen, locale)
            return await self._hand().post(to.chat, screen, locale, reply_to=reply_to)
        except Shut:  # a topic that was just taken away
            return await self._hand().post(to.person, screen, locale)

    async def _flash(self, to: Address, press: str, screen: Screen, locale: str) -> None:
        """Answer a press with a toast alone; too late for that, with a message."""
        try:
            await self._answer(press, toast(screen, locale))
        except Gone:
            await self._hand().post(to.person, screen, locale)

    async def _aside(
        self, to: Address, screen: Screen, locale: str, *, press: str, reply_to: str
    ) -> Sent | None:
        """Answer in private what was asked before others; where no door is open, say where it is.

        Telegram lets nobody be written to who never wrote: they must knock first.
        """
        try:
            sent = await self._hand().post(to.person, screen, locale)
        except Unreachable:
            if press:
                await self._answer(press, url=self._door())
            else:
                await self._hand().post(to.chat, self._invitation(), locale, reply_to=reply_to)
            return None
        if press:
            said = toast(screen if screen.toast else Screen(toast=_answered_aside()), locale)
            try:
                await self._answer(press, said)
            except SendFailure as trouble:
                log.info("a press was not answered, its answer was sent: %s", trouble)
        return sent

    async def _answer(self, press: str, text: str = "", *, url: str = "") -> None:
        """Tell Telegram that the press was heard, so that the button stops waiting."""
        given: dict[str, Any] = {"callback_query_id": press}
        if text:
            given |= {"text": text, "show_alert": len(text) > ALERT}
        if url:
            given["url"] = url
        await self._api.call("answerCallbackQuery", given, bool)

    def _door(self) -> str:
        return f"https://t.me/{self._here.username}?start=chat"

    def _invitation(self) -> Screen:
        says = _(
            "This is better talked about in private. Open our chat, press Start, and ask again."
        )
        door = link(_("Let's talk in private"), self._door())
        return Screen(lines=(says,), buttons=((door,),) if self._here.username else ())

    def _hand(self) -> Sender:
        assert self._sender is not None, "nothing is sent before the start"
        return self._sender

    # --- coming and going

    async def _begin(self) -> None:
        if self._webhook is not None:
            self._entrance = Door(self._webhook, self._keep, self._suggest)
            await self._entrance.start()
        try:
            await self._meet()
        except WrongToken:
            raise
        except SendFailure as trouble:
            log.warning("Telegram is out of reach (%s); trying again", trouble)
            self._meeting = asyncio.get_running_loop().create_task(self._meet_later())

    async def _meet(self) -> None:
        """Learn our name, say where updates go and what we can do; then begin to read."""
        bot, webhook = self._api.bot, self._webhook
        assert self._desk is not None
        try:
            await bot.initialize()
            topics = bool(bot.bot.has_topics_enabled)
            self._here = Bearings(self._here.id, bot.username, self._here.words, topics)
            if webhook is None:
                await bot.delete_webhook()
            else:
                await bot.set_webhook(
                    webhook.url, secret_token=webhook.secret, allowed_updates=KINDS
                )
            await greeting.introduce(bot, self._desk.menu())
        except TelegramError as error:
            raise translated(error) from None
        if webhook is None:
            self._entrance = Poll(self._api, self._keep, self._suggest)
            await self._entrance.start()

    async def _meet_later(self) -> None:
        while True:
            await asyncio.sleep(MEET_AGAIN_SECONDS)
            try:
                await self._meet()
            except SendFailure as trouble:
                log.warning("Telegram is still out of reach (%s); trying again", trouble)
            else:
                return

    async def _keep(self, letters: Sequence[tuple[str, bytes]]) -> None:
        assert self._desk is not None
        await self._desk.receive(self, letters)

    def _suggest(self, raw: bytes) -> None:
        """Answer a search beside everything else; in a flood, the last ones go unanswered."""
        assert self._desk is not None
        if len(self._tasks) < QUERIES_AT_ONCE:
            self._spawn(answer_query(self._api, self._desk, raw))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _answered_aside() -> Text:
    return _("I answered you in private.")
