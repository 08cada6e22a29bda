"""A terminal as a platform of equal rank: one person, lines in, plain text out."""

from typing import TYPE_CHECKING

from bot.platforms.console.console import Console

if TYPE_CHECKING:
    from bot.config import Settings

__all__ = ["Console", "connect"]


def connect(settings: "Settings") -> Console:
    """Make the platform; it needs no setting."""
    return Console()
