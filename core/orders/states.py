"""The life of an order."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class OrderState(StrEnum):
    """Where the work of an order stands."""

    AWAITING_PAYMENT = "awaiting_payment"
    REQUIREMENTS = "requirements"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    IN_REVISION = "in_revision"
    AWAITING_FUNDING = "awaiting_funding"  # a milestone was released, the next one is not paid yet
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Hold(StrEnum):
    """Why an order stands still, if it does. The work's own state waits underneath."""

    FREE = "free"
    CANCEL_REQUESTED = "cancel_requested"
    DISPUTED = "disputed"


def asks_something(order: Any, _now: datetime) -> bool:
    """Whether the seller needs answers before the work can begin."""
    return bool(order.terms.questions)


def asks_nothing(order: Any, _now: datetime) -> bool:
    """Whether the work can begin as soon as the money is there."""
    return not order.terms.questions


def seller_waited(order: Any, now: datetime) -> bool:
    """Whether the seller has waited long enough for the buyer's answers."""
    until: datetime | None = order.seller_waits_until
    return until is not None and now >= until


def very_late(order: Any, now: datetime) -> bool:
    """Whether the buyer has waited long enough for work that nobody asked more time for."""
    until: datetime | None = order.buyer_waits_until
    return until is not None and now > until and not order.extension_asked


def has_revisions(order: Any, _now: datetime) -> bool:
    """Whether the buyer may still ask for changes."""
    left: int = order.revisions_left
    return left != 0


def nothing_follows(order: Any, _now: datetime) -> bool:
    """Whether the work at hand is all there is, or the last milestone."""
    released: int = order.stages_released
    all_of_them: int = len(order.terms.stages)
    return released + 1 >= all_of_them


def next_is_funded(order: Any, _now: datetime) -> bool:
    """Whether the next milestone is paid already."""
    funded: int = order.stages_funded
    return bool(funded > order.stages_released + 1)


def next_is_not_funded(order: Any, now: datetime) -> bool:
    """Whether a milestone follows that is not paid yet."""
    return not nothing_follows(order, now) and not next_is_funded(order, now)


def has_released(order: Any, _now: datetime) -> bool:
    """Whether a milestone was released before: an order that ends then is completed."""
    released: int = order.stages_released
    return released > 0


def late_after_release(order: Any, now: datetime) -> bool:
    """Whether the buyer has waited long enough, and a milestone was released before."""
    return has_released(order, now) and very_late(order, now)


def ends_well(order: Any, now: datetime) -> bool:
    """Whether a settlement pays the seller the whole price, or a milestone was released before."""
    all_of_it = bool(order.share_minor == order.total_minor)
    return all_of_it or has_released(order, now)


def days(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in days."""
    return tuple(timedelta(days=n) for n in several)


def hours(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in hours."""
    return tuple(timedelta(hours=n) for n in several)


AWAITING, REQUIREMENTS, IN_PROGRESS, DELIVERED, IN_REVISION, UNFUNDED, *_ends = OrderState
COMPLETED, CANCELLED = _ends
FREE, CANCEL_REQUESTED, DISPUTED = Hold
BUYER, SELLER, MARKET, CLOCK = Role.BUYER, Role.SELLER, Role.MARKET, Role.CLOCK

# fmt: off
ORDER = Table(
    "order",
    #    in             can                 becomes       by         only if, or when nobody moved
    Row(AWAITING,      "paid",              REQUIREMENTS, (MARKET,), when=asks_something),
    Row(AWAITING,      "paid",              IN_PROGRESS,  (MARKET,), when=asks_nothing),
    Row(AWAITING,      "abandon",           CANCELLED,    (BUYER,)),
    Row(AWAITING,      "expire",            CANCELLED,    (CLOCK,),  after=timedelta(minutes=15)),
    Row(REQUIREMENTS,  "answer",            IN_PROGRESS,  (BUYER,)),
    Row(REQUIREMENTS,  "skip",              IN_PROGRESS,  (SELLER,)),
    Row(REQUIREMENTS,  "cancel",            CANCELLED,    (BUYER,)),
    Row(REQUIREMENTS,  "cancel",            CANCELLED,    (SELLER,), when=seller_waited),
    Row(REQUIREMENTS,  "lapse",             CANCELLED,    (CLOCK,),  after=timedelta(days=14),
        remind_after=(*hours(1, 24), *days(3, 6))),
    Row(IN_PROGRESS,   "deliver",           DELIVERED,    (SELLER,)),
    Row(IN_PROGRESS,   "cancel_late",       COMPLETED,    (BUYER,),  when=late_after_release),
    Row(IN_PROGRESS,   "cancel_late",       CANCELLED,    (BUYER,),  when=very_late),
    Row(IN_PROGRESS,   "write_off",         COMPLETED,    (CLOCK,),  when=has_released),
    Row(IN_PROGRESS,   "write_off",         CANCELLED,    (CLOCK,),  after=timedelta(days=14),
        warn_before=days(7, 3, 1)),  # counted from the due date
    Row(IN_REVISION,   "deliver",           DELIVERED,    (SELLER,)),
    Row(DELIVERED,     "deliver",           DELIVERED,    (SELLER,)),
    Row(DELIVERED,     "request_revision",  IN_REVISION,  (BUYER,),  when=has_revisions),
    Row(DELIVERED,     "accept",            COMPLETED,    (BUYER, CLOCK), when=nothing_follows,
        after=timedelta(days=3), warn_before=hours(48, 24, 3)),  # of a milestone, five days
    Row(DELIVERED,     "accept",            IN_PROGRESS,  (BUYER, CLOCK), when=next_is_funded),
    Row(DELIVERED,     "accept",            UNFUNDED,     (BUYER, CLOCK)),
    Row(DELIVERED,     "accept_and_stop",   COMPLETED,    (BUYER,),  when=next_is_not_funded),
    Row(UNFUNDED,      "fund",              IN_PROGRESS,  (MARKET,)),
    Row(UNFUNDED,      "stop",              COMPLETED,    (BUYER, CLOCK), after=timedelta(days=10),
        warn_before=days(7, 3, 1)),
    Row(DELIVERED,     "resume",            IN_REVISION,  (MARKET,)),
    Row(IN_PROGRESS,   "settle",            COMPLETED,    (MARKET,), when=ends_well),
    Row(IN_REVISION,   "settle",            COMPLETED,    (MARKET,), when=ends_well),
    Row(DELIVERED,     "settle",            COMPLETED,    (MARKET,), when=ends_well),
    Row(IN_PROGRESS,   "settle",            CANCELLED,    (MARKET,)),
    Row(IN_REVISION,   "settle",            CANCELLED,    (MARKET,)),
    Row(DELIVERED,     "settle",            CANCELLED,    (MARKET,)),
)

HOLD = Table(
    "hold",
    #    in                can                     becomes            by
    Row(FREE,             "request_cancellation",  CANCEL_REQUESTED,  (BUYER, SELLER)),
    Row(FREE,             "dispute",               DISPUTED,          (BUYER, SELLER)),
    Row(CANCEL_REQUESTED, "dispute",               DISPUTED,          (BUYER, SELLER)),
    Row(CANCEL_REQUESTED, "release",               FREE,              (MARKET,)),
    Row(DISPUTED,         "release",               FREE,              (MARKET,)),
)
# fmt: on

PAID = frozenset({REQUIREMENTS, IN_PROGRESS, DELIVERED, IN_REVISION})  # money is in escrow
UNDER_WAY = frozenset({IN_PROGRESS, IN_REVISION})  # the seller is expected to deliver
WORKED_ON = frozenset({IN_PROGRESS, DELIVERED, IN_REVISION})  # the two can ask to call it off
MOVING = frozenset({*WORKED_ON, UNFUNDED})  # the work has begun, and has not ended
OPEN = frozenset({AWAITING, *PAID, UNFUNDED})
