"""The life of a warning."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class WarningState(StrEnum):
    """Whether a warning counts."""

    ACTIVE = "active"
    APPEALED = "appealed"  # it counts until another moderator says otherwise
    UPHELD = "upheld"  # another moderator looked: it counts
    LIFTED = "lifted"  # as if it had never been
    EXPIRED = "expired"


def in_time(warning: Any, now: datetime) -> bool:
    """Whether one may still appeal."""
    return bool(now < warning.appeal_until)


ACTIVE, APPEALED, UPHELD, LIFTED, EXPIRED = WarningState
OTHER, MODERATOR, CLOCK = Role.OTHER, Role.MODERATOR, Role.CLOCK
DAY = timedelta(days=1)

# fmt: off
WARNING = Table(
    "warning",
    #    in        can       becomes    by            only if, or when nobody moved
    Row(ACTIVE,   "appeal", APPEALED,  (OTHER,),     when=in_time),
    Row(ACTIVE,   "expire", EXPIRED,   (CLOCK,),     after=90 * DAY),
    Row(APPEALED, "uphold", UPHELD,    (MODERATOR,)),
    Row(APPEALED, "lift",   LIFTED,    (MODERATOR,)),
    Row(APPEALED, "expire", EXPIRED,   (CLOCK,),     after=90 * DAY,
        remind_after=(2 * DAY, 5 * DAY, 10 * DAY)),
    Row(UPHELD,   "expire", EXPIRED,   (CLOCK,),     after=90 * DAY),
)
# fmt: on

COUNTS = frozenset({ACTIVE, APPEALED, UPHELD})
