"""Communities: marketplaces of their own. Everyone starts in the open one."""

from core.communities.models import Community, InCommunity, Office
from core.communities.queries import may_moderate, moderators, on_timeout
from core.communities.rules import Rank, Silence
from core.communities.service import HOME, ensure_home, home

__all__ = [
    "HOME",
    "Community",
    "InCommunity",
    "Office",
    "Rank",
    "Silence",
    "ensure_home",
    "home",
    "may_moderate",
    "moderators",
    "on_timeout",
]
