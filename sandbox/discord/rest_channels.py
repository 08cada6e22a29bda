"""The endpoints of channels and threads."""

from typing import Any

from sandbox.discord import describe, rights
from sandbox.discord.bodies import Desk
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import (
    CHANNEL_NAME,
    EMBED_DESCRIPTION,
    SLOWEST_MODE_SECONDS,
    TAG_NAME,
    TAGS_A_FORUM,
    TAGS_A_POST,
    THREAD_MINUTES,
    THREADS,
    ChannelKind,
    Permission,
)
from sandbox.discord.messages import Messages
from sandbox.discord.places import Places
from sandbox.discord.rest import Answer, Call, Route
from sandbox.discord.state import Channel, State, Thread
from sandbox.world import Person

USUAL_MINUTES = 4320
OVERWRITES = 100
WITH_THREADS = (ChannelKind.TEXT, ChannelKind.NEWS)


class ChannelRoutes:
    """`/channels/{id}`, its threads and their members."""

    def __init__(self, state: State, messages: Messages, places: Places) -> None:
        self._state = state
        self._messages = messages
        self._places = places

    def routes(self) -> list[Route]:
        """Return the endpoints."""
        one, members = "/channels/{id}", "/channels/{id}/thread-members"
        archived = one + "/threads/archived"
        return [
            Route("GET", one, self.channel),
            Route("PATCH", one, self.change),
            Route("DELETE", one, self.delete),
            Route("POST", one + "/threads", self.start),
            Route("POST", one + "/messages/{message}/threads", self.start_under),
            Route("GET", archived + "/public", self.archived_public),
            Route("GET", archived + "/private", self.archived_private),
            Route("GET", one + "/users/@me/threads/archived/private", self.archived_private),
            Route("GET", members, self.members),
            Route("PUT", members + "/@me", self.join),
            Route("DELETE", members + "/@me", self.part),
            Route("GET", members + "/{user}", self.member),
            Route("PUT", members + "/{user}", self.join),
            Route("DELETE", members + "/{user}", self.part),
        ]

    def _channel(self, call: Call) -> Channel:
        channel = self._state.channel(call.number("id"))
        rights.need_sight(self._state, channel)
        return channel

    async def channel(self, call: Call) -> Answer:
        """Get Channel."""
        return 200, describe.channel(self._state, self._channel(call))

    async def change(self, call: Call) -> Answer:
        """Modify Channel."""
        channel, body = self._channel(call), call.form()
        if channel.guild is None:
            raise ApiError(50003)
        least = 0 if channel.thread else 1
        name = body.text("name", least=least, most=CHANNEL_NAME)
        settings = read_settings(self._state, body, channel.settings, channel.kind)
        if channel.thread is not None:
            self._change_thread(channel, channel.thread, body)
        body.form.finish()
        channel.settings = settings
        if name:
            channel.chat.name = name
        self._places.change(channel)
        return 200, describe.channel(self._state, channel)

    def _change_thread(self, channel: Channel, thread: Thread, body: Reader) -> None:
        archived, locked = body.flag("archived"), body.flag("locked")
        minutes = body.choice("auto_archive_duration", THREAD_MINUTES)
        invitable = body.flag("invitable")
        tags = _tags(channel.parent, body) if body.has("applied_tags") else None
        body.form.finish()
        if thread.archived and archived is not False:
            raise ApiError(50083)
        moderating = locked is not None or "rate_limit_per_user" in body.value
        waking = thread.archived and set(body.value) == {"archived"} and not thread.locked
        if moderating or not (waking or rights.owns(self._state, channel)):
            rights.need(self._state, channel, Permission.MANAGE_THREADS)
        if archived is not None and archived != thread.archived:
            thread.archived, thread.archived_at = archived, self._state.world.now()
        if locked is not None:
            thread.locked = locked
        if minutes is not None:
            thread.minutes, thread.archived_at = minutes, self._state.world.now()
        if invitable is not None and thread.invitable is not None:
            thread.invitable = invitable
        if tags is not None:
            thread.tags = tags

    async def delete(self, call: Call) -> Answer:
        """Delete/Close Channel; direct messages are only closed."""
        channel = self._channel(call)
        about = describe.channel(self._state, channel)
        if channel.guild is not None:
            by = Permission.MANAGE_THREADS if channel.thread else Permission.MANAGE_CHANNELS
            rights.need(self._state, channel, by)
            self._places.delete(channel)
        return 200, about

    # --- threads

    async def start(self, call: Call) -> Answer:
        """Start Thread without Message, or a post in a forum."""
        channel, body = self._channel(call), call.form()
        if channel.kind is ChannelKind.FORUM:
            return self._start_post(channel, body, call)
        if channel.kind not in WITH_THREADS:
            raise ApiError(50024)
        kind = ChannelKind(
            body.choice("type", sorted(map(int, THREADS))) or ChannelKind.PRIVATE_THREAD
        )
        invitable = body.flag("invitable")
        name, minutes = _thread_of(body, channel)
        body.form.finish()
        if (kind is ChannelKind.NEWS_THREAD) != (channel.kind is ChannelKind.NEWS):
            raise ApiError(50024)
        private = kind is ChannelKind.PRIVATE_THREAD
        by = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        rights.need(self._state, channel, by)
        if not private:
            invitable = None
        elif invitable is None:
            invitable = True
        thread = self._places.start_thread(
            channel, kind, name, minutes=minutes, invitable=invitable
        )
        return 201, describe.channel(self._state, thread)

    def _start_post(self, forum: Channel, body: Reader, call: Call) -> Answer:
        name, minutes = _thread_of(body, forum)
        message = body.child("message", required=True)
        tags = _tags(forum, body)
        body.form.finish()
        assert message is not None
        rights.need_to_write(self._state, forum, files=bool(call.uploads))
        draft = Desk(self._state, forum, call.uploads).new(message)
        kind = ChannelKind.PUBLIC_THREAD
        thread = self._places.start_thread(forum, kind, name, minutes=minutes)
        assert thread.thread is not None
        thread.thread.tags = tags
        post = self._messages.send(thread, draft, message_id=thread.id)
        forum.last_message_id = thread.id
        about = describe.channel(self._state, thread)
        return 201, about | {"message": describe.message(self._state, post)}

    async def start_under(self, call: Call) -> Answer:
        """Start Thread from Message."""
        channel, body = self._channel(call), call.form()
        if channel.kind not in WITH_THREADS:
            raise ApiError(50024)
        root = self._state.post(channel, call.number("message"))
        name, minutes = _thread_of(body, channel)
        body.form.finish()
        rights.need(self._state, channel, Permission.CREATE_PUBLIC_THREADS)
        news = channel.kind is ChannelKind.NEWS
        kind = ChannelKind.NEWS_THREAD if news else ChannelKind.PUBLIC_THREAD
        thread = self._places.start_thread(channel, kind, name, minutes=minutes, root=root)
        return 201, describe.channel(self._state, thread)

    async def archived_public(self, call: Call) -> Answer:
        """List Public Archived Threads."""
        return self._archived(call, private=False)

    async def archived_private(self, call: Call) -> Answer:
        """List Private Archived Threads."""
        return self._archived(call, private=True)

    def _archived(self, call: Call, *, private: bool) -> Answer:
        channel = self._channel(call)
        if channel.guild is None:
            raise ApiError(50003)
        dated = [
            (t.thread.archived_at, t.id, t)
            for t in self._state.threads(channel.guild)
            if t.parent is channel
            and t.thread is not None
            and t.thread.archived
            and (t.kind is ChannelKind.PRIVATE_THREAD) == private
        ]
        found = [t for _when, _id, t in sorted(dated, reverse=True)]
        me = self._state.bot_id
        mine = [t for t in found if t.thread and me in t.thread.members]
        about = {
            "threads": [describe.channel(self._state, t) for t in found],
            "members": [describe.thread_member(t, me) for t in mine],
            "has_more": False,
        }
        return 200, about

    # --- their members

    async def members(self, call: Call) -> Answer:
        """List Thread Members."""
        channel = self._channel(call)
        if channel.thread is None:
            raise ApiError(50024)
        return 200, [self._in(channel, number, call) for number in channel.thread.members]

    async def member(self, call: Call) -> Answer:
        """Get Thread Member."""
        channel, number = self._channel(call), call.number("user")
        if channel.thread is None or number not in channel.thread.members:
            raise ApiError(10007)
        return 200, self._in(channel, number, call)

    def _in(self, channel: Channel, number: int, call: Call) -> Json:
        about = describe.thread_member(channel, number)
        if call.asks("with_member") and channel.guild is not None:
            person = self._state.people.get(number)
            about["member"] = describe.member(self._state, channel.guild, person)
        return about

    async def join(self, call: Call) -> Answer:
        """Join Thread, or Add Thread Member."""
        channel = self._channel(call)
        whom = self._whom(channel, call)
        if whom is not None:
            rights.need(self._state, channel, Permission.SEND_MESSAGES_IN_THREADS)
        self._places.join(channel, whom)
        return 204, None

    async def part(self, call: Call) -> Answer:
        """Leave Thread, or Remove Thread Member."""
        channel = self._channel(call)
        whom = self._whom(channel, call)
        own = channel.kind is ChannelKind.PRIVATE_THREAD and rights.owns(self._state, channel)
        if whom is not None and not own:
            rights.need(self._state, channel, Permission.MANAGE_THREADS)
        self._places.part(channel, whom)
        return 204, None

    def _whom(self, channel: Channel, call: Call) -> Person | None:
        if "user" not in call.path or call.number("user") == self._state.bot_id:
            return None
        person = self._state.person(call.number("user"))
        if channel.guild is None or person not in channel.guild.place.members:
            raise ApiError(50001)
        return person


def _thread_of(body: Reader, channel: Channel) -> tuple[str, int]:
    """Read what every new thread has: a name, and after how long it is put away."""
    name = body.text("name", least=1, most=CHANNEL_NAME, required=True) or ""
    usual = channel.settings.get("default_auto_archive_duration", USUAL_MINUTES)
    minutes = body.choice("auto_archive_duration", THREAD_MINUTES) or usual
    body.whole("rate_limit_per_user", least=0, most=SLOWEST_MODE_SECONDS)
    return name, minutes


def _tags(forum: Channel | None, body: Reader) -> list[str]:
    """Read the tags of a post in a forum; each must be one of the forum's."""
    tags = [str(tag) for tag in body.snowflakes("applied_tags", most=TAGS_A_POST)]
    known = set() if forum is None else {t["id"] for t in forum.settings.get("available_tags", ())}
    if not known.issuperset(tags):
        raise ApiError(10087)
    return tags


def read_settings(state: State, body: Reader, had: Json, kind: ChannelKind) -> Json:
    """Read the settings of a channel over those it has."""
    slow = body.whole("rate_limit_per_user", least=0, most=SLOWEST_MODE_SECONDS)
    given: dict[str, Any] = {"rate_limit_per_user": slow}
    if kind not in THREADS:
        given |= {
            "topic": body.text("topic", most=EMBED_DESCRIPTION),
            "nsfw": body.flag("nsfw"),
            "default_auto_archive_duration": body.choice(
                "default_auto_archive_duration", THREAD_MINUTES
            ),
        }
    if body.has("permission_overwrites"):
        parts = body.each("permission_overwrites", most=OVERWRITES)
        given["permission_overwrites"] = [_overwrite(part) for part in parts]
    if kind is ChannelKind.FORUM:
        given["default_sort_order"] = body.choice("default_sort_order", (0, 1))
        given["default_forum_layout"] = body.choice("default_forum_layout", (0, 1, 2))
        if body.has("available_tags"):
            parts = body.each("available_tags", most=TAGS_A_FORUM)
            given["available_tags"] = [_tag(state, part) for part in parts]
        elif "available_tags" not in had:
            given["available_tags"] = []
    return had | {name: value for name, value in given.items() if value is not None}


def _overwrite(part: Reader) -> Json:
    return {
        "id": str(part.snowflake("id", required=True)),
        "type": part.choice("type", (0, 1)) or 0,
        "allow": str(part.whole("allow", least=0) or 0),
        "deny": str(part.whole("deny", least=0) or 0),
    }


def _tag(state: State, part: Reader) -> Json:
    emoji_id = part.snowflake("emoji_id")
    return {
        "id": str(part.snowflake("id") or state.snowflake()),
        "name": part.text("name", most=TAG_NAME, required=True),
        "moderated": bool(part.flag("moderated")),
        "emoji_id": None if emoji_id is None else str(emoji_id),
        "emoji_name": part.text("emoji_name", most=CHANNEL_NAME),
    }
