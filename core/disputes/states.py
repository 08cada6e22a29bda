"""The life of a dispute."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class DisputeState(StrEnum):
    """Where a dispute stands. `answered` is passed through: the time to settle begins with it."""

    OPENED = "opened"  # the other side is to state its case
    ANSWERED = "answered"
    SETTLING = "settling"  # the two try to agree
    MEDIATION = "mediation"  # waits for a moderator
    HEARING = "hearing"  # a moderator has it
    DECIDED = "decided"  # can be appealed
    APPEALED = "appealed"  # waits for another moderator
    EXECUTED = "executed"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


def proposes_an_end(dispute: Any, _now: datetime) -> bool:
    """Whether a settlement is on the table."""
    outcome: str | None = dispute.proposal
    return outcome is not None and outcome != "withdraw"


def asks_to_withdraw(dispute: Any, _now: datetime) -> bool:
    """Whether the opener has asked to take the dispute back."""
    return bool(dispute.proposal == "withdraw")


def is_first(dispute: Any, _now: datetime) -> bool:
    """Whether nobody has appealed."""
    return dispute.appellant_id is None


def is_appeal(dispute: Any, _now: datetime) -> bool:
    """Whether a decision was appealed."""
    return dispute.appellant_id is not None


def hours(*several: int) -> tuple[timedelta, ...]:
    """Write some lengths of time in hours."""
    return tuple(timedelta(hours=n) for n in several)


# A card that shows the time left is drawn anew every six hours, hourly in the last six.
REDRAWN = hours(*range(1, 6), *range(6, 72, 6))

OPENED, ANSWERED, SETTLING, MEDIATION, HEARING, DECIDED, APPEALED, *_ends = DisputeState
EXECUTED, SETTLED, WITHDRAWN = _ends
ASKER, OTHER, BOTH = (Role.ASKER,), (Role.OTHER,), (Role.ASKER, Role.OTHER)
MODERATOR, MARKET, CLOCK = (Role.MODERATOR,), (Role.MARKET,), (Role.CLOCK,)
RELIEVED = (Role.MODERATOR, Role.MARKET)  # by themselves, or because their office is gone

OPEN = (OPENED, SETTLING, MEDIATION, HEARING, DECIDED, APPEALED)
ENDED = frozenset(_ends)
UNTAKEN = frozenset({MEDIATION, APPEALED})  # a moderator is waited for

# fmt: off
DISPUTE = Table(
    "dispute",
    #    in         can           becomes     by          only if, or when nobody moved
    Row(OPENED,    "answer",     ANSWERED,   OTHER),
    Row(OPENED,    "pass_over",  SETTLING,   CLOCK,      after=timedelta(hours=48),
        warn_before=hours(24, 6), redraw_before=REDRAWN),
    Row(ANSWERED,  "begin",      SETTLING,   MARKET),
    Row(SETTLING,  "refer",      MEDIATION,  CLOCK,      after=timedelta(hours=72),
        warn_before=hours(24, 3), redraw_before=REDRAWN),
    Row(MEDIATION, "take",       HEARING,    MODERATOR),
    Row(MEDIATION, "escalate",   MEDIATION,  CLOCK,      after=timedelta(hours=48)),
    Row(HEARING,   "decide",     DECIDED,    MODERATOR,  when=is_first),
    Row(HEARING,   "decide",     EXECUTED,   MODERATOR,  when=is_appeal),
    Row(HEARING,   "hand_back",  MEDIATION,  RELIEVED,   when=is_first),
    Row(HEARING,   "hand_back",  APPEALED,   RELIEVED,   when=is_appeal),
    Row(HEARING,   "run_over",   MEDIATION,  CLOCK,      when=is_first, after=timedelta(days=7),
        warn_before=hours(24)),  # five working days, as they fall
    Row(HEARING,   "run_over",   APPEALED,   CLOCK,      when=is_appeal),
    Row(DECIDED,   "appeal",     APPEALED,   BOTH),
    Row(DECIDED,   "execute",    EXECUTED,   CLOCK,      after=timedelta(hours=48),
        warn_before=hours(24), redraw_before=REDRAWN),
    Row(APPEALED,  "take",       HEARING,    MODERATOR),
    Row(APPEALED,  "escalate",   APPEALED,   CLOCK,      after=timedelta(hours=48)),
    *(Row(state,   "accept",     SETTLED,    BOTH,       when=proposes_an_end) for state in OPEN),
    *(Row(state,   "accept",     WITHDRAWN,  OTHER,      when=asks_to_withdraw) for state in OPEN),
    *(Row(state,   "meet",       SETTLED,    MARKET) for state in OPEN),
)
# fmt: on
