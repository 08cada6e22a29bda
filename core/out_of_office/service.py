"""What can be done about being away."""

from datetime import date

from core import lives
from core.accounts import Account
from core.kit.ids import AbsenceId, new_id
from core.kit.states import Role
from core.out_of_office import queries, rules
from core.out_of_office.errors import AlreadyDeclared
from core.out_of_office.events import AbsenceDeclared, AbsenceOver, AbsenceTakenBack
from core.out_of_office.models import Absence
from core.out_of_office.states import ABSENCE, AbsenceState
from core.store import Tx


def declare(
    tx: Tx, me: Account, *, first: date, last: date, message: str | None, may_write: str
) -> Absence:
    """Be away from the first day to the last: no new orders meanwhile, back by oneself."""
    known = queries.declared(tx, me.id)
    if known is not None:
        raise AlreadyDeclared(known.last)
    begins_at, back_at = rules.days(first, last, tx.now, tx.settings)
    words = rules.message(message)

    absence = Absence(
        id=AbsenceId(new_id()),
        account_id=me.id,
        begins_at=begins_at,
        back_at=back_at,
        message=words,
        may_write=may_write == "yes",
        state=AbsenceState.DECLARED,
        declared_at=tx.now,
        ended_at=None,
    )
    tx.db.add(absence)
    lives.begin(tx, absence, ABSENCE, {"come_back": back_at - tx.now})
    tx.emit(AbsenceDeclared(absence))
    return absence


def allow_writing(tx: Tx, me: Account, *, absence: AbsenceId, allow: bool) -> Absence:
    """Let messages reach one meanwhile, or not."""
    found = queries.look(tx, me, absence)
    ABSENCE.step(found, "take_back", Role.ASKER, tx.now)
    found.may_write = allow
    return found


def take_back(tx: Tx, me: Account, *, absence: AbsenceId) -> Absence:
    """Stay after all, or be back before the day."""
    found = queries.look(tx, me, absence)
    lives.step(tx, found, ABSENCE, "take_back", Role.ASKER, by=me)
    found.ended_at = tx.now
    tx.emit(AbsenceTakenBack(found))
    return found


def come_back(tx: Tx, absence_id: str) -> None:
    """The day of the return is here."""
    found = queries.get(tx, absence_id)
    lives.step(tx, found, ABSENCE, "come_back", Role.CLOCK)
    found.ended_at = tx.now
    tx.emit(AbsenceOver(found))
