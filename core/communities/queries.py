"""Questions about communities."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from core import accounts
from core.accounts import Account
from core.communities.errors import InvitationOver
from core.communities.models import Community, Invitation, Look, Office
from core.communities.rules import HOME, LOOKS_SHOWN, Rank, Silence
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, CommunityId
from core.store import Tx


class Colleague(NamedTuple):
    """Somebody in office, and the office."""

    office: Office
    person: Account


def on_timeout(tx: Tx, community_id: CommunityId | str) -> Silence:
    """Return what it means in this community when nobody answers a request to cancel."""
    own = tx.db.get_one(Community, community_id).on_timeout
    return own or Silence(tx.settings.cancellation_on_timeout)


def office_of(tx: Tx, person: Account, community: CommunityId | str) -> Office | None:
    """Return what this person is trusted with here, if with anything."""
    return tx.db.get(Office, (community, person.id)) if person.id else None


def may_read(tx: Tx, person: Account, community: CommunityId | str) -> bool:
    """Tell whether this person may see every case of this community."""
    office = office_of(tx, person, community)
    return office is not None and office.reads


def may_moderate(tx: Tx, person: Account, community: CommunityId | str) -> bool:
    """Tell whether this person may take the cases of this community, and decide them."""
    office = office_of(tx, person, community)
    return office is not None and office.decides


def owns(tx: Tx, person: Account, community: CommunityId | str) -> bool:
    """Tell whether this person says who moderates here."""
    office = office_of(tx, person, community)
    return office is not None and office.rank is Rank.OWNER


def moderators(tx: Tx, community: CommunityId | str) -> Sequence[AccountId]:
    """Return everyone who may judge the cases of this community."""
    query = select(Office.account_id).where(Office.community_id == community, Office.decides)
    return [AccountId(one) for one in tx.db.execute(query.order_by(Office.account_id)).scalars()]


def owners(tx: Tx, community: CommunityId | str) -> Sequence[AccountId]:
    """Return everyone who says who moderates here."""
    query = select(Office.account_id).where(
        Office.community_id == community, Office.rank == Rank.OWNER
    )
    return [AccountId(one) for one in tx.db.execute(query.order_by(Office.account_id)).scalars()]


def community(tx: Tx, _me: Account, community_id: CommunityId | str = HOME) -> Community:
    """Return a market that everyone may know of."""
    return tx.db.get_one(Community, community_id)


def mine(tx: Tx, me: Account) -> Office | None:
    """Return my own office in the open marketplace."""
    return office_of(tx, me, HOME)


def may_resign(tx: Tx, me: Account) -> bool:
    """Tell whether I have an office that I could give back now."""
    office = mine(tx, me)
    if office is None or office.in_settings:
        return False
    return office.rank is not Rank.OWNER or len(owners(tx, HOME)) > 1


def owned(tx: Tx, me: Account, community_id: CommunityId | str = HOME) -> Community:
    """Return this market to those who own it; to others there is nothing here."""
    if not owns(tx, me, community_id):
        raise NoSuchThing
    return tx.db.get_one(Community, community_id)


def colleagues(tx: Tx, me: Account) -> Sequence[Colleague]:
    """Return everybody in office but me, to an owner; the owners first."""
    here = owned(tx, me)
    query = (
        select(Office, Account)
        .join(Account, Account.id == Office.account_id)
        .where(Office.community_id == here.id, Office.account_id != me.id)
        .order_by(Office.rank.desc(), Account.name, Account.id)
    )
    return [Colleague(office, person) for office, person in tx.db.execute(query)]


def colleague(tx: Tx, me: Account, account_id: AccountId | str) -> Colleague:
    """Return somebody else in office, to an owner."""
    here = owned(tx, me)
    office = tx.db.get(Office, (here.id, account_id))
    if office is None or account_id == me.id:
        raise NoSuchThing
    return Colleague(office, accounts.by_id(tx, account_id))


def former(tx: Tx, me: Account, account_id: AccountId | str) -> Account:
    """Return somebody who has no office any more, to an owner."""
    here = owned(tx, me)
    person = tx.db.get(Account, account_id)
    if person is None or office_of(tx, person, here.id) is not None:
        raise NoSuchThing
    return person


def looks(tx: Tx, subject: str) -> Sequence[datetime]:
    """Return when somebody in office last looked into this, the latest first; never who."""
    query = select(Look.at).where(Look.subject == subject).order_by(Look.id.desc())
    return tx.db.execute(query.limit(LOOKS_SHOWN)).scalars().all()


def invitations(tx: Tx, me: Account) -> Sequence[Invitation]:
    """Return the invitations that wait, to an owner; the latest first."""
    here = owned(tx, me)
    query = select(Invitation).where(Invitation.community_id == here.id, Invitation.until > tx.now)
    return tx.db.execute(query.order_by(Invitation.made_at.desc(), Invitation.code)).scalars().all()


def own_invitation(tx: Tx, me: Account, code: str) -> Invitation:
    """Return an invitation that waits, to an owner."""
    found = tx.db.get(Invitation, code)
    if found is None or found.until <= tx.now or not owns(tx, me, found.community_id):
        raise NoSuchThing
    return found


def invitation(tx: Tx, _me: Account, code: str) -> Invitation:
    """Return an invitation to whoever comes with its code, in whatever letters."""
    found = tx.db.get(Invitation, code.strip().upper())
    if found is None or found.until <= tx.now:
        raise InvitationOver
    return found
