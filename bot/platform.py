"""What the desk and a platform know of each other."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from bot.ui import Screen
from core.kit.text import Text


class Who(Struct, frozen=True):
    """Somebody as their platform knows them. `locale` is one of ours: "fr" or "en".

    `handle` is what others may call them by, empty when they have none, and nothing when the
    platform does not tell.
    """

    platform: str
    id: str
    name: str
    locale: str
    handle: str | None = None


class PlaceKind(StrEnum):
    """Where something was said."""

    PRIVATE = "private"
    GROUP = "group"  # others look on


class Address(Struct, frozen=True):
    """Where an answer goes. With `message`, that message is redrawn in place.

    `token` is whatever the platform needs to answer this very press or command, and only it
    understands it. `person` is who asked, for the way back when all else fails.
    """

    platform: str
    person: str
    chat: str
    message: str = ""
    token: str = ""
    private: bool = True


class Kind(StrEnum):
    """What a person did."""

    COMMAND = "command"
    PRESS = "press"
    SAID = "said"
    FILLED = "filled"


class Attachment(Struct, frozen=True):
    """A file somebody sent. `digest` is empty until its bytes are on our disk.

    `refused` says why the bytes could not be had.
    """

    ref: str
    name: str
    mime: str
    size: int
    digest: str = ""
    refused: Text | None = None


class Incoming(Struct, frozen=True):
    """One thing one person did, on any platform.

    `aside` says that it was done in a corner of its own, a topic or a thread of few: it may be a
    room of theirs.
    """

    key: str  # unique among all updates of this platform
    kind: Kind
    who: Who
    address: Address
    place: PlaceKind = PlaceKind.PRIVATE
    word: str = ""  # the command, in any language
    text: str = ""  # what was said, or a command's whole argument
    options: Mapping[str, str] = {}  # a command's named arguments
    wire: str = ""  # the button, or the form that was filled
    values: Mapping[str, str | tuple[str, ...]] = {}  # what was filled in
    files: tuple[Attachment, ...] = ()
    uploads: Mapping[str, tuple[Attachment, ...]] = {}  # files of a form's fields
    people: tuple[Who, ...] = ()  # whom a command names, where the platform says who they are
    message: str = ""  # the message in which something was said, by its platform's name
    replies: str = ""  # the message that is replied to, likewise
    album: str = ""  # what pictures sent in one go have in common
    aside: bool = False


class Looking(Struct, frozen=True):
    """Somebody types a search; they want suggestions while typing."""

    who: Who
    word: str  # the command, or "" for inline search
    option: str  # the command's option being typed
    text: str
    place: PlaceKind = PlaceKind.PRIVATE
    offset: int = 0


class Found(Struct, frozen=True):
    """One suggestion: a value for the option, and what it looks like."""

    value: str
    label: Text
    hint: Text | None = None
    screen: Screen | None = None  # inline search posts this


class Sent(Struct, frozen=True):
    """Where a message ended up."""

    chat: str
    message: str


class Room(Struct, frozen=True):
    """A person's own place for everything about one subject: a topic, or a private thread.

    `near` is where in public it began: "platform:chat", or empty. `greeting` is said there first.
    """

    subject: str
    title: Text
    greeting: Text
    near: str = ""


class MenuEntry(Struct, frozen=True):
    """A command as the platforms list it."""

    name: str
    title: Text  # "/search": its name in the reader's language
    help: Text
    options: "tuple[MenuOption, ...]" = ()


class OptionKind(StrEnum):
    """What sort of argument a command takes, where the platform helps to give it."""

    WORDS = "words"
    COUNT = "count"
    PERSON = "person"


class MenuOption(Struct, frozen=True):
    """A named argument of a command."""

    name: str
    title: Text
    help: Text
    required: bool = False
    suggests: bool = False
    kind: OptionKind = OptionKind.WORDS


class CannotConnect(Exception):
    """A platform does not let us in; the text says why and what to do, in one line."""


# --- how sending fails


class SendFailure(Exception):
    """A message did not go out."""


class Unreachable(SendFailure):
    """This person blocked us or closed their door."""


class TooFast(SendFailure):
    """The platform asks this chat to wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


class Uncertain(SendFailure):
    """It may have arrived or not: the line broke, or the platform stumbled."""


class Rejected(SendFailure):
    """The platform does not take this message, now or ever. Our bug, most likely."""


class Gone(SendFailure):
    """The message to redraw is no longer there, or its token has run out."""


class Shut(SendFailure):
    """The room is no longer there, or the person has left it: nothing said there reaches them."""


# --- the two sides


class Platform(Protocol):
    """A chat platform. `open_desk` is called once, before `start`."""

    name: str
    fetch_most: int  # bytes of the largest file `fetch` can bring

    async def start(self, desk: "Desk") -> None:
        """Connect, tell the platform our commands, and from now on `desk.receive`."""

    async def stop(self) -> None:
        """Stop receiving; let what is being sent finish."""

    async def idle(self) -> None:
        """Wait until everything heard so far is in the desk's hands."""

    def read(self, key: str, raw: bytes) -> Incoming | None:
        """Understand a letter; `None` for one that asks for nothing."""

    async def fetch(self, file: Attachment) -> bytes:
        """Bring a file's bytes. Raises `SendFailure`."""

    async def show(self, to: Address, screen: Screen, locale: str) -> Sent | None:
        """Answer a press, a command or a message. Raises `SendFailure`.

        Returns where the screen now stands, when it is a message that can be redrawn later.
        """

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
        """Write to a person in private, or redraw the message `over`. Raises `SendFailure`.

        What is new goes into this `room` of theirs, or raises `Shut`. It is a reply to the
        message `under`, if that still stands there.
        """

    def may_have(self, room: Room) -> bool:
        """Tell whether a person could have this room here, by what is known without asking."""

    async def open_room(self, person: str, room: Room, locale: str) -> str:
        """Open a room for a person; return its chat, empty when there is none to be had.

        Raises `SendFailure` when it is to be tried again, and when the person cannot be reached.
        """

    def lane(self, to: Address) -> str:
        """Name the chat whose order and pace an answer must keep.

        What is written to a person unasked keeps those of the lane "platform:person".
        """


class FileToSend(Struct, frozen=True):
    """A stored file on its way out. `handle` is how this platform calls it, if it has it."""

    id: str
    name: str
    mime: str
    size: int
    digest: str
    handle: str | None


class Desk(Protocol):
    """What a platform may ask of the house."""

    async def receive(self, platform: Platform, letters: Sequence[tuple[str, bytes]]) -> None:
        """Keep these (key, raw) letters. When this returns they are safe and will be answered."""

    async def suggest(self, looking: Looking) -> Sequence[Found]:
        """Answer a search while it is being typed."""

    def menu(self) -> Sequence[MenuEntry]:
        """List the commands, in order."""

    async def file(self, file_id: str, platform: str) -> FileToSend:
        """Describe a stored file."""

    async def content(self, file: FileToSend) -> bytes:
        """Read a stored file's bytes."""

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        """Note how the platform calls a file it now has."""
