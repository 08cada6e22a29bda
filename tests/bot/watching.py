"""What a deed writes: seen from the tables, before and after."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select

from core.store import Base, Tx

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", re.IGNORECASE)
UNTOUCHED = frozenset({"inbox", "accounts", "identities", "cards", "sightings"})


@contextmanager
def watched(tx: Tx) -> Iterator[list[str]]:
    """Note every statement that writes, but those that any visit makes."""
    written: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found = WRITES.match(statement)
        if found is not None and found[1] not in UNTOUCHED:
            written.append(found[1])

    line = tx.db.connection()
    event.listen(line, "before_cursor_execute", note)
    try:
        yield written
        tx.db.flush()
    finally:
        event.remove(line, "before_cursor_execute", note)


def dump(tx: Tx) -> dict[str, list[Any]]:
    """Return every row of every table that a deed of the market may touch."""
    tx.db.flush()
    return {
        table.name: sorted(repr(tuple(row)) for row in tx.db.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name not in UNTOUCHED
    }


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    """Return the tables that differ."""
    return [name for name, rows in before.items() if after[name] != rows]
