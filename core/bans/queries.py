"""Questions about bans."""

from sqlalchemy import select

from core.accounts import Account
from core.bans.errors import Banned
from core.bans.models import Ban
from core.communities import HOME, office_of, owns
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId
from core.store import Tx

WORDS_MOST = 500


def on(tx: Tx, account_id: AccountId | str, community: str = HOME) -> Ban | None:
    """Return the ban that holds for somebody here."""
    query = select(Ban).where(
        Ban.community_id == community, Ban.account_id == account_id, Ban.lifted_at.is_(None)
    )
    return tx.db.scalars(query).one_or_none()


def known(tx: Tx, me: Account, account_id: AccountId | str) -> Ban | None:
    """Return the ban that holds for somebody, to an owner."""
    return on(tx, account_id) if owns(tx, me, HOME) else None


def look(tx: Tx, me: Account, ban_id: str) -> Ban:
    """Return a ban to whom it is about."""
    found = tx.db.get(Ban, ban_id)
    if found is None or found.account_id != me.id:
        raise NoSuchThing
    return found


def may_ban(tx: Tx, me: Account, person: Account) -> bool:
    """Tell whether I may ban this person: an owner may, anybody without an office."""
    return owns(tx, me, HOME) and person.id != me.id and office_of(tx, person, HOME) is None


def require_free(tx: Tx, me: Account) -> None:
    """Refuse whoever is banned here."""
    if me.banned and on(tx, me.id) is not None:
        raise Banned
