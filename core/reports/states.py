"""The life of a report."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class ReportState(StrEnum):
    """What became of a report."""

    WAITING = "waiting"  # for a moderator
    TAKEN = "taken"  # a moderator has it
    UPHELD = "upheld"  # something was done about it
    DISMISSED = "dismissed"  # nothing was wrong, or nothing could be shown


WAITING, TAKEN, UPHELD, DISMISSED = ReportState
MODERATOR, MARKET, CLOCK = (Role.MODERATOR,), (Role.MARKET,), (Role.CLOCK,)
RELIEVED = (Role.MODERATOR, Role.MARKET)  # by themselves, or because their office is gone
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# fmt: off
REPORT = Table(
    "report",
    #    in       can          becomes     by          when nobody moved
    Row(WAITING, "take",      TAKEN,      MODERATOR),
    Row(WAITING, "escalate",  WAITING,    CLOCK,      after=48 * HOUR),
    Row(WAITING, "settle",    UPHELD,     MARKET),    # with another one about the same
    Row(TAKEN,   "uphold",    UPHELD,     MODERATOR),
    Row(TAKEN,   "dismiss",   DISMISSED,  MODERATOR),
    Row(TAKEN,   "hand_back", WAITING,    RELIEVED),
    Row(TAKEN,   "let_go",    WAITING,    CLOCK,      after=3 * DAY, warn_before=(DAY,)),
    Row(TAKEN,   "settle",    UPHELD,     MARKET),
)
# fmt: on

OPEN = frozenset({WAITING, TAKEN})
