"""The components of a message: what is allowed where, and how they are kept once allowed."""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from sandbox.discord.errors import Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import (
    ALT_TEXT,
    ATTACHMENT_NAME,
    BUTTON_LABEL,
    BUTTONS_A_ROW,
    COMPONENTS,
    CUSTOM_ID,
    DISPLAYED_TEXT,
    GALLERY,
    MEDIA_URL,
    OPTION_TEXT,
    OPTIONS,
    PLACEHOLDER,
    ROWS,
    SECTION_TEXTS,
    SELECTS,
    URL,
    Kind,
)
from sandbox.discord.state import Attachment

LINK, PREMIUM = 5, 6
CUSTOM_EMOJI_NAME = 32
OF_A_CONTAINER = (
    Kind.ROW,
    Kind.SECTION,
    Kind.TEXT,
    Kind.GALLERY,
    Kind.FILE,
    Kind.SEPARATOR,
)
OF_A_MESSAGE = (*OF_A_CONTAINER, Kind.CONTAINER)
OF_A_ROW = (Kind.BUTTON, *sorted(SELECTS))
ACCESSORIES = (Kind.BUTTON, Kind.THUMBNAIL)
OLD_EMOJI = (
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈"
    "⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙"
)
EMOJI = re.compile(
    rf"(?:[{OLD_EMOJI}\U0001F000-\U0001FAFF][\uFE0F\u200D\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]*"
    r"|[0-9#*]\uFE0F?\u20E3)+"
)


class Layout:
    """One message's components while they are read: what they may be, and their sums."""

    def __init__(self, attachments: Iterable[Attachment], *, v2: bool) -> None:
        self.v2 = v2
        self.attachments = {a.name: a for a in attachments}
        self.custom_ids: set[str] = set()
        self.count = 0
        self.letters = 0

    def read(self, body: Reader) -> list[Json]:
        """Read the `components` of a message."""
        if not self.v2:
            rows = body.each("components", most=ROWS)
            return number([self.one(row, (Kind.ROW,)) for row in rows])
        parts = body.each("components", most=COMPONENTS)
        found = number([self.one(part, OF_A_MESSAGE) for part in parts])
        if self.count > COMPONENTS:
            says = f"The total number of components cannot exceed {COMPONENTS}"
            body.wrong("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", says)
        if self.letters > DISPLAYED_TEXT:
            says = f"Components displayable text size exceeds maximum size of {DISPLAYED_TEXT}"
            body.wrong("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", says)
        return found

    def one(self, part: Reader, allowed: Iterable[Kind]) -> Json:
        """Read one component, which must be of an allowed kind."""
        self.count += 1
        kind = kind_of(part, allowed)
        return {} if kind is None else KEPT[kind](self, part)

    def custom_id(self, part: Reader) -> str:
        """Read the one thing a component says when it is used; nobody else may say it."""
        custom_id = part.text("custom_id", least=1, most=CUSTOM_ID, required=True) or ""
        if custom_id in self.custom_ids:
            says = "Component custom id cannot be duplicated"
            part.wrong("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", says)
        self.custom_ids.add(custom_id)
        return custom_id

    def media(self, part: Reader, name: str, *, only_uploads: bool = False) -> Json:
        """Read an address of a file: one uploaded with the message, or one on the web."""
        item = part.child(name, required=True)
        url = item.text("url", least=1, most=MEDIA_URL, required=True) if item else None
        if item is None or url is None:
            return {}
        if url.startswith("attachment://"):
            file = self.attachments.get(ATTACHMENT_NAME.sub("_", url.removeprefix("attachment://")))
            if file is None:
                code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
                item.wrong("url", code, "The referenced attachment was not found")
                return {}
            about = {"id": str(file.id), "attachment_id": str(file.id)}
            return about | {"url": url, "proxy_url": url, "content_type": file.file.mime}
        if only_uploads:
            code = "UNFURLED_MEDIA_ITEM_REQUIRES_ATTACHMENT_REFERENCE"
            item.wrong("url", code, "Only attachment references are allowed")
        web_address(item, "url", url)
        return {"id": "0", "url": url, "proxy_url": url, "content_type": None}


def kind_of(part: Reader, allowed: Iterable[Kind]) -> Kind | None:
    """Read the kind of a component; None if it is not allowed here."""
    kinds = tuple(int(kind) for kind in allowed)
    value = part.value.get("type")
    if value in kinds and not isinstance(value, bool):
        return Kind(value)
    says = f'Value of field "type" must be one of {kinds}.'
    part.wrong("type", "UNION_TYPE_CHOICES", says)
    return None


def web_address(part: Reader, name: str, url: str) -> None:
    """Refuse what is not an address on the web."""
    try:
        scheme, place = urlsplit(url)[:2]
    except ValueError:
        scheme, place = "", ""
    if scheme.lower() not in {"http", "https", "discord"}:
        says = f"Scheme \"{scheme}\" is not supported. Scheme must be one of ('http', 'https')."
        part.wrong(name, "URL_TYPE_INVALID_SCHEME", says)
    elif not place or " " in url:
        part.wrong(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def emoji(part: Reader) -> Json | None:
    """Read the emoji of a button or an option."""
    found = part.child("emoji")
    if found is None:
        return None
    name = found.text("name", most=CUSTOM_EMOJI_NAME) or ""
    custom = found.snowflake("id")
    if custom is None and not EMOJI.fullmatch(name):
        part.wrong("emoji", "COMPONENT_INVALID_EMOJI", "Invalid emoji")
    about: Json = {"name": name}
    return about if custom is None else about | {"id": str(custom)}


def options(part: Reader, *, most: int = OPTIONS, least: int = 1) -> list[Json]:
    """Read the options of a select or of a group of boxes."""
    values: set[str] = set()
    found = []
    for option in part.each("options", least=least, most=most, required=True):
        label = option.text("label", least=1, most=OPTION_TEXT, required=True)
        value = option.text("value", least=1, most=OPTION_TEXT, required=True)
        about: Json = {"label": label, "value": value}
        if value is not None and value in values:
            says = "The specified option value is already used"
            option.wrong("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", says)
        values.add(value or "")
        description = option.text("description", most=OPTION_TEXT)
        if description:
            about["description"] = description
        face = emoji(option)
        if face is not None:
            about["emoji"] = face
        if option.flag("default"):
            about["default"] = True
        found.append(about)
    return found


def select(part: Reader, kind: Kind, custom_id: str) -> Json:
    """Read a select of any kind, in a message or in a dialog."""
    least = part.whole("min_values", least=0, most=OPTIONS)
    most = part.whole("max_values", least=1, most=OPTIONS)
    least, most = 1 if least is None else least, 1 if most is None else most
    about = named(part, kind) | {
        "custom_id": custom_id,
        "min_values": least,
        "max_values": most,
    }
    placeholder = part.text("placeholder", most=PLACEHOLDER)
    if placeholder:
        about["placeholder"] = placeholder
    if kind is Kind.SELECT:
        about["options"] = options(part)
        chosen = sum("default" in option for option in about["options"])
        if most > len(about["options"]):
            says = f"Must be between {most} and {OPTIONS} in length."
            part.wrong("options", "BASE_TYPE_BAD_LENGTH", says)
        if chosen > most:
            says = "The number of default options exceeds the maximum number of values"
            part.wrong("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", says)
    else:
        about["default_values"] = _default_values(part)
    if least > most:
        says = "Min values cannot be greater than max values"
        part.wrong("min_values", "SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX", says)
    if part.flag("disabled"):
        about["disabled"] = True
    return about


def _default_values(part: Reader) -> list[Json]:
    return [
        {
            "id": str(value.snowflake("id", required=True)),
            "type": value.choice("type", ("user", "role", "channel"), required=True),
        }
        for value in part.each("default_values", most=OPTIONS)
    ]


def named(part: Reader, kind: Kind) -> Json:
    """Return what every component has: its kind, and the number it may bear."""
    return {"type": int(kind), "id": part.whole("id", least=0, most=2**31 - 1) or 0}


def walk(parts: Iterable[Json]) -> Iterator[Json]:
    """Go through components and those inside them, as they are read by people."""
    for part in parts:
        yield part
        yield from walk(part.get("components", ()))
        for name in ("accessory", "component"):
            if name in part:
                yield from walk((part[name],))


def number(parts: list[Json]) -> list[Json]:
    """Give every component that has none a number of its own."""
    taken = {part.get("id") for part in walk(parts)}
    free = (n for n in range(1, len(taken) + COMPONENTS * 4) if n not in taken)
    for part in walk(parts):
        if not part.get("id"):
            part["id"] = next(free)
    return parts


def _row(layout: Layout, part: Reader) -> Json:
    children = part.each("components", least=1, most=BUTTONS_A_ROW, required=True)
    kept = [layout.one(child, OF_A_ROW) for child in children]
    if len(kept) > 1 and any(child.get("type") in SELECTS for child in kept):
        says = "The specified component exceeds the maximum width"
        part.wrong("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", says)
    return named(part, Kind.ROW) | {"components": kept}


def _button(layout: Layout, part: Reader) -> Json:
    style = part.choice("style", range(1, 7), required=True)
    label, face = part.text("label", most=BUTTON_LABEL), emoji(part)
    url = part.text("url", most=URL)
    about = named(part, Kind.BUTTON) | {"style": style, "label": label, "emoji": face}
    if part.flag("disabled"):
        about["disabled"] = True
    if style == LINK:
        if part.has("custom_id"):
            says = "A custom id and url cannot both be specified"
            part.wrong("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", says)
        if url is None:
            part.wrong("url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
        else:
            web_address(part, "url", url)
            about["url"] = url
    elif style == PREMIUM:
        about["sku_id"] = str(part.snowflake("sku_id", required=True))
    elif not part.has("custom_id"):
        says = "A custom id is required"
        part.wrong("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", says)
    else:
        about["custom_id"] = layout.custom_id(part)
        if url is not None:
            says = "A custom id and url cannot both be specified"
            part.wrong("url", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", says)
    if not label and face is None and style != PREMIUM:
        says = "A button must have a label or an emoji"
        part.wrong(None, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", says)
    return {name: value for name, value in about.items() if value not in (None, "")}


def _selector(kind: Kind) -> Callable[[Layout, Reader], Json]:
    def keep(layout: Layout, part: Reader) -> Json:
        return select(part, kind, layout.custom_id(part))

    return keep


def _text(layout: Layout, part: Reader) -> Json:
    content = part.text("content", least=1, most=DISPLAYED_TEXT, required=True) or ""
    layout.letters += len(content)
    return named(part, Kind.TEXT) | {"content": content}


def _section(layout: Layout, part: Reader) -> Json:
    texts = part.each("components", least=1, most=SECTION_TEXTS, required=True)
    kept = [layout.one(text, (Kind.TEXT,)) for text in texts]
    accessory = part.child("accessory", required=True)
    about = named(part, Kind.SECTION) | {"components": kept}
    return about if accessory is None else about | {"accessory": layout.one(accessory, ACCESSORIES)}


def _shown(layout: Layout, part: Reader) -> Json:
    description = part.text("description", least=1, most=ALT_TEXT)
    about = {"media": layout.media(part, "media"), "description": description}
    return about | {"spoiler": bool(part.flag("spoiler"))}


def _thumbnail(layout: Layout, part: Reader) -> Json:
    return named(part, Kind.THUMBNAIL) | _shown(layout, part)


def _gallery(layout: Layout, part: Reader) -> Json:
    items = part.each("items", least=1, most=GALLERY, required=True)
    return named(part, Kind.GALLERY) | {"items": [_shown(layout, item) for item in items]}


def _file(layout: Layout, part: Reader) -> Json:
    media = layout.media(part, "file", only_uploads=True)
    file = next((a for a in layout.attachments.values() if str(a.id) == media.get("id")), None)
    return named(part, Kind.FILE) | {
        "file": media,
        "name": None if file is None else file.name,
        "size": None if file is None else len(file.file.content),
        "spoiler": bool(part.flag("spoiler")),
    }


def _separator(_layout: Layout, part: Reader) -> Json:
    divider, spacing = part.flag("divider"), part.choice("spacing", (1, 2))
    about = {"divider": True if divider is None else divider, "spacing": spacing or 1}
    return named(part, Kind.SEPARATOR) | about


def _container(layout: Layout, part: Reader) -> Json:
    children = part.each("components", least=1, most=COMPONENTS, required=True)
    return named(part, Kind.CONTAINER) | {
        "accent_color": part.whole("accent_color", least=0, most=0xFFFFFF),
        "spoiler": bool(part.flag("spoiler")),
        "components": [layout.one(child, OF_A_CONTAINER) for child in children],
    }


KEPT: dict[Kind, Callable[[Layout, Reader], Json]] = {
    Kind.ROW: _row,
    Kind.BUTTON: _button,
    Kind.SECTION: _section,
    Kind.TEXT: _text,
    Kind.THUMBNAIL: _thumbnail,
    Kind.GALLERY: _gallery,
    Kind.FILE: _file,
    Kind.SEPARATOR: _separator,
    Kind.CONTAINER: _container,
    **{kind: _selector(kind) for kind in SELECTS},
}
