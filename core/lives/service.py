"""Take steps."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import insert, select

from core import deadlines
from core.accounts import Account
from core.kit.states import Role, Table
from core.lives.models import Living, Step
from core.store import Tx

S = TypeVar("S", bound=StrEnum)

NO_CHANGE: Mapping[str, timedelta] = {}


def begin(
    tx: Tx, thing: Living[S], table: Table[S], spans: Mapping[str, timedelta] = NO_CHANGE
) -> None:
    """Start the clocks of the state a thing is in. `spans` lengthens or shortens one by verb."""

    def span_of(verb: str, default: timedelta) -> timedelta:
        usual = tx.settings.timers.get(f"{table.kind}.{verb}", default)
        return spans.get(verb, usual)

    for timer in table.timers(thing.state, span_of):
        deadlines.promise(tx, thing.subject, timer.verb, timer.after, timer.reminders)


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
        tx.db.execute(insert(Step), [row])
        if table.timers(before):
            deadlines.clear(tx, thing.subject)
        begin(tx, thing, table, spans)


def journal(tx: Tx, subject: str) -> Sequence[Step]:
    """Return everything that was done to this thing, oldest first."""
    query = select(Step).where(Step.subject == subject).order_by(Step.id)
    return tx.db.execute(query).scalars().all()
