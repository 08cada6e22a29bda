"""Look at every book and say what is wrong with it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.ledger.books import is_held
from core.ledger.models import Balance, Entry, Posting
from core.store import Tx


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the books that cannot be. For the operator, in plain English."""

    rule: str
    says: str


def check(tx: Tx) -> list[Finding]:
    """Return everything wrong with the books; an empty list is a clean audit."""
    return [*_unbalanced(tx), *_wrong_balances(tx), *_negative(tx), *_orphans(tx)]


def _unbalanced(tx: Tx) -> list[Finding]:
    total = func.sum(Entry.minor)
    query = select(Entry.posting, total).group_by(Entry.posting, Entry.currency).having(total != 0)
    return [
        Finding("every posting sums to zero", f"{posting} sums to {minor}")
        for posting, minor in tx.db.execute(query)
    ]


def _wrong_balances(tx: Tx) -> list[Finding]:
    sums = select(Entry.book, Entry.currency, func.sum(Entry.minor)).group_by(
        Entry.book, Entry.currency
    )
    replayed = {
        (name, currency): int(minor)
        for name, currency, minor in tx.db.execute(sums)
        if is_held(name)
    }
    kept = {
        (name, currency): minor
        for name, currency, minor in tx.db.execute(
            select(Balance.book, Balance.currency, Balance.minor)
        )
    }
    return [
        Finding(
            "replaying the entries gives every balance",
            f"{name} is kept as {kept.get((name, currency), 0)} {currency}, "
            f"its entries say {replayed.get((name, currency), 0)}",
        )
        for name, currency in sorted({*replayed, *kept})
        if replayed.get((name, currency), 0) != kept.get((name, currency), 0)
    ]


def _negative(tx: Tx) -> list[Finding]:
    query = select(Balance.book, Balance.minor).where(Balance.minor < 0)
    return [
        Finding("nobody's money is below zero", f"{name} holds {minor}")
        for name, minor in tx.db.execute(query)
    ]


def _orphans(tx: Tx) -> list[Finding]:
    query = select(Entry.id).outerjoin(Posting, Posting.key == Entry.posting)
    return [
        Finding("every entry belongs to a posting", f"entry {entry} stands alone")
        for entry in tx.db.execute(query.where(Posting.key.is_(None))).scalars()
    ]
