"""The endpoints of messages: their text, reactions and pins."""

from sandbox.discord import describe, rights
from sandbox.discord.bodies import Desk
from sandbox.discord.components import EMOJI
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import PAGE, PINS, ChannelKind
from sandbox.discord.messages import Messages
from sandbox.discord.places import Places
from sandbox.discord.rest import Answer, Call, Route
from sandbox.discord.state import Channel, Post, State

REFERENCE_REPLY = 0


class MessageRoutes:
    """`/channels/{id}/messages` and below."""

    def __init__(self, state: State, messages: Messages, places: Places) -> None:
        self._state = state
        self._messages = messages
        self._places = places

    def routes(self) -> list[Route]:
        """Return the endpoints; literal paths come before blanks."""
        many = "/channels/{id}/messages"
        one = "/channels/{id}/messages/{message}"
        emoji = one + "/reactions/{emoji}"
        return [
            Route("GET", many, self.list_messages),
            Route("POST", many, self.send),
            Route("POST", many + "/bulk-delete", self.delete_many),
            Route("GET", many + "/pins", self.pins),
            Route("PUT", many + "/pins/{message}", self.pin),
            Route("DELETE", many + "/pins/{message}", self.unpin),
            Route("GET", "/channels/{id}/pins", self.old_pins),
            Route("PUT", "/channels/{id}/pins/{message}", self.pin),
            Route("DELETE", "/channels/{id}/pins/{message}", self.unpin),
            Route("GET", one, self.one),
            Route("PATCH", one, self.edit),
            Route("DELETE", one, self.delete),
            Route("PUT", emoji + "/@me", self.react),
            Route("DELETE", emoji + "/@me", self.unreact),
            Route("GET", emoji, self.reacted),
            Route("DELETE", emoji, self.unreact),
            Route("DELETE", one + "/reactions", self.unreact_all),
            Route("POST", "/channels/{id}/typing", self.typing),
        ]

    def _channel(self, call: Call) -> Channel:
        channel = self._state.channel(call.number("id"))
        rights.need_sight(self._state, channel)
        if not channel.holds_messages:
            raise ApiError(50008)
        return channel

    def _post(self, call: Call) -> Post:
        return self._state.post(self._channel(call), call.number("message"))

    def _told(self, post: Post) -> Json:
        return describe.heard(self._state, post, content=self._state.reads_content)

    async def send(self, call: Call) -> Answer:
        """Create Message."""
        channel, body = self._channel(call), call.form()
        if channel.kind is ChannelKind.DM and channel.chat.members[0].unreachable:
            raise ApiError(50007)
        rights.need_to_write(self._state, channel, files=bool(call.uploads))
        reference = self._reference(body, channel)
        draft = Desk(self._state, channel, call.uploads).new(body)
        draft.reference = reference
        post = self._messages.send(channel, draft)
        self._places.bring(post)
        return 200, describe.message(self._state, post)

    def _reference(self, body: Reader, channel: Channel) -> Json | None:
        told = body.child("message_reference")
        if told is None:
            return None
        told.choice("type", (REFERENCE_REPLY,))
        number = told.snowflake("message_id", required=True)
        if number is None:
            return None
        try:
            self._state.post(channel, number)
        except ApiError:
            if told.flag("fail_if_not_exists") is False:
                return None
            told.wrong(None, "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        return {"message_id": str(number)}

    async def list_messages(self, call: Call) -> Answer:
        """Get Channel Messages, newest first."""
        channel, ask = self._channel(call), call.ask()
        limit = ask.whole("limit", least=1, most=PAGE) or 50
        before, after = ask.snowflake("before"), ask.snowflake("after")
        around = ask.snowflake("around")
        ask.form.finish()
        if around is not None:
            half = limit // 2
            newer = self._messages.history(channel, before=None, after=around, limit=half)
            older = self._messages.history(
                channel, before=around + 1, after=None, limit=limit - half
            )
            posts = newer + older
        else:
            posts = self._messages.history(channel, before=before, after=after, limit=limit)
        return 200, [self._told(post) for post in posts]

    async def one(self, call: Call) -> Answer:
        """Get Channel Message."""
        return 200, self._told(self._post(call))

    async def edit(self, call: Call) -> Answer:
        """Edit Message; somebody else's cannot be."""
        post, body = self._post(call), call.form()
        if post.author is not None:
            raise ApiError(50005)
        rights.need_to_change(self._state, post.channel)
        draft = Desk(self._state, post.channel, call.uploads).edit(body, post)
        return 200, describe.message(self._state, self._messages.edit(post, draft))

    async def delete(self, call: Call) -> Answer:
        """Delete Message; a person's, only in a server."""
        post = self._post(call)
        if post.author is not None and post.channel.guild is None:
            raise ApiError(50003)
        self._messages.delete(post)
        return 204, None

    async def delete_many(self, call: Call) -> Answer:
        """Bulk Delete Messages."""
        channel, body = self._channel(call), call.form()
        if channel.guild is None:
            raise ApiError(50003)
        numbers = body.snowflakes("messages", most=PAGE)
        body.form.finish()
        for number in numbers:
            post = self._state.posts.get(number)
            if post is not None and post in channel.posts:
                self._messages.delete(post)
        return 204, None

    async def typing(self, call: Call) -> Answer:
        """Trigger Typing Indicator."""
        self._channel(call)
        return 204, None

    # --- pins

    async def pin(self, call: Call) -> Answer:
        """Pin Message."""
        post = self._post(call)
        if not post.pinned:
            if len(post.channel.pins) >= PINS:
                raise ApiError(30003)
            post.channel.pins.append((post, self._state.world.now()))
            post.pinned = True
            self._messages.refresh(post)
        return 204, None

    async def unpin(self, call: Call) -> Answer:
        """Unpin Message."""
        post = self._post(call)
        post.channel.pins = [pin for pin in post.channel.pins if pin[0] is not post]
        if post.pinned:
            post.pinned = False
            self._messages.refresh(post)
        return 204, None

    async def pins(self, call: Call) -> Answer:
        """Get Channel Pins, newest first."""
        items = [
            {"pinned_at": describe.stamp(when), "message": self._told(post)}
            for post, when in reversed(self._channel(call).pins)
        ]
        return 200, {"items": items, "has_more": False}

    async def old_pins(self, call: Call) -> Answer:
        """Get Pinned Messages, the older way."""
        return 200, [self._told(post) for post, _when in reversed(self._channel(call).pins)]

    # --- reactions

    async def react(self, call: Call) -> Answer:
        """Create Reaction."""
        post, emoji = self._post(call), call.path["emoji"]
        name, colon, number = emoji.partition(":")
        if not (number.isdecimal() and name if colon else EMOJI.fullmatch(emoji)):
            raise ApiError(10014)
        rights.need_to_change(self._state, post.channel)
        if emoji not in post.reactions:
            post.reactions.append(emoji)
            self._reacted(post, emoji, added=True)
        return 204, None

    async def unreact(self, call: Call) -> Answer:
        """Delete Own Reaction, or all with this emoji: only the bot reacts here."""
        post, emoji = self._post(call), call.path["emoji"]
        if emoji in post.reactions:
            post.reactions.remove(emoji)
            self._reacted(post, emoji, added=False)
        return 204, None

    async def unreact_all(self, call: Call) -> Answer:
        """Delete All Reactions."""
        post = self._post(call)
        post.reactions.clear()
        self._messages.restore(post)
        return 204, None

    async def reacted(self, call: Call) -> Answer:
        """Get Reactions: who reacted so."""
        post = self._post(call)
        mine = call.path["emoji"] in post.reactions
        return 200, [describe.user(self._state, None)] if mine else []

    def _reacted(self, post: Post, emoji: str, *, added: bool) -> None:
        self._messages.restore(post)
        self._messages.reacted(post, emoji, added=added)
