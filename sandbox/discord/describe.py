"""How the pretended Discord describes its things in JSON."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sandbox.discord.errors import Json
from sandbox.discord.limits import A_MEMBERS, LOCALES, ChannelKind
from sandbox.discord.pictures import size_of
from sandbox.discord.state import Attachment, Channel, Guild, Post, State
from sandbox.world import Person

MESSAGES_CAP = 50
REGIONS = {"en": "en-US", "es": "es-ES", "pt": "pt-BR", "sv": "sv-SE", "zh": "zh-CN"}


def user(state: State, person: Person | None) -> Json:
    """Describe a person, or the bot when None."""
    about: Json = {
        "id": str(state.bot_id if person is None else person.number),
        "username": state.world.bot_name if person is None else person.handle,
        "discriminator": "0000" if person is None else "0",
        "global_name": None if person is None else person.name,
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    if person is None:
        about["bot"] = True
    return about


def member(state: State, guild: Guild, person: Person | None, *, whole: bool = True) -> Json:
    """Describe somebody in a server; not `whole`, the user is left out."""
    number = state.bot_id if person is None else person.number
    about: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": stamp(guild.joined),
        "nick": guild.nicks.get(number),
        "pending": False,
        "premium_since": None,
        "roles": list(guild.roles_of.get(number, ())),
        "mute": False,
        "deaf": False,
    }
    if whole:
        about["user"] = user(state, person)
    return about


def role(role_id: int, name: str, *, position: int, permissions: int = A_MEMBERS) -> Json:
    """Describe a new role."""
    return {
        "id": str(role_id),
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def guild(state: State, here: Guild) -> Json:
    """Describe a server as REST does."""
    nothing = (
        "icon description home_header splash discovery_splash banner application_id "
        "afk_channel_id max_presences vanity_url_code rules_channel_id safety_alerts_channel_id "
        "public_updates_channel_id system_channel_id widget_channel_id incidents_data"
    )
    return {
        "id": str(here.id),
        "name": here.place.name,
        "owner_id": str(here.place.owner.number),
        **dict.fromkeys(nothing.split()),
        "features": [],
        "region": "us-east",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": here.roles,
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": locale(here.place.owner),
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def whole_guild(state: State, here: Guild, *, members: bool) -> Json:
    """Describe a server as GUILD_CREATE does; `members` only for those who may know them."""
    seen: list[Person | None] = [None, *here.place.members] if members else [None]
    threads = [c for c in state.threads(here) if c.thread and not c.thread.archived]
    channels = [c for c in here.channels.values() if c.thread is None]
    return {
        **guild(state, here),
        "joined_at": stamp(here.joined),
        "large": False,
        "unavailable": False,
        "member_count": len(here.place.members) + 1,
        "members": [member(state, here, person) for person in seen],
        "channels": [channel(state, c) for c in channels],
        "threads": [channel(state, c) for c in threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def channel(state: State, here: Channel) -> Json:
    """Describe a channel of any kind."""
    last = here.last_message_id
    about: Json = {
        "id": str(here.id),
        "type": int(here.kind),
        "flags": 0,
        "last_message_id": None if last is None else str(last),
    }
    if here.kind is ChannelKind.DM:
        about["recipients"] = [user(state, person) for person in here.chat.members]
        return about
    assert here.guild is not None
    about |= {
        "guild_id": str(here.guild.id),
        "name": here.chat.name,
        "parent_id": None if here.parent is None else str(here.parent.id),
        "rate_limit_per_user": 0,
        **here.settings,
    }
    if here.thread is None:
        about.setdefault("topic", None)
        about |= {"position": here.position}
        about.setdefault("permission_overwrites", [])
        about.setdefault("nsfw", False)
        return about
    return about | _thread(state, here)


def _thread(state: State, here: Channel) -> Json:
    thread = here.thread
    assert thread is not None
    metadata: Json = {
        "archived": thread.archived,
        "archive_timestamp": stamp(thread.archived_at),
        "auto_archive_duration": thread.minutes,
        "locked": thread.locked,
        "create_timestamp": stamp(thread.created),
    }
    if thread.invitable is not None:
        metadata["invitable"] = thread.invitable
    about: Json = {
        "owner_id": str(thread.owner_id),
        "thread_metadata": metadata,
        "message_count": min(len(here.posts), MESSAGES_CAP),
        "member_count": min(len(thread.members), MESSAGES_CAP),
        "total_message_sent": thread.sent,
    }
    if here.parent is not None and here.parent.kind is ChannelKind.FORUM:
        about["applied_tags"] = list(thread.tags)
    if state.bot_id in thread.members:
        about["member"] = thread_member(here, state.bot_id)
    return about


def thread_member(here: Channel, user_id: int) -> Json:
    """Describe somebody in a thread."""
    assert here.thread is not None
    return {
        "id": str(here.id),
        "user_id": str(user_id),
        "join_timestamp": stamp(here.thread.members[user_id]),
        "flags": 1,
    }


def attachment(state: State, file: Attachment) -> Json:
    """Describe a file; its address ends after a day."""
    url = state.link(file)
    about: Json = {
        "id": str(file.id),
        "filename": file.name,
        "size": len(file.file.content),
        "url": url,
        "proxy_url": url,
        "content_type": file.file.mime,
    }
    size = size_of(file.file.content)
    if size is not None:
        about |= {"width": size[0], "height": size[1]}
    for name in ("title", "description"):
        if getattr(file, name) is not None:
            about[name] = getattr(file, name)
    if file.ephemeral:
        about["ephemeral"] = True
    return about


def message(state: State, post: Post, *, nested: bool = False) -> Json:
    """Describe a message whole; `nested`, without the one it answers."""
    about: Json = {
        "id": str(post.id),
        "type": post.kind,
        "channel_id": str(post.channel.id),
        "author": user(state, post.author),
        "content": post.content,
        "mentions": [user(state, p) for p in _told(post)],
        "mention_roles": post.mention_roles,
        "mention_everyone": post.mention_everyone,
        "attachments": [attachment(state, a) for a in post.attachments],
        "embeds": resolve(state, post.embeds),
        "components": resolve(state, post.components),
        "timestamp": stamp(post.created),
        "edited_timestamp": None if post.edited is None else stamp(post.edited),
        "flags": int(post.flags),
        "pinned": post.pinned,
        "tts": post.tts,
    }
    if post.nonce is not None:
        about["nonce"] = post.nonce
    if post.webhook_id is not None:
        about |= {"webhook_id": str(post.webhook_id), "application_id": str(post.webhook_id)}
    if post.asked_by is not None:
        about["interaction_metadata"] = post.asked_by
    if post.reactions:
        about["reactions"] = [_reaction(emoji) for emoji in post.reactions]
    if post.reference is not None:
        about["message_reference"] = post.reference
        if not nested:
            told = post.referenced
            about["referenced_message"] = (
                None if told is None else message(state, told, nested=True)
            )
    if post.thread is not None:
        about["thread"] = channel(state, post.thread)
    return about


def _told(post: Post) -> Iterable[Person | None]:
    return [*post.mentions, None] if post.mentions_bot else post.mentions


def _reaction(emoji: str) -> Json:
    name, _, number = emoji.partition(":")
    return {
        "emoji": {"id": number or None, "name": name},
        "count": 1,
        "count_details": {"burst": 0, "normal": 1},
        "burst_colors": [],
        "me_burst": False,
        "me": True,
    }


def heard(state: State, post: Post, *, content: bool) -> Json:
    """Describe a message to the bot, which may not read all it hears of (`content`)."""
    about = message(state, post)
    if content:
        return about
    hidden = {"content": "", "embeds": [], "attachments": [], "components": []}
    answered = post.referenced
    if answered is not None and not _readable(answered) and about["referenced_message"]:
        about["referenced_message"] |= hidden
    return about if _readable(post) else about | hidden


def _readable(post: Post) -> bool:
    """Whether a bot may read this that may not read everything."""
    return post.author is None or post.mentions_bot or post.channel.guild is None


def resolve(state: State, parts: Any) -> Any:
    """Return components or embeds with today's addresses of the files they show."""
    if isinstance(parts, list):
        return [resolve(state, part) for part in parts]
    if not isinstance(parts, dict):
        return parts
    about = {name: resolve(state, part) for name, part in parts.items()}
    if "attachment_id" in parts:
        url = state.link(state.attachments[int(parts["attachment_id"])])
        about |= {"url": url, "proxy_url": url}
    return about


def locale(person: Person) -> str:
    """Return the language of somebody's app, as Discord names it."""
    language = person.language
    if language in LOCALES:
        return language
    short = language.replace("_", "-").split("-")[0].lower()
    return short if short in LOCALES else REGIONS.get(short, "en-US")


def stamp(moment: datetime) -> str:
    """Return a moment as Discord writes it."""
    return moment.isoformat(timespec="microseconds")
