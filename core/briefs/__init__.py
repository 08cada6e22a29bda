"""Briefs: what buyers look for, put before every seller of their community."""

from core.briefs.errors import (
    BriefOver,
    BriefWordsMissing,
    BriefWordsTooLong,
    BudgetOutOfRange,
    TooManyBriefs,
    WishedTooSoon,
)
from core.briefs.events import BriefChosen, BriefClosed, BriefExpired
from core.briefs.models import Brief
from core.briefs.queries import (
    ends_at,
    expect,
    get,
    look,
    look_mine,
    mine,
    open_ones,
    poster,
    require_open,
    role_of,
    verbs,
)
from core.briefs.rules import TITLE_LEAST, TITLE_MOST, WANTED_LEAST, WANTED_MOST
from core.briefs.service import choose, close, expire, post
from core.briefs.states import BRIEF, BriefState

__all__ = [
    "BRIEF",
    "TITLE_LEAST",
    "TITLE_MOST",
    "WANTED_LEAST",
    "WANTED_MOST",
    "Brief",
    "BriefChosen",
    "BriefClosed",
    "BriefExpired",
    "BriefOver",
    "BriefState",
    "BriefWordsMissing",
    "BriefWordsTooLong",
    "BudgetOutOfRange",
    "TooManyBriefs",
    "WishedTooSoon",
    "choose",
    "close",
    "ends_at",
    "expect",
    "expire",
    "get",
    "look",
    "look_mine",
    "mine",
    "open_ones",
    "post",
    "poster",
    "require_open",
    "role_of",
    "verbs",
]
