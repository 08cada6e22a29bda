"""Questions about communities."""

from core.communities.models import Community
from core.communities.rules import Silence
from core.kit.ids import CommunityId
from core.store import Tx


def on_timeout(tx: Tx, community_id: CommunityId | str) -> Silence:
    """Return what it means in this community when nobody answers a request to cancel."""
    own = tx.db.get_one(Community, community_id).on_timeout
    return own or Silence(tx.settings.cancellation_on_timeout)
