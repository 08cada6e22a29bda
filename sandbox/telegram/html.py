"""Telegram's HTML: read it as its server does, and dress text for the people who see it."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sandbox.telegram.errors import Failure, bad

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
REFERENCE = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAG = re.compile(r"<(/?)([^\s>]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
ATTRIBUTE = re.compile(
    r"\s*([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+)(?=\s|$)))?"
)


def width(text: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(c > "\uffff" for c in text)


def read(source: str) -> tuple[str, list[Entity]]:
    """Return the text and the entities of some HTML, or refuse as Telegram does."""
    text: list[str] = []
    entities: list[Entity] = []
    open_tags: list[tuple[str, dict[str, str], int]] = []
    at = offset = 0
    while at < len(source):
        piece = source[at]
        if piece == "<":
            tag = TAG.match(source, at)
            if tag is None:
                side = "end" if source.startswith("</", at) else "start"
                raise _cannot(f"Unclosed {side} tag at byte offset {_bytes(source, at)}")
            where = _bytes(source, at)
            if tag[1]:
                _close(tag[2].lower(), open_tags, entities, offset, where, "".join(text))
            else:
                open_tags.append(_opened(tag, offset, where))
            at = tag.end()
            continue
        if piece == "&" and (reference := REFERENCE.match(source, at)):
            piece, at = _referred(reference), reference.end()
        else:
            at += 1
        text.append(piece)
        offset += width(piece)
    if open_tags:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(text), entities


def _opened(tag: re.Match[str], offset: int, where: int) -> tuple[str, dict[str, str], int]:
    name = tag[2].lower()
    if name not in TAGS:
        raise _cannot(f'Unsupported start tag "{name}" at byte offset {where}')
    attributes: dict[str, str] = {}
    rest = tag[3]
    while rest.strip():
        found = ATTRIBUTE.match(rest)
        if found is None or not found.end():
            raise _cannot(f'Empty attribute name in the tag "{name}" at byte offset {where}')
        value = next((v for v in found.groups()[1:] if v is not None), "")
        attributes[found[1]] = REFERENCE.sub(_referred, value)
        rest = rest[found.end() :]
        if rest.startswith("="):
            raise _cannot(f"Unexpected end of name token at byte offset {where}")
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    return name, attributes, offset


def _close(
    name: str,
    open_tags: list[tuple[str, dict[str, str], int]],
    entities: list[Entity],
    offset: int,
    where: int,
    text: str,
) -> None:
    if not open_tags:
        raise _cannot(f"Unexpected end tag at byte offset {where}")
    tag, attributes, begun = open_tags[-1]
    if name not in ("", tag):
        raise _cannot(
            f'Unmatched end tag at byte offset {where}, expected "</{tag}>", found "</{name}>"'
        )
    open_tags.pop()
    if offset <= begun:
        return
    entity: Entity = {"type": TAGS[tag], "offset": begun, "length": offset - begun}
    if tag == "a":
        inner = text.encode("utf-16-le")[begun * 2 :].decode("utf-16-le")
        entity["url"] = attributes.get("href") or inner
    elif tag == "tg-emoji":
        if not attributes.get("emoji-id", "").isdigit():
            raise bad("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = attributes["emoji-id"]
    elif tag == "tg-time":
        entity["unix_time"] = int(attributes.get("unix") or 0)
        if attributes.get("format"):
            entity["date_time_format"] = attributes["format"]
    elif tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif tag == "code":
        language = attributes.get("class", "")
        if language.startswith("language-"):
            entity["language"] = language.removeprefix("language-")
    if tag == "pre" and entities and _same(entities[-1], entity, "code"):
        inside = entities.pop()
        if "language" in inside:
            entity["language"] = inside["language"]
    elif tag == "code" and entities and _same(entities[-1], entity, "pre"):
        entities[-1].update({k: v for k, v in entity.items() if k == "language"})
        return
    entities.append(entity)


def _same(one: Entity, other: Entity, kind: str) -> bool:
    span = (other["offset"], other["length"])
    return one["type"] == kind and (one["offset"], one["length"]) == span


def _referred(found: re.Match[str]) -> str:
    name = found[1]
    if name in NAMED:
        return NAMED[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else found[0]


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode("utf-8", "surrogatepass"))


def _cannot(why: str) -> Failure:
    return bad(f"can't parse entities: {why}")


# --- what people see


PLAIN_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
}
SAFE_LINK = re.compile(r"(?:https?|tg|mailto):", re.IGNORECASE)


def dressed(text: str, entities: Sequence[Entity]) -> str:
    """Return HTML that is safe to insert: everything escaped, then dressed by the entities."""
    units = text.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda e: (e["offset"], -e["length"]))
    return _between(units, 0, len(units) // 2, ordered)


def _between(units: bytes, begin: int, end: int, entities: Sequence[Entity]) -> str:
    parts: list[str] = []
    at = begin
    waiting = list(entities)
    while waiting:
        first, *rest = waiting
        start = max(first["offset"], at)
        stop = min(first["offset"] + first["length"], end)
        if stop <= start:
            waiting = rest
            continue
        parts.append(_escaped(units, at, start))
        inner = [e for e in rest if e["offset"] < stop]
        # What reaches beyond this one is cut in two: dressed inside, and again after it.
        waiting = [e for e in rest if e["offset"] + e["length"] > stop]
        parts.append(_tagged(first, _between(units, start, stop, inner), units, start, stop))
        at = stop
    parts.append(_escaped(units, at, end))
    return "".join(parts)


def _escaped(units: bytes, begin: int, end: int) -> str:
    text = units[begin * 2 : end * 2].decode("utf-16-le", "replace")
    return html.escape(text).replace("\n", "<br>")


def _tagged(entity: Entity, inner: str, units: bytes, begin: int, end: int) -> str:
    kind = entity["type"]
    if kind in PLAIN_TAGS:
        return f"<{PLAIN_TAGS[kind]}>{inner}</{PLAIN_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return f'<blockquote class="expandable">{inner}</blockquote>'
    if kind == "pre":
        language = html.escape(str(entity.get("language", "")))
        code = f'<code class="language-{language}">' if language else "<code>"
        return f"<pre>{code}{inner}</code></pre>"
    if kind == "date_time":
        moment = datetime.fromtimestamp(entity["unix_time"], UTC).isoformat()
        form = html.escape(str(entity.get("date_time_format", "")))
        return f'<time datetime="{moment}" data-format="{form}" title="{moment}">{inner}</time>'
    if kind in {"url", "text_link", "email"}:
        plain = units[begin * 2 : end * 2].decode("utf-16-le", "replace")
        return _link(kind, str(entity.get("url") or plain), inner)
    if kind == "spoiler":
        return f'<span class="spoiler">{inner}</span>'
    return f'<span class="{html.escape(kind.replace("_", "-"))}">{inner}</span>'


def _link(kind: str, url: str, inner: str) -> str:
    if kind == "email":
        url = f"mailto:{url}"
    elif not SAFE_LINK.match(url):
        url = f"http://{url}"
    href = html.escape(url)
    return f'<a href="{href}" rel="noopener noreferrer nofollow" target="_blank">{inner}</a>'
