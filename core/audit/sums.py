"""Sums that are held against each other."""

from collections.abc import Iterator

from sqlalchemy import func, select

from core.ledger import Entry, Finding
from core.store import Tx

Sums = dict[tuple[str, str], int]  # (whose, currency): minor units


def held(tx: Tx, kind: str) -> Sums:
    """Return what the books of this kind hold, by owner."""
    total = func.sum(Entry.minor)
    query = (
        select(Entry.book, Entry.currency, total)
        .where(Entry.book.startswith(f"{kind}:"))
        .group_by(Entry.book, Entry.currency)
        .having(total != 0)
    )
    return {
        (name.removeprefix(f"{kind}:"), currency): int(minor)
        for name, currency, minor in tx.db.execute(query)
    }


def compare(rule: str, owed: Sums, held: Sums) -> Iterator[Finding]:
    """Find every sum that is not what it should be."""
    for whose, currency in sorted({*owed, *held}):
        due, there = owed.get((whose, currency), 0), held.get((whose, currency), 0)
        if due != there:
            yield Finding(rule, f"{whose}: {there} {currency} is there, {due} should be")
