"""What the pretended Discord keeps: servers, channels, messages, files, and the ids of all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.discord.errors import ApiError, Json
from sandbox.discord.limits import (
    ATTACHMENT_NAME,
    CDN_LIFE_SECONDS,
    THREADS,
    ChannelKind,
    Flag,
)
from sandbox.world import Chat, File, Message, Person, Place, World

EPOCH_MILLISECONDS = 1_420_070_400_000
HOME = "http://127.0.0.1"
NO_FLAGS = Flag(0)


@dataclass(eq=False)
class Attachment:
    """A file that hangs on a message, a command's option or a dialog's answer."""

    id: int
    file: File
    name: str
    channel_id: int
    title: str | None = None
    description: str | None = None
    ephemeral: bool = False


@dataclass
class Thread:
    """What a channel has besides when it is a thread."""

    owner_id: int
    created: datetime
    archived_at: datetime
    minutes: int  # of silence, until it is put away
    invitable: bool | None
    archived: bool = False
    locked: bool = False
    members: dict[int, datetime] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    spoken_at: datetime | None = None
    sent: int = 0

    @property
    def quiet_since(self) -> datetime:
        """When something happened in it last: words, or its being opened again."""
        return max(self.spoken_at or self.archived_at, self.archived_at)


@dataclass(eq=False)
class Channel:
    """A channel, a thread, or the direct messages of one person with the bot."""

    id: int
    kind: ChannelKind
    chat: Chat
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    thread: Thread | None = None
    position: int = 0
    settings: Json = field(default_factory=dict)  # topic, nsfw, rate_limit_per_user, …
    posts: list["Post"] = field(default_factory=list)
    pins: list[tuple["Post", datetime]] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def holds_messages(self) -> bool:
        """Whether one can write in it."""
        return self.kind is not ChannelKind.FORUM


@dataclass(eq=False)
class Guild:
    """A server."""

    id: int
    place: Place
    joined: datetime
    roles: list[Json]
    channels: dict[int, Channel] = field(default_factory=dict)
    roles_of: dict[int, list[str]] = field(default_factory=dict)  # by user id
    nicks: dict[int, str] = field(default_factory=dict)

    def role(self, role_id: int) -> Json:
        """Return a role, or refuse."""
        for role in self.roles:
            if role["id"] == str(role_id):
                return role
        raise ApiError(10011)

    def threads(self) -> list[Channel]:
        """Return every thread here, as it was when somebody last looked."""
        return [c for c in self.channels.values() if c.kind in THREADS]


@dataclass(eq=False)
class Post:
    """A message as the server keeps it; `sight` is the same message as people see it."""

    id: int
    channel: Channel
    author: Person | None  # None is the bot
    created: datetime
    sight: Message
    kind: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: Flag = NO_FLAGS
    mentions: list[Person] = field(default_factory=list)  # who is told
    mentions_bot: bool = False
    mention_roles: list[str] = field(default_factory=list)
    mention_everyone: bool = False
    edited: datetime | None = None
    nonce: str | int | None = None
    tts: bool = False
    reference: Json | None = None
    referenced: "Post | None" = None
    asked_by: Json | None = None  # interaction_metadata
    webhook_id: int | None = None
    reader: Person | None = None  # who alone sees it, when ephemeral
    reactions: list[str] = field(default_factory=list)  # the bot's
    pinned: bool = False
    deleted: bool = False
    thread: Channel | None = None

    @property
    def v2(self) -> bool:
        """Whether it is made of components only."""
        return Flag.COMPONENTS_V2 in self.flags


def _unheard(channel: Channel) -> None:
    """Tell nobody."""


class State:
    """All of it, and how to find one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.origin = HOME  # where the bot finds us: learned from its calls
        self.reads_content = False  # whether the bot ever asked for MESSAGE_CONTENT
        self.people: dict[int, Person] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.dms: dict[str, Channel] = {}  # by person
        self.handles: set[str] = set()
        self.posts: dict[int, Post] = {}
        self.attachments: dict[int, Attachment] = {}
        self.put_away: Callable[[Channel], None] = _unheard  # who hears of a thread put away
        self._last_id = 0
        self.bot_id = self.snowflake()

    def snowflake(self) -> int:
        """Return a new id; later ids are greater, and tell the time in this world."""
        milliseconds = int(self.world.now().timestamp() * 1000) - EPOCH_MILLISECONDS
        self._last_id = max(milliseconds << 22, self._last_id + 1)
        return self._last_id

    def person(self, user_id: int) -> Person:
        """Return whose number this is, or refuse."""
        if user_id not in self.people:
            raise ApiError(10013)
        return self.people[user_id]

    def guild(self, guild_id: int) -> Guild:
        """Return a server, or refuse."""
        if guild_id not in self.guilds:
            raise ApiError(10004)
        return self.guilds[guild_id]

    def channel(self, channel_id: int) -> Channel:
        """Return a channel, or refuse."""
        if channel_id not in self.channels:
            raise ApiError(10003)
        return self._as_it_is(self.channels[channel_id])

    def _as_it_is(self, channel: Channel) -> Channel:
        """Put a thread away that has been quiet for so long."""
        thread = channel.thread
        if thread is None or thread.archived:
            return channel
        ends = thread.quiet_since + timedelta(minutes=thread.minutes)
        if ends <= self.world.now():
            thread.archived, thread.archived_at = True, ends
            self.put_away(channel)
        return channel

    def post(self, channel: Channel, message_id: int) -> Post:
        """Return a message in the history of this channel, or refuse. Ephemeral ones are not."""
        post = self.posts.get(message_id)
        if post is None or post.deleted or post.reader is not None or post.channel is not channel:
            raise ApiError(10008)
        return post

    def dm(self, person: Person) -> Channel:
        """Return this person's direct messages with the bot."""
        return self.dms[person.id]

    def of(self, chat: Chat) -> Channel:
        """Return the channel that this chat is."""
        return self._as_it_is(self.channels[chat.number])

    def threads(self, guild: Guild) -> list[Channel]:
        """Return every thread of a server, as it is now."""
        return [self._as_it_is(channel) for channel in guild.threads()]

    def attach(self, file: File, channel: Channel, **more: Any) -> Attachment:
        """Hang a file up, under a name as Discord writes names."""
        name = ATTACHMENT_NAME.sub("_", file.name) or "file"
        attachment = Attachment(self.snowflake(), file, name, channel.id, **more)
        self.attachments[attachment.id] = attachment
        return attachment

    def link(self, attachment: Attachment) -> str:
        """Return a signed address where the file is for the next day."""
        now = self.world.now()
        ends = int((now + timedelta(seconds=CDN_LIFE_SECONDS)).timestamp())
        seal = self.seal(attachment, ends)
        path = f"{attachment.channel_id}/{attachment.id}/{attachment.name}"
        query = f"ex={ends:x}&is={int(now.timestamp()):x}&hm={seal}&"
        return f"{self.origin}/discord/cdn/attachments/{path}?{query}"

    @staticmethod
    def seal(attachment: Attachment, ends: int) -> str:
        """Return the signature of an address that ends then."""
        return hashlib.sha256(f"{attachment.id}:{ends}:{attachment.file.id}".encode()).hexdigest()
