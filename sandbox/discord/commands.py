"""The bot's commands: what may be registered, and who is shown what."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from sandbox.discord import rights
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import Reader
from sandbox.discord.limits import (
    CHOICE_NAME,
    CHOICE_VALUE,
    CHOICES,
    COMMAND_CHARACTERS,
    COMMAND_CREATES_A_DAY,
    COMMAND_DESCRIPTION,
    COMMAND_NAME,
    COMMANDS,
    LOCALES,
    OPTIONS,
    SAFE_INTEGER,
    Permission,
)
from sandbox.discord.state import Guild, State
from sandbox.world import Person

SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
SUB, GROUP, STRING, INTEGER, BOOLEAN, NUMBER = 1, 2, 3, 4, 5, 10
CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
WITH_CHOICES = {STRING, INTEGER, NUMBER}
LEAVES = (3, 4, 5, 6, 7, 8, 9, 10, 11)
SIGNS = re.compile(r"[-_'\u0900-\u097F\u0E00-\u0E7F]")  # besides letters and figures


def slash_name(name: str) -> bool:
    """Return whether a slash command or an option may be called so."""
    fits = all(unicodedata.category(c)[0] in "LN" or SIGNS.match(c) for c in name)
    return fits and name == name.lower()


class Commands:
    """What is registered: for everywhere (scope None), and for each server."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._kept: dict[int | None, dict[int, Json]] = {}
        self._creates: dict[tuple[int | None, date], int] = {}

    def registered(self, scope: int | None) -> list[Json]:
        """Return the commands of a server, or of everywhere."""
        return list(self._kept.get(scope, {}).values())

    def one(self, scope: int | None, command_id: int) -> Json:
        """Return one command, or refuse."""
        command = self._kept.get(scope, {}).get(command_id)
        if command is None:
            raise ApiError(10063)
        return command

    def replace(self, scope: int | None, bodies: list[Reader]) -> list[Json]:
        """Register these commands in place of all; those of the same name keep their id."""
        found: list[Json] = []
        names: set[tuple[int, Any]] = set()
        for body in bodies:
            command = read_command(body)
            name = (command["type"], command["name"])
            if name in names:
                says = "Application command names must be unique"
                body.wrong(None, "APPLICATION_COMMANDS_DUPLICATE_NAME", says)
            names.add(name)
            found.append(command)
        for body in bodies:
            body.form.finish()
        if any(sum(c["type"] == t for c in found) > most for t, most in COMMANDS.items()):
            raise ApiError(30032)
        old = {(c["type"], c["name"]): c for c in self.registered(scope)}
        kept = [self._adopt(scope, c, old.get((c["type"], c["name"]))) for c in found]
        self._kept[scope] = {int(command["id"]): command for command in kept}
        return kept

    def upsert(self, scope: int | None, body: Reader) -> tuple[bool, Json]:
        """Register one command; return whether it is new."""
        command = read_command(body)
        body.form.finish()
        mine = [c for c in self.registered(scope) if c["type"] == command["type"]]
        old = next((c for c in mine if c["name"] == command["name"]), None)
        if old is None and len(mine) >= COMMANDS[command["type"]]:
            raise ApiError(30032)
        command = self._adopt(scope, command, old)
        self._kept.setdefault(scope, {})[int(command["id"])] = command
        return old is None, command

    def change(self, scope: int | None, command_id: int, body: Reader) -> Json:
        """Change one command."""
        old = self.one(scope, command_id)
        given = {k: v for k, v in old.items() if k not in ("id", "version")} | body.value
        command = read_command(Reader(body.form, given))
        body.form.finish()
        self._kept[scope][command_id] = self._adopt(scope, command, old)
        return self._kept[scope][command_id]

    def remove(self, scope: int | None, command_id: int) -> None:
        """Forget one command."""
        self.one(scope, command_id)
        del self._kept[scope][command_id]

    def _adopt(self, scope: int | None, command: Json, old: Json | None) -> Json:
        """Give a command its id and version; a new one counts against today's creates."""
        same = old is not None and all(old.get(k) == v for k, v in command.items())
        if old is not None and same:
            return old
        if old is None:
            today = (scope, self._state.world.now().date())
            self._creates[today] = self._creates.get(today, 0) + 1
            if self._creates[today] > COMMAND_CREATES_A_DAY:
                raise ApiError(30034)
        version = str(self._state.snowflake())
        about = {"id": version if old is None else old["id"], "version": version}
        about |= {"application_id": str(self._state.bot_id), **command}
        return about if scope is None else about | {"guild_id": str(scope)}

    # --- who is shown what

    def visible(self, person: Person, guild: Guild | None) -> list[Json]:
        """Return the slash commands somebody is offered in a server, or in direct messages."""
        found = [c for c in self.registered(None) if _in_context(c, guild)]
        if guild is not None:
            local = self.registered(guild.id)
            names = {c["name"] for c in local}
            found = [*local, *(c for c in found if c["name"] not in names)]
        return [
            c for c in found if c["type"] == SLASH and _permitted(self._state, c, person, guild)
        ]


def _in_context(command: Json, guild: Guild | None) -> bool:
    contexts = command["contexts"]
    if contexts is None:
        return guild is not None or bool(command["dm_permission"])
    return (0 if guild is not None else 1) in contexts


def _permitted(state: State, command: Json, person: Person, guild: Guild | None) -> bool:
    needed = command["default_member_permissions"]
    if needed is None or guild is None:
        return True
    may = rights.in_server(state, guild, person)
    if may & Permission.ADMINISTRATOR:
        return True
    return int(needed) != 0 and may & int(needed) == int(needed)


def read_command(body: Reader) -> Json:
    """Read a command as it will be kept."""
    kind = body.choice("type", COMMANDS) or SLASH
    slash = kind == SLASH
    least = 1 if slash else 0
    about: Json = {"type": kind} | _named(body, slash=slash)
    most = COMMAND_DESCRIPTION if slash else 0
    description = body.text("description", least=least, most=most, required=slash)
    permissions = body.whole("default_member_permissions", least=0)
    dm = body.flag("dm_permission")
    about |= {
        "description": description or "",
        "description_localizations": _words(body, "description_localizations", COMMAND_DESCRIPTION),
        "default_member_permissions": None if permissions is None else str(permissions),
        "dm_permission": True if dm is None else dm,
        "contexts": body.choices("contexts", (0, 1, 2)),
        "integration_types": body.choices("integration_types", (0, 1)) or [0],
        "nsfw": bool(body.flag("nsfw")),
    }
    if slash:
        options = _options(body, depth=0)
        if options:
            about["options"] = options
    elif body.has("options"):
        says = "Context menu commands cannot have options"
        body.wrong("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", says)
    if not body.form.errors and _letters(about) > COMMAND_CHARACTERS:
        says = f"Command exceeds maximum size ({COMMAND_CHARACTERS})"
        body.wrong(None, "APPLICATION_COMMAND_TOO_LARGE", says)
    return about


def _named(body: Reader, *, slash: bool) -> Json:
    name = body.text("name", least=1, most=COMMAND_NAME, required=True) or ""
    names = _words(body, "name_localizations", COMMAND_NAME)
    if slash:
        says = "Command name is invalid"
        if not slash_name(name):
            body.wrong("name", "APPLICATION_COMMAND_INVALID_NAME", says)
        for locale, word in (names or {}).items():
            if not slash_name(word):
                path = (*body.path, "name_localizations", locale)
                body.form.wrong(path, "APPLICATION_COMMAND_INVALID_NAME", says)
    return {"name": name, "name_localizations": names}


def _words(body: Reader, name: str, most: int) -> Json | None:
    """Read localized words: one for each known locale at most."""
    words = body.child(name)
    if words is None:
        return None
    for locale in words.value:
        if locale not in LOCALES:
            says = f"Value must be one of {sorted(LOCALES)}."
            words.wrong(locale, "BASE_TYPE_CHOICES", says)
        else:
            words.text(locale, least=1, most=most)
    return {k: v for k, v in words.value.items() if isinstance(v, str)} or None


def _options(body: Reader, depth: int) -> list[Json]:
    parts = body.each("options", most=OPTIONS)
    kept = [_option(part, depth) for part in parts]
    kinds = [option["type"] in (SUB, GROUP) for option in kept]
    if any(kinds) and not all(kinds):
        says = "Sub-command and sub-command group option types are mutually exclusive to others"
        body.wrong("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", says)
    names: set[str] = set()
    optional = False
    for part, option in zip(parts, kept, strict=True):
        if option["name"] in names:
            says = "Option names must be unique"
            part.wrong("name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", says)
        names.add(option["name"])
        if option.get("required") and optional:
            says = "Required options must be placed before non-required options"
            part.wrong(None, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", says)
        optional = optional or not option.get("required")
    return kept


def _option(part: Reader, depth: int) -> Json:
    allowed = {0: (SUB, GROUP, *LEAVES), 1: (SUB, *LEAVES), 2: LEAVES}[depth]
    kind = part.choice("type", allowed, required=True) or STRING
    most = COMMAND_DESCRIPTION
    about = {"type": kind} | _named(part, slash=True)
    about |= {
        "description": part.text("description", least=1, most=most, required=True) or "",
        "description_localizations": _words(part, "description_localizations", most),
    }
    if kind in (SUB, GROUP):
        children = _options(part, depth=2 if kind == SUB else 1)
        if kind == GROUP and any(child["type"] != SUB for child in children):
            says = "Sub-command groups can only contain sub-commands"
            part.wrong("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", says)
        return about | {"options": children}
    if part.flag("required"):
        about["required"] = True
    about |= _bounds(part, kind)
    if part.flag("autocomplete"):
        about["autocomplete"] = True
        if kind not in WITH_CHOICES or part.value.get("choices"):
            says = "Autocomplete cannot be combined with choices, nor with this type"
            part.wrong("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", says)
    choices = _choices(part, kind)
    return about | {"choices": choices} if choices else about


def _bounds(part: Reader, kind: int) -> Json:
    found: Json = {}
    if kind == STRING:
        found["min_length"] = part.whole("min_length", least=0, most=CHOICE_VALUE)
        found["max_length"] = part.whole("max_length", least=1, most=CHOICE_VALUE)
    elif kind in (INTEGER, NUMBER):
        for name in ("min_value", "max_value"):
            value = part.value.get(name)
            if value is None:
                continue
            found[name] = value
            if kind == INTEGER:
                part.whole(name, least=-SAFE_INTEGER, most=SAFE_INTEGER)
            elif isinstance(value, bool) or not isinstance(value, int | float):
                part.wrong(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
    elif kind == 7:
        found["channel_types"] = part.choices("channel_types", CHANNEL_TYPES)
    return {name: value for name, value in found.items() if value is not None}


def _choices(part: Reader, kind: int) -> list[Json]:
    found: list[Json] = []
    values: list[Any] = []
    for choice in part.each("choices", most=CHOICES):
        value = choice.value.get("value")
        types: Any = {STRING: str, INTEGER: int, NUMBER: (int, float)}.get(kind, ())
        if isinstance(value, bool) or not isinstance(value, types):
            choice.wrong(
                "value", "APPLICATION_COMMAND_CHOICE_TYPE", f'Value "{value}" does not fit'
            )
        elif isinstance(value, str):
            choice.text("value", least=1, most=CHOICE_VALUE)
        if value in values:
            says = "Choice values must be unique"
            choice.wrong("value", "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_EXISTS", says)
        values.append(value)
        name = choice.text("name", least=1, most=CHOICE_NAME, required=True)
        names = _words(choice, "name_localizations", CHOICE_NAME)
        found.append({"name": name, "name_localizations": names, "value": value})
    return found


def _letters(part: Json) -> int:
    """Return how many characters a command has, each text in its longest language."""
    total = 0
    for name in ("name", "description"):
        words = [part.get(name) or "", *(part.get(f"{name}_localizations") or {}).values()]
        total += max(map(len, words))
    if isinstance(part.get("value"), str):
        total += len(part["value"])
    inner: Iterable[Json] = (*part.get("options", ()), *part.get("choices", ()))
    return total + sum(_letters(option) for option in inner)
