"""What an inquiry counts for. Pure: given what was asked and answered, and the moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.kit.settings import MarketSettings
from core.relay import Excuse


class Outcome(StrEnum):
    """What came of an inquiry."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSED = "missed"  # not answered, and no longer in time
    WAITING = "waiting"  # there is still time to answer
    UNDELIVERED = "undelivered"  # the seller never had it before their eyes
    SPAM = "spam"
    AWAY = "away"


COUNTED = frozenset({Outcome.IN_TIME, Outcome.LATE, Outcome.MISSED})


class Inquiry(NamedTuple):
    """Somebody's first words to a seller, and the seller's first words back.

    Time runs from when they arrived: nobody answers what they have not read. It `fell_silent`
    when the seller went away in the time to answer and could not be written to.
    """

    asked_at: datetime
    arrived_at: datetime | None
    answered_at: datetime | None
    excuse: Excuse | None
    asker_id: str = ""
    fell_silent: bool = False

    @property
    def delay(self) -> timedelta | None:
        """How long the answer took, if there is one."""
        if self.answered_at is None:
            return None
        return max(timedelta(0), self.answered_at - (self.arrived_at or self.asked_at))


class Rate(NamedTuple):
    """What is shown of a seller: `counted` inquiries, of which so many were answered in time.

    `delay` is the median of what answers took, early or late.
    """

    counted: int
    in_time: int
    delay: timedelta | None
    least: int

    @property
    def is_new(self) -> bool:
        """Whether there were too few inquiries to say anything."""
        return self.counted < self.least

    @property
    def percent(self) -> int | None:
        """The share answered in time, rounded down; nothing while the seller is new."""
        return None if self.is_new else self.in_time * 100 // self.counted


def outcome(inquiry: Inquiry, now: datetime, settings: MarketSettings) -> Outcome:
    """Tell what came of an inquiry."""
    if inquiry.excuse is not None:
        return Outcome(inquiry.excuse.value)
    delay = inquiry.delay
    if delay is not None and delay <= settings.response_within:
        return Outcome.IN_TIME
    if inquiry.fell_silent:
        return Outcome.AWAY
    if delay is not None:
        return Outcome.LATE
    if inquiry.arrived_at is None:
        return Outcome.UNDELIVERED
    waited = now - inquiry.arrived_at
    return Outcome.WAITING if waited <= settings.response_within else Outcome.MISSED


def falls_silent(
    arrived_at: datetime | None,
    silences: Iterable[tuple[datetime, datetime]],
    settings: MarketSettings,
) -> bool:
    """Tell whether nobody could write to the seller at some time while the answer was due."""
    if arrived_at is None:
        return False
    due_at = arrived_at + settings.response_within
    return any(begin <= due_at and arrived_at < end for begin, end in silences)


def rate(inquiries: Iterable[Inquiry], now: datetime, settings: MarketSettings) -> Rate:
    """Return a seller's rate over the inquiries of the last ninety days.

    What can still be answered in time counts neither way. Spam, what fell into an absence
    without messages, and what never arrived are left out, whatever became of them.
    """
    since = now - settings.response_over
    recent = [each for each in inquiries if each.asked_at >= since]
    ended = [(each, outcome(each, now, settings)) for each in recent]
    counted = [(each, end) for each, end in ended if end in COUNTED]
    delays = [each.delay for each, _end in counted if each.delay is not None]
    return Rate(
        counted=len(counted),
        in_time=sum(end is Outcome.IN_TIME for _each, end in counted),
        delay=_median(delays),
        least=settings.inquiries_least,
    )


def _median(delays: list[timedelta]) -> timedelta | None:
    """Return the one in the middle, or what is halfway between the two there."""
    if not delays:
        return None
    delays = sorted(delays)
    half = len(delays) // 2
    return delays[half] if len(delays) % 2 else (delays[half - 1] + delays[half]) / 2
