"""The only hands that touch money."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.kit.errors import Broken
from core.kit.money import Money
from core.ledger.books import Move, is_held
from core.ledger.models import Balance, Entry, Posting
from core.store import Tx, table_of

ENTRIES, POSTINGS, BALANCES = table_of(Entry), table_of(Posting), table_of(Balance)
ENTER = insert(ENTRIES)
HELD = select(BALANCES.c.minor).where(
    BALANCES.c.book == bindparam("name"), BALANCES.c.currency == bindparam("money")
)
TAKE = (
    update(BALANCES)
    .where(
        BALANCES.c.book == bindparam("name"),
        BALANCES.c.currency == bindparam("money"),
        BALANCES.c.minor + bindparam("change") >= 0,
    )
    .values(minor=BALANCES.c.minor + bindparam("change"))
)
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
POST_ONCE = {name: make(POSTINGS).on_conflict_do_nothing() for name, make in _INSERT.items()}


def _put(make: Any) -> Any:
    put = make(BALANCES)
    return put.on_conflict_do_update(
        index_elements=[BALANCES.c.book, BALANCES.c.currency],
        set_={"minor": BALANCES.c.minor + put.excluded.minor},
    )


PUT = {name: _put(make) for name, make in _INSERT.items()}


def post(tx: Tx, key: str, moves: Mapping[Move, Money], **who: str) -> None:
    """Move money, all of it or none; the key makes it happen at most once.

    Raises `Broken` when the key was posted before or a held book would go below zero: verbs
    take their step first, so neither can come from a person's press. What the verb has changed in
    its own rows is written later, all at once.
    """
    with tx.db.no_autoflush:
        if not _once(tx, key):
            raise Broken(f"{key} was posted before")
        _enter(tx, key, moves, who)


def posted(tx: Tx, key: str) -> bool:
    """Tell whether this already happened."""
    return tx.db.execute(select(Posting.key).where(Posting.key == key)).first() is not None


def balance(tx: Tx, name: str, currency: str) -> Money:
    """Return what a book holds."""
    if is_held(name):
        held = tx.db.execute(HELD, {"name": name, "money": currency}).scalar_one_or_none()
        return Money(held or 0, currency)
    total = select(func.coalesce(func.sum(Entry.minor), 0)).where(
        Entry.book == name, Entry.currency == currency
    )
    return Money(int(tx.db.execute(total).scalar_one()), currency)


def statement(tx: Tx, name: str, limit: int = 50) -> Sequence[Entry]:
    """Return the latest entries of a book, newest first."""
    query = select(Entry).where(Entry.book == name).order_by(Entry.id.desc()).limit(limit)
    return tx.db.execute(query).scalars().all()


def holdings(tx: Tx) -> list[tuple[str, str, Money]]:
    """Return every book that is not empty, as (kind, owner, amount), in order of their names."""
    sums = (
        select(Entry.book, Entry.currency, func.sum(Entry.minor))
        .group_by(Entry.book, Entry.currency)
        .having(func.sum(Entry.minor) != 0)
        .order_by(Entry.book)
    )
    found = []
    for name, currency, minor in tx.db.execute(sums):
        kind, _colon, owner = name.partition(":")
        found.append((kind, owner, Money(int(minor), currency)))
    return found


def _enter(tx: Tx, key: str, moves: Mapping[Move, Money], who: Mapping[str, str]) -> None:
    rows = []
    change: dict[tuple[str, str], int] = {}
    for move, amount in moves.items():
        if amount.minor < 0:
            raise Broken(f"{key}: {move.name} of a negative amount")
        if not amount:
            continue
        source, target = move.source.format(**who), move.target.format(**who)
        for name, minor in ((source, -amount.minor), (target, amount.minor)):
            rows.append(
                {
                    "posting": key,
                    "move": move.name.lower(),
                    "book": name,
                    "minor": minor,
                    "currency": amount.currency,
                }
            )
            if is_held(name):
                held = (name, amount.currency)
                change[held] = change.get(held, 0) + minor
    if rows:
        tx.db.execute(ENTER, rows)
    for (name, currency), minor in change.items():
        _add(tx, name, currency, minor)


def _once(tx: Tx, key: str) -> bool:
    """Write the posting down; false if it was there already."""
    row = {"key": key, "at": tx.now}
    return tx.db.execute(POST_ONCE[_dialect(tx)], row).rowcount == 1  # type: ignore[attr-defined,no-any-return]


def _add(tx: Tx, name: str, currency: str, minor: int) -> None:
    if minor >= 0:
        tx.db.execute(PUT[_dialect(tx)], {"book": name, "currency": currency, "minor": minor})
        return
    taken = tx.db.execute(TAKE, {"name": name, "money": currency, "change": minor})
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        held = balance(tx, name, currency)
        raise Broken(f"{name} holds {held.minor} {currency} and cannot give {-minor}")


def _dialect(tx: Tx) -> str:
    return tx.db.get_bind().dialect.name
