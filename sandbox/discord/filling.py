"""Filling in a modal: values by label or id, checked as Discord's app checks them."""

from collections.abc import Callable
from typing import Any

from sandbox.discord.errors import Json
from sandbox.discord.limits import FILE_BYTES, INPUT, SELECTS, Kind
from sandbox.discord.modals import inputs, value_of
from sandbox.discord.resolve import Resolved
from sandbox.discord.state import Channel, State
from sandbox.world import File, Refused

TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0", "")


class Filling:
    """One modal being filled in."""

    def __init__(self, state: State, channel: Channel, modal: Json) -> None:
        self._state = state
        self._channel = channel
        self._modal = modal
        self._resolved = Resolved(state, channel)

    def submit(self, given: dict[str, Any]) -> Json:
        """Return the `data` of the interaction; refuse what the app would not let through."""
        values = self._by_id(given)
        answers = {
            field["custom_id"]: self._answer(field, label["label"], values)
            for field, label in inputs(self._modal)
        }
        data: Json = {
            "custom_id": self._modal["custom_id"],
            "components": [_submitted(part, answers) for part in self._modal["components"]],
        }
        if self._resolved.json:
            data["resolved"] = self._resolved.json
        return data

    def _by_id(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what was given by the ids of fields."""
        found: dict[str, Any] = {}
        for name, value in given.items():
            named = [f for f, _label in inputs(self._modal) if f["custom_id"] == name]
            named = named or [f for f, label in inputs(self._modal) if label["label"] == name]
            if not named:
                raise Refused(f"the modal has no field {name!r}", 404)
            if len(named) > 1:
                raise Refused(f"{len(named)} fields are called {name!r}; use an id", 409)
            found[named[0]["custom_id"]] = value
        return found

    def _answer(self, field: Json, label: str, values: dict[str, Any]) -> Json:
        kind, custom_id = Kind(field["type"]), field["custom_id"]
        value = values.get(custom_id)
        if value is None:
            value = value_of(field)
        about: Json = {"type": int(kind), "id": field["id"], "custom_id": custom_id}
        if kind is Kind.INPUT:
            return about | {"value": _text(field, label, value)}
        if kind is Kind.CHECKBOX:
            return about | {"value": _tick(label, value)}
        if kind is Kind.UPLOAD:
            return about | {"values": self._uploads(field, label, value)}
        chosen = _many(value)
        if kind is Kind.RADIO:
            picked = [_option(field, label, one) for one in chosen]
            _count(field | {"min_values": 1, "max_values": 1}, label, len(picked))
            return about | {"value": picked[0] if picked else None}
        picked = [self._pick(field, label, one) for one in chosen]
        _count(field, label, len(picked))
        return about | {"values": list(dict.fromkeys(picked))}

    def _pick(self, field: Json, label: str, value: str) -> str:
        ways: dict[int, Callable[[str], str]] = {
            Kind.USERS: self._resolved.person,
            Kind.ROLES: self._resolved.role,
            Kind.CHANNELS: self._resolved.channel,
            Kind.MENTIONABLES: self._resolved.mentionable,
        }
        way = ways.get(field["type"])
        return _option(field, label, value) if way is None else way(value)

    def _uploads(self, field: Json, label: str, value: Any) -> list[str]:
        files = list(value) if isinstance(value, list | tuple) else [value]
        if not all(isinstance(file, File) for file in files):
            raise Refused(f"{label}: upload files, each with a name and content", 409)
        for file in files:
            if len(file.content) > FILE_BYTES:
                raise Refused(f"{label}: {file.name} is too large, 10 MB is the most", 413)
        _count(field, label, len(files))
        return self._resolved.attachments(
            self._state.attach(file, self._channel, ephemeral=True) for file in files
        )


def _submitted(part: Json, answers: dict[str, Json]) -> Json:
    about: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == Kind.LABEL:
        about["component"] = answers[part["component"]["custom_id"]]
    elif part["type"] == Kind.ROW:
        about["components"] = [answers[field["custom_id"]] for field in part["components"]]
    return about


def _text(field: Json, label: str, value: Any) -> str:
    text = str(value)
    least, most = field["min_length"] or 0, field["max_length"] or INPUT
    if not text and field["required"]:
        raise Refused(f"{label}: this field is required", 409)
    if text and len(text) < least:
        raise Refused(f"{label}: must be at least {least} characters", 409)
    if len(text) > most:
        raise Refused(f"{label}: must be at most {most} characters", 409)
    if "\n" in text and field["style"] == 1:
        raise Refused(f"{label}: takes one line only", 409)
    return text


def _tick(label: str, value: Any) -> bool:
    word = str(value).lower()
    if word not in (*TRUE, *FALSE):
        raise Refused(f"{label}: is ticked or not, true or false", 409)
    return word in TRUE


def _many(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _option(field: Json, label: str, value: str) -> str:
    for way in ("value", "label"):
        for option in field["options"]:
            if option[way] == value:
                return str(option["value"])
    raise Refused(f"{label}: {value!r} is none of the choices", 409)


def _count(field: Json, label: str, count: int) -> None:
    """Refuse too few or too many choices; an optional field may stay empty."""
    if not count and field["required"]:
        raise Refused(f"{label}: this field is required", 409)
    least, most = field["min_values"], field["max_values"]
    if count and not least <= count <= most:
        raise Refused(f"{label}: choose {least} to {most}, not {count}", 409)


def picked(select: Json, chosen: list[str], resolved: Resolved) -> list[str]:
    """Return what was chosen in a select of a message, by label, value, or who is meant."""
    whole = select | {"required": select["min_values"] > 0}
    label = select.get("placeholder") or select["custom_id"]
    ways: dict[int, Callable[[str], str]] = {
        Kind.USERS: resolved.person,
        Kind.ROLES: resolved.role,
        Kind.CHANNELS: resolved.channel,
        Kind.MENTIONABLES: resolved.mentionable,
    }
    assert select["type"] in SELECTS
    way = ways.get(select["type"])
    found = [_option(select, label, v) if way is None else way(v) for v in chosen]
    found = list(dict.fromkeys(found))
    _count(whole, label, len(found))
    return found
