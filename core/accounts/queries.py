"""Questions about people."""

from collections.abc import Sequence

from sqlalchemy import select

from core.accounts.models import Account, Identity
from core.accounts.rules import UNTOLD_LOCALE, name_of
from core.kit.ids import AccountId
from core.store import Tx


def by_id(tx: Tx, account_id: AccountId | str) -> Account:
    """Return this person."""
    return tx.db.get_one(Account, account_id)


def profile_of(tx: Tx, _me: Account, account_id: AccountId | str) -> Account:
    """Return somebody whose name and profile everyone may see: a seller."""
    return by_id(tx, account_id)


def known(tx: Tx, *, platform: str, external_id: str, name: str, locale: str) -> Account | None:
    """Return whoever answers to this identity, if nothing about them needs writing down."""
    query = (
        select(Account, Identity)
        .join(Identity, Identity.account_id == Account.id)
        .where(Identity.platform == platform, Identity.external_id == external_id)
    )
    row = tx.db.execute(query).one_or_none()
    if row is None:
        return None
    account, identity = row
    fresh = (
        identity.reachable
        and identity.name == name_of(name)
        and account.last_platform == platform
        and (account.locale_chosen or locale in {"", account.locale})
    )
    return account if fresh else None


def reaches(tx: Tx, account_id: AccountId | str) -> Sequence[Identity]:
    """Return every reachable identity of this person, the one last heard from first."""
    account = by_id(tx, account_id)
    query = select(Identity).where(Identity.account_id == account_id, Identity.reachable)
    found = tx.db.execute(query).scalars().all()
    return sorted(found, key=lambda i: (i.platform != account.last_platform, i.platform))


def reach(tx: Tx, account_id: AccountId | str) -> Identity | None:
    """Return where to write to this person first, if they can be reached at all."""
    return next(iter(reaches(tx, account_id)), None)


def visitor(*, name: str, locale: str) -> Account:
    """Return somebody who only looks on and was never written down."""
    return Account(id="", name=name_of(name), locale=locale or UNTOLD_LOCALE, locale_chosen=False)
