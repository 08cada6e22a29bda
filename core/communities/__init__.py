"""Communities: marketplaces of their own. Everyone starts in the open one."""

from core.communities.models import Community, InCommunity
from core.communities.queries import on_timeout
from core.communities.rules import Silence
from core.communities.service import HOME, ensure_home, home

__all__ = ["HOME", "Community", "InCommunity", "Silence", "ensure_home", "home", "on_timeout"]
