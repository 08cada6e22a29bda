"""The life of a request to cancel an order together."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class CancellationState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    AGREED = "agreed"
    LAPSED = "lapsed"  # nobody answered, and the order was cancelled
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"  # a dispute was opened over it


def silence_cancels(request: Any, _now: datetime) -> bool:
    """Whether this community takes silence for a yes."""
    return bool(request.on_timeout == "cancel")


def silence_declines(request: Any, _now: datetime) -> bool:
    """Whether this community takes silence for a no."""
    return bool(request.on_timeout == "decline")


def hours(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in hours."""
    return tuple(timedelta(hours=n) for n in several)


ASKED, AGREED, LAPSED, DECLINED, WITHDRAWN, OVERTAKEN = CancellationState
ASKER, OTHER, MARKET, CLOCK = Role.ASKER, Role.OTHER, Role.MARKET, Role.CLOCK

# fmt: off
CANCELLATION = Table(
    "cancellation",
    #    in     can         becomes     by          only if, or when nobody moved
    Row(ASKED, "agree",    AGREED,     (OTHER,)),
    Row(ASKED, "decline",  DECLINED,   (OTHER,)),
    Row(ASKED, "withdraw", WITHDRAWN,  (ASKER,)),
    Row(ASKED, "lapse",    LAPSED,     (CLOCK,),   when=silence_cancels, after=timedelta(days=2),
        warn_before=hours(24, 6, 1),
        redraw_before=hours(*range(1, 6), *range(6, 7 * 24, 6))),
    Row(ASKED, "lapse",    DECLINED,   (CLOCK,),   when=silence_declines),
    Row(ASKED, "overtake", OVERTAKEN,  (MARKET,)),
)
# fmt: on

REFUSED = frozenset({DECLINED, WITHDRAWN})  # whoever asked waits before asking again
CANCELLED = frozenset({AGREED, LAPSED})
