"""The life of a request in the Resolution Center."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class RequestKind(StrEnum):
    """What one side may ask of the other without ending the order."""

    EXTEND = "extend"  # another due date
    MODIFY = "modify"  # another bargain
    EXTRA = "extra"  # something on top
    REFUND = "refund"  # a part of the price back


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    TO_PAY = "to_pay"  # both said yes; it takes effect when the buyer has paid the difference
    AGREED = "agreed"  # in force
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"  # the order went on or ended without it


def costs_more(request: Any, _now: datetime) -> bool:
    """Whether the buyer pays something for it."""
    minor: int = request.minor
    return minor > 0


def needs_a_yes(request: Any, _now: datetime) -> bool:
    """Whether silence is a no; what was only offered is taken back by silence instead."""
    return request.kind in (RequestKind.EXTEND, RequestKind.MODIFY)


OPEN, TO_PAY, AGREED, DECLINED, WITHDRAWN, OVERTAKEN = RequestState
ASKER, OTHER, MARKET, CLOCK = Role.ASKER, Role.OTHER, Role.MARKET, Role.CLOCK
PATIENCE = timedelta(hours=48)
LAST_HOURS = (timedelta(hours=24), timedelta(hours=3))

# fmt: off
REQUEST = Table(
    "request",
    #    in      can          becomes     by          only if, or when nobody moved
    Row(OPEN,   "agree",     TO_PAY,     (OTHER,),   when=costs_more),
    Row(OPEN,   "agree",     AGREED,     (OTHER,)),
    Row(OPEN,   "decline",   DECLINED,   (OTHER,)),
    Row(OPEN,   "withdraw",  WITHDRAWN,  (ASKER,)),
    Row(OPEN,   "lapse",     DECLINED,   (CLOCK,),   when=needs_a_yes, after=PATIENCE,
        warn_before=LAST_HOURS),
    Row(OPEN,   "lapse",     WITHDRAWN,  (CLOCK,)),
    Row(OPEN,   "overtake",  OVERTAKEN,  (MARKET,)),
    Row(TO_PAY, "paid",      AGREED,     (MARKET,)),
    Row(TO_PAY, "decline",   DECLINED,   (OTHER,)),
    Row(TO_PAY, "withdraw",  WITHDRAWN,  (ASKER,)),
    Row(TO_PAY, "lapse",     DECLINED,   (CLOCK,),   after=PATIENCE, warn_before=LAST_HOURS),
    Row(TO_PAY, "overtake",  OVERTAKEN,  (MARKET,)),
)
# fmt: on

WAITING = frozenset({OPEN, TO_PAY})  # somebody has to say or do something
