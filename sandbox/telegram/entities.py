"""Text with its dress: what the bot sends, checked and cleaned as Telegram does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import html, limits
from sandbox.telegram.errors import bad, unserved
from sandbox.telegram.html import Entity, width

STYLES = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}
FOUND = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
}
NEEDS = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
TIME_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
LINK = re.compile(r"(?:(?:https?|tg|ftp)://|mailto:)?[^\s\"<>]{1,2048}")
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
INVISIBLE = " \n\t\r\u00a0\u1680\u180e\u2000-\u200f\u202f\u205f\u3000\ufeff\u2060\u00ad\u2800"
EMPTY = re.compile(f"[{INVISIBLE}]*")
NOTICED = (
    ("url", re.compile(r"(?<![\w@])(?:https?://|www\.|t\.me/)[^\s<>\"]*[\w/=&#%+-]", re.ASCII)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("mention", re.compile(r"(?<![\w/@.])@[A-Za-z]\w{1,31}(?!\w)", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
    ("cashtag", re.compile(r"(?<!\w)\$[A-Z]{3,8}(?!\w)")),
)


@dataclass(frozen=True)
class Text:
    """Words and the entities that dress them."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)

    def fields(self, name: str) -> dict[str, Any]:
        """Return it as the fields `text` or `caption` of a message."""
        if not self.text:
            return {}
        told: dict[str, Any] = {name: self.text}
        if self.entities:
            told["entities" if name == "text" else f"{name}_entities"] = self.entities
        return told


def read(
    source: Mapping[str, Any], name: str, *, most: int, entities: str, empty: bool = False
) -> Text:
    """Read the text called `name` of a call or an object, dressed by markup or by entities."""
    raw = source.get(name) or ""
    _check_encoding(raw)
    if len(raw.encode()) > limits.RAW_TEXT_BYTES:
        raise bad("Text is too long")
    mode = str(source.get("parse_mode") or "none").lower()
    if mode == "none" or not raw:
        text, marks = raw, _explicit(source.get(entities) or ())
    elif mode == "html":
        text, marks = html.read(raw)
        _check_kinds(marks)
    elif mode in {"markdown", "markdownv2"}:
        raise unserved(f"it does not read parse_mode {mode!r}; send HTML or entities")
    else:
        raise bad("unsupported parse_mode")
    found = noticed(cleaned(text, marks, empty=empty))
    if width(found.text) > most:
        raise bad("Message is too long" if most == limits.TEXT else "Message caption is too long")
    if len(found.entities) > limits.ENTITIES:
        raise bad("ENTITIES_TOO_LONG")
    return found


def _check_encoding(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("Strings must be encoded in UTF-8") from None


def _explicit(entities: Sequence[Entity]) -> list[Entity]:
    """Check the entities the bot sent; those Telegram finds by itself are not taken from it."""
    for entity in entities:
        if entity["type"] not in STYLES | FOUND:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        if not 0 <= entity["offset"] <= 1_000_000:
            raise bad(f"Receive an entity with incorrect offset {entity['offset']}")
        if not 0 <= entity["length"] <= 1_000_000:
            raise bad(f"Receive an entity with incorrect length {entity['length']}")
    kept = [dict(e) for e in entities if e["type"] in STYLES and e["length"]]
    _check_kinds(kept)
    return kept


def _check_kinds(entities: Sequence[Entity]) -> None:
    for entity in entities:
        kind = entity["type"]
        needed = NEEDS.get(kind)
        if needed is not None and needed not in entity:
            raise bad(f"can't parse MessageEntity: can't find field \"{needed}\"")
        if kind == "text_link" and not LINK.fullmatch(entity["url"]):
            raise bad(f"Entity URL '{entity['url']}' is invalid")
        if kind == "custom_emoji" and not str(entity["custom_emoji_id"]).isdigit():
            raise bad("Invalid custom emoji identifier specified")
        if kind == "date_time":
            if not 0 < entity["unix_time"] < 1 << 31:
                raise bad("Invalid date-time specified")
            if not TIME_FORMAT.fullmatch(str(entity.get("date_time_format", ""))):
                raise bad("Invalid date-time format specified")


def cleaned(text: str, entities: Sequence[Entity], *, empty: bool = False) -> Text:
    """Drop what Telegram drops: control characters, empty ends, entities around nothing."""
    places = _places(text)
    clean = "".join(_kept(c) for c in text) if UNWANTED.search(text) else text
    moved = [_moved(e, places, text) for e in entities]
    if EMPTY.fullmatch(clean):
        if empty:
            return Text()
        raise bad("message text is empty" if not text else "Text must be non-empty")
    end = width(clean.rstrip(" \n\t\u00a0"))
    first = min((e["offset"] for e in moved), default=width(clean))
    blank = len(clean) - len(clean.lstrip(" \n"))
    begin = min(blank, first)
    units = clean.encode("utf-16-le")
    kept: list[Entity] = []
    for entity in sorted(moved, key=lambda e: (e["offset"], -e["length"])):
        stop = min(entity["offset"] + entity["length"], end)
        inside = units[entity["offset"] * 2 : max(stop, entity["offset"]) * 2].decode("utf-16-le")
        if EMPTY.fullmatch(inside) or _in_code(entity, kept, begin):
            continue
        kept.append(
            {**entity, "offset": entity["offset"] - begin, "length": stop - entity["offset"]}
        )
    return Text(units[begin * 2 : end * 2].decode("utf-16-le"), kept)


def _kept(character: str) -> str:
    if character == "\r" or character > "\x1f":
        return "" if UNWANTED.match(character) else character
    return " " if UNWANTED.match(character) else character


def _places(text: str) -> dict[int, int]:
    """Map each UTF-16 offset where a character begins to where it is after cleaning."""
    places: dict[int, int] = {}
    old = new = 0
    for character in text:
        places[old] = new
        step = 1 + (character > "\uffff")
        old += step
        new += step if _kept(character) else 0
    places[old] = new
    return places


def _moved(entity: Entity, places: Mapping[int, int], text: str) -> Entity:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    whole = width(text)
    if begin > whole:
        raise bad(f"Entity begins after the end of the text at UTF-16 offset {begin}")
    if end > whole:
        raise bad(
            f"Entity beginning at UTF-16 offset {begin} ends after the end of the text at "
            f"UTF-16 offset {end}"
        )
    if begin not in places:
        raise bad(f"Entity begins in a middle of a UTF-16 symbol at UTF-16 offset {begin}")
    if end not in places:
        raise bad(f"Entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol")
    return {**entity, "offset": places[begin], "length": places[end] - places[begin]}


def _in_code(entity: Entity, kept: Sequence[Entity], begin: int) -> bool:
    """Say whether this stands inside code, where nothing else may be."""
    where = entity["offset"] - begin
    return any(
        one["type"] in {"code", "pre"} and one["offset"] <= where < one["offset"] + one["length"]
        for one in kept
    )


def noticed(text: Text) -> Text:
    """Add what Telegram sees by itself: commands, mentions, addresses."""
    found: list[Entity] = []
    for kind, pattern in NOTICED:
        for match in pattern.finditer(text.text):
            begin = width(text.text[: match.start()])
            one = {"type": kind, "offset": begin, "length": width(match[0])}
            if not any(_cross(one, other) for other in (*found, *text.entities)):
                found.append(one)
    if not found:
        return text
    entities = sorted([*text.entities, *found], key=lambda e: (e["offset"], -e["length"]))
    return Text(text.text, entities)


OWN_MEANING = FOUND | {"text_link", "text_mention", "code", "pre", "custom_emoji", "date_time"}


def _cross(found: Entity, other: Entity) -> bool:
    """Say whether two would fight over the same letters; plain styles never do."""
    if other["type"] not in OWN_MEANING:
        return False
    begin, end = other["offset"], other["offset"] + other["length"]
    return bool(found["offset"] < end and begin < found["offset"] + found["length"])
