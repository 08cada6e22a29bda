"""The chat platforms. A new folder here, named in the settings, is a new platform."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from bot.platform import Platform

if TYPE_CHECKING:
    from bot.config import Settings


def names() -> tuple[str, ...]:
    """List the platforms there are: every folder here is one."""
    return tuple(module.name for module in iter_modules(__path__) if module.ispkg)


def load(name: str) -> "Callable[[Settings], Platform]":
    """Return the `connect` of the platform whose folder bears this name."""
    if name not in names():
        raise ValueError(f"there is no platform {name!r}: {', '.join(names())}")
    return cast("Callable[[Settings], Platform]", import_module(f"{__name__}.{name}").connect)
