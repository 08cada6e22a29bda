"""Who may do what, where: roles, then what a channel grants and takes away."""

from collections.abc import Iterable

from sandbox.discord.errors import ApiError, Json
from sandbox.discord.limits import EVERYTHING, IN_A_DM, THE_BOTS, ChannelKind, Permission
from sandbox.discord.state import Channel, Guild, State
from sandbox.world import Person, Refused

OF_A_ROLE = 0  # kinds of overwrite

# What a server may refuse the bot: only what is asked for somewhere before the bot acts.
DENIABLE = {
    permission.name: permission
    for permission in (
        Permission.SEND_MESSAGES,
        Permission.SEND_MESSAGES_IN_THREADS,
        Permission.ATTACH_FILES,
        Permission.CREATE_PUBLIC_THREADS,
        Permission.CREATE_PRIVATE_THREADS,
        Permission.MANAGE_THREADS,
    )
}


def denied(names: Iterable[str]) -> Permission:
    """Return the permissions of these names, or refuse what cannot be denied."""
    found = Permission(0)
    for name in names:
        if name not in DENIABLE:
            known = ", ".join(map(str, DENIABLE))
            raise Refused(f"a server cannot deny the bot {name!r}, but: {known}", 400)
        found |= DENIABLE[name]
    return found


def bots(guild: Guild) -> Permission:
    """Return what the bot's own role lets it do in a server."""
    return Permission(THE_BOTS & ~denied(guild.place.denies))


def overwrite(guild: Guild, role_id: str) -> list[Json]:
    """Return what every channel of a server takes from the bot's role, @everyone having it."""
    lost = int(denied(guild.place.denies))
    if not lost:
        return []
    return [{"id": role_id, "type": OF_A_ROLE, "allow": "0", "deny": str(lost)}]


def in_server(state: State, guild: Guild | None, person: Person | None) -> Permission:
    """Return what somebody (the bot, if None) may do in a server, or in direct messages."""
    if guild is None:
        return Permission(IN_A_DM)
    if guild.place.owner is person:
        return Permission(EVERYTHING)
    may = Permission(0)
    for role in _roles(state, guild, person):
        may |= Permission(int(role["permissions"]))
    return Permission(EVERYTHING) if Permission.ADMINISTRATOR in may else may


def in_channel(state: State, channel: Channel, person: Person | None) -> Permission:
    """Return what somebody may do in a channel; a thread takes after the channel it is in."""
    guild, may = channel.guild, in_server(state, channel.guild, person)
    if guild is None or Permission.ADMINISTRATOR in may:
        return may
    home = channel.parent or channel
    there = {str(o["id"]): o for o in home.settings.get("permission_overwrites", ())}
    roles = [str(role["id"]) for role in _roles(state, guild, person)]
    for ids in ([roles[0]], roles[1:], [str(_number(state, person))]):
        found = [there[each] for each in ids if each in there]
        for taken in found:
            may &= ~Permission(int(taken["deny"]))
        for given in found:
            may |= Permission(int(given["allow"]))
    return may


def _roles(state: State, guild: Guild, person: Person | None) -> list[Json]:
    """Return somebody's roles, @everyone first."""
    own = guild.roles_of.get(_number(state, person), ())
    return [guild.role(guild.id), *(guild.role(int(each)) for each in own)]


def _number(state: State, person: Person | None) -> int:
    return state.bot_id if person is None else person.number


# --- asking, before something is done


def need(state: State, channel: Channel, *permissions: Permission) -> None:
    """Refuse unless the bot has one of these permissions here."""
    may = in_channel(state, channel, None)
    if channel.guild is not None and not any(each in may for each in permissions):
        raise ApiError(50013)


def sees(state: State, channel: Channel, person: Person | None) -> bool:
    """Whether somebody sees this channel: a private thread, only those in it and moderators."""
    if channel.thread is None or channel.kind is not ChannelKind.PRIVATE_THREAD:
        return True
    inside = _number(state, person) in channel.thread.members
    return inside or Permission.MANAGE_THREADS in in_channel(state, channel, person)


def hears(state: State, channel: Channel) -> bool:
    """Whether the bot is told what is written here: in a private thread, when it is in it."""
    if channel.thread is None or channel.kind is not ChannelKind.PRIVATE_THREAD:
        return True
    return state.bot_id in channel.thread.members


def need_sight(state: State, channel: Channel) -> None:
    """Refuse unless the bot sees this channel."""
    if not sees(state, channel, None):
        raise ApiError(50001)


def owns(state: State, channel: Channel) -> bool:
    """Whether this is a thread that the bot has started."""
    return channel.thread is not None and channel.thread.owner_id == state.bot_id


def need_to_write(state: State, channel: Channel, *, files: bool) -> None:
    """Refuse unless the bot may write here, with files or without."""
    thread = channel.thread
    if thread is None:
        need(state, channel, Permission.SEND_MESSAGES)
    else:
        need(state, channel, Permission.SEND_MESSAGES_IN_THREADS)
    if files:
        need(state, channel, Permission.ATTACH_FILES)
    if thread is None or not thread.locked:
        return
    if Permission.MANAGE_THREADS not in in_channel(state, channel, None):
        raise ApiError(160005)
    if thread.archived:  # what a moderator locked is not opened by the way
        raise ApiError(50083)


def need_to_change(state: State, channel: Channel) -> None:
    """Refuse unless the bot may change a message here."""
    thread = channel.thread
    if thread is None:
        return
    if thread.archived:
        raise ApiError(50083)
    moderates = Permission.MANAGE_THREADS in in_channel(state, channel, None)
    if thread.locked and not moderates:
        raise ApiError(160005)
