"""Keep promises about time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, bindparam, delete, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from core.deadlines.models import Deadline
from core.store import Tx, table_of

DEADLINES = table_of(Deadline)
PROMISE = insert(DEADLINES)
CLEAR = delete(DEADLINES).where(DEADLINES.c.subject == bindparam("of"))
CLEAR_ONE = CLEAR.where(DEADLINES.c.verb == bindparam("deed"))
TAKE = CLEAR_ONE.where(DEADLINES.c.nth == bindparam("which"), DEADLINES.c.at <= bindparam("moment"))


def promise(
    tx: Tx,
    subject: str,
    verb: str,
    after: timedelta,
    reminders: Sequence[timedelta] = (),
    redraws: Sequence[timedelta] = (),
) -> None:
    """Set a new deadline, its reminders and its redraws; all counted from now."""
    spans = [*enumerate((after, *reminders)), *((-n, span) for n, span in enumerate(redraws, 1))]
    rows = [
        {"subject": subject, "verb": verb, "nth": nth, "at": tx.now + span} for nth, span in spans
    ]
    tx.db.execute(PROMISE, rows)
    tx.stirred = True


def clear(tx: Tx, subject: str, verb: str | None = None) -> None:
    """Forget every deadline of this subject, or only those for one deed: someone moved."""
    if verb is None:
        tx.db.execute(CLEAR, {"of": subject})
    else:
        tx.db.execute(CLEAR_ONE, {"of": subject, "deed": verb})


def pause(tx: Tx, subject: str) -> None:
    """Stop the clock, and remember how much was left on it."""
    for deadline in of(tx, subject):
        if deadline.at is not None:
            deadline.left, deadline.at = deadline.at - tx.now, None
    tx.db.flush()  # before somebody clears them


def resume(tx: Tx, subject: str, *, least: timedelta = timedelta(0)) -> None:
    """Let the clock run on from where it stopped, with so much time left at least.

    Where it is given more, its reminders keep their distance to the end.
    """
    paused = [(each, each.left) for each in of(tx, subject) if each.left is not None]
    more = {d.verb: max(least - left, timedelta(0)) for d, left in paused if d.nth == 0}
    for deadline, left in paused:
        deadline.at, deadline.left = tx.now + left + more.get(deadline.verb, timedelta(0)), None
    tx.db.flush()
    tx.stirred = True


def of(tx: Tx, subject: str) -> Sequence[Deadline]:
    """Return every deadline and reminder of this subject."""
    return tx.db.execute(select(Deadline).where(Deadline.subject == subject)).scalars().all()


def end_of(kind: str, name: InstrumentedAttribute[str]) -> ScalarSelect[datetime | None]:
    """Return, as a part of a statement, when the clock next moves the thing of this name."""
    ends = select(func.min(Deadline.at)).where(
        Deadline.subject == literal(f"{kind}:") + name, Deadline.nth == 0
    )
    return ends.scalar_subquery()


def left_on(tx: Tx, subject: str, verb: str) -> timedelta | None:
    """Return how much time is left before the clock does this, running or paused."""
    found = tx.db.get(Deadline, (subject, verb, 0))
    if found is None:
        return None
    return found.left if found.at is None else found.at - tx.now


def due(tx: Tx, limit: int = 100) -> Sequence[tuple[str, str, int]]:
    """Return what should have happened by now, oldest first, as (subject, verb, nth)."""
    query = (
        select(Deadline.subject, Deadline.verb, Deadline.nth)
        .where(Deadline.at <= tx.now)
        .order_by(Deadline.at)
        .limit(limit)
    )
    return [(subject, verb, nth) for subject, verb, nth in tx.db.execute(query)]


def earliest(tx: Tx) -> datetime | None:
    """Return when the next promise falls due."""
    query = select(func.min(Deadline.at)).where(Deadline.at.is_not(None))
    return tx.db.execute(query).scalar_one_or_none()


def take(tx: Tx, subject: str, verb: str, nth: int) -> bool:
    """Take a due promise out of the book, to keep it now; false if someone moved meanwhile."""
    done = tx.db.execute(TAKE, {"of": subject, "deed": verb, "which": nth, "moment": tx.now})
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]


def overtaken(tx: Tx, subject: str, verb: str, nth: int) -> bool:
    """Tell whether a reminder or a redraw comes so late that the next one is due as well."""
    if nth == 0:
        return False
    alike = Deadline.nth >= 0 if nth > 0 else Deadline.nth <= 0
    query = select(Deadline.nth).where(
        Deadline.subject == subject, Deadline.verb == verb, alike, Deadline.at <= tx.now
    )
    return tx.db.execute(query.limit(1)).first() is not None
