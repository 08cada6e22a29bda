"""Communities: marketplaces of their own. Everyone starts in the open one."""

from core.communities.models import Community, InCommunity
from core.communities.service import HOME, ensure_home, home

__all__ = ["HOME", "Community", "InCommunity", "ensure_home", "home"]
