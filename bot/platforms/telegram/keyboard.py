"""Buttons below a message."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from bot.i18n import once, say
from bot.platforms.telegram import limits
from bot.platforms.telegram.text import blank, fit, scrub, width
from bot.ui import Button, Choice, Screen, Style
from core.kit.text import Text

Key = dict[str, Any]
Keyboard = list[list[Key]]

COLOURS = {Style.MAIN: "primary", Style.GOOD: "success", Style.GRAVE: "danger"}
SCHEMES = {"http", "https", "tg"}
NO_LABEL = "…"

log = logging.getLogger(__name__)


def keyboard(screen: Screen, locale: str, page: Keyboard) -> Keyboard:
    """Lay out a menu's choices in a column, then the form's keys, then the buttons.

    What is serious and good stands above a menu: a thumb need not pass by every choice to say yes.
    """
    if screen.menu is None:
        return _at_most([*page, *_rows(screen.buttons, locale)], limits.BUTTONS)
    serious = [row for row in screen.buttons if any(b.style is Style.GOOD for b in row)]
    others = [row for row in screen.buttons if row not in serious]
    above, below = _rows(serious, locale), [*page, *_rows(others, locale)]
    room = limits.BUTTONS - sum(map(len, [*above, *below]))
    column = [[_choice(choice, locale)] for choice in screen.menu.choices[: max(room, 0)]]
    return _at_most([*above, *column, *below], limits.BUTTONS)


def key(label: str, wire: str, style: Style = Style.PLAIN) -> Key:
    """Make a key that presses this wire."""
    made: Key = {"text": label, "callback_data": wire}
    if style is not Style.PLAIN:
        made["style"] = COLOURS[style]
    return made


@once
def label(text: Text, locale: str) -> str:
    """Write what stands on a button: one line, short enough, never empty."""
    words = " ".join(say(text, locale, scrub).split("\n"))
    return NO_LABEL if blank(words) else fit(words.strip(), limits.BUTTON_LABEL)


def hinted(text: Text, hint: Text | None, locale: str) -> str:
    """Write a button's label, and its hint when both are short."""
    first = label(text, locale)
    if hint is None:
        return first
    both = f"{first} · {label(hint, locale)}"
    return both if width(both) <= limits.BUTTON_HINT else first


def _rows(rows: Sequence[Sequence[Button]], locale: str) -> Keyboard:
    drawn: Keyboard = []
    for row in rows:
        keys = [made for one in row if (made := _button(one, locale)) is not None]
        wide = limits.BUTTONS_A_ROW
        drawn.extend(keys[i : i + wide] for i in range(0, len(keys), wide))
    return drawn


def _button(one: Button, locale: str) -> Key | None:
    words = label(one.label, locale)
    if one.wire:
        return key(words, one.wire, one.style)
    made: Key = {"text": words}
    if one.style is not Style.PLAIN:
        made["style"] = COLOURS[one.style]
    if one.url:
        if not _opens(one.url):
            log.warning("a button was left out: Telegram does not open its address")
            return None
        made["url"] = one.url
    elif one.copy:
        made["copy_text"] = {"text": fit(scrub(one.copy), limits.COPY_TEXT)}
    else:
        made["switch_inline_query_chosen_chat"] = {
            "query": fit(scrub(one.search or ""), limits.SEARCH),
            "allow_user_chats": True,
            "allow_group_chats": True,
            "allow_channel_chats": True,
        }
    return made


def _choice(one: Choice, locale: str) -> Key:
    return key(hinted(one.label, one.hint, locale), one.wire)


@lru_cache(maxsize=1024)
def _opens(url: str) -> bool:
    """Say whether Telegram would open this; one bad address makes it refuse the whole message."""
    if scrub(url) != url or any(c.isspace() for c in url) or len(url.encode()) > limits.URL_BYTES:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return False
    if parts.scheme not in SCHEMES:
        return False
    return parts.scheme == "tg" or "." in host.strip(".") or ":" in host


def _at_most(rows: Keyboard, most: int) -> Keyboard:
    kept: Keyboard = []
    for row in rows:
        part = row[: most - sum(map(len, kept))]
        if not part:
            break
        kept.append(part)
    return kept
