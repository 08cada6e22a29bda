"""Telegram's own description of its Bot API, as a judge of calls, answers and updates.

It knows nothing of the sandbox or of the bot: give it a method and JSON.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]
SPEC = Path(__file__).parents[2].parent / "shared" / "specs" / "telegram-bot-api.json"
PLAIN: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
    "True": (bool,),
}
ALWAYS = re.compile(r"(?:always|must be) (?!one of)[“\"']?([a-z_0-9]+)")
TELLING = {"type", "status", "source"}  # fields that say which kind of an object this is


class Differs(AssertionError):
    """Something is not as Telegram describes it."""


@cache
def description() -> Json:
    """Return the description, or skip the test that asks for it."""
    if not SPEC.exists():
        pytest.skip(f"Telegram's description is not beside the repository: {SPEC}")
    told: Json = json.loads(SPEC.read_text())
    return told


def check_call(method: str, params: Json) -> None:
    """Check the parameters of a call; an uploaded file stands as `{"file": name, "size": n}`."""
    known = description()["methods"].get(method)
    if known is None:
        raise Differs(f"there is no method {method}")
    fields = {field["name"]: field for field in known.get("fields", ())}
    for name, value in params.items():
        if _is_upload(value):
            continue
        if name not in fields:
            raise Differs(f"{method} has no parameter {name}")
        _check_any(value, fields[name]["types"], f"{method}.{name}")
    for name, field in fields.items():
        if field["required"] and name not in params:
            raise Differs(f"{method} needs {name}")


def check_answer(method: str, result: object) -> None:
    """Check the result of a call."""
    known = description()["methods"].get(method)
    if known is None:
        raise Differs(f"there is no method {method}")
    _check_any(result, known["returns"], method)


def check_update(update: object) -> None:
    """Check one update."""
    _check(update, "Update", "update")


def check_noted(call: Json) -> None:
    """Check one call as the sandbox wrote it down: what was sent, and the answer if it was one."""
    if call["answer"] is not None and call["answer"]["ok"]:
        check_call(call["method"], call["payload"])
        check_answer(call["method"], call["answer"]["result"])


def _is_upload(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"file", "size"}


def _check_any(value: object, types: list[str], where: str) -> None:
    faults = []
    for one in types:
        try:
            _check(value, one, where)
        except Differs as fault:
            faults.append(str(fault))
        else:
            return
    raise Differs("; ".join(faults))


def _check(value: object, kind: str, where: str) -> None:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise Differs(f"{where} is no array")
        for index, item in enumerate(value):
            _check(item, kind.removeprefix("Array of "), f"{where}[{index}]")
    elif kind in PLAIN:
        allowed = PLAIN[kind]
        if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
            raise Differs(f"{where} is no {kind}: {value!r}")
        if kind == "True" and value is not True:
            raise Differs(f"{where} can only be true")
    else:
        _check_object(value, kind, where)


def _check_object(value: object, kind: str, where: str) -> None:
    if not isinstance(value, dict):
        raise Differs(f"{where} is no {kind}: {value!r}")
    told = description()["types"][kind]
    if "subtypes" in told:
        _check_any(value, told["subtypes"], where)
        return
    fields = {field["name"]: field for field in told.get("fields", ())}
    for name, item in value.items():
        if name not in fields:
            raise Differs(f"{where}: {kind} has no field {name}")
        _check_any(item, fields[name]["types"], f"{where}.{name}")
        always = ALWAYS.search(fields[name]["description"]) if name in TELLING else None
        if always and item != always[1]:
            raise Differs(f"{where}.{name} of a {kind} is {always[1]}, not {item}")
    for name, field in fields.items():
        if field["required"] and name not in value:
            raise Differs(f"{where}: {kind} needs {name}")
