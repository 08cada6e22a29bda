"""What may be asked for, and what a yes does to the bargain and its due date."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.orders import UNLIMITED, Extra, Order, OrderState, Terms
from core.resolution.errors import (
    DueTooSoon,
    ExtraIncomplete,
    NothingChanges,
    PriceTooHigh,
    PriceTooLow,
    ReasonMissing,
    RevisionsUnlimited,
    WordsTooMany,
    WrongDays,
    WrongExtras,
    WrongRevisions,
)
from core.resolution.models import Request
from core.resolution.states import RequestKind

WORDS_MOST = 1_000  # characters of a reason, or of what is to be done
TITLE_MOST = 80  # … of the name of an extra
EXTRAS_MOST = 3  # in one request
REVISIONS_MOST = 9
PERCENT_MOST = 99
DAY = timedelta(days=1)


def reason(words: str) -> str:
    """Return why, or refuse."""
    if not words.strip():
        raise ReasonMissing
    return at_most(words)


def at_most(words: str) -> str:
    """Return words that may be none, without their outer spaces, or refuse."""
    if len(words.strip()) > WORDS_MOST:
        raise WordsTooMany(WORDS_MOST)
    return words.strip()


def extras(offered: Sequence[Extra], settings: MarketSettings) -> tuple[Extra, ...]:
    """Return some extras with one-line names, or refuse."""
    if not 1 <= len(offered) <= EXTRAS_MOST:
        raise WrongExtras(1, EXTRAS_MOST)
    least = Money(settings.price_least, settings.currency)
    most = Money(settings.price_most, settings.currency)
    named = tuple(replace(each, title=" ".join(each.title.split())) for each in offered)
    for each in named:
        if not 1 <= len(each.title) <= TITLE_MOST or not least <= each.price <= most:
            raise ExtraIncomplete(least, most)
        if not 0 <= each.days <= settings.days_most:
            raise WrongDays(0, settings.days_most)
    return named


def measure(order: Order, request: Request, now: datetime, settings: MarketSettings) -> None:
    """Refuse a change of the bargain that is none, or that the market does not know."""
    if not (request.words or request.minor or request.days or request.revisions):
        raise NothingChanges
    most, least = Money(settings.price_most, order.currency), settings.price_least
    if abs(request.minor) > most.minor:
        raise PriceTooHigh(most)
    if request.minor < 0 and order.total_minor + request.minor < least:
        raise PriceTooLow(Money(least, order.currency))
    if abs(request.days) > settings.days_most:
        raise WrongDays(-settings.days_most, settings.days_most)
    soonest = now + settings.review_least
    if request.days < 0 and order.due_at and order.due_at + request.days * DAY < soonest:
        raise DueTooSoon(settings.review_least // timedelta(hours=1))
    _measure_revisions(order, request.revisions)


def _measure_revisions(order: Order, change: int) -> None:
    if not change:
        return
    if order.terms.revisions == UNLIMITED:
        raise RevisionsUnlimited
    if not order.revisions_used <= order.terms.revisions + change <= REVISIONS_MOST:
        raise WrongRevisions(order.revisions_used, REVISIONS_MOST)


def part(order: Order, percent: int) -> Money:
    """Return so much of what the order costs, extras included, rounded down."""
    return order.total.share(percent * 100)


def amended(order: Order, request: Request) -> Terms:
    """Return the bargain as it is once both said yes and the difference is paid."""
    terms = order.terms
    revisions = terms.revisions
    if revisions != UNLIMITED:
        revisions = max(order.revisions_used, min(REVISIONS_MOST, revisions + request.revisions))
    said = (request.words,) if request.kind is RequestKind.MODIFY and request.words else ()
    days = 0 if request.kind is RequestKind.EXTEND else request.days
    return replace(
        terms,
        total=terms.total + Money(request.minor, request.currency),
        days=max(1, terms.days + days),
        revisions=revisions,
        extras=(*terms.extras, *request.extras),
        changes=(*terms.changes, *said),
    )


def adds_work(request: Request) -> bool:
    """Tell whether the seller has more to do by it: delivered work is then expected again."""
    asked = request.kind in (RequestKind.MODIFY, RequestKind.EXTRA)
    return asked and (request.minor > 0 or request.days > 0)


def more_time(order: Order, request: Request, now: datetime) -> timedelta:
    """Return by how much a yes moves the due date.

    Late work gets its days from now on: nobody agrees to a date that is past. A date that comes
    nearer leaves a day to deliver, or what was left.
    """
    if order.due_at is None or not request.days:
        return timedelta(0)
    if request.days > 0:
        return max(order.due_at, now) + request.days * DAY - order.due_at
    return min(max(order.due_at + request.days * DAY, now + DAY), order.due_at) - order.due_at


def time_again(request: Request, settings: MarketSettings) -> timedelta:
    """Return how long the seller has for more work on what was delivered."""
    return max(timedelta(hours=settings.revision_hours_least), request.days * DAY)


def due_after(
    order: Order, request: Request, now: datetime, settings: MarketSettings
) -> datetime | None:
    """Return when the work is due once both said yes, if that changes."""
    if order.state is OrderState.DELIVERED:
        return now + time_again(request, settings) if adds_work(request) else None
    time = more_time(order, request, now)
    return order.due_at + time if order.due_at is not None and time else None
