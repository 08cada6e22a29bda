"""A message as people see it: readable text, safe HTML, buttons, selects, pictures, files."""

import re
from html import escape
from typing import Any

from sandbox.discord.components import walk
from sandbox.discord.errors import Json
from sandbox.discord.limits import SELECTS, Flag, Kind
from sandbox.discord.markdown import dressed, plain
from sandbox.discord.state import Attachment, Channel, Post, State

STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium"}
KINDS = {
    Kind.SELECT: "string",
    Kind.USERS: "user",
    Kind.ROLES: "role",
    Kind.MENTIONABLES: "mentionable",
    Kind.CHANNELS: "channel",
}
OURS = re.compile(r"/discord/cdn/attachments/\d+/(\d+)/")
RULE = object()  # a line between two texts


class Naming:
    """Who is meant by an id in this channel."""

    def __init__(self, state: State, channel: Channel) -> None:
        self._state = state
        self._guild = channel.guild

    def __call__(self, sign: str, number: int) -> str | None:
        """Return a name to show, without its sign; None for a stranger."""
        if sign == "#":
            channel = self._state.channels.get(number)
            return None if channel is None else channel.chat.name
        if sign == "@&":
            roles = [] if self._guild is None else self._guild.roles
            return next((str(r["name"]) for r in roles if r["id"] == str(number)), None)
        if number == self._state.bot_id:
            return self._state.world.bot_name
        person = self._state.people.get(number)
        return None if person is None else person.name


def dress(state: State, post: Post) -> None:
    """Bring what people see of a message up to date."""
    sight, naming = post.sight, Naming(state, post.channel)
    parts = [t for t in _texts(post) if t is RULE or t]
    texts = [str(t) for t in parts if t is not RULE]
    sight.text = "\n".join(plain(text, naming) for text in texts)
    sight.html = "".join("<hr>" if t is RULE else dressed(str(t), naming) for t in parts)
    sight.buttons = buttons(post.components)
    sight.selects = selects(post.components)
    pictures = _pictures(state, post)
    sight.picture = pictures[0] if pictures else None
    sight.files = [_file(a) for a in _files(post)]
    sight.ephemeral = post.reader is not None
    sight.edited = post.edited is not None
    if Flag.LOADING in post.flags:
        sight.text = f"{state.world.bot_name} is thinking…"
        sight.html = f"<p><em>{escape(sight.text)}</em></p>"
    _extra(state, post, pictures)


def buttons(components: list[Json]) -> list[Json]:
    """Return the buttons in order; those that stand side by side share a row."""
    found: list[Json] = []
    row = -1
    for part in walk(components):
        if part["type"] == Kind.ROW or "accessory" in part:
            row += 1
        if part["type"] == Kind.BUTTON:
            found.append(_button(part, row))
    return found


def _button(part: Json, row: int) -> Json:
    face = part.get("emoji", {}).get("name")
    about: Json = {
        "label": part.get("label") or face or "",
        "style": STYLES[part["style"]],
        "row": row,
    }
    for name, there in (("payload", "custom_id"), ("url", "url"), ("disabled", "disabled")):
        if there in part:
            about[name] = part[there]
    if face and part.get("label"):
        about["emoji"] = face
    return about


def selects(components: list[Json]) -> list[Json]:
    """Return the selects in order."""
    return [_select(part) for part in walk(components) if part["type"] in SELECTS]


def _select(part: Json) -> Json:
    return {
        "id": part["custom_id"],
        "placeholder": part.get("placeholder", ""),
        "min": part["min_values"],
        "max": part["max_values"],
        "kind": KINDS[Kind(part["type"])],
        "disabled": part.get("disabled", False),
        "options": [choice(option) for option in part.get("options", ())],
    }


def choice(option: Json) -> Json:
    """Return an option of a select or a group of boxes."""
    face = option.get("emoji", {}).get("name")
    return {
        "label": option["label"],
        "value": option["value"],
        "description": option.get("description", ""),
        "default": option.get("default", False),
        **({"emoji": face} if face else {}),
    }


def _texts(post: Post) -> list[Any]:
    found: list[Any] = [post.content]
    if Flag.SUPPRESS_EMBEDS not in post.flags:
        for embed in post.embeds:
            found += _of_embed(embed)
    for part in walk(post.components):
        if part["type"] == Kind.TEXT:
            found.append(part["content"])
        elif part["type"] == Kind.SEPARATOR and part["divider"]:
            found.append(RULE)
    return found


def _of_embed(embed: Json) -> list[str]:
    found = [embed.get("author", {}).get("name", "")]
    if "title" in embed:
        title = embed["title"]
        found.append(f"**[{title}]({embed['url']})**" if "url" in embed else f"**{title}**")
    found.append(embed.get("description", ""))
    for field in embed.get("fields", ()):
        found += [f"**{field['name']}**", field["value"]]
    found.append(embed.get("footer", {}).get("text", ""))
    return found


def _shown_media(post: Post) -> list[Json]:
    found = []
    for part in walk(post.components):
        if part["type"] == Kind.GALLERY:
            found += [item["media"] for item in part["items"]]
        elif part["type"] == Kind.THUMBNAIL:
            found.append(part["media"])
    for embed in post.embeds:
        found += [embed[name] for name in ("image", "thumbnail") if name in embed]
    return found


def _pictures(state: State, post: Post) -> list[str]:
    found = [_local(state, media) for media in _shown_media(post)]
    if not post.v2:
        used = {media.get("attachment_id") for media in _shown_media(post)}
        found += [
            a.file.url for a in post.attachments if a.file.is_picture and str(a.id) not in used
        ]
    return list(dict.fromkeys(url for url in found if url))


def _local(state: State, media: Json) -> str | None:
    """Return where the page finds a picture; None if it is out on the web."""
    number = media.get("attachment_id")
    if number is None and (ours := OURS.search(media["url"])):
        number = ours[1]
    attachment = state.attachments.get(int(number)) if number else None
    return None if attachment is None else attachment.file.url


def _files(post: Post) -> list[Attachment]:
    """Return the files people see as files: with components V2, only those that are shown."""
    if not post.v2:
        return post.attachments
    shown = {p["file"]["id"] for p in walk(post.components) if p["type"] == Kind.FILE}
    return [a for a in post.attachments if str(a.id) in shown]


def _file(attachment: Attachment) -> Json:
    file = attachment.file
    return {"name": attachment.name, "size": len(file.content), "url": file.url}


def _extra(state: State, post: Post, pictures: list[str]) -> None:
    colours = [p.get("accent_color") for p in walk(post.components) if p["type"] == Kind.CONTAINER]
    colours += [embed.get("color") for embed in post.embeds]
    colour = next((c for c in colours if c is not None), None)
    pings = [person.id for person in post.mentions]
    pings += ["everyone"] if post.mention_everyone else []
    naming = Naming(state, post.channel)
    pings += [f"@{naming('@&', int(number))}" for number in post.mention_roles]
    extra: Json = {"pings": pings}
    if colour is not None:
        extra["accent"] = f"#{colour:06x}"
    if post.referenced is not None:
        extra["reply_to"] = post.referenced.sight.id
    if Flag.LOADING in post.flags:
        extra["thinking"] = True
    if len(pictures) > 1:
        extra["pictures"] = pictures
    if post.reactions:
        extra["reactions"] = [{"emoji": e.partition(":")[0], "count": 1} for e in post.reactions]
    if post.pinned:
        extra["pinned"] = True
    if post.thread is not None:
        extra["thread"] = post.thread.chat.id
    post.sight.extra = extra
