"""Questions about communities."""

from collections.abc import Sequence

from sqlalchemy import select

from core.accounts import Account
from core.communities.models import Community, Office
from core.communities.rules import Silence
from core.kit.ids import AccountId, CommunityId
from core.store import Tx


def on_timeout(tx: Tx, community_id: CommunityId | str) -> Silence:
    """Return what it means in this community when nobody answers a request to cancel."""
    own = tx.db.get_one(Community, community_id).on_timeout
    return own or Silence(tx.settings.cancellation_on_timeout)


def may_moderate(tx: Tx, person: Account, community: CommunityId | str) -> bool:
    """Tell whether this person may judge the cases of this community."""
    return tx.db.get(Office, (community, person.id)) is not None


def moderators(tx: Tx, community: CommunityId | str) -> Sequence[AccountId]:
    """Return everyone who may judge the cases of this community."""
    query = select(Office.account_id).where(Office.community_id == community)
    return [AccountId(one) for one in tx.db.execute(query.order_by(Office.account_id)).scalars()]
