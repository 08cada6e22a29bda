"""Servers, their channels and threads, and everybody's direct messages with the bot."""

from sandbox.discord import describe, rights
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.limits import THREADS, ChannelKind, Intent, Permission
from sandbox.discord.messages import Messages
from sandbox.discord.state import Channel, Guild, Post, State, Thread
from sandbox.world import Chat, Person, Place

FIRST_CHANNELS = ("general", "market")


class Places:
    """Makes places, and tells people and the bot of them."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages) -> None:
        self._state = state
        self._gateway = gateway
        self._messages = messages
        state.put_away = self.change

    def meet(self, person: Person) -> Chat:
        """Give somebody an account, and direct messages with the bot."""
        state = self._state
        person.number = state.snowflake()
        if person.handle in state.handles:
            person.handle = f"{person.handle}{len(state.people) + 1}"
        state.handles.add(person.handle)
        state.people[person.number] = person
        state.dms[person.id] = self._channel(ChannelKind.DM, state.world.bot_name, [person])
        return state.dms[person.id].chat

    def open(self, place: Place) -> None:
        """Set up a server with two channels, and let the bot in; it may be denied something."""
        state = self._state
        rights.denied(place.denies)  # refuses what cannot be denied before anything is made
        place.number = state.snowflake()
        bot_role = state.snowflake()
        everyone = describe.role(place.number, "@everyone", position=0)
        guild = Guild(place.number, place, state.world.now(), [everyone])
        ours = int(rights.bots(guild))
        about = describe.role(bot_role, state.world.bot_name, position=1, permissions=ours)
        guild.roles.append(about | {"managed": True, "tags": {"bot_id": str(state.bot_id)}})
        guild.roles_of[state.bot_id] = [str(bot_role)]
        state.guilds[guild.id] = guild
        for name in FIRST_CHANNELS:
            self._channel(ChannelKind.TEXT, name, place.members, guild=guild)

        def whole(intents: Intent) -> Json:
            return self._gateway.about_guild(guild, intents)

        self._gateway.tell("GUILD_CREATE", whole, guild=guild, intent=Intent.GUILDS)

    def _channel(
        self,
        kind: ChannelKind,
        name: str,
        members: list[Person],
        *,
        guild: Guild | None = None,
        channel_id: int | None = None,
    ) -> Channel:
        state = self._state
        number = channel_id or state.snowflake()
        words = {ChannelKind.DM: "private"}.get(kind, "thread" if kind in THREADS else "channel")
        chat = Chat(
            id=f"c{state.world.draw()}",
            platform="discord",
            number=number,
            kind=words,  # type: ignore[arg-type] # one of the three
            name=name,
            members=members,
            place=None if guild is None else guild.place,
        )
        state.world.chats[chat.id] = chat
        channel = Channel(number, kind, chat, guild)
        if guild is not None:
            channel.position = sum(c.kind not in THREADS for c in guild.channels.values())
            guild.channels[number] = channel
            guild.place.chats.append(chat)
        if guild is not None and kind not in THREADS:
            self._deny(channel, guild)
        state.channels[number] = channel
        return channel

    def _deny(self, channel: Channel, guild: Guild) -> None:
        """Take from the bot's role what the server denies it."""
        taken = rights.overwrite(guild, guild.roles_of[self._state.bot_id][0])
        had = channel.settings.get("permission_overwrites", [])
        if taken:
            channel.settings["permission_overwrites"] = [*had, *taken]

    # --- channels

    def create_channel(self, guild: Guild, kind: ChannelKind, name: str, settings: Json) -> Channel:
        """Add a channel to a server."""
        channel = self._channel(kind, name, guild.place.members, guild=guild)
        channel.settings = settings
        self._deny(channel, guild)
        self.tell("CHANNEL_CREATE", channel)
        return channel

    def change(self, channel: Channel) -> None:
        """Tell of a changed channel or thread."""
        self.tell("THREAD_UPDATE" if channel.thread else "CHANNEL_UPDATE", channel)

    def delete(self, channel: Channel) -> None:
        """Remove a channel with all that was said in it, and its threads."""
        state, guild = self._state, channel.guild
        assert guild is not None
        for thread in [t for t in guild.threads() if t.parent is channel]:
            self._remove(thread, guild)
        self._remove(channel, guild)
        if channel.thread is None:
            self.tell("CHANNEL_DELETE", channel)
            return
        about = {"id": str(channel.id), "guild_id": str(guild.id), "type": int(channel.kind)}
        about["parent_id"] = str(channel.parent.id) if channel.parent else ""
        self._gateway.tell("THREAD_DELETE", about, guild=guild, intent=Intent.GUILDS)
        state.world.chats.pop(channel.chat.id, None)

    def _remove(self, channel: Channel, guild: Guild) -> None:
        for post in channel.posts:
            post.deleted = post.sight.deleted = True
            self._state.world.touch(post.sight)
        del self._state.channels[channel.id], guild.channels[channel.id]
        self._state.world.chats.pop(channel.chat.id, None)
        guild.place.chats.remove(channel.chat)

    def tell(self, event: str, channel: Channel, **more: object) -> None:
        """Tell the bot of a channel."""
        about = describe.channel(self._state, channel) | more
        self._gateway.tell(event, about, guild=channel.guild, intent=Intent.GUILDS)

    # --- threads

    def start_thread(
        self,
        parent: Channel,
        kind: ChannelKind,
        name: str,
        *,
        minutes: int,
        invitable: bool | None = None,
        root: Post | None = None,
    ) -> Channel:
        """Start a thread of the bot in a channel; under a message, it bears the message's id."""
        state, guild = self._state, parent.guild
        assert guild is not None
        if root is not None and root.thread is not None:
            raise ApiError(160004)
        members = [] if kind is ChannelKind.PRIVATE_THREAD else guild.place.members
        number = None if root is None else root.id
        channel = self._channel(kind, name, members, guild=guild, channel_id=number)
        now = state.world.now()
        channel.parent, channel.chat.parent = parent, parent.chat
        channel.thread = Thread(state.bot_id, now, now, minutes, invitable)
        channel.thread.members[state.bot_id] = now
        self.tell("THREAD_CREATE", channel, newly_created=True)
        if root is not None:
            root.thread = channel
            root.flags |= type(root.flags).HAS_THREAD
            self._messages.refresh(root)
        return channel

    def join(self, channel: Channel, person: Person | None) -> None:
        """Bring somebody into a thread; what was said there comes before their eyes."""
        thread = self._thread(channel)
        number = self._state.bot_id if person is None else person.number
        if number in thread.members:
            return
        thread.members[number] = self._state.world.now()
        if person is not None and person not in channel.chat.members:
            channel.chat.members.append(person)
            self._messages.show_history(channel, [person])
        added = {**describe.thread_member(channel, number), "presence": None}
        if channel.guild is not None:
            added["member"] = describe.member(self._state, channel.guild, person)
        self._tell_members(channel, added=[added])

    def bring(self, post: Post) -> None:
        """Bring those whom a message names into the private thread where it stands."""
        channel = post.channel
        if channel.thread is None or channel.kind is not ChannelKind.PRIVATE_THREAD:
            return
        may = rights.in_channel(self._state, channel, post.author)
        ours = channel.thread.owner_id == self._state.bot_id and post.author is None
        if not (channel.thread.invitable or ours or Permission.MANAGE_THREADS in may):
            return
        for person in post.mentions:
            self.join(channel, person)

    def part(self, channel: Channel, person: Person | None) -> None:
        """Take somebody out of a thread; a private one is then closed to them."""
        thread = self._thread(channel)
        number = self._state.bot_id if person is None else person.number
        if thread.members.pop(number, None) is None:
            raise ApiError(10007)
        if person is not None and channel.kind is ChannelKind.PRIVATE_THREAD:
            channel.chat.members.remove(person)
        self._tell_members(channel, removed=[str(number)])

    def leave(self, guild: Guild, person: Person) -> None:
        """Let somebody leave a server, and with it all that is in there."""
        guild.place.members.remove(person)
        guild.roles_of.pop(person.number, None)
        guild.nicks.pop(person.number, None)
        for channel in guild.threads():
            assert channel.thread is not None
            channel.thread.members.pop(person.number, None)
            if person in channel.chat.members:
                channel.chat.members.remove(person)
        about = {"guild_id": str(guild.id), "user": describe.user(self._state, person)}
        self._gateway.tell("GUILD_MEMBER_REMOVE", about, guild=guild, intent=Intent.GUILD_MEMBERS)

    @staticmethod
    def _thread(channel: Channel) -> Thread:
        if channel.thread is None:
            raise ApiError(50024)
        if channel.thread.archived:
            raise ApiError(50083)
        return channel.thread

    def _tell_members(
        self, channel: Channel, *, added: list[Json] | None = None, removed: list[str] | None = None
    ) -> None:
        assert channel.thread is not None
        assert channel.guild is not None
        about: Json = {
            "id": str(channel.id),
            "guild_id": str(channel.guild.id),
            "member_count": min(len(channel.thread.members), describe.MESSAGES_CAP),
        }
        about |= {"added_members": added} if added else {"removed_member_ids": removed}
        who = removed or [each["user_id"] for each in added or ()]
        ours = str(self._state.bot_id) in who  # of others one hears by asking for members
        intent = Intent.GUILDS if ours else Intent.GUILDS | Intent.GUILD_MEMBERS
        self._gateway.tell("THREAD_MEMBERS_UPDATE", about, guild=channel.guild, intent=intent)

    def may_write(self, person: Person, channel: Channel) -> str | None:
        """Return why somebody cannot write here, or None."""
        if not channel.holds_messages:
            return "one cannot write in a forum, only in its posts"
        may = rights.in_channel(self._state, channel, person)
        moderates = Permission.MANAGE_THREADS in may
        if channel.thread is not None and channel.thread.locked and not moderates:
            return "this thread is locked"
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.thread else Permission.SEND_MESSAGES
        if channel.guild is not None and not may & needed:
            return "you do not have permission to send messages in this channel"
        return None
