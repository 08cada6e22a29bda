"""Questions about people."""

from collections.abc import Collection, Sequence

from sqlalchemy import BindParameter, bindparam, select

from core.accounts.errors import NobodyOfThatName, SeveralOfThatName
from core.accounts.models import Account, Identity, Sighting
from core.accounts.rules import UNTOLD_LOCALE, name_of
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId
from core.store import Tx

ANSWERING = (
    select(Account, Identity)
    .join(Identity, Identity.account_id == Account.id)
    .where(Identity.platform == bindparam("on"), Identity.external_id == bindparam("named"))
)

REACHABLE = select(Identity).where(Identity.account_id == bindparam("of"), Identity.reachable)
THESE: BindParameter[list[str]] = bindparam("these", expanding=True)
PEOPLE = select(Account).where(Account.id.in_(THESE))
REACHABLE_EACH = select(Identity).where(Identity.account_id.in_(THESE), Identity.reachable)


def by_id(tx: Tx, account_id: AccountId | str) -> Account:
    """Return this person."""
    return tx.db.get_one(Account, account_id)


def profile_of(tx: Tx, _me: Account, account_id: AccountId | str) -> Account:
    """Return somebody whose name and profile everyone may see: a seller."""
    return by_id(tx, account_id)


def somebody(tx: Tx, _me: Account, account_id: AccountId | str) -> Account:
    """Return this person, whoever that is; who may ask is the table of rights' to say."""
    found = tx.db.get(Account, account_id)
    if found is None:
        raise NoSuchThing
    return found


def seller(tx: Tx, _me: Account, account_id: AccountId | str) -> Account:
    """Return a seller, or refuse: a buyer's profile is nobody's to look at."""
    found = tx.db.get(Account, account_id)
    if found is None or not found.sells:
        raise NoSuchThing
    return found


def answering_to(tx: Tx, platform: str, external_id: str) -> tuple[Account, Identity] | None:
    """Return whoever answers to this identity, and the identity."""
    row = tx.db.execute(ANSWERING, {"on": platform, "named": external_id}).one_or_none()
    return None if row is None else (row[0], row[1])


def answering(tx: Tx, *, platform: str, external_id: str) -> Account | None:
    """Return whoever answers to this identity."""
    row = answering_to(tx, platform, external_id)
    return None if row is None else row[0]


def known(
    tx: Tx,
    *,
    platform: str,
    external_id: str,
    name: str,
    locale: str,
    handle: str | None = None,
    chat: str = "",
) -> Account | None:
    """Return whoever answers to this identity, if nothing about them needs writing down.

    `chat` is the group they were heard in, if it was one.
    """
    row = answering_to(tx, platform, external_id)
    if row is None:
        return None
    account, identity = row
    fresh = (
        identity.reachable
        and identity.name == name_of(name)
        and (handle is None or identity.handle == handle)
        and account.last_platform == platform
        and (not chat or tx.db.get(Sighting, (platform, chat, account.id)) is not None)
        and (account.locale_chosen or locale in {"", account.locale})
    )
    return account if fresh else None


def named(tx: Tx, _me: Account, *, platform: str, chat: str, word: str) -> Account:
    """Return the one person heard in this group whom this word names: a handle, else a name."""
    query = (
        select(Identity)
        .join(Sighting, Sighting.account_id == Identity.account_id)
        .where(Sighting.platform == platform, Sighting.chat == chat, Identity.platform == platform)
    )
    here = tx.db.execute(query).scalars().all()
    wanted = word.removeprefix("@").strip().casefold()
    for word_of in (_handle, _whole_name, _first_name):
        found = {each.account_id for each in here if wanted and word_of(each) == wanted}
        if len(found) == 1:
            return by_id(tx, found.pop())
        if found:
            raise SeveralOfThatName(word)
    raise NobodyOfThatName(word)


def _handle(identity: Identity) -> str:
    return identity.handle.casefold()


def _whole_name(identity: Identity) -> str:
    return identity.name.casefold()


def _first_name(identity: Identity) -> str:
    return identity.name.casefold().partition(" ")[0]


def reaches(tx: Tx, account_id: AccountId | str) -> Sequence[Identity]:
    """Return every reachable identity of this person, the one last heard from first."""
    account = by_id(tx, account_id)
    return _in_turn(account, tx.db.execute(REACHABLE, {"of": account_id}).scalars().all())


def reaches_of(
    tx: Tx, account_ids: Collection[AccountId | str]
) -> dict[str, tuple[Account, Sequence[Identity]]]:
    """Return these people, each with their reachable identities, the one last heard from first."""
    named = {"these": list(account_ids)}
    people = tx.db.execute(PEOPLE, named).scalars().all()
    found = tx.db.execute(REACHABLE_EACH, named).scalars().all()
    return {
        person.id: (
            person,
            _in_turn(person, [each for each in found if each.account_id == person.id]),
        )
        for person in people
    }


def _in_turn(person: Account, identities: Sequence[Identity]) -> Sequence[Identity]:
    return sorted(identities, key=lambda i: (i.platform != person.last_platform, i.platform))


def reach(tx: Tx, account_id: AccountId | str) -> Identity | None:
    """Return where to write to this person first, if they can be reached at all."""
    return next(iter(reaches(tx, account_id)), None)


def visitor(*, name: str, locale: str) -> Account:
    """Return somebody who only looks on and was never written down."""
    return Account(id="", name=name_of(name), locale=locale or UNTOLD_LOCALE, locale_chosen=False)
