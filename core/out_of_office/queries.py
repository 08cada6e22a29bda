"""Questions about absences."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from core import accounts
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import AbsenceId, AccountId
from core.out_of_office.errors import SellerAway
from core.out_of_office.models import Absence
from core.out_of_office.states import AbsenceState
from core.store import Tx

AHEAD = select(Absence).where(
    Absence.account_id == bindparam("of"),
    Absence.state == AbsenceState.DECLARED,
    Absence.back_at > bindparam("moment"),
)


def look(tx: Tx, me: Account, absence_id: AbsenceId | str) -> Absence:
    """Return one's own absence."""
    found = tx.db.get(Absence, absence_id)
    if found is None or found.account_id != me.id:
        raise NoSuchThing
    return found


def get(tx: Tx, absence_id: AbsenceId | str) -> Absence:
    """Return this absence."""
    return tx.db.get_one(Absence, absence_id)


def declared(tx: Tx, person: AccountId | str) -> Absence | None:
    """Return the absence somebody has ahead of them, or is in."""
    return tx.db.execute(AHEAD, {"of": person, "moment": tx.now}).scalar_one_or_none()


def of(tx: Tx, _me: Account, person: AccountId | str) -> Absence | None:
    """Return the absence somebody has ahead of them, or is in: it is no secret."""
    return declared(tx, person)


def away(tx: Tx, _me: Account, person: AccountId | str) -> Absence | None:
    """Return the absence somebody is in at this moment."""
    found = declared(tx, person)
    return found if found is not None and found.begins_at <= tx.now else None


def back_at(tx: Tx, person: AccountId | str, within: timedelta) -> datetime | None:
    """Return when somebody returns who is away now or will be before this time has passed."""
    found = declared(tx, person)
    return found.back_at if found is not None and found.begins_at < tx.now + within else None


def silences(
    tx: Tx, person: AccountId | str, since: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """Return from when to when nobody could write to somebody, as far as that lies after `since`.

    An absence that was taken back ended then, or never was.
    """
    query = select(Absence).where(
        Absence.account_id == person, Absence.may_write.is_(False), Absence.back_at > since
    )
    ends = [
        (max(found.begins_at, found.declared_at), found.ended_at or found.back_at)
        for found in tx.db.scalars(query)
    ]
    return [(begin, end) for begin, end in ends if begin < end]


def require_present(tx: Tx, seller: AccountId | str) -> None:
    """Refuse a new order for whoever is away now."""
    person = accounts.by_id(tx, seller)
    found = away(tx, person, seller)
    if found is not None:
        raise SellerAway(person.name, found.back)
