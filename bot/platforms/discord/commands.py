"""Our commands, as Discord lists them: an English name, and one for every other language."""

import re
from collections.abc import Sequence

from bot.i18n import DEFAULT, closest, say
from bot.platform import MenuEntry, MenuOption, OptionKind
from bot.platforms.discord import limits
from bot.platforms.discord.draw import Json, label
from core.kit.text import Text

SLASH = 1
KINDS = {OptionKind.WORDS: 3, OptionKind.COUNT: 4, OptionKind.PERSON: 6}
EVERYWHERE = [0, 1, 2]  # servers, our direct messages, other private chats
BOTH_WAYS = [0, 1]  # added to a server, or to one's own account
# The languages Discord speaks, as it calls them; a command in any other one is refused.
TAGS = (
    "bg", "cs", "da", "de", "el", "es-419", "es-ES", "fi", "fr", "hi", "hr", "hu", "id", "it",
    "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi",
    "zh-CN", "zh-TW",
)  # fmt: skip
NO_NAME = re.compile(r"[^\w-]|(?<!\w)_")


def commands(menu: Sequence[MenuEntry]) -> list[Json]:
    """Describe every command; a name that is already taken in a language is left in English."""
    taken: dict[str, set[str]] = {}
    return [
        {
            "type": SLASH,
            **_named(entry.name, entry.title, entry.help, taken),
            "options": _options(entry.options),
            "contexts": EVERYWHERE,
            "integration_types": BOTH_WAYS,
        }
        for entry in menu[: limits.COMMANDS]
    ]


def _options(options: Sequence[MenuOption]) -> list[Json]:
    taken: dict[str, set[str]] = {}
    ordered = sorted(options, key=lambda option: not option.required)
    return [
        {
            "type": KINDS[option.kind],
            **_named(option.name, option.title, option.help, taken),
            "required": option.required,
            **({"autocomplete": option.suggests} if option.kind is OptionKind.WORDS else {}),
        }
        for option in ordered[: limits.COMMAND_OPTIONS]
    ]


def _named(name: str, title: Text, about: Text, taken: dict[str, set[str]]) -> Json:
    english = spelled(name)
    names: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for tag in TAGS:
        locale = closest(tag)
        if locale == DEFAULT:
            continue
        descriptions[tag] = label(about, locale, limits.COMMAND_DESCRIPTION)
        word = spelled(say(title, locale))
        used = taken.setdefault(tag, set())
        names[tag] = word if word and word not in used else english
        used.add(names[tag])
    return {
        "name": english,
        "name_localizations": names,
        "description": label(about, DEFAULT, limits.COMMAND_DESCRIPTION),
        "description_localizations": descriptions,
    }


def spelled(word: str) -> str:
    """Return a word as Discord allows a command to be called: small letters, figures, - and _."""
    hyphened = "-".join(word.casefold().replace("/", " ").split())
    return NO_NAME.sub("", hyphened)[: limits.COMMAND_NAME].strip("-")
