"""Understand an update.

Read straight from the JSON into the few fields we need: a message or a press takes 3 µs here and
some 100 µs through `telegram.Update.de_json`, which builds an object for everything in it.
"""

import logging
import re
import unicodedata
from collections.abc import Mapping

import msgspec
from msgspec import Raw, Struct

from bot.i18n import closest
from bot.platform import Address, Attachment, Incoming, Kind, Looking, PlaceKind, Who
from bot.platforms.telegram import places

PLATFORM = "telegram"
COMMAND = re.compile(r"/(?P<word>[\w-]{1,64})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)
REPLY_TO = "re:"  # a token that names the message to reply to; others name a press to answer
WITH_PICTURE = "p"  # ends the name of a message that is a picture with a caption
ABSENT = Raw(b"")
OFFSET_DIGITS = 6  # of how many results were passed over
GARBLED = (msgspec.MsgspecError, UnicodeError, RecursionError)
INLINE_PLACES = {"group", "supergroup", "channel"}

log = logging.getLogger(__name__)


class User(Struct, frozen=True):
    """Somebody on Telegram."""

    id: int
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str | None = None
    is_bot: bool = False


class Chat(Struct, frozen=True):
    """A chat and its kind."""

    id: int
    type: str = "private"


class Media(Struct, frozen=True):
    """Any file in a message."""

    file_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int = 0
    width: int = 0


class Mark(Struct, frozen=True):
    """A piece of a text that means something, counted in UTF-16 units."""

    type: str
    offset: int
    length: int
    user: User | None = None


class Reply(Struct, frozen=True, rename={"sender": "from"}):
    """The message that is replied to."""

    message_id: int = 0
    sender: User | None = None
    photo: tuple[Media, ...] = ()

    @property
    def name(self) -> str:
        """What the house calls it."""
        return f"{self.message_id}{WITH_PICTURE if self.photo else ''}"


class Message(Struct, frozen=True, rename={"sender": "from"}):
    """A message, as far as we care."""

    message_id: int
    chat: Chat
    sender: User | None = None
    text: str | None = None
    entities: tuple[Mark, ...] = ()
    caption: str | None = None
    photo: tuple[Media, ...] = ()
    document: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    video_note: Media | None = None
    reply_to_message: Reply | None = None
    message_thread_id: int = 0
    is_topic_message: bool = False
    via_bot: User | None = None
    media_group_id: str = ""
    sender_chat: Raw = ABSENT  # it speaks for a group or a channel: for nobody in particular
    sticker: Raw = ABSENT
    location: Raw = ABSENT
    contact: Raw = ABSENT
    dice: Raw = ABSENT
    poll: Raw = ABSENT

    @property
    def private(self) -> bool:
        """Whether it stands in somebody's chat with us."""
        return self.chat.type == "private"

    @property
    def topic(self) -> int:
        """The topic of a private chat that it stands in; 0 for none. In groups a reply finds it."""
        return self.message_thread_id if self.private and self.is_topic_message else 0

    @property
    def place(self) -> str:
        """What the house calls where it stands."""
        return places.name(self.chat.id, self.topic)


class Press(Struct, frozen=True, rename={"sender": "from"}):
    """A pressed button."""

    id: str
    sender: User
    data: str | None = None
    message: Message | None = None
    inline_message_id: str | None = None


class Query(Struct, frozen=True, rename={"sender": "from"}):
    """A search typed after the bot's name, in any chat."""

    id: str
    sender: User
    query: str = ""
    offset: str = ""
    chat_type: str = ""


class Update(Struct, frozen=True):
    """One of the things we asked to be told of; anything else asks for nothing."""

    message: Message | None = None
    callback_query: Press | None = None


class Bearings(Struct, frozen=True):
    """What we know of ourselves: who we are, and our commands by the words people see."""

    id: int = 0
    username: str = ""
    words: Mapping[str, str] = {}
    topics: bool = False  # whether our private chats can have topics


def read(key: str, raw: bytes, here: Bearings) -> Incoming | None:
    """Understand a letter; `None` for one that asks for nothing."""
    try:
        update = msgspec.json.decode(raw, type=Update)
    except GARBLED:
        log.warning("update %s is not what Telegram sends", key)
        return None
    if update.callback_query is not None:
        return _press(key, update.callback_query)
    if update.message is not None:
        return _message(key, update.message, here)
    return None


def read_query(raw: bytes) -> tuple[str, Looking] | None:
    """Understand an inline query: its id, and what is looked for."""
    try:
        query = msgspec.json.decode(raw, type=Query)
    except GARBLED:
        log.warning("an inline query is not what Telegram sends")
        return None
    place = PlaceKind.GROUP if query.chat_type in INLINE_PLACES else PlaceKind.PRIVATE
    ours = (
        query.offset.isascii() and query.offset.isdecimal() and len(query.offset) <= OFFSET_DIGITS
    )
    offset = int(query.offset) if ours else 0
    return query.id, Looking(_who(query.sender), "", "inline", query.query, place, offset)


def fold(word: str) -> str:
    """Write a word as Telegram allows a command: small, no accents, letters and digits."""
    bare = unicodedata.normalize("NFKD", word.lower().lstrip("/"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9_]+", "_", letters).strip("_")


def _press(key: str, press: Press) -> Incoming | None:
    if press.data is None or press.sender.is_bot:
        return None
    person = str(press.sender.id)
    message = press.message
    if message is None:  # below something shared from inline search: answered in private
        place, address = PlaceKind.PRIVATE, Address(PLATFORM, person, person, token=press.id)
    else:
        place = PlaceKind.PRIVATE if message.private else PlaceKind.GROUP
        name = f"{message.message_id}{WITH_PICTURE if message.photo else ''}"
        address = Address(PLATFORM, person, message.place, name, press.id, message.private)
    aside = message is not None and message.topic > 0
    return Incoming(
        key, Kind.PRESS, _who(press.sender), address, place, wire=press.data, aside=aside
    )


def _message(key: str, message: Message, here: Bearings) -> Incoming | None:
    sender = message.sender
    if sender is None or sender.is_bot or message.via_bot is not None:
        return None
    if bytes(message.sender_chat):
        return None
    private = message.private
    text = message.text if message.text is not None else message.caption or ""
    files = _files(message)
    place = PlaceKind.PRIVATE if private else PlaceKind.GROUP
    token = "" if private else f"{REPLY_TO}{message.message_id}"
    address = Address(PLATFORM, str(sender.id), message.place, "", token, private)
    aside = message.topic > 0
    bare, people = _named(message, text)
    found = COMMAND.fullmatch(bare)
    if found is not None:
        bot = found["bot"]
        if bot is not None and bot.lower() != here.username.lower():
            return None
        word = found["word"].lower()
        word = here.words.get(fold(word), word)
        rest = (found["rest"] or "").strip()
        return Incoming(
            key, Kind.COMMAND, _who(sender), address, place, word=word, text=rest, aside=aside,
            files=files, people=people,
        )  # fmt: skip
    if not private:
        named = _after_name(text, here.username)
        if named is None and not _replies_to_us(message, here):
            return None
        text = text if named is None else named
    if not text and not files and not _says_something(message):
        return None
    reply = message.reply_to_message
    return Incoming(
        key, Kind.SAID, _who(sender), address, place, text=text, files=files, aside=aside,
        message=str(message.message_id), replies=reply.name if reply is not None else "",
        album=message.media_group_id,
    )  # fmt: skip


def _who(user: User) -> Who:
    name = f"{user.first_name} {user.last_name}".strip() or str(user.id)
    return Who(PLATFORM, str(user.id), name, closest(user.language_code), user.username)


def _named(message: Message, text: str) -> tuple[str, tuple[Who, ...]]:
    """Take the people out of a text who are named in it; else a reply names whom it answers.

    Telegram says by itself who is meant where somebody without a @name is picked from its list.
    """
    marks = [mark for mark in message.entities if mark.type == "text_mention" and mark.user]
    if not marks:
        reply = message.reply_to_message
        other = reply.sender if reply is not None else None
        return text, (_who(other),) if other is not None and not other.is_bot else ()
    units = text.encode("utf-16-le", "surrogatepass")
    for mark in sorted(marks, key=lambda mark: -mark.offset):
        units = units[: mark.offset * 2] + units[(mark.offset + mark.length) * 2 :]
    people = tuple(_who(mark.user) for mark in marks if mark.user and not mark.user.is_bot)
    return units.decode("utf-16-le", "replace"), people


def _after_name(text: str, username: str) -> str | None:
    """Return what is said to `@us`, or nothing when we are not spoken to."""
    if not username:
        return None
    us = re.compile(rf"(?<!\w)@{re.escape(username)}(?!\w)", re.IGNORECASE)
    return us.sub("", text, count=1).strip(" ,:\n") if us.search(text) else None


def _replies_to_us(message: Message, here: Bearings) -> bool:
    reply = message.reply_to_message
    return reply is not None and reply.sender is not None and reply.sender.id == here.id


def _says_something(message: Message) -> bool:
    """Tell a sticker or a place, which deserve an answer, from "somebody joined"."""
    kinds = (message.sticker, message.location, message.contact, message.dice, message.poll)
    return any(kinds)


def _files(message: Message) -> tuple[Attachment, ...]:
    if message.photo:
        largest = max(message.photo, key=lambda size: (size.file_size, size.width))
        return (_attachment("photo", largest, "photo.jpg", "image/jpeg"),)
    others = (
        ("document", message.document, "file", "application/octet-stream"),
        ("video", message.video, "video.mp4", "video/mp4"),
        ("audio", message.audio, "audio.mp3", "audio/mpeg"),
        ("voice", message.voice, "voice.ogg", "audio/ogg"),
        ("video_note", message.video_note, "video.mp4", "video/mp4"),
    )
    return tuple(
        _attachment(kind, media, name, mime) for kind, media, name, mime in others if media
    )


def _attachment(kind: str, media: Media, name: str, mime: str) -> Attachment:
    ref = f"{kind}:{media.file_id}"
    return Attachment(ref, media.file_name or name, media.mime_type or mime, media.file_size)
