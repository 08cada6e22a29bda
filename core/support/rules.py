"""Who is answered first, and how long that takes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median_high

TITLE_MOST = 80  # characters
WORDS_MOST = 2_000  # characters, in one message
ENOUGH = 3  # answered tickets, to say how long it takes


class Standing(StrEnum):
    """How soon somebody is answered; levels and Pro give more than the standard."""

    STANDARD = "standard"
    PRIORITY = "priority"
    VIP = "vip"


# So much longer than they did they seem to have waited: never more than a day, so that
# whoever has waited a day longer stands in front of everyone.
HEAD_STARTS = {
    Standing.STANDARD: timedelta(0),
    Standing.PRIORITY: timedelta(hours=12),
    Standing.VIP: timedelta(hours=24),
}


def place_of(waits_since: datetime, standing: Standing) -> datetime:
    """Return where a ticket stands in the queue: the earliest place is answered first."""
    return waits_since - HEAD_STARTS[standing]


def usual_wait(waits: Sequence[timedelta]) -> timedelta | None:
    """Return how long an answer takes, judging by the last ones; of too few, nothing."""
    return median_high(waits) if len(waits) >= ENOUGH else None
