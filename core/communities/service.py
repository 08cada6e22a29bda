"""What can be done with communities."""

from core.communities.models import Community
from core.kit.ids import CommunityId
from core.store import Tx

HOME = CommunityId("JALON")


def ensure_home(tx: Tx) -> Community:
    """Return the open marketplace, founding it in an empty database."""
    found = tx.db.get(Community, HOME)
    if found is None:
        found = Community(id=HOME, name="Jalon", currency=tx.settings.currency)
        tx.db.add(found)
        tx.db.flush()
    return found


def home(tx: Tx) -> Community:
    """Return the open marketplace."""
    return tx.db.get_one(Community, HOME)
