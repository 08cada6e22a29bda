"""What can be done about bans."""

from datetime import timedelta

from sqlalchemy import select

from core import accounts, suspensions
from core.accounts import Account
from core.bans import queries
from core.bans.errors import CannotBan
from core.bans.events import BanLifted, PersonBanned
from core.bans.models import Ban
from core.communities import HOME, owned
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, new_id
from core.store import Tx

FOR_GOOD = timedelta(days=36_500)  # an owner may lift it any day


def ban(tx: Tx, me: Account, *, person: AccountId, words: str) -> Ban:
    """Let somebody begin nothing new here; what is under way goes on. Again changes nothing."""
    here = owned(tx, me)
    whom = tx.db.get(Account, person)
    if whom is None:
        raise NoSuchThing
    if not queries.may_ban(tx, me, whom):
        raise CannotBan
    known = queries.on(tx, whom.id)
    if known is not None:
        return known
    found = Ban(
        id=new_id(),
        community_id=here.id,
        account_id=whom.id,
        owner_id=me.id,
        words=words,
        at=tx.now,
        lifted_at=None,
    )
    tx.db.add(found)
    whom.banned = True
    tx.db.flush()
    if whom.sells:
        until = tx.now + FOR_GOOD
        suspensions.begin(tx, whom.id, here.id, cause=found.subject, until=until)
    tx.emit(PersonBanned(found))
    return found


def lift(tx: Tx, me: Account, *, person: AccountId) -> Account:
    """Let somebody trade here again."""
    owned(tx, me)
    found = queries.on(tx, person, HOME)
    if found is None:
        raise NoSuchThing
    found.lifted_at = tx.now
    tx.db.flush()
    whom = accounts.by_id(tx, found.account_id)
    others = select(Ban.id).where(Ban.account_id == whom.id, Ban.lifted_at.is_(None))
    whom.banned = tx.db.scalars(others).first() is not None
    suspensions.lift(tx, cause=found.subject)
    tx.emit(BanLifted(found))
    return whom
