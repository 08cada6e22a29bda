"""One world of people, places, messages and files, shared by both pretended platforms."""

import asyncio
import itertools
import mimetypes
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

PlatformName = Literal["telegram", "discord"]


class Refused(Exception):
    """Someone asked for what cannot be; `status` is the HTTP status, the text says why."""

    def __init__(self, says: str, status: int = 409) -> None:
        super().__init__(says)
        self.status = status


@dataclass
class File:
    """Bytes with a name."""

    id: str
    name: str
    content: bytes
    mime: str

    @property
    def url(self) -> str:
        """Where the page finds it."""
        return f"/files/{self.id}"

    @property
    def is_picture(self) -> bool:
        """Whether apps show it as a picture; drawings that may hold scripts they do not."""
        return self.mime.startswith("image/") and self.mime != "image/svg+xml"


@dataclass
class Person:
    """Somebody with an account on one platform. `number` is their numeric id over there."""

    id: str
    platform: PlatformName
    number: int
    name: str
    handle: str
    language: str
    unreachable: bool = False  # has blocked the bot (Telegram) or closed their DMs (Discord)
    messages: list["Message"] = field(default_factory=list)
    modal: dict[str, Any] | None = None  # the modal on their screen, if one is open
    changed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Chat:
    """Where messages are: a private chat with the bot, a group, a server's channel, a thread."""

    id: str
    platform: PlatformName
    number: int
    kind: Literal["private", "group", "channel", "thread"]
    name: str
    members: list[Person]
    place: "Place | None" = None
    parent: "Chat | None" = None  # of a thread: the chat in which it is a room


@dataclass
class Place:
    """A Telegram group or a Discord server, with the bot in it."""

    id: str
    platform: PlatformName
    number: int
    kind: Literal["group", "server"]
    name: str
    owner: Person
    members: list[Person]
    chats: list[Chat] = field(default_factory=list)
    forum: bool = False  # Telegram: the group has topics, and the bot is an administrator
    denies: tuple[str, ...] = ()  # Discord: permissions the bot does not have there


@dataclass(eq=False)  # a message is itself: two that read alike are two
class Message:
    """A message as people see it.

    `id` and `seq` are drawn from one counter: `seq` starts as `id` and is drawn again at each
    change, so "everything after N" holds new and edited messages alike.
    """

    id: int
    seq: int
    chat: Chat
    sender: str  # display name; the bot's own is world.bot_name
    sender_id: str  # a person's id, or "bot"
    text: str
    number: int  # the platform's own message id
    html: str = ""  # the same text, dressed as the app shows it; escaped, safe to insert
    buttons: list[dict[str, Any]] = field(default_factory=list)  # label style row payload? url?
    selects: list[dict[str, Any]] = field(default_factory=list)  # id placeholder options min max
    picture: str | None = None
    files: list[dict[str, Any]] = field(default_factory=list)  # name size url
    ephemeral: bool = False
    edited: bool = False
    deleted: bool = False
    date: datetime | None = None
    extra: dict[str, Any] = field(default_factory=dict)  # invoice, accent, reply_to, via, …
    native: dict[str, Any] = field(default_factory=dict)  # what the platform's server keeps of it

    def sight(self) -> dict[str, Any]:
        """Return it as the people's API tells it."""
        return {
            "id": self.id,
            "seq": self.seq,
            "chat": self.chat.id,
            "from": self.sender,
            "from_id": self.sender_id,
            "text": self.text,
            "html": self.html,
            "buttons": self.buttons,
            "selects": self.selects,
            "picture": self.picture,
            "files": self.files,
            "ephemeral": self.ephemeral,
            "edited": self.edited,
            "deleted": self.deleted,
            "date": self.date.isoformat() if self.date else None,
            **self.extra,
        }


@dataclass
class Fault:
    """The next `times` calls on `platform` fail so. `status` is an HTTP status or "drop"."""

    platform: PlatformName
    status: int | Literal["drop"]
    times: int
    retry_after: float = 1.0


@dataclass
class World:
    """Everything there is. Mutated from one event loop only."""

    bot_name: str = "Jalon"
    topics: bool = False  # Telegram: whether the bot's private chats have topics, by @BotFather
    offset: timedelta = timedelta(0)
    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    calls: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counter: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def now(self) -> datetime:
        """Return the time in this world: the real one, moved on by hand."""
        return datetime.fromtimestamp(time.time(), UTC) + self.offset

    def draw(self) -> int:
        """Return a number nobody had before."""
        return next(self.counter)

    def person(self, person_id: str) -> Person:
        """Return this person, or refuse."""
        if person_id not in self.people:
            raise Refused(f"there is no person {person_id!r}", 404)
        return self.people[person_id]

    def chat(self, chat_id: str) -> Chat:
        """Return this chat, or refuse."""
        if chat_id not in self.chats:
            raise Refused(f"there is no chat {chat_id!r}", 404)
        return self.chats[chat_id]

    def seen_by(self, person: Person, message_id: int) -> Message:
        """Return a message this person can see, or refuse."""
        for message in reversed(person.messages):
            here = message.id == message_id and not message.deleted
            if here and person in message.chat.members:
                return message
        raise Refused(f"{person.name} sees no message {message_id}", 404)

    def keep(self, name: str, content: bytes, mime: str | None = None) -> File:
        """Keep some bytes."""
        guess = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(f"f{self.draw()}", name, content, guess)
        self.files[file.id] = file
        return file

    def post(self, message: Message, to: Iterable[Person]) -> Message:
        """Put a new message before these people's eyes."""
        for person in to:
            person.messages.append(message)
            person.changed.set()
        return message

    def touch(self, message: Message) -> None:
        """Tell everyone who sees this message that it changed."""
        message.seq = self.draw()
        for person in self.people.values():
            if message in person.messages:
                person.changed.set()

    def open_modal(self, person: Person, modal: dict[str, Any] | None) -> None:
        """Open a modal on this person's screen, or close it."""
        if modal is not None:
            modal = {**modal, "seq": self.draw()}
        person.modal = modal
        person.changed.set()

    def take_fault(self, platform: PlatformName) -> Fault | None:
        """Use up one planted fault, if any waits for this platform."""
        for fault in self.faults:
            if fault.platform == platform:
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    def note_call(
        self, platform: PlatformName, method: str, payload: object, answer: object, status: int
    ) -> None:
        """Write down one call the bot made."""
        self.calls.append(
            {
                "n": self.draw(),
                "platform": platform,
                "method": method,
                "payload": payload,
                "answer": answer,
                "status": status,
                "time": self.now().isoformat(),
            }
        )
