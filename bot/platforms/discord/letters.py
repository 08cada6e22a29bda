"""What Discord tells us, kept as a letter and read again: here, or after a restart."""

import json
import re
from typing import Any

import msgspec
from msgspec import Struct

from bot.i18n import closest
from bot.platform import Address, Attachment, Incoming, Kind, Looking, PlaceKind, Who
from bot.platforms.discord import limits
from bot.platforms.discord.memory import Recent

PLATFORM = "discord"
COMMAND, PRESS, SUGGEST, SUBMIT = 2, 3, 4, 5  # kinds of interaction
SELECT, UPLOAD = 3, 19
USER_OPTION, ATTACHMENT_OPTION = 6, 11
BOT_DM = 1
PRIVATE_THREAD = 12  # kinds of channel
REPLY = 19
SPOKEN = frozenset({0, REPLY})
NEVER, IF_PUBLIC, ALWAYS = 0, 1, 2  # may an answer redraw the message that was pressed?


class User(Struct, frozen=True, omit_defaults=True):
    """An account."""

    id: str
    username: str = ""
    global_name: str | None = None
    bot: bool = False


class Member(Struct, frozen=True, omit_defaults=True):
    """Somebody in a server."""

    user: User


class File(Struct, frozen=True, omit_defaults=True):
    """A file at an address that expires."""

    id: str
    filename: str
    size: int
    url: str
    content_type: str | None = None


class Resolved(Struct, frozen=True, omit_defaults=True):
    """The things that ids in the data stand for."""

    attachments: dict[str, File] = {}
    users: dict[str, User] = {}


class Option(Struct, frozen=True, omit_defaults=True):
    """An argument of a command."""

    name: str
    type: int
    value: str | int | float | bool | None = None
    focused: bool = False


class Part(Struct, frozen=True, omit_defaults=True):
    """A component of a dialog as it was filled in."""

    type: int
    custom_id: str = ""
    value: str | bool | None = None
    values: list[str] | None = None
    component: "Part | None" = None
    components: "list[Part]" = []


class Data(Struct, frozen=True, omit_defaults=True):
    """What was asked for."""

    name: str = ""
    custom_id: str = ""
    component_type: int = 0
    values: list[str] = []
    options: list[Option] = []
    components: list[Part] = []
    resolved: Resolved = Resolved()


class Asked(Struct, frozen=True, omit_defaults=True):
    """Who asked for a message of ours."""

    user: User | None = None


class Source(Struct, frozen=True, omit_defaults=True):
    """The message that was pressed."""

    id: str
    flags: int = 0
    interaction_metadata: Asked | None = None


class Channel(Struct, frozen=True, omit_defaults=True):
    """The channel in which something was done."""

    type: int = 0


class Interaction(Struct, frozen=True, omit_defaults=True):
    """A command, a press, a dialog handed in, or a search being typed."""

    id: str
    type: int
    token: str
    application_id: str
    data: Data = Data()
    channel_id: str = ""
    channel: Channel = Channel()
    guild_id: str | None = None
    context: int | None = None
    locale: str = ""
    user: User | None = None
    member: Member | None = None
    message: Source | None = None

    @property
    def by(self) -> User:
        """Who did it."""
        user = self.user or (self.member.user if self.member else None)
        if user is None:
            raise msgspec.ValidationError("an interaction of nobody")
        return user

    @property
    def private(self) -> bool:
        """Whether it happened between the person and us alone."""
        return self.context == BOT_DM if self.context is not None else self.guild_id is None


class Reference(Struct, frozen=True, omit_defaults=True):
    """The message that is replied to."""

    message_id: str = ""


class Message(Struct, frozen=True, omit_defaults=True):
    """Something that was written."""

    id: str
    channel_id: str
    author: User
    content: str = ""
    attachments: list[File] = []
    guild_id: str | None = None
    type: int = 0
    message_reference: Reference | None = None
    mentions: list[User] = []

    def is_for(self, us: str) -> bool:
        """Whether we are spoken to: in private, or by name, as whoever replies to us does."""
        return self.guild_id is None or any(user.id == us for user in self.mentions)


class Ticket(Struct, frozen=True, omit_defaults=True):
    """What is needed to answer: travels in `Address.token`.

    `redraw` says whether the answer may take the place of the message that was pressed.
    `message` alone, with no token, is the message we reply to.
    """

    id: str
    token: str = ""
    application: str = ""
    kind: int = 0
    redraw: int = NEVER
    message: str = ""


def interaction(data: dict[str, Any]) -> Interaction:
    """Understand an interaction off the wire. Raises `ValidationError`."""
    heard = msgspec.convert(data, Interaction)
    assert heard.by
    return heard


def message(data: dict[str, Any]) -> Message:
    """Understand a message off the wire. Raises `ValidationError`."""
    return msgspec.convert(data, Message)


def letter(heard: Interaction | Message) -> tuple[str, bytes]:
    """Return the key and the bytes to keep."""
    mark = "m" if isinstance(heard, Message) else ""
    try:
        raw = msgspec.json.encode(heard)
    except UnicodeEncodeError:  # half a character: becomes a question mark
        raw = json.dumps(msgspec.to_builtins(heard), ensure_ascii=False).encode(errors="replace")
    return f"{PLATFORM}:{mark}{heard.id}", raw


def read(key: str, raw: bytes, locales: Recent[str], us: str = "") -> Incoming | None:
    """Understand a letter; `locales` is where people's languages are remembered, `us` our id."""
    if key.startswith(f"{PLATFORM}:m"):
        return _said(key, msgspec.json.decode(raw, type=Message), locales, us)
    heard = msgspec.json.decode(raw, type=Interaction)
    locales[heard.by.id] = closest(heard.locale)
    if heard.type == COMMAND:
        return _command(key, heard)
    if heard.type == PRESS:
        return _press(key, heard)
    return _filled(key, heard) if heard.type == SUBMIT else None


def looking(heard: Interaction) -> Looking | None:
    """Understand a search being typed; `None` when no option is."""
    for option in heard.data.options:
        if option.focused:
            return Looking(
                who=_who(heard),
                word=heard.data.name,
                option=option.name,
                text=str(option.value or ""),
                place=PlaceKind.PRIVATE if heard.private else PlaceKind.GROUP,
            )
    return None


def ticket_of(heard: Interaction) -> Ticket:
    """Return what is needed to answer an interaction."""
    source = heard.message
    if source is None:
        return Ticket(heard.id, heard.token, heard.application_id, heard.type)
    redraw = NEVER
    if heard.private or source.flags & limits.EPHEMERAL:
        redraw = ALWAYS
    elif source.interaction_metadata is not None and source.interaction_metadata.user is not None:
        mine = source.interaction_metadata.user.id == heard.by.id
        redraw = IF_PUBLIC if mine else NEVER
    return Ticket(heard.id, heard.token, heard.application_id, heard.type, redraw, source.id)


def ticket(token: str) -> Ticket | None:
    """Read the ticket in an address."""
    return msgspec.json.decode(token, type=Ticket) if token else None


def _who(heard: Interaction) -> Who:
    user = heard.by
    return Who(PLATFORM, user.id, user.global_name or user.username, closest(heard.locale))


def _address(heard: Interaction) -> Address:
    return Address(
        platform=PLATFORM,
        person=heard.by.id,
        chat=heard.channel_id,
        message=heard.message.id if heard.message else "",
        token=msgspec.json.encode(ticket_of(heard)).decode(),
        private=heard.private,
    )


def _incoming(key: str, kind: Kind, heard: Interaction, **more: Any) -> Incoming:
    place = PlaceKind.PRIVATE if heard.private else PlaceKind.GROUP
    return Incoming(
        key=key,
        kind=kind,
        who=_who(heard),
        address=_address(heard),
        place=place,
        aside=heard.channel.type == PRIVATE_THREAD,
        **more,
    )


def _command(key: str, heard: Interaction) -> Incoming:
    data = heard.data
    files = data.resolved.attachments
    values = {
        option.name: str(option.value)
        for option in data.options
        if option.value is not None and option.type != ATTACHMENT_OPTION
    }
    sent = [
        _file(files[str(option.value)])
        for option in data.options
        if option.type == ATTACHMENT_OPTION and str(option.value) in files
    ]
    return _incoming(
        key,
        Kind.COMMAND,
        heard,
        word=data.name,
        text=" ".join(values.values()),
        options=values,
        files=tuple(sent),
        people=_people(data),
    )


def _people(data: Data) -> tuple[Who, ...]:
    """Return whom a command names; not ourselves, nor other bots."""
    named = [str(option.value) for option in data.options if option.type == USER_OPTION]
    users = [data.resolved.users[one] for one in named if one in data.resolved.users]
    return tuple(
        Who(PLATFORM, user.id, user.global_name or user.username, "")
        for user in users
        if not user.bot
    )


def _press(key: str, heard: Interaction) -> Incoming:
    data = heard.data
    wire = data.custom_id
    if data.component_type == SELECT:
        wire = data.values[0] if data.values else ""
    return _incoming(key, Kind.PRESS, heard, wire=wire)


def _filled(key: str, heard: Interaction) -> Incoming:
    known = heard.data.resolved.attachments
    values: dict[str, str | tuple[str, ...]] = {}
    uploads: dict[str, tuple[Attachment, ...]] = {}
    for part in _fields(heard.data.components):
        if part.type == UPLOAD:
            some = part.values or []
            uploads[part.custom_id] = tuple(_file(known[i]) for i in some if i in known)
        elif part.values is not None:
            values[part.custom_id] = tuple(part.values)
        else:
            values[part.custom_id] = part.value if isinstance(part.value, str) else ""
    return _incoming(
        key, Kind.FILLED, heard, wire=heard.data.custom_id, values=values, uploads=uploads
    )


def _fields(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        inside = [part.component] if part.component else part.components
        if inside:
            found += _fields(inside)
        elif part.custom_id:
            found.append(part)
    return found


def _said(key: str, heard: Message, locales: Recent[str], us: str) -> Incoming | None:
    """Understand words; those said in a server may have been said in a room of the author's."""
    author = heard.author
    if author.bot or heard.type not in SPOKEN or not heard.is_for(us):
        return None
    private = heard.guild_id is None
    locale = locales.get(author.id) or ""
    answered = heard.message_reference
    return Incoming(
        key=key,
        kind=Kind.SAID,
        who=Who(PLATFORM, author.id, author.global_name or author.username, locale),
        address=Address(
            platform=PLATFORM,
            person=author.id,
            chat=heard.channel_id,
            token=msgspec.json.encode(Ticket(heard.id)).decode(),
            private=private,
        ),
        place=PlaceKind.PRIVATE if private else PlaceKind.GROUP,
        aside=not private,
        text=heard.content if private else _unaddressed(heard.content, us),
        files=tuple(_file(file) for file in heard.attachments),
        message=heard.id,
        replies=answered.message_id if answered is not None and heard.type == REPLY else "",
    )


def _unaddressed(words: str, us: str) -> str:
    """Take our name out of what was said to us."""
    return re.sub(rf" ?<@!?{us}> ?", " ", words).strip()


def _file(file: File) -> Attachment:
    mime = (file.content_type or "application/octet-stream").partition(";")[0].strip()
    return Attachment(ref=file.url, name=file.filename, mime=mime, size=file.size)
