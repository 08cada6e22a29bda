"""Who and what people mean by a name, and the `resolved` objects that go with it to the bot."""

from collections.abc import Iterable

from sandbox.discord import describe, rights
from sandbox.discord.errors import Json
from sandbox.discord.state import Attachment, Channel, State
from sandbox.world import Person, Refused


class Resolved:
    """The objects behind the ids of one interaction."""

    def __init__(self, state: State, channel: Channel) -> None:
        self._state = state
        self._channel = channel
        self._found: dict[str, Json] = {}

    @property
    def json(self) -> Json:
        """The objects by kind and id; empty when no id was meant."""
        return self._found

    def person(self, name: str) -> str:
        """Return the id of somebody, named by their number, id, name or handle; or the bot's."""
        state, guild = self._state, self._channel.guild
        person: Person | None = None
        if not self._is_bot(name):
            person = self._named(name)
        about = describe.user(state, person)
        self._found.setdefault("users", {})[about["id"]] = about
        if guild is not None and (person is None or person in guild.place.members):
            member = describe.member(state, guild, person, whole=False)
            may = rights.in_channel(state, self._channel, person)
            member["permissions"] = str(int(may))
            self._found.setdefault("members", {})[about["id"]] = member
        return str(about["id"])

    def _is_bot(self, name: str) -> bool:
        world = self._state.world
        return name.lstrip("@") in ("bot", world.bot_name, str(self._state.bot_id))

    def _named(self, name: str) -> Person:
        name = name.removeprefix("@")
        guild = self._channel.guild
        near = self._channel.chat.members if guild is None else guild.place.members
        ways = (
            lambda p: name in (p.id, str(p.number)),
            lambda p: name == p.handle,
            lambda p: name == p.name,
        )
        for way in ways:
            for crowd in (near, self._state.people.values()):
                found = [person for person in crowd if way(person)]
                if len(found) == 1:
                    return found[0]
                if found:
                    raise Refused(f"{len(found)} people are called {name!r}; use an id", 409)
        raise Refused(f"Discord knows nobody called {name!r}", 404)

    def role(self, name: str) -> str:
        """Return the id of a role of this server."""
        roles = [] if self._channel.guild is None else self._channel.guild.roles
        for role in roles:
            if name.removeprefix("@") in (role["id"], role["name"]):
                self._found.setdefault("roles", {})[role["id"]] = role
                return str(role["id"])
        raise Refused(f"there is no role {name!r} here", 404)

    def channel(self, name: str) -> str:
        """Return the id of a channel of this server."""
        guild = self._channel.guild
        for channel in () if guild is None else guild.channels.values():
            chat = channel.chat
            if name.removeprefix("#") in (str(channel.id), chat.id, chat.name):
                about = describe.channel(self._state, channel)
                may = rights.in_channel(self._state, channel, None)
                about["permissions"] = str(int(may))
                self._found.setdefault("channels", {})[about["id"]] = about
                return str(about["id"])
        raise Refused(f"there is no channel {name!r} here", 404)

    def mentionable(self, name: str) -> str:
        """Return the id of somebody, or of a role."""
        try:
            return self.role(name)
        except Refused:
            return self.person(name)

    def attachments(self, files: Iterable[Attachment]) -> list[str]:
        """Return the ids of files."""
        numbers = []
        for file in files:
            about = describe.attachment(self._state, file)
            self._found.setdefault("attachments", {})[about["id"]] = about
            numbers.append(str(about["id"]))
        return numbers
