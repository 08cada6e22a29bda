"""Discord: buttons, menus and dialogs, in direct messages and in servers."""

from typing import TYPE_CHECKING

from bot.platforms.discord.platform import Discord

if TYPE_CHECKING:
    from bot.config import Settings

__all__ = ["Discord", "connect"]


def connect(settings: "Settings") -> Discord:
    """Make the platform from the settings."""
    return Discord(settings.discord_token, api_url=settings.discord_api_url or None)
