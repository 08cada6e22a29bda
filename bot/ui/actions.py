"""What a button means, and the few bytes it travels as."""

from functools import cache
from typing import Any, ClassVar, TypeVar

from msgspec import Struct, StructMeta
from msgspec.structs import FieldInfo, fields

WIRE_MOST = 64  # bytes: Telegram's limit for callback data; Discord allows 100 characters
DIGITS_MOST = 15  # of a number in a button: none that a database could not hold

A = TypeVar("A", bound="Action")


class Known(StructMeta):
    """Makes kinds of action, and knows each by its wire form."""

    actions: ClassVar[dict[str, type["Action"]]] = {}

    def __new__(
        mcs, name: str, bases: tuple[type, ...], body: dict[str, Any], *, wire: str = "", **how: Any
    ) -> Any:
        """Make a kind that travels as `wire`; the common base travels as nothing."""
        kind: Any = super().__new__(mcs, name, bases, body, **how)
        kind.wire = wire
        if wire:
            assert mcs.actions.setdefault(wire, kind) is kind, f"two actions travel as {wire}"
        return kind


class Action(Struct, frozen=True, metaclass=Known):
    """Something a person can press. Subclasses name their wire form and their fields.

    Fields are `str` or `int`. Nothing in a button is trusted: it says what is wanted, never
    who asks or what they may do.
    """

    wire: ClassVar[str]

    def __init_subclass__(cls, *, wire: str = "", frozen: bool = True) -> None:
        """Say to whoever reads the code what a kind is made with; `Known` makes it."""


def encode(action: Action) -> str:
    """Pack an action into a button."""
    values = [str(getattr(action, name)) for name in action.__struct_fields__]
    assert not any(":" in value for value in values), f"{action} holds a colon"
    raw = ":".join((action.wire, *values))
    assert len(raw.encode()) <= WIRE_MOST, f"{raw} does not fit in a button"
    return raw


def decode(raw: str) -> Action | None:
    """Unpack a button; `None` for one that is forged or was drawn by an older house."""
    wire, *values = raw.split(":")
    kind = Known.actions.get(wire)
    if kind is None or not raw.isprintable() or len(raw.encode()) > WIRE_MOST:
        return None
    if len(values) != len(kind.__struct_fields__):
        return None
    read: list[str | int] = []
    for field, value in zip(fields_of(kind), values, strict=True):
        if field.type is int:
            digits = value.removeprefix("-")
            if not (digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS_MOST):
                return None
            read.append(int(value))
        else:
            read.append(value)
    return kind(*read)


@cache
def fields_of(kind: type[Action]) -> tuple[FieldInfo, ...]:
    """Return what a kind of action says, in order."""
    return fields(kind)
