"""How long somebody may be away, and which moments their days are."""

from datetime import UTC, date, datetime, time, timedelta

from core.kit.settings import MarketSettings
from core.kit.words import cleaned
from core.out_of_office.errors import AbsenceBackwards, AbsencePast, AbsenceTooFar, MessageTooLong

MESSAGE_MOST = 500  # characters
AHEAD_MOST = timedelta(days=365)
A_DAY = timedelta(days=1)


def days(
    first: date, last: date, now: datetime, settings: MarketSettings
) -> tuple[datetime, datetime]:
    """Return when an absence begins and when they are back, or refuse. Days are the market's."""
    if last < first:
        raise AbsenceBackwards
    if first < now.date():
        raise AbsencePast(now.date())
    if first > (now + AHEAD_MOST).date() or (last - first).days >= settings.absence_days_most:
        raise AbsenceTooFar(settings.absence_days_most)
    return _midnight(first), _midnight(last + A_DAY)


def message(words: str | None) -> str:
    """Return what buyers read meanwhile, or refuse."""
    found = cleaned(words or "").strip()
    if len(found) > MESSAGE_MOST:
        raise MessageTooLong(MESSAGE_MOST)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
