"""Telegram: long polling or a webhook, private chats, groups and inline search."""

from typing import TYPE_CHECKING

from bot.platforms.telegram.ingress import Webhook
from bot.platforms.telegram.platform import Telegram

if TYPE_CHECKING:
    from bot.config import Settings

__all__ = ["Telegram", "Webhook", "connect"]


def connect(settings: "Settings") -> Telegram:
    """Make the platform from the settings."""
    webhook = None
    if settings.telegram_webhook_url:
        webhook = Webhook(
            settings.telegram_webhook_url,
            settings.telegram_webhook_port,
            settings.telegram_webhook_secret,
        )
    api_url = settings.telegram_api_url
    if not api_url and settings.sandbox_url:
        api_url = f"{settings.sandbox_url.rstrip('/')}/telegram"
    return Telegram(settings.telegram_token, api_url=api_url or None, webhook=webhook)
