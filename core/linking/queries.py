"""Questions about linking."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table, exists, or_, select

from core import accounts
from core.accounts import Account, Identity
from core.linking.errors import BothHaveThings, NoSuchLinkCode, PlatformLinked, SameAccount
from core.linking.models import LinkCode
from core.store import Base, Tx

MINUTE = 60
# What an account that has done nothing yet may have: it is taken along, or means nothing.
LIGHT = frozenset({"identities", "drafts", "files", "notices", "cards", "sightings", "link_codes"})


def platforms(tx: Tx, me: Account) -> Sequence[Identity]:
    """Return the names one answers to, in the order of the platforms."""
    query = select(Identity).where(Identity.account_id == me.id)
    return tx.db.scalars(query.order_by(Identity.platform, Identity.external_id)).all()


def waiting(tx: Tx, me: Account) -> LinkCode | None:
    """Return the code that waits to be typed on another platform."""
    query = select(LinkCode).where(LinkCode.account_id == me.id, LinkCode.ends_at > tx.now)
    return tx.db.scalars(query).one_or_none()


def to_join(tx: Tx, me: Account, code: str) -> Account:
    """Return whose account this code would make mine; refuse just as linking would."""
    other = behind(tx, code)
    survivor_of(tx, me, other)
    return other


def behind(tx: Tx, code: str) -> Account:
    """Return who made this code."""
    found = tx.db.get(LinkCode, code.strip().upper())
    if found is None or found.ends_at <= tx.now:
        raise NoSuchLinkCode(int(tx.settings.link_code_lasts.total_seconds()) // MINUTE)
    return accounts.by_id(tx, found.account_id)


def survivor_of(tx: Tx, me: Account, other: Account) -> tuple[Account, Account]:
    """Return which of two accounts stays, and which one goes into it."""
    if me.id == other.id:
        raise SameAccount
    known = {identity.platform: identity.name for identity in platforms(tx, other)}
    for identity in platforms(tx, me):
        if identity.platform in known:
            raise PlatformLinked(identity.platform.capitalize(), known[identity.platform])
    if is_light(tx, me):
        return other, me
    if is_light(tx, other):
        return me, other
    raise BothHaveThings


def is_light(tx: Tx, account: Account) -> bool:
    """Tell whether nothing in the market is this account's yet, nor about it."""
    if account.sells:
        return False
    return not any(
        tx.db.execute(
            select(exists().where(or_(*(c == account.id for c in pointing))))
        ).scalar_one()
        for table in Base.metadata.sorted_tables
        if table.name not in LIGHT and (pointing := _pointing(table))
    )


def _pointing(table: Table) -> list[Column[Any]]:
    """Return those columns that name an account."""
    return [
        column
        for column in table.columns
        if any(key.column.table.name == Account.__tablename__ for key in column.foreign_keys)
    ]
