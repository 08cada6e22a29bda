"""The machine: who runs on which core, what a process spent, how fast the loop turns today."""

import asyncio
import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

CORES = sorted(os.sched_getaffinity(0))
BOT_CORE, LOAD_CORE = CORES[0], CORES[-1]
TURNS = 20_000
LIBRARIES = (
    "python-telegram-bot", "discord.py", "sqlalchemy", "aiosqlite", "asyncpg", "aiohttp", "httpx",
    "tornado", "babel", "msgspec", "uvloop",
)  # fmt: skip


class Spread(NamedTuple):
    """A median and the quartiles around it."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(low, median, high)


def pin(core: int) -> None:
    """Keep this process, and what it starts from now on, to one core."""
    os.sched_setaffinity(0, {core})


def spent(pid: int) -> float:
    """Return the seconds of CPU a process has used, by its own threads' accounts."""
    nanoseconds = 0
    for account in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        nanoseconds += int(account.read_text().split()[0])
    return nanoseconds / 1e9


def resident(pid: int) -> float:
    """Return the megabytes of memory a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


async def turn() -> float:
    """Return how many microseconds one turn of the event loop takes, here and now."""
    begun = time.perf_counter()
    for _ in range(TURNS):
        await asyncio.sleep(0)
    return (time.perf_counter() - begun) / TURNS * 1e6


def versions(postgres: int) -> str:
    """Say what everything was measured with."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    databases = f"SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres}"
    return f"Python {platform.python_version()}, {databases}, {libraries}; {len(CORES)} cores"
