"""Keep letters until they are answered and the answer is sent."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update

from core.inbox.models import Letter
from core.store import Tx, table_of

APART = timedelta(microseconds=1)
REMEMBERED = timedelta(days=2)  # platforms repeat an update for a day at most

LETTERS = table_of(Letter)
SEEN = select(LETTERS.c.key).where(LETTERS.c.key.in_(bindparam("keys", expanding=True)))
RECEIVE = insert(LETTERS)
ANSWER = (
    update(LETTERS)
    .where(LETTERS.c.key == bindparam("letter"), LETTERS.c.done_at.is_(None))
    .values(done_at=bindparam("moment"), answer=bindparam("reply"))
)
SENT = (
    update(LETTERS)
    .where(LETTERS.c.key.in_(bindparam("keys", expanding=True)))
    .values(answer=None, done_at=func.coalesce(LETTERS.c.done_at, bindparam("moment")))
)


def receive(tx: Tx, platform: str, letters: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Keep these (key, raw) letters; return those not seen before."""
    found = dict(letters)
    if not found:
        return []
    seen = set(tx.db.execute(SEEN, {"keys": list(found)}).scalars())
    fresh = [(key, raw) for key, raw in found.items() if key not in seen]
    if fresh:
        # A microsecond apart, so that after a crash a batch is answered in the order it came in.
        rows = [
            {"key": key, "platform": platform, "raw": raw, "received_at": tx.now + nth * APART}
            for nth, (key, raw) in enumerate(fresh)
        ]
        tx.db.execute(RECEIVE, rows)
    return fresh


def answer(tx: Tx, key: str, reply: bytes | None) -> bool:
    """Mark a letter done with this answer; false if somebody already did."""
    done = tx.db.execute(ANSWER, {"letter": key, "moment": tx.now, "reply": reply})
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]


def told(tx: Tx, keys: Sequence[str]) -> None:
    """Note that these letters are done and their answers sent."""
    tx.db.execute(SENT, {"keys": list(keys), "moment": tx.now})


def unanswered(tx: Tx, platform: str) -> Sequence[Letter]:
    """Return what a crash left undone, oldest first."""
    query = (
        select(Letter)
        .where(Letter.done_at.is_(None), Letter.platform == platform)
        .order_by(Letter.received_at, Letter.key)
    )
    return tx.db.execute(query).scalars().all()


def untold(tx: Tx, platform: str) -> Sequence[Letter]:
    """Return what a crash left unsaid, oldest first."""
    query = (
        select(Letter)
        .where(Letter.answer.is_not(None), Letter.platform == platform)
        .order_by(Letter.done_at, Letter.key)
    )
    return tx.db.execute(query).scalars().all()


def forget_old(tx: Tx) -> None:
    """Drop letters nobody will repeat any more."""
    old = (
        delete(Letter)
        .where(Letter.done_at < tx.now - REMEMBERED, Letter.answer.is_(None))
        .execution_options(synchronize_session=False)
    )
    tx.db.execute(old)
