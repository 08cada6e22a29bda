"""Message bodies: everything a bot may say at once, read and checked before anything is done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.discord.components import Layout
from sandbox.discord.embeds import read_embeds
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import ALT_TEXT, CONTENT, FILE_BYTES, FILES, NONCE, Flag
from sandbox.discord.state import Attachment, Channel, Post, State
from sandbox.world import File

SETTABLE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
MENTION_LIST = 100
NOT_PRETENDED = ("poll", "sticker_ids", "shared_client_theme", "activity")
LEGACY = ("content", "embeds", "poll", "sticker_ids")
LEGACY_CODE = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


@dataclass
class Upload:
    """A file part of a request; `index` is the number in `files[n]`."""

    index: int
    name: str
    content: bytes
    mime: str


@dataclass
class Mentionable:
    """Whom a message may ping: `allowed_mentions`, read."""

    parse: tuple[str, ...] = ("users", "roles", "everyone")
    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    replied: bool = True


@dataclass
class Draft:
    """A message body that passed. A field that is None was not given: an edit leaves it alone."""

    content: str | None
    embeds: list[Json] | None
    components: list[Json] | None
    attachments: list[Attachment]
    flags: Flag
    mentionable: Mentionable = field(default_factory=Mentionable)
    nonce: str | int | None = None
    enforce_nonce: bool = False
    tts: bool = False
    reference: Json | None = None


@dataclass
class Desk:
    """Where message bodies are read: it knows the channel, its files, and the request's."""

    state: State
    channel: Channel
    uploads: Mapping[int, Upload]
    ephemeral: bool = False

    def new(self, body: Reader, *, flags: Flag = SETTABLE) -> Draft:
        """Read a new message; `flags` are those one may set here."""
        draft = self._draft(body, None, flags)
        body.form.finish()
        if not (draft.content or draft.embeds or draft.components or draft.attachments):
            raise ApiError(50006)
        return draft

    def edit(self, body: Reader, post: Post) -> Draft:
        """Read a change to a message; what comes out may not be empty."""
        draft = self._draft(body, post, Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2)
        body.form.finish()
        left = (
            post.content if draft.content is None else draft.content,
            post.embeds if draft.embeds is None else draft.embeds,
            post.components if draft.components is None else draft.components,
        )
        if not any((*left, draft.attachments)):
            raise ApiError(50006)
        return draft

    def _draft(self, body: Reader, post: Post | None, settable: Flag) -> Draft:
        for name in NOT_PRETENDED:
            if body.value.get(name):
                says = f"{name} is not pretended by this sandbox"
                body.wrong(name, "SANDBOX_NOT_PRETENDED", says)
        flags = _flags(body, post, settable)
        attachments = self._attachments(body, post)
        content = body.text("content", most=CONTENT)
        if "content" in body.value:
            content = (content or "").strip()
        embeds = read_embeds(body, attachments) if "embeds" in body.value else None
        v2 = Flag.COMPONENTS_V2 in flags
        components = None
        if "components" in body.value:
            components = Layout(attachments, v2=v2).read(body)
        if v2:
            _no_legacy(body, post)
        return Draft(
            content=content,
            embeds=embeds,
            components=components,
            attachments=attachments,
            flags=flags,
            mentionable=_mentionable(body),
            nonce=_nonce(body),
            enforce_nonce=bool(body.flag("enforce_nonce")),
            tts=bool(body.flag("tts")),
        )

    def _attachments(self, body: Reader, post: Post | None) -> list[Attachment]:
        """Read which files the message has after this: those it keeps, and those uploaded."""
        had = {} if post is None else {a.id: a for a in post.attachments}
        kept = {} if "attachments" in body.value else dict(had)
        told: dict[int, Reader] = {}
        for item in body.each("attachments", most=FILES):
            number = item.snowflake("id", required=True)
            if number is None:
                continue
            if number in had:
                kept[number] = had[number]
                description = item.text("description", most=ALT_TEXT)
                if description is not None:
                    had[number].description = description
            elif number in self.uploads:
                told[number] = item
            else:
                item.wrong("id", "ATTACHMENT_NOT_FOUND", f"Attachment {number} was not uploaded")
        if len(kept) + len(self.uploads) > FILES:
            says = f"Must be {FILES} or fewer in length."
            body.wrong("attachments", "BASE_TYPE_MAX_LENGTH", says)
        if any(len(upload.content) > FILE_BYTES for upload in self.uploads.values()):
            raise ApiError(40005)
        new = [self._keep(u, told.get(n)) for n, u in sorted(self.uploads.items())]
        return [*kept.values(), *new]

    def _keep(self, upload: Upload, told: Reader | None) -> Attachment:
        name = (told.text("filename", least=1, most=ALT_TEXT) if told else None) or upload.name
        description = told.text("description", most=ALT_TEXT) if told else None
        mime = upload.mime if upload.mime != "application/octet-stream" else None
        file: File = self.state.world.keep(name, upload.content, mime)
        attachment = self.state.attach(
            file, self.channel, description=description, ephemeral=self.ephemeral
        )
        if attachment.name != name:
            attachment.title = re.sub(r"\.\w+$", "", name)
        return attachment


def _flags(body: Reader, post: Post | None, settable: Flag) -> Flag:
    asked = Flag(0)
    value = body.whole("flags", least=0)
    if value is not None:
        asked = Flag(value & int(settable))
    if post is None:
        return asked
    kept = post.flags
    if value is not None:
        kept = (kept & ~Flag.SUPPRESS_EMBEDS) | (asked & Flag.SUPPRESS_EMBEDS)
    return kept | (asked & Flag.COMPONENTS_V2)  # once set, it cannot be removed


def _no_legacy(body: Reader, post: Post | None) -> None:
    """Refuse content and embeds beside components V2, given now or left from before."""
    for name in LEGACY:
        before: Any = None if post is None else getattr(post, name, None)
        if body.value.get(name, before):
            says = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            body.wrong(name, LEGACY_CODE, says)


def _nonce(body: Reader) -> str | int | None:
    nonce = body.value.get("nonce")
    if isinstance(nonce, int) and not isinstance(nonce, bool):
        return nonce
    return body.text("nonce", most=NONCE)


def _mentionable(body: Reader) -> Mentionable:
    told = body.child("allowed_mentions")
    if told is None:
        return Mentionable()
    parse = tuple(told.choices("parse", ("users", "roles", "everyone")) or ())
    users = tuple(told.snowflakes("users", most=MENTION_LIST))
    roles = tuple(told.snowflakes("roles", most=MENTION_LIST))
    for name, named in (("users", users), ("roles", roles)):
        if named and name in parse:
            says = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
            told.wrong(name, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", says)
    replied = told.flag("replied_user")
    return Mentionable(parse, users, roles, replied=bool(replied))
