"""Take steps."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import insert, select

from core import deadlines
from core.accounts import Account
from core.kit.states import Role, Table, Timer
from core.lives.models import Living, Step
from core.store import Tx, table_of

S = TypeVar("S", bound=StrEnum)

STEP = insert(table_of(Step))
NO_CHANGE: Mapping[str, timedelta] = {}


def begin(
    tx: Tx, thing: Living[S], table: Table[S], spans: Mapping[str, timedelta] = NO_CHANGE
) -> None:
    """Start the clocks of the state a thing is in. `spans` lengthens or shortens one by verb."""

    def span_of(verb: str, default: timedelta) -> timedelta:
        usual = tx.settings.timers.get(f"{table.kind}.{verb}", default)
        return spans.get(verb, usual)

    for timer in table.timers(thing.state, span_of):
        _promise(tx, thing.subject, timer)


def step(
    tx: Tx,
    thing: Living[S],
    table: Table[S],
    verb: str,
    role: Role,
    *,
    by: Account | None = None,
    spans: Mapping[str, timedelta] = NO_CHANGE,
) -> None:
    """Take one step, or refuse.

    The thing's own row is written later, together with whatever else the verb changes in it.
    """
    before = thing.state
    thing.state = table.step(thing, verb, role, tx.now)
    row = {
        "subject": thing.subject,
        "before": before,
        "verb": verb,
        "after": thing.state,
        "role": role,
        "account_id": by.id if by else None,
        "at": tx.now,
    }
    with tx.db.no_autoflush:
        tx.db.execute(STEP, row)
        if table.timers(before):
            deadlines.clear(tx, thing.subject)
        begin(tx, thing, table, spans)


def wind(tx: Tx, thing: Living[S], table: Table[S], verb: str, after: timedelta) -> None:
    """Set one clock of the thing's state anew: to run out after so long, reminders and all."""
    deadlines.clear(tx, thing.subject, verb)
    for timer in table.timers(thing.state, lambda _verb, _default: after):
        if timer.verb == verb:
            _promise(tx, thing.subject, timer)


def patience(tx: Tx, table: Table[S], verb: str) -> timedelta:
    """Return how long the clock of this market waits before it does this."""
    return tx.settings.timers.get(f"{table.kind}.{verb}", table.patience(verb))


def journal(tx: Tx, subject: str) -> Sequence[Step]:
    """Return everything that was done to this thing, oldest first."""
    query = select(Step).where(Step.subject == subject).order_by(Step.id)
    return tx.db.execute(query).scalars().all()


def _promise(tx: Tx, subject: str, timer: Timer) -> None:
    deadlines.promise(tx, subject, timer.verb, timer.after, timer.reminders, timer.redraws)
