"""Inline search: gigs and offers, found and shared in any chat on Telegram."""

import logging
from collections.abc import Sequence
from typing import Any

from bot.i18n import say
from bot.platform import Desk, Found, SendFailure
from bot.platforms.telegram import limits
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.draw import draw
from bot.platforms.telegram.reading import read_query
from bot.platforms.telegram.text import fit, tame
from bot.ui import Screen

CACHE_SECONDS = 5
TITLE = 80  # units: a result shows one line of title and two of description
DESCRIPTION = 160

log = logging.getLogger(__name__)


async def answer_query(api: Api, desk: Desk, raw: bytes) -> None:
    """Answer an inline query; whatever goes wrong, the person is not left waiting."""
    read = read_query(raw)
    if read is None:
        return
    query, looking = read
    found: Sequence[Found] = ()
    try:
        found = (await desk.suggest(looking))[: limits.RESULTS]
    except Exception:
        log.exception("an inline query found nothing")
    locale = looking.who.locale
    given: dict[str, Any] = {
        "inline_query_id": query,
        "results": [result(one, looking.offset + n, locale) for n, one in enumerate(found)],
        "cache_time": CACHE_SECONDS,
        "is_personal": True,
        "next_offset": str(looking.offset + len(found)) if found else "",
    }
    try:
        await api.call("answerInlineQuery", given, bool)
    except SendFailure as trouble:
        log.warning("an inline query was not answered: %s", trouble)


def result(found: Found, number: int, locale: str) -> dict[str, Any]:
    """Draw one result and what it posts when it is picked."""
    label = say(found.label, locale, tame)
    drawn = draw(found.screen or Screen(title=found.label), locale)
    posts: dict[str, Any] = {
        "message_text": drawn.text,
        "link_preview_options": {"is_disabled": True},
    }
    if drawn.entities:
        posts["entities"] = drawn.entities
    made: dict[str, Any] = {
        "type": "article",
        "id": str(number),
        "title": _one_line(label, TITLE) or drawn.text[:1],
        "input_message_content": posts,
    }
    if found.hint is not None:
        made["description"] = _one_line(say(found.hint, locale, tame), DESCRIPTION)
    if drawn.keyboard:
        made["reply_markup"] = {"inline_keyboard": drawn.keyboard}
    return made


def _one_line(words: str, most: int) -> str:
    return fit(" ".join(words.split()), most)
