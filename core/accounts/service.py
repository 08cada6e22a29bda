"""What can be done with people."""

from collections.abc import Sequence

from sqlalchemy import select

from core.accounts import queries
from core.accounts.errors import NotASeller
from core.accounts.events import ProfileChanged, Returned, SellingStarted
from core.accounts.models import Account, Identity, Sighting
from core.accounts.rules import UNTOLD_LOCALE, name_of
from core.kit.ids import new_id
from core.store import Tx


def identify(
    tx: Tx,
    *,
    platform: str,
    external_id: str,
    name: str,
    locale: str,
    handle: str | None = None,
    chat: str = "",
) -> Account:
    """Return whoever answers to this identity, registering them as a buyer at first sight.

    An empty `locale` and no `handle` say that the platform did not tell. `chat` is the group
    they were heard in, if it was one.
    """
    name = name_of(name)
    found = queries.answering_to(tx, platform, external_id)
    identity = found[1] if found else _register(tx, platform, external_id, name, locale, handle)
    account = _heard(tx, identity, name, locale, handle)
    if chat and tx.db.get(Sighting, (platform, chat, account.id)) is None:
        tx.db.add(Sighting(platform=platform, chat=chat, account_id=account.id))
    return account


def meet(
    tx: Tx, _me: Account, *, platform: str, external_id: str, name: str, locale: str
) -> Account:
    """Return somebody whom another person named; they were not heard themselves."""
    identity = tx.db.get(Identity, (platform, external_id))
    if identity is None:
        identity = _register(tx, platform, external_id, name_of(name), locale, None)
    return tx.db.get_one(Account, identity.account_id)


def _register(
    tx: Tx, platform: str, external_id: str, name: str, locale: str, handle: str | None
) -> Identity:
    account = _new(tx, platform, name, locale or UNTOLD_LOCALE)
    identity = Identity(
        platform=platform,
        external_id=external_id,
        account_id=account.id,
        name=name,
        handle=handle or "",
        reachable=True,
    )
    tx.db.add(identity)
    tx.db.flush()
    return identity


def _new(tx: Tx, platform: str, name: str, locale: str) -> Account:
    account = Account(
        id=new_id(),
        name=name,
        locale=locale,
        last_platform=platform,
        created_at=tx.now,
        selling_since=None,
        languages=[],
    )
    tx.db.add(account)
    tx.db.flush()
    return account


def _heard(tx: Tx, identity: Identity, name: str, locale: str, handle: str | None) -> Account:
    """Note what an update tells of somebody."""
    account = tx.db.get_one(Account, identity.account_id)
    if not identity.reachable:
        identity.reachable = True
        tx.emit(Returned(account))
    if identity.name != name:
        if account.name == identity.name:
            account.name = name
        identity.name = name
    if handle is not None:
        identity.handle = handle
    account.last_platform = identity.platform
    if locale and not account.locale_chosen:
        account.locale = locale
    return account


def hand_over(tx: Tx, goes: Account, stays: Account) -> None:
    """Let everything that answers to one account answer to another; nobody uses the first again."""
    for identity in tx.db.scalars(select(Identity).where(Identity.account_id == goes.id)):
        identity.account_id = stays.id
    for seen in tx.db.scalars(select(Sighting).where(Sighting.account_id == goes.id)).all():
        if tx.db.get(Sighting, (seen.platform, seen.chat, stays.id)) is None:
            tx.db.add(Sighting(platform=seen.platform, chat=seen.chat, account_id=stays.id))
        tx.db.delete(seen)
    tx.db.flush()


def split(tx: Tx, me: Account, identity: Identity) -> Account:
    """Let one of my names answer to an account of its own, which is new."""
    fresh = _new(tx, identity.platform, identity.name, me.locale)
    identity.account_id = fresh.id
    for seen in tx.db.scalars(
        select(Sighting).where(Sighting.account_id == me.id, Sighting.platform == identity.platform)
    ).all():
        tx.db.add(Sighting(platform=seen.platform, chat=seen.chat, account_id=fresh.id))
        tx.db.delete(seen)
    tx.db.flush()
    return fresh


def start_selling(tx: Tx, me: Account, *, name: str, languages: Sequence[str], bio: str) -> Account:
    """Take the seller's role, or change what it says."""
    first = not me.sells
    me.name, me.languages, me.bio = name, list(languages), bio
    if first:
        me.selling_since = tx.now
        tx.emit(SellingStarted(me))
    else:
        tx.emit(ProfileChanged(me))
    return me


def require_seller(me: Account) -> None:
    """Refuse whoever does not sell."""
    if not me.sells:
        raise NotASeller


def lose(tx: Tx, *, platform: str, external_id: str) -> None:
    """Note that this identity cannot be written to any more, until heard from again."""
    identity = tx.db.get(Identity, (platform, external_id))
    if identity is not None:
        identity.reachable = False
