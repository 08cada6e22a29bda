"""Read a calendar day as people type it, or say how to write it."""

import re
from datetime import date

from bot.forms.errors import NoSuchDay, NotADay

EUROPEAN = re.compile(r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")


def day_of(typed: str) -> date:
    """Read `24/12/2026`, `24.12.2026`, `24-12-2026` or `2026-12-24`: never the month first.

    A year is written whole, so that nothing could mean two days; the form shows the day in
    words before it counts.
    """
    bare = typed.strip()
    found = EUROPEAN.fullmatch(bare) or ISO.fullmatch(bare)
    if found is None:
        raise NotADay
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise NoSuchDay from None
