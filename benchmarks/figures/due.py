"""P4: looking for due work, among ten thousand promises and among a million."""

import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, text

from benchmarks import databases
from benchmarks.databases import Databases
from benchmarks.machine import Spread
from benchmarks.report import Figure
from bot.config import Settings
from core import deadlines
from core.deadlines import Deadline
from core.kit.settings import MarketSettings
from core.market import Market
from core.store import Tx, open_store, table_of

FEW, MANY = 10_000, 1_000_000
CHUNK = 5_000
DUE = 20  # that fall due at every sweep
ROUNDS, SWEEPS = 12, 40
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
TARGET, TARGET_UNDER_SNAPSHOT = 1.5, 5.0
DEADLINES = table_of(Deadline)


async def figures(kept: Databases, scale: float, tell: Callable[[str], None]) -> list[Figure]:
    """Measure both databases."""
    found = []
    for kind, make in (("SQLite", kept.sqlite), ("PostgreSQL", kept.postgresql)):
        async with AsyncExitStack() as stack:
            markets = []
            for count in (FEW, int(MANY * min(1.0, scale))):
                url = make(f"due{count}")
                await databases.lay_out(Settings(home=str(kept.folder / "due"), database_url=url))
                store = await open_store(url)
                stack.push_async_callback(store.close)
                market = Market(store, now=lambda: NOW, settings=MarketSettings())
                await _promise(market, count)
                tell(f"P4 {kind}: {count} promises kept")
                markets.append((market, url))
            found += await _compare(kind, markets)
    return found


def _write(tx: Tx, rows: list[dict[str, Any]]) -> None:
    tx.db.execute(insert(DEADLINES), rows)


async def _promise(market: Market, count: int) -> None:
    """Write promises for the year to come, one a subject."""
    for first in range(0, count, CHUNK):
        rows = [
            {"subject": f"order:{n:08}", "verb": "accept", "nth": 0,
             "at": NOW + timedelta(minutes=1 + n % 500_000)}
            for n in range(first, min(first + CHUNK, count))
        ]  # fmt: skip
        await market.do(partial(_write, rows=rows))
    await market.store.alter(lambda line: line.execute(text("ANALYZE")) and None)


async def _compare(kind: str, markets: list[tuple[Market, str]]) -> list[Figure]:
    (few, _few_url), (many, url) = markets
    lines = []
    for what, sweep in (("nothing due", _look), (f"{DUE} due", _keep_some)):
        pairs = [(await _time(few, sweep), await _time(many, sweep)) for _ in range(ROUNDS)]
        lines.append(_line(f"P4 {kind}, {what}", pairs, TARGET))
    snapshot = await open_store(url) if url.startswith("postgresql") else None
    if snapshot is not None:
        engine = snapshot._engine  # type: ignore[attr-defined] # noqa: SLF001
        async with engine.connect() as old:
            await old.execute(text("SELECT count(*) FROM deadlines"))
            pairs = [
                (await _time(few, _keep_some), await _time(many, _keep_some)) for _ in range(ROUNDS)
            ]
        lines.append(_line(f"P4 {kind}, {DUE} due, an old snapshot open", pairs,
                           TARGET_UNDER_SNAPSHOT))  # fmt: skip
        await snapshot.close()
    return lines


async def _look(market: Market) -> None:
    await market.ask(deadlines.due)


async def _keep_some(market: Market) -> None:
    """Make some promises that are due at once, and take them out of the book."""

    def make(tx: Tx) -> None:
        rows: list[dict[str, Any]] = [
            {"subject": f"due:{n}", "verb": "x", "nth": 0, "at": NOW} for n in range(DUE)
        ]
        tx.db.execute(insert(DEADLINES), rows)

    await market.do(make)
    due = await market.ask(deadlines.due)
    assert len(due) == DUE
    await market.do(
        lambda tx: tx.db.execute(delete(DEADLINES).where(DEADLINES.c.at <= NOW)) and None
    )


async def _time(market: Market, sweep: Callable[[Market], Any]) -> float:
    times = []
    for _ in range(SWEEPS):
        begun = time.perf_counter()
        await sweep(market)
        times.append(time.perf_counter() - begun)
    return Spread.of(times).median


def _line(name: str, pairs: list[tuple[float, float]], target: float) -> Figure:
    few = Spread.of([pair[0] for pair in pairs]).median * 1e3
    many = Spread.of([pair[1] for pair in pairs]).median * 1e3
    ratio = Spread.of([pair[1] / pair[0] for pair in pairs])
    return Figure(
        name, "one sweep for due work among a million promises",
        f"{many:.2f} ms", f"{few:.2f} ms among {FEW:,}", ratio, target, at_most=True,
    )  # fmt: skip
