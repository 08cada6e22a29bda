"""What people see of the bot before they write to it: commands and descriptions, by language."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.i18n import DEFAULT, LOCALES, say
from bot.platform import MenuEntry
from bot.platforms.telegram import limits
from bot.platforms.telegram.failures import translated
from bot.platforms.telegram.reading import fold
from bot.platforms.telegram.text import fit
from core.kit.text import _

NAME = re.compile(r"[a-z0-9_]{1,32}")

log = logging.getLogger(__name__)


def words(menu: Sequence[MenuEntry]) -> dict[str, str]:
    """Map each word people see in Telegram's menu, in any language, to the command's own name."""
    every = {_name(entry, locale): entry.name for locale in reversed(LOCALES) for entry in menu}
    return {**every, **{entry.name: entry.name for entry in menu}}


def commands(menu: Sequence[MenuEntry], locale: str) -> list[tuple[str, str]]:
    """List the commands as Telegram takes them: small letters, no accents."""
    listed: dict[str, str] = {}
    for entry in menu:
        told = fit(say(entry.help, locale), limits.COMMAND_DESCRIPTION)
        listed.setdefault(_name(entry, locale), told)
    return list(listed.items())[: limits.COMMANDS]


async def introduce(bot: Bot, menu: Sequence[MenuEntry]) -> None:
    """Tell Telegram our commands and what we are. Where it refuses, the bot works all the same."""
    calls: list[Awaitable[bool]] = []
    for locale in LOCALES:
        # Telegram shows people of any other language what was told for none.
        code = None if locale == DEFAULT else locale
        calls += (
            bot.set_my_commands(commands(menu, locale), language_code=code),
            bot.set_my_description(_description(locale), language_code=code),
            bot.set_my_short_description(_short_description(locale), language_code=code),
        )
    for outcome in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(outcome, TelegramError):
            log.warning("Telegram did not take our commands: %s", translated(outcome))
        elif isinstance(outcome, BaseException):
            raise outcome


def _name(entry: MenuEntry, locale: str) -> str:
    name = fold(say(entry.title, locale))[: limits.COMMAND_NAME]
    return name if NAME.fullmatch(name) else entry.name


def _description(locale: str) -> str:
    says = _(
        "A marketplace for freelance work that lives in your chats. Find a gig, agree on an "
        "offer, follow your order step by step: the money is kept safe until the work is "
        "accepted. Press Start to begin."
    )
    return fit(say(says, locale), limits.DESCRIPTION)


def _short_description(locale: str) -> str:
    says = _("Freelance work in your chats: gigs, custom offers, milestones, safe payment.")
    return fit(say(says, locale), limits.SHORT_DESCRIPTION)
