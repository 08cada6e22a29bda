"""The endpoints of servers: their members, roles and channels; and of users."""

from sandbox.discord import describe
from sandbox.discord.errors import ApiError
from sandbox.discord.form import Reader
from sandbox.discord.gateway import Gateway
from sandbox.discord.limits import CHANNEL_NAME, PAGE, ChannelKind, Intent
from sandbox.discord.places import Places
from sandbox.discord.rest import Answer, Call, Route
from sandbox.discord.rest_channels import read_settings
from sandbox.discord.state import Guild, State
from sandbox.world import Person

MADE_BY_BOTS = (ChannelKind.TEXT, ChannelKind.NEWS, ChannelKind.FORUM)
MEMBERS_A_PAGE = 1000
NICK = 32
LIGHTEST = 0xFFFFFF


class GuildRoutes:
    """`/guilds/{id}` and below, `/users/{id}`."""

    def __init__(self, state: State, gateway: Gateway, places: Places) -> None:
        self._state = state
        self._gateway = gateway
        self._places = places

    def routes(self) -> list[Route]:
        """Return the endpoints."""
        guild = "/guilds/{id}"
        member, role = guild + "/members/{user}", guild + "/roles/{role}"
        return [
            Route("POST", "/users/@me/channels", self.dm),
            Route("GET", "/users/{id}", self.user),
            Route("GET", guild, self.guild),
            Route("GET", guild + "/channels", self.channels),
            Route("POST", guild + "/channels", self.create_channel),
            Route("GET", guild + "/threads/active", self.threads),
            Route("GET", guild + "/members", self.members),
            Route("GET", guild + "/members/search", self.search),
            Route("GET", member, self.member),
            Route("PATCH", member, self.change_member),
            Route("PUT", member + "/roles/{role}", self.give_role),
            Route("DELETE", member + "/roles/{role}", self.take_role),
            Route("GET", guild + "/roles", self.roles),
            Route("POST", guild + "/roles", self.create_role),
            Route("PATCH", role, self.change_role),
            Route("DELETE", role, self.delete_role),
        ]

    def _guild(self, call: Call) -> Guild:
        return self._state.guild(call.number("id"))

    # --- users

    async def dm(self, call: Call) -> Answer:
        """Create DM: open direct messages with somebody."""
        body = call.form()
        number = body.snowflake("recipient_id", required=True)
        body.form.finish()
        if number not in self._state.people:
            raise ApiError(50033)
        channel = self._state.dm(self._state.person(number))
        return 200, describe.channel(self._state, channel)

    async def user(self, call: Call) -> Answer:
        """Get User."""
        number = call.number("id")
        person = None if number == self._state.bot_id else self._state.person(number)
        return 200, describe.user(self._state, person)

    # --- servers

    async def guild(self, call: Call) -> Answer:
        """Get Guild."""
        guild = self._guild(call)
        about = describe.guild(self._state, guild)
        if call.asks("with_counts"):
            count = len(guild.place.members) + 1
            about |= {"approximate_member_count": count, "approximate_presence_count": count}
        return 200, about

    async def channels(self, call: Call) -> Answer:
        """Get Guild Channels; threads are not among them."""
        found = [c for c in self._guild(call).channels.values() if c.thread is None]
        return 200, [describe.channel(self._state, channel) for channel in found]

    async def create_channel(self, call: Call) -> Answer:
        """Create Guild Channel: text, announcements or a forum."""
        guild, body = self._guild(call), call.form()
        kind = body.choice("type", map(int, MADE_BY_BOTS)) or 0
        name = body.text("name", least=1, most=CHANNEL_NAME, required=True) or ""
        settings = read_settings(self._state, body, {}, ChannelKind(kind))
        body.form.finish()
        if kind != ChannelKind.FORUM:
            name = name.lower().replace(" ", "-")
        channel = self._places.create_channel(guild, ChannelKind(kind), name, settings)
        return 201, describe.channel(self._state, channel)

    async def threads(self, call: Call) -> Answer:
        """List Active Guild Threads."""
        threads = self._state.threads(self._guild(call))
        found = [t for t in threads if t.thread and not t.thread.archived]
        mine = [t for t in found if t.thread and self._state.bot_id in t.thread.members]
        about = {
            "threads": [describe.channel(self._state, t) for t in found],
            "members": [describe.thread_member(t, self._state.bot_id) for t in mine],
            "has_more": False,
        }
        return 200, about

    # --- members

    async def members(self, call: Call) -> Answer:
        """List Guild Members."""
        guild, ask = self._guild(call), call.ask()
        limit = ask.whole("limit", least=1, most=MEMBERS_A_PAGE) or 1
        after = ask.snowflake("after") or 0
        ask.form.finish()
        everyone: list[tuple[int, Person | None]] = [(self._state.bot_id, None)]
        everyone += [(person.number, person) for person in guild.place.members]
        found = sorted((n, p) for n, p in everyone if n > after)[:limit]
        return 200, [describe.member(self._state, guild, person) for _number, person in found]

    async def search(self, call: Call) -> Answer:
        """Search Guild Members by the beginning of a name."""
        guild, ask = self._guild(call), call.ask()
        query = ask.text("query", least=1, most=PAGE, required=True) or ""
        limit = ask.whole("limit", least=1, most=MEMBERS_A_PAGE) or 1
        ask.form.finish()
        found = [
            person
            for person in guild.place.members
            if person.name.lower().startswith(query.lower())
            or person.handle.lower().startswith(query.lower())
        ]
        return 200, [describe.member(self._state, guild, person) for person in found[:limit]]

    def _member(self, guild: Guild, call: Call) -> Person | None:
        raw = call.path["user"]
        number = self._state.bot_id if raw == "@me" else call.number("user")
        if number == self._state.bot_id:
            return None
        person = self._state.people.get(number)
        if person is None or person not in guild.place.members:
            raise ApiError(10007 if person else 10013)
        return person

    async def member(self, call: Call) -> Answer:
        """Get Guild Member."""
        guild = self._guild(call)
        return 200, describe.member(self._state, guild, self._member(guild, call))

    async def change_member(self, call: Call) -> Answer:
        """Modify Guild Member: nickname and roles."""
        guild, body = self._guild(call), call.form()
        person = self._member(guild, call)
        number = self._state.bot_id if person is None else person.number
        nick = body.text("nick", most=NICK)
        roles = body.snowflakes("roles", most=350) if body.has("roles") else None
        body.form.finish()
        for role in roles or ():
            guild.role(role)
        if roles is not None:
            guild.roles_of[number] = [str(role) for role in roles]
        if "nick" in body.value:
            guild.nicks.pop(number, None)
            if nick:
                guild.nicks[number] = nick
        return 200, self._changed(guild, person)

    async def give_role(self, call: Call) -> Answer:
        """Add Guild Member Role."""
        return self._role_of(call, has=True)

    async def take_role(self, call: Call) -> Answer:
        """Remove Guild Member Role."""
        return self._role_of(call, has=False)

    def _role_of(self, call: Call, *, has: bool) -> Answer:
        guild = self._guild(call)
        person, role = self._member(guild, call), guild.role(call.number("role"))
        if role["managed"]:
            raise ApiError(50013)
        number = self._state.bot_id if person is None else person.number
        roles = [r for r in guild.roles_of.get(number, ()) if r != role["id"]]
        guild.roles_of[number] = [*roles, role["id"]] if has else roles
        self._changed(guild, person)
        return 204, None

    def _changed(self, guild: Guild, person: Person | None) -> dict[str, object]:
        about = describe.member(self._state, guild, person)
        told = about | {"guild_id": str(guild.id)}
        self._gateway.tell("GUILD_MEMBER_UPDATE", told, guild=guild, intent=Intent.GUILD_MEMBERS)
        return about

    # --- roles

    async def roles(self, call: Call) -> Answer:
        """Get Guild Roles."""
        return 200, self._guild(call).roles

    async def create_role(self, call: Call) -> Answer:
        """Create Guild Role."""
        guild, body = self._guild(call), call.form()
        about = describe.role(self._state.snowflake(), "new role", position=1)
        about = _read_role(body, about)
        guild.roles.append(about)
        self._tell_role("GUILD_ROLE_CREATE", guild, about)
        return 200, about

    async def change_role(self, call: Call) -> Answer:
        """Modify Guild Role."""
        guild = self._guild(call)
        role = guild.role(call.number("role"))
        role |= _read_role(call.form(), role)
        self._tell_role("GUILD_ROLE_UPDATE", guild, role)
        return 200, role

    async def delete_role(self, call: Call) -> Answer:
        """Delete Guild Role."""
        guild = self._guild(call)
        role = guild.role(call.number("role"))
        if role["managed"] or role["id"] == str(guild.id):
            raise ApiError(50013)
        guild.roles.remove(role)
        for roles in guild.roles_of.values():
            if role["id"] in roles:
                roles.remove(role["id"])
        about = {"guild_id": str(guild.id), "role_id": role["id"]}
        self._gateway.tell("GUILD_ROLE_DELETE", about, guild=guild, intent=Intent.GUILDS)
        return 204, None

    def _tell_role(self, event: str, guild: Guild, role: dict[str, object]) -> None:
        about = {"guild_id": str(guild.id), "role": role}
        self._gateway.tell(event, about, guild=guild, intent=Intent.GUILDS)


def _read_role(body: Reader, role: dict[str, object]) -> dict[str, object]:
    """Read a role's settings over those it has."""
    given: dict[str, object] = {
        "name": body.text("name", most=CHANNEL_NAME),
        "color": body.whole("color", least=0, most=LIGHTEST),
        "hoist": body.flag("hoist"),
        "mentionable": body.flag("mentionable"),
    }
    permissions = body.whole("permissions", least=0)
    given["permissions"] = None if permissions is None else str(permissions)
    colours = body.child("colors")
    if colours is not None:
        names = ("primary_color", "secondary_color", "tertiary_color")
        read = {name: colours.whole(name, least=0, most=LIGHTEST) for name in names}
        given |= {"color": read["primary_color"], "colors": read}
    elif given["color"] is not None:
        given["colors"] = {"primary_color": given["color"]} | dict.fromkeys(
            ("secondary_color", "tertiary_color")
        )
    body.form.finish()
    return role | {name: value for name, value in given.items() if value is not None}
