"""Modals: dialogs the bot opens on somebody's screen."""

from collections.abc import Callable
from typing import Any

from sandbox.discord.components import kind_of, named, number, options, select, walk
from sandbox.discord.display import KINDS, choice
from sandbox.discord.errors import Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import (
    CUSTOM_ID,
    DISPLAYED_TEXT,
    GROUP_OPTIONS,
    INPUT,
    INPUT_PLACEHOLDER,
    MODAL_COMPONENTS,
    MODAL_DESCRIPTION,
    MODAL_LABEL,
    MODAL_TITLE,
    SELECTS,
    UPLOADS,
    Kind,
)
from sandbox.discord.markdown import Names, plain

OF_A_MODAL = (Kind.ROW, Kind.TEXT, Kind.LABEL)
OF_A_LABEL = (
    Kind.INPUT,
    *sorted(SELECTS),
    Kind.UPLOAD,
    Kind.RADIO,
    Kind.CHECKBOXES,
    Kind.CHECKBOX,
)
SHORT = 1


def read_modal(data: Reader) -> Json:
    """Read a modal as it will be kept; refuse what Discord refuses."""
    custom_ids: set[str] = set()
    about = {
        "custom_id": data.text("custom_id", least=1, most=CUSTOM_ID, required=True),
        "title": data.text("title", least=1, most=MODAL_TITLE, required=True),
    }
    parts = data.each("components", least=1, most=MODAL_COMPONENTS, required=True)
    kept = [_top(part, custom_ids) for part in parts]
    data.form.finish()
    return about | {"components": number(kept)}


def _top(part: Reader, custom_ids: set[str]) -> Json:
    kind = kind_of(part, OF_A_MODAL)
    if kind is Kind.TEXT:
        content = part.text("content", least=1, most=DISPLAYED_TEXT, required=True)
        return named(part, kind) | {"content": content}
    if kind is Kind.ROW:  # the old way: one input, labelled by itself
        inputs = part.each("components", least=1, most=1, required=True)
        for old in inputs:
            old.text("label", least=1, most=MODAL_LABEL, required=True)
        return named(part, kind) | {
            "components": [_field(old, (Kind.INPUT,), custom_ids) for old in inputs]
        }
    if kind is None:
        return {}
    about = named(part, kind) | {
        "label": part.text("label", least=1, most=MODAL_LABEL, required=True),
        "description": part.text("description", least=1, most=MODAL_DESCRIPTION),
    }
    field = part.child("component", required=True)
    if field is not None:
        about["component"] = _field(field, OF_A_LABEL, custom_ids)
        if "label" in field.value and field.value["label"] is not None:
            says = "A component inside a label cannot have a label of its own"
            field.wrong("label", "COMPONENT_LABEL_NOT_ALLOWED", says)
    return about


def _field(part: Reader, allowed: tuple[Kind, ...], custom_ids: set[str]) -> Json:
    kind = kind_of(part, allowed)
    if kind is None:
        return {}
    custom_id = part.text("custom_id", least=1, most=CUSTOM_ID, required=True) or ""
    if custom_id in custom_ids:
        says = "Component custom id cannot be duplicated"
        part.wrong("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", says)
    custom_ids.add(custom_id)
    required = part.flag("required")
    about = named(part, kind) | {
        "custom_id": custom_id,
        "required": True if required is None else required,
    }
    return about | FIELDS[kind](part, custom_id, about["required"])


def _input(part: Reader, _custom_id: str, _required: bool) -> Json:  # noqa: FBT001 - of a table
    least = part.whole("min_length", least=0, most=INPUT)
    most = part.whole("max_length", least=1, most=INPUT)
    if least is not None and most is not None and least > most:
        says = "Min length cannot be greater than max length"
        part.wrong("min_length", "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX", says)
    value = part.text("value", most=INPUT)
    if value and not (least or 0) <= len(value) <= (most or INPUT):
        says = f"Must be between {least or 0} and {most or INPUT} in length."
        part.wrong("value", "BASE_TYPE_BAD_LENGTH", says)
    return {
        "style": part.choice("style", (1, 2), required=True),
        "label": part.text("label", least=1, most=MODAL_LABEL),
        "value": value or "",
        "placeholder": part.text("placeholder", most=INPUT_PLACEHOLDER) or "",
        "min_length": least,
        "max_length": most,
    }


def _select(part: Reader, custom_id: str, required: bool) -> Json:  # noqa: FBT001 - of a table
    about = select(part, Kind(part.value["type"]), custom_id)
    if about.get("disabled"):
        says = "A select in a modal cannot be disabled"
        part.wrong("disabled", "MODAL_COMPONENT_DISABLED", says)
    _required_zero(part, about["min_values"], required=required)
    return about


def _required_zero(part: Reader, least: int, *, required: bool) -> None:
    """Refuse "at least none" of what must be answered."""
    if required and least == 0:
        says = "Must be at least 1 when the component is required"
        part.wrong("min_values", "COMPONENT_REQUIRED_MIN_VALUES", says)


def _upload(part: Reader, _custom_id: str, required: bool) -> Json:  # noqa: FBT001 - of a table
    least, most = _range(part, UPLOADS, 1)
    _required_zero(part, least, required=required)
    return {"min_values": least, "max_values": most}


def _radio(part: Reader, _custom_id: str, _required: bool) -> Json:  # noqa: FBT001 - of a table
    kept = options(part, least=2, most=GROUP_OPTIONS)
    if sum("default" in option for option in kept) > 1:
        says = "Only one option can be the default"
        part.wrong("options", "RADIO_GROUP_TOO_MANY_DEFAULT_VALUES", says)
    return {"options": kept}


def _checkboxes(part: Reader, _custom_id: str, required: bool) -> Json:  # noqa: FBT001 - of a table
    kept = options(part, least=1, most=GROUP_OPTIONS)
    least, most = _range(part, GROUP_OPTIONS, max(1, len(kept)))
    if max(least, most if part.has("max_values") else 0) > len(kept):
        says = f"Must be between {max(least, most)} and {GROUP_OPTIONS} in length."
        part.wrong("options", "BASE_TYPE_BAD_LENGTH", says)
    _required_zero(part, least, required=required)
    return {"options": kept, "min_values": least, "max_values": most}


def _range(part: Reader, highest: int, usual: int) -> tuple[int, int]:
    least = part.whole("min_values", least=0, most=highest)
    most = part.whole("max_values", least=1, most=highest)
    least, most = 1 if least is None else least, usual if most is None else most
    if least > most:
        says = "Min values cannot be greater than max values"
        part.wrong("min_values", "COMPONENT_MIN_VALUES_EXCEEDS_MAX", says)
    return least, most


def _checkbox(part: Reader, _custom_id: str, _required: bool) -> Json:  # noqa: FBT001 - of a table
    return {"default": bool(part.flag("default")), "required": False}


FIELDS: dict[Kind, Callable[[Reader, str, bool], Json]] = {
    Kind.INPUT: _input,
    Kind.UPLOAD: _upload,
    Kind.RADIO: _radio,
    Kind.CHECKBOXES: _checkboxes,
    Kind.CHECKBOX: _checkbox,
    **dict.fromkeys(SELECTS, _select),
}


# --- as people see it


def inputs(modal: Json) -> list[tuple[Json, Json]]:
    """Return what is to be filled in: each field, with what bears its label."""
    found = []
    for part in modal["components"]:
        if part["type"] == Kind.LABEL:
            found.append((part["component"], part))
        elif part["type"] == Kind.ROW:
            found += [(field, field) for field in part["components"]]
    return found


def as_seen(modal: Json, names: Names) -> Json:
    """Return the modal as it stands on somebody's screen."""
    fields = []
    for part in walk(modal["components"]):
        if part["type"] == Kind.TEXT:
            note = plain(part["content"], names)
            about: Json = {"id": f"note{part['id']}", "kind": "note", "label": note}
            fields.append(about | {"description": "", "value": None, "required": False})
        elif part["type"] == Kind.LABEL:
            fields.append(_seen(part["component"], part))
        elif part["type"] == Kind.INPUT and part.get("label"):
            fields.append(_seen(part, part))
    return {"title": modal["title"], "custom_id": modal["custom_id"], "fields": fields}


def _seen(field: Json, label: Json) -> Json:
    kind = Kind(field["type"])
    about: Json = {
        "id": field["custom_id"],
        "label": label["label"],
        "description": label.get("description") or "",
        "kind": _word(field),
        "value": value_of(field),
        "placeholder": field.get("placeholder", ""),
        "required": field["required"],
        "min": field.get("min_length" if kind is Kind.INPUT else "min_values"),
        "max": field.get("max_length" if kind is Kind.INPUT else "max_values"),
        "options": [choice(option) for option in field.get("options", ())],
    }
    if kind in SELECTS:
        about["of"] = KINDS[kind]
    return about


def _word(field: Json) -> str:
    if field["type"] == Kind.INPUT:
        return "text" if field["style"] == SHORT else "paragraph"
    words = {Kind.UPLOAD: "files", Kind.RADIO: "radio", Kind.CHECKBOXES: "checkboxes"}
    words[Kind.CHECKBOX] = "checkbox"
    return words.get(Kind(field["type"]), "select")


def value_of(field: Json) -> Any:
    """Return what stands in a field before anybody touched it."""
    kind = Kind(field["type"])
    if kind is Kind.INPUT:
        return field["value"]
    if kind is Kind.CHECKBOX:
        return field["default"]
    chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
    chosen += [str(value["id"]) for value in field.get("default_values", ())]
    if kind is Kind.RADIO:
        return chosen[0] if chosen else None
    return chosen
