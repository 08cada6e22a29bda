"""Messages: put into a channel, changed, taken away; people see it and the bot hears of it."""

import re
from collections.abc import Iterable
from datetime import timedelta

from sandbox.discord import describe, rights
from sandbox.discord.bodies import Draft, Mentionable
from sandbox.discord.components import walk
from sandbox.discord.display import dress
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.limits import NONCE_LIFE_SECONDS, Asked, ChannelKind, Flag, Intent, Kind
from sandbox.discord.state import Attachment, Channel, Post, State
from sandbox.world import Message, Person

MENTION = re.compile(r"<@(!?|&)(\d{1,20})>")
EVERYONE = re.compile(r"@(everyone|here)\b")
REPLY, COMMAND_ANSWER = 19, 20


class Messages:
    """Every message of every channel."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state = state
        self._gateway = gateway

    def send(
        self,
        channel: Channel,
        draft: Draft,
        *,
        asked_by: Json | None = None,
        reader: Person | None = None,
        message_id: int | None = None,
    ) -> Post:
        """Let the bot write. `asked_by`: it answers an interaction; `reader` alone sees it."""
        if not channel.holds_messages:
            raise ApiError(50008)
        twin = self._twin(channel, draft)
        if twin is not None:
            return twin
        post = self._blank(channel, None, message_id=message_id)
        post.flags, post.reader, post.tts = draft.flags, reader, draft.tts
        post.nonce = draft.nonce
        self._answers(post, asked_by)
        if draft.reference is not None:
            self._refer(post, draft.reference)
        self._fill(post, draft)
        self._place(post)
        return post

    def think(self, channel: Channel, *, asked_by: Json, reader: Person | None) -> Post:
        """Let the bot say that it is thinking."""
        post = self._blank(channel, None)
        post.flags = Flag.LOADING | (Flag.EPHEMERAL if reader is not None else Flag(0))
        post.reader = reader
        self._answers(post, asked_by)
        self._place(post)
        return post

    def _answers(self, post: Post, asked_by: Json | None) -> None:
        if asked_by is not None:
            post.asked_by, post.webhook_id = asked_by, self._state.bot_id
            post.kind = COMMAND_ANSWER if asked_by["type"] == Asked.COMMAND else 0

    def say(
        self,
        person: Person,
        channel: Channel,
        text: str,
        files: list[Attachment],
        reply: Post | None,
        *,
        ping: bool,
    ) -> Post:
        """Let a person write, perhaps as a reply to another post; `ping` mentions its author."""
        post = self._blank(channel, person)
        post.content, post.attachments = text, files
        if reply is not None:
            self._refer(post, {"message_id": str(reply.id)})
        self._mention(post, Mentionable(replied=ping))
        if channel.thread is not None:
            channel.thread.members.setdefault(person.number, post.created)
        self._place(post)
        return post

    def edit(self, post: Post, draft: Draft, *, mark: bool = True) -> Post:
        """Change a message of the bot; `mark` says so to people."""
        post.flags = (draft.flags | (post.flags & Flag.HAS_THREAD)) & ~Flag.LOADING
        if mark:
            post.edited = self._state.world.now()
        self._fill(post, draft)
        self.refresh(post)
        return post

    def delete(self, post: Post) -> None:
        """Take a message away."""
        post.deleted = post.sight.deleted = True
        if post in post.channel.posts:
            post.channel.posts.remove(post)
        post.channel.pins = [pin for pin in post.channel.pins if pin[0] is not post]
        self._state.world.touch(post.sight)
        if post.reader is None:
            about = {"id": str(post.id), "channel_id": str(post.channel.id)}
            self._tell("MESSAGE_DELETE", post, self._with_guild(post, about))

    def restore(self, post: Post) -> None:
        """Show people a message anew."""
        dress(self._state, post)
        self._state.world.touch(post.sight)

    def refresh(self, post: Post) -> None:
        """Show a changed message to everybody, the bot too."""
        self.restore(post)
        if post.reader is None:
            self._tell_whole("MESSAGE_UPDATE", post)

    def history(
        self, channel: Channel, *, before: int | None, after: int | None, limit: int
    ) -> list[Post]:
        """Return messages of a channel, newest first."""
        posts = [p for p in channel.posts if before is None or p.id < before]
        if after is not None:
            return [p for p in posts if p.id > after][:limit][::-1]
        return posts[::-1][:limit]

    # --- making one

    def _twin(self, channel: Channel, draft: Draft) -> Post | None:
        """Return the message already sent under this nonce, if that is to be enforced."""
        if draft.nonce is None or not draft.enforce_nonce:
            return None
        since = self._state.world.now() - timedelta(seconds=NONCE_LIFE_SECONDS)
        for post in reversed(channel.posts):
            if post.created < since:
                return None
            if post.author is None and post.nonce == draft.nonce:
                return post
        return None

    def _blank(
        self, channel: Channel, author: Person | None, message_id: int | None = None
    ) -> Post:
        world = self._state.world
        number, now, drawn = message_id or self._state.snowflake(), world.now(), world.draw()
        sight = Message(
            id=drawn,
            seq=drawn,
            chat=channel.chat,
            sender=world.bot_name if author is None else author.name,
            sender_id="bot" if author is None else author.id,
            text="",
            number=number,
            date=now,
        )
        post = Post(number, channel, author, now, sight)
        sight.native["post"] = post
        self._state.posts[number] = post
        return post

    def _refer(self, post: Post, reference: Json) -> None:
        told = self._state.posts.get(int(reference["message_id"]))
        post.kind, post.referenced = REPLY, told
        post.reference = {"type": 0, **reference, "channel_id": str(post.channel.id)}
        if post.channel.guild is not None:
            post.reference["guild_id"] = str(post.channel.guild.id)

    def _fill(self, post: Post, draft: Draft) -> None:
        if draft.content is not None:
            post.content = draft.content
        if draft.embeds is not None:
            post.embeds = draft.embeds
        if draft.components is not None:
            post.components = draft.components
        post.attachments = draft.attachments
        self._mention(post, draft.mentionable)

    def _mention(self, post: Post, allowed: Mentionable) -> None:
        """Find out whom this message pings."""
        texts = [p["content"] for p in walk(post.components) if p["type"] == Kind.TEXT]
        found = [(m[1], int(m[2])) for t in (post.content, *texts) for m in MENTION.finditer(t)]
        users = [number for sign, number in found if sign != "&"]
        pinged = [n for n in users if "users" in allowed.parse or n in allowed.users]
        if post.referenced is not None and allowed.replied:
            author = post.referenced.author
            pinged.append(self._state.bot_id if author is None else author.number)
        post.mentions_bot = self._state.bot_id in pinged
        people = self._state.people
        reach = (
            post.channel.guild.place.members if post.channel.guild else post.channel.chat.members
        )
        post.mentions = [people[n] for n in dict.fromkeys(pinged) if people.get(n) in reach]
        post.mention_roles, post.mention_everyone = [], False
        if post.channel.guild is None:
            return
        known = {role["id"] for role in post.channel.guild.roles}
        for sign, number in found:
            may = "roles" in allowed.parse or number in allowed.roles
            if sign == "&" and may and str(number) in known - set(post.mention_roles):
                post.mention_roles.append(str(number))
        if "everyone" in allowed.parse:
            post.mention_everyone = any(EVERYONE.search(t) for t in (post.content, *texts))

    def _place(self, post: Post) -> None:
        channel = post.channel
        dress(self._state, post)
        if post.reader is not None:
            self._state.world.post(post.sight, [post.reader])
            return
        self._wake(channel)
        channel.posts.append(post)
        channel.last_message_id = post.id
        if channel.thread is not None:
            channel.thread.sent += 1
            channel.thread.spoken_at = post.created
        self._state.world.post(post.sight, channel.chat.members)
        self._tell_whole("MESSAGE_CREATE", post)

    def _wake(self, channel: Channel) -> None:
        """Take a thread that was put away out again: somebody writes in it."""
        if channel.thread is None or not channel.thread.archived:
            return
        channel.thread.archived, channel.thread.archived_at = False, self._state.world.now()
        about = describe.channel(self._state, channel)
        self._gateway.tell("THREAD_UPDATE", about, guild=channel.guild, intent=Intent.GUILDS)

    # --- telling the bot

    def _tell_whole(self, event: str, post: Post) -> None:
        def about(intents: Intent) -> Json:
            content = Intent.MESSAGE_CONTENT in intents
            told = describe.heard(self._state, post, content=content)
            return self._with_guild(post, told)

        if not rights.hears(self._state, post.channel):
            return
        intent = self._intent(post)
        owed = event == "MESSAGE_CREATE" and post.author is not None
        self._gateway.tell(event, about, guild=post.channel.guild, intent=intent, owed=owed)

    def _tell(self, event: str, post: Post, about: Json) -> None:
        if not rights.hears(self._state, post.channel):
            return
        self._gateway.tell(event, about, guild=post.channel.guild, intent=self._intent(post))

    @staticmethod
    def _intent(post: Post) -> Intent:
        private = post.channel.guild is None
        return Intent.DIRECT_MESSAGES if private else Intent.GUILD_MESSAGES

    def _with_guild(self, post: Post, about: Json) -> Json:
        guild = post.channel.guild
        if guild is None:
            return about | {"channel_type": int(ChannelKind.DM)}
        about = about | {"guild_id": str(guild.id), "channel_type": int(post.channel.kind)}
        if post.author is not None:
            about["member"] = describe.member(self._state, guild, post.author, whole=False)
        return about

    def reacted(self, post: Post, emoji: str, *, added: bool) -> None:
        """Tell of a reaction of the bot."""
        name, _, number = emoji.partition(":")
        about = {
            "user_id": str(self._state.bot_id),
            "channel_id": str(post.channel.id),
            "message_id": str(post.id),
            "emoji": {"id": number or None, "name": name},
            "type": 0,
            "burst": False,
        }
        guild = post.channel.guild
        if guild is not None:
            about["guild_id"] = str(guild.id)
        intent = Intent.GUILD_MESSAGE_REACTIONS if guild else Intent.DIRECT_MESSAGE_REACTIONS
        event = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
        self._gateway.tell(event, about, guild=guild, intent=intent)

    def show_history(self, channel: Channel, people: Iterable[Person]) -> None:
        """Let people see what was written before they came."""
        for post in channel.posts:
            late = [p for p in people if post.sight not in p.messages]
            if late:
                self._state.world.post(post.sight, late)
                self._state.world.touch(post.sight)
