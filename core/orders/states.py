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


def all_to_the_seller(order: Any, _now: datetime) -> bool:
    """Whether an order that ends by a settlement pays the seller the whole price."""
    share: int | None = order.share_minor
    total: int = order.total_minor
    return share == total


def days(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in days."""
    return tuple(timedelta(days=n) for n in several)


def hours(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in hours."""
    return tuple(timedelta(hours=n) for n in several)


AWAITING, REQUIREMENTS, IN_PROGRESS, DELIVERED, IN_REVISION, COMPLETED, CANCELLED = OrderState
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
    Row(IN_PROGRESS,   "cancel_late",       CANCELLED,    (BUYER,),  when=very_late),
    Row(IN_PROGRESS,   "write_off",         CANCELLED,    (CLOCK,),  after=timedelta(days=14),
        warn_before=days(7, 3, 1)),  # counted from the due date
    Row(IN_REVISION,   "deliver",           DELIVERED,    (SELLER,)),
    Row(DELIVERED,     "deliver",           DELIVERED,    (SELLER,)),
    Row(DELIVERED,     "request_revision",  IN_REVISION,  (BUYER,),  when=has_revisions),
    Row(DELIVERED,     "accept",            COMPLETED,    (BUYER, CLOCK), after=timedelta(days=3),
        warn_before=hours(48, 24, 3)),
    Row(DELIVERED,     "resume",            IN_REVISION,  (MARKET,)),
    Row(IN_PROGRESS,   "settle",            COMPLETED,    (MARKET,), when=all_to_the_seller),
    Row(IN_REVISION,   "settle",            COMPLETED,    (MARKET,), when=all_to_the_seller),
    Row(DELIVERED,     "settle",            COMPLETED,    (MARKET,), when=all_to_the_seller),
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
OPEN = frozenset({AWAITING, *PAID})
