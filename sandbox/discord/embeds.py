"""Embeds: the cards of messages without components V2."""

from sandbox.discord.components import web_address
from sandbox.discord.errors import Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import (
    ATTACHMENT_NAME,
    EMBED_DESCRIPTION,
    EMBED_FIELD_NAME,
    EMBED_FIELD_VALUE,
    EMBED_FIELDS,
    EMBED_FOOTER,
    EMBED_TITLE,
    EMBED_TOTAL,
    EMBEDS,
    MEDIA_URL,
)
from sandbox.discord.state import Attachment


def read_embeds(body: Reader, attachments: list[Attachment]) -> list[Json]:
    """Read the `embeds` of a message; all their texts together have a limit too."""
    files = {a.name: a for a in attachments}
    kept = [_embed(embed, files) for embed in body.each("embeds", most=EMBEDS)]
    if sum(map(_letters, kept)) > EMBED_TOTAL:
        says = f"Embed size exceeds maximum size of {EMBED_TOTAL}"
        body.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", says)
    return kept


def _letters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [embed.get("author", {}).get("name"), embed.get("footer", {}).get("text")]
    for field in embed.get("fields", ()):
        texts += [field["name"], field["value"]]
    return sum(len(text or "") for text in texts)


def _embed(embed: Reader, files: dict[str, Attachment]) -> Json:
    footer, author = embed.child("footer"), embed.child("author")
    about: Json = {
        "type": "rich",
        "title": embed.text("title", most=EMBED_TITLE),
        "description": embed.text("description", most=EMBED_DESCRIPTION),
        "url": _url(embed, "url"),
        "color": embed.whole("color", least=0, most=0xFFFFFF),
        "timestamp": embed.moment("timestamp"),
        "image": _picture(embed, "image", files),
        "thumbnail": _picture(embed, "thumbnail", files),
        "footer": footer
        and {"text": footer.text("text", least=1, most=EMBED_FOOTER, required=True)},
        "author": author
        and {
            "name": author.text("name", least=1, most=EMBED_TITLE, required=True),
            "url": _url(author, "url"),
        },
        "fields": [_field(field) for field in embed.each("fields", most=EMBED_FIELDS)],
    }
    if about["author"]:
        about["author"] = {k: v for k, v in about["author"].items() if v is not None}
    kept = {name: value for name, value in about.items() if value not in (None, "", [])}
    if set(kept) <= {"type", "color", "url"}:
        embed.wrong("description", "BASE_TYPE_REQUIRED", "This field is required")
    return kept


def _field(field: Reader) -> Json:
    return {
        "name": field.text("name", least=1, most=EMBED_FIELD_NAME, required=True),
        "value": field.text("value", least=1, most=EMBED_FIELD_VALUE, required=True),
        "inline": bool(field.flag("inline")),
    }


def _url(part: Reader, name: str) -> str | None:
    url = part.text(name, most=MEDIA_URL)
    if url:
        web_address(part, name, url)
    return url or None


def _picture(embed: Reader, name: str, files: dict[str, Attachment]) -> Json | None:
    part = embed.child(name)
    url = part.text("url", most=MEDIA_URL, required=True) if part else None
    if part is None or url is None:
        return None
    if url.startswith("attachment://"):
        file = files.get(ATTACHMENT_NAME.sub("_", url.removeprefix("attachment://")))
        # As on Discord: a picture that was not uploaded is left out without a word.
        if file is None:
            return None
        return {"url": url, "proxy_url": url, "attachment_id": str(file.id)}
    web_address(part, "url", url)
    return {"url": url, "proxy_url": url}
