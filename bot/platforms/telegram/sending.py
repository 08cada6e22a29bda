"""Put a screen into a chat: a new message, or an old one redrawn in place.

The name of a message is its number; a `p` behind it says that it is a picture with a caption, for
Telegram redraws texts and captions by different methods.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from bot.platform import FileToSend, Gone, SendFailure, Sent
from bot.platforms.telegram import limits, places
from bot.platforms.telegram.api import Api, Posted
from bot.platforms.telegram.draw import Drawn, caption, draw
from bot.platforms.telegram.failures import BadEntities, BadPicture, OtherKind, Unmodified
from bot.platforms.telegram.files import Files, is_picture
from bot.platforms.telegram.reading import WITH_PICTURE
from bot.platforms.telegram.text import width
from bot.ui import Screen

NO_PREVIEW = {"is_disabled": True}

log = logging.getLogger(__name__)


class Sender:
    """Sends, redraws, and falls back where Telegram has no way to redraw."""

    def __init__(self, api: Api, files: Files) -> None:
        self._api = api
        self._files = files

    async def post(self, chat: str, screen: Screen, locale: str, *, reply_to: str = "") -> Sent:
        """Send a new message, and after it the screen's files."""
        picture, files = await self._baggage(screen)
        to = _to(chat, reply_to)
        drawn = draw(screen, locale)
        sent = None
        if picture is not None:
            try:
                sent = await self._post_picture(to, drawn, picture)
            except BadPicture:
                return await self.post(chat, _as_file(screen), locale, reply_to=reply_to)
        sent = sent or _sent(await self._post_text(to, drawn))
        await self._files.send_documents(sent.chat, files)
        return sent

    async def redraw(self, over: Sent, screen: Screen, locale: str) -> Sent:
        """Draw over a message; where that cannot be, send a new one and take the old away."""
        picture, files = await self._baggage(screen)
        try:
            sent = await self._redraw(over, screen, locale, picture)
        except Unmodified:
            sent = over
        except OtherKind:
            return await self._replace(over, screen, locale)
        except Gone:
            return await self.post(over.chat, screen, locale)
        except BadPicture:
            return await self.redraw(over, _as_file(screen), locale)
        await self._files.send_documents(sent.chat, files)
        return sent

    async def _redraw(
        self,
        over: Sent,
        screen: Screen,
        locale: str,
        picture: FileToSend | None,
    ) -> Sent:
        was_picture = over.message.endswith(WITH_PICTURE)
        if picture is None:
            if was_picture:
                raise OtherKind("a picture cannot become a text")
            return await self._edit_text(over, draw(screen, locale))
        drawn = draw(screen, locale)
        if width(drawn.text) > limits.CAPTION:
            if not was_picture:  # its picture, if any, stands above: see `_post_picture`
                return await self._edit_text(over, drawn)
            drawn = draw(screen, locale, most=limits.CAPTION)
        media = {"type": "photo", **_captioned(drawn)}
        given = {**_at(over), "media": media, **_below(drawn)}
        return _sent(await self._files.send_photo("editMessageMedia", given, picture))

    async def _replace(self, over: Sent, screen: Screen, locale: str) -> Sent:
        """Send anew first, so that nothing is lost if that fails; then take the old away."""
        sent = await self.post(over.chat, screen, locale)
        with suppress(SendFailure):  # an old message that stays is no harm: its buttons answer
            await self._api.call("deleteMessage", _at(over), bool)
        return sent

    async def _post_picture(
        self, to: dict[str, Any], drawn: Drawn, picture: FileToSend
    ) -> Sent | None:
        """Send a captioned picture; with too long a text, the picture alone, to stand above it."""
        if width(drawn.text) > limits.CAPTION:
            await self._files.send_photo("sendPhoto", to, picture)
            return None
        given = {**to, **_captioned(drawn), **_below(drawn)}
        return _sent(await self._files.send_photo("sendPhoto", given, picture))

    async def _post_text(self, to: dict[str, Any], drawn: Drawn) -> Posted:
        given = {**to, **_text(drawn), **_below(drawn)}
        try:
            return await self._api.call("sendMessage", given, Posted)
        except BadEntities:
            log.exception("the dress did not fit; sent as plain text")
            given.pop("entities", None)
            return await self._api.call("sendMessage", given, Posted)

    async def _edit_text(self, over: Sent, drawn: Drawn) -> Sent:
        given = {**_at(over), **_text(drawn), **_below(drawn)}
        return _sent(await self._api.call("editMessageText", given, Posted))

    async def _baggage(self, screen: Screen) -> tuple[FileToSend | None, Sequence[FileToSend]]:
        """Find the picture and the files; what is no picture for Telegram travels as a file."""
        if not screen.picture and not screen.files:
            return None, ()
        files = [await self._files.find(one) for one in screen.files]
        if not screen.picture:
            return None, files
        picture = await self._files.find(screen.picture)
        return (picture, files) if is_picture(picture) else (None, [picture, *files])


def _as_file(screen: Screen) -> Screen:
    """What Telegram cannot show as a picture is sent along as a file."""
    log.warning("file %s cannot be shown as a picture", screen.picture)
    return replace(screen, picture="", files=(screen.picture, *screen.files))


def _to(chat: str, reply_to: str) -> dict[str, Any]:
    if not reply_to:
        return places.to(chat)
    number = int(reply_to.removesuffix(WITH_PICTURE))
    reply = {"message_id": number, "allow_sending_without_reply": True}
    return {**places.to(chat), "reply_parameters": reply}


def _at(over: Sent) -> dict[str, Any]:
    number = int(over.message.removesuffix(WITH_PICTURE))
    return {**places.of_chat(over.chat), "message_id": number}


def _text(drawn: Drawn) -> dict[str, Any]:
    dress = {"entities": drawn.entities} if drawn.entities else {}
    return {"text": drawn.text, **dress, "link_preview_options": NO_PREVIEW}


def _captioned(drawn: Drawn) -> dict[str, Any]:
    dress = {"caption_entities": drawn.entities} if drawn.entities else {}
    return {"caption": caption(drawn), **dress}


def _below(drawn: Drawn) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": drawn.keyboard}} if drawn.keyboard else {}


def _sent(posted: Posted) -> Sent:
    kind = WITH_PICTURE if posted.photo else ""
    private = posted.chat.type == "private"
    topic = posted.message_thread_id if private and posted.is_topic_message else 0
    return Sent(places.name(posted.chat.id, topic), f"{posted.message_id}{kind}")
