"""What one is warned for, and what several warnings lead to."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.kit.text import Text, _

EVIDENCE_MOST = 2_000  # characters
WORDS_MOST = 2_000  # characters of an appeal, and of what is decided on it
MATTER_MOST = 32  # characters of a number
SUSPENDED_AT = 3  # active warnings


class Rule(StrEnum):
    """What the market does not want."""

    OUTSIDE = "outside"
    INSULTS = "insults"
    MISLEADING = "misleading"
    STOLEN = "stolen"
    NOT_DONE = "not_done"
    FAKED = "faked"
    UNWANTED = "unwanted"
    PRIVATE = "private"
    FORBIDDEN = "forbidden"


RULES: Mapping[Rule, Text] = {
    Rule.OUTSIDE: _("Dealing outside the market"),
    Rule.INSULTS: _("Insults or threats"),
    Rule.MISLEADING: _("A misleading gig or profile"),
    Rule.STOLEN: _("Using the work of others as one's own"),
    Rule.NOT_DONE: _("Taking orders without working on them"),
    Rule.FAKED: _("Orders or reviews that are not real"),
    Rule.UNWANTED: _("Unwanted messages"),
    Rule.PRIVATE: _("Spreading what is private"),
    Rule.FORBIDDEN: _("Forbidden or dangerous content"),
}


class Penalty(StrEnum):
    """What a warning brings with it, beside itself."""

    NOTHING = "nothing"
    PAUSE = "pause"  # selling is suspended for a few days
    LEVEL = "level"  # one level down
    SUSPENSION = "suspension"  # selling is suspended while three warnings count


class Count(NamedTuple):
    """A warning as the ladder sees it."""

    rule: Rule
    issued_at: datetime
    expires_at: datetime


class Rung(NamedTuple):
    """What a warning leads to, and until when; nothing lasts for ever."""

    penalty: Penalty
    until: datetime | None


NO_PENALTY = Rung(Penalty.NOTHING, None)


def rung(latest: Count, before: Sequence[Count], pause: timedelta) -> Rung:
    """Return what the latest warning leads to, given those that came before it.

    Only those count that have not expired when it is issued. What follows from two or from
    three ends when so many no longer count.
    """
    active = [one for one in before if one.expires_at > latest.issued_at]
    ends = sorted((one.expires_at for one in (*active, latest)), reverse=True)
    if len(ends) >= SUSPENDED_AT:
        return Rung(Penalty.SUSPENSION, ends[SUSPENDED_AT - 1])
    if not active:
        return NO_PENALTY
    if active[0].rule is latest.rule:
        return Rung(Penalty.PAUSE, latest.issued_at + pause)
    return Rung(Penalty.LEVEL, ends[1])
