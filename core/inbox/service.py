"""Keep letters until they are answered and the answer is sent."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import delete, func, insert, literal, select, update

from core.inbox.models import Letter
from core.store import Moment, Tx

APART = timedelta(microseconds=1)
REMEMBERED = timedelta(days=2)  # platforms repeat an update for a day at most


def receive(tx: Tx, platform: str, letters: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Keep these (key, raw) letters; return those not seen before."""
    found = dict(letters)
    if not found:
        return []
    seen = set(tx.db.execute(select(Letter.key).where(Letter.key.in_(found))).scalars())
    fresh = [(key, raw) for key, raw in found.items() if key not in seen]
    if fresh:
        # A microsecond apart, so that after a crash a batch is answered in the order it came in.
        rows = [
            {"key": key, "platform": platform, "raw": raw, "received_at": tx.now + nth * APART}
            for nth, (key, raw) in enumerate(fresh)
        ]
        tx.db.execute(insert(Letter), rows)
    return fresh


def answer(tx: Tx, key: str, reply: bytes | None) -> bool:
    """Mark a letter done with this answer; false if somebody already did."""
    done = (
        update(Letter)
        .where(Letter.key == key, Letter.done_at.is_(None))
        .values(done_at=tx.now, answer=reply)
        .execution_options(synchronize_session=False)
    )
    return tx.db.execute(done).rowcount == 1  # type: ignore[attr-defined,no-any-return]


def told(tx: Tx, keys: Sequence[str]) -> None:
    """Note that these letters are done and their answers sent."""
    sent = (
        update(Letter)
        .where(Letter.key.in_(keys))
        .values(answer=None, done_at=func.coalesce(Letter.done_at, literal(tx.now, Moment())))
        .execution_options(synchronize_session=False)
    )
    tx.db.execute(sent)


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
