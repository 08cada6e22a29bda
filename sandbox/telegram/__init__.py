"""A strict Telegram Bot API server on this machine, and the people who use it."""

from sandbox.telegram.server import Telegram

__all__ = ["Telegram"]
