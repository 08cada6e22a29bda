"""Slash commands as people type them: found by name, their options read as Discord's app does."""

import re
from typing import Any

from sandbox.discord import describe
from sandbox.discord.commands import GROUP, SUB, Commands
from sandbox.discord.errors import Json
from sandbox.discord.limits import CHOICE_VALUE, FILE_BYTES, SAFE_INTEGER
from sandbox.discord.resolve import Resolved
from sandbox.discord.state import Channel, State
from sandbox.world import Person, Refused

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(3, 12)
WORDS = {
    STRING: "string",
    INTEGER: "integer",
    BOOLEAN: "boolean",
    USER: "user",
    CHANNEL: "channel",
    ROLE: "role",
    MENTIONABLE: "mentionable",
    NUMBER: "number",
    FILE: "attachment",
}
YES, NO = ("true", "yes", "1"), ("false", "no", "0")


def local(part: Json, name: str, locale: str) -> str:
    """Return a name or description in somebody's language."""
    words = part.get(f"{name}_localizations") or {}
    return str(words.get(locale) or part[name])


def menu(commands: list[Json], locale: str) -> list[Json]:
    """Return the slash menu, with one line for each subcommand."""
    return [
        {
            "name": " ".join(local(part, "name", locale) for part in path),
            "description": local(path[-1], "description", locale),
            "options": [_shown(option, locale) for option in path[-1].get("options", ())],
        }
        for command in commands
        for path in _paths(command)
    ]


def _paths(command: Json) -> list[list[Json]]:
    """Return the ways to a command that can be used: itself, or through its subcommands."""
    inner = [o for o in command.get("options", ()) if o["type"] in (SUB, GROUP)]
    if not inner:
        return [[command]]
    return [[command, *path] for option in inner for path in _paths(option)]


def _shown(option: Json, locale: str) -> Json:
    return {
        "name": local(option, "name", locale),
        "description": local(option, "description", locale),
        "type": WORDS[option["type"]],
        "required": option.get("required", False),
        "autocomplete": option.get("autocomplete", False),
        "choices": [
            {"name": local(choice, "name", locale), "value": choice["value"]}
            for choice in option.get("choices", ())
        ],
    }


class Typed:
    """One command as somebody typed it in a channel."""

    def __init__(self, state: State, commands: Commands, person: Person, channel: Channel) -> None:
        self._state = state
        self._person = person
        self._channel = channel
        self._locale = describe.locale(person)
        self._offered = commands.visible(person, channel.guild)
        self._resolved = Resolved(state, channel)

    def read(self, name: str, options: dict[str, Any], *, focused: str | None = None) -> Json:
        """Return the `data` of an interaction; `focused` is the option being typed, if one is."""
        path = self._find(name)
        command, leaf = path[0], path[-1]
        values = self._values(leaf.get("options", ()), options, focused)
        for part in reversed(path[1:]):
            values = [{"name": part["name"], "type": part["type"], "options": values}]
        data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": values}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        if self._resolved.json:
            data["resolved"] = self._resolved.json
        return data

    def by_user_install(self, name: str) -> bool:
        """Return whether this command also comes with the app installed by its user."""
        return 1 in self._find(name)[0]["integration_types"]

    def _find(self, name: str) -> list[Json]:
        words = name.lower().split()
        for command in self._offered:
            for path in _paths(command):
                if len(path) == len(words) and all(map(self._called, path, words)):
                    return path
        raise Refused(f"there is no command /{name} here", 404)

    def _called(self, part: Json, name: str) -> bool:
        return name in (part["name"], local(part, "name", self._locale))

    def _values(self, known: Any, given: dict[str, Any], focused: str | None) -> list[Json]:
        left = dict(given)
        found: list[Json] = []
        for option in known:
            names = (option["name"], local(option, "name", self._locale))
            name = next((n for n in names if n in left), None)
            value = None if name is None else left.pop(name)
            typing = focused is not None and focused in names
            if typing and not option.get("autocomplete"):
                raise Refused(f"the option {names[1]} completes nothing", 409)
            if value is None and not typing:
                if option.get("required") and focused is None:
                    raise Refused(f"the option {names[1]} is required", 409)
                continue
            about: Json = {"name": option["name"], "type": option["type"]}
            if typing:
                found.append(
                    about | {"value": "" if value is None else str(value), "focused": True}
                )
            else:
                found.append(about | {"value": self._value(option, value)})
        if left:
            raise Refused(f"the command has no option {next(iter(left))!r}", 404)
        if focused is not None and not any(option.get("focused") for option in found):
            raise Refused(f"the command has no option {focused!r}", 404)
        return found

    def _value(self, option: Json, value: Any) -> Any:
        if option.get("choices"):
            return self._choice(option, value)
        kind = option["type"]
        if kind == STRING:
            return _text(option, str(value))
        if kind in (INTEGER, NUMBER):
            return _figure(option, value)
        if kind == BOOLEAN:
            return _yes_or_no(option, value)
        if kind == FILE:
            return self._file(option, value)
        found = {
            USER: self._resolved.person,
            ROLE: self._resolved.role,
            CHANNEL: self._resolved.channel,
            MENTIONABLE: self._resolved.mentionable,
        }
        name = re.sub(r"^<[@#][!&]?(\d+)>$", r"\1", str(value))
        return found[kind](name)

    def _choice(self, option: Json, value: Any) -> Any:
        for choice in option["choices"]:
            names = (choice["value"], str(choice["value"]), local(choice, "name", self._locale))
            if value in (*names, choice["name"]):
                return choice["value"]
        raise Refused(f"{value!r} is none of the choices of {option['name']}", 409)

    def _file(self, option: Json, value: Any) -> str:
        file = self._state.world.files.get(str(value))
        if file is None:
            raise Refused(f"the option {option['name']} takes a file", 409)
        if len(file.content) > FILE_BYTES:
            raise Refused(f"{file.name} is too large: 10 MB is the most", 413)
        attachment = self._state.attach(file, self._channel, ephemeral=True)
        return self._resolved.attachments([attachment])[0]


def _text(option: Json, value: str) -> str:
    least = option.get("min_length") or 0
    most = option.get("max_length") or CHOICE_VALUE
    if not least <= len(value) <= most:
        raise Refused(f"the option {option['name']} takes {least} to {most} characters", 409)
    return value


def _figure(option: Json, value: Any) -> int | float:
    try:
        figure = int(str(value)) if option["type"] == INTEGER else float(value)
    except (TypeError, ValueError):
        raise Refused(f"the option {option['name']} takes a number", 409) from None
    least = option.get("min_value", -SAFE_INTEGER)
    most = option.get("max_value", SAFE_INTEGER)
    if not least <= figure <= most:
        raise Refused(f"the option {option['name']} takes {least} to {most}", 409)
    return figure


def _yes_or_no(option: Json, value: Any) -> bool:
    word = str(value).lower()
    if word not in (*YES, *NO):
        raise Refused(f"the option {option['name']} takes true or false", 409)
    return word in YES
