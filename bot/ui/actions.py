"""What a button means, and the few bytes it travels as."""

from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar

WIRE_MOST = 64  # bytes: Telegram's limit for callback data; Discord allows 100 characters
DIGITS_MOST = 15  # of a number in a button: none that a database could not hold

A = TypeVar("A", bound="Action")


@dataclass(frozen=True)
class Action:
    """Something a person can press. Subclasses name their wire form and their fields.

    Fields are `str` or `int`. Nothing in a button is trusted: it says what is wanted, never
    who asks or what they may do.
    """

    wire: ClassVar[str]
    known: ClassVar[dict[str, type["Action"]]] = {}

    def __init_subclass__(cls, *, wire: str) -> None:
        assert Action.known.setdefault(wire, cls) is cls, f"two actions travel as {wire}"
        cls.wire = wire


def encode(action: Action) -> str:
    """Pack an action into a button."""
    values = [str(getattr(action, field.name)) for field in fields(action)]
    assert not any(":" in value for value in values), f"{action} holds a colon"
    raw = ":".join((action.wire, *values))
    assert len(raw.encode()) <= WIRE_MOST, f"{raw} does not fit in a button"
    return raw


def decode(raw: str) -> Action | None:
    """Unpack a button; `None` for one that is forged or was drawn by an older house."""
    wire, *values = raw.split(":")
    kind = Action.known.get(wire)
    if kind is None or not raw.isprintable() or len(raw.encode()) > WIRE_MOST:
        return None
    names = fields(kind)
    if len(values) != len(names):
        return None
    read: list[str | int] = []
    for field, value in zip(names, values, strict=True):
        if field.type in (int, "int"):
            digits = value.removeprefix("-")
            if not (digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS_MOST):
                return None
            read.append(int(value))
        else:
            read.append(value)
    return kind(*read)
