"""P6: from the process's first breath to both platforms ready, and what it weighs at rest."""

import asyncio

from benchmarks import databases
from benchmarks.databases import Databases
from benchmarks.fakes import discord, telegram
from benchmarks.house import Unpaced
from benchmarks.machine import Spread, resident
from benchmarks.processes import Bot
from benchmarks.report import Figure
from bot.config import Settings

STARTS = 5
REST_SECONDS = 1.0
READY_SECONDS, IDLE_MEGABYTES = 2.0, 130.0


async def figures(kept: Databases) -> list[Figure]:
    """Start the house a few times on either database."""
    found = []
    for kind, make in (("SQLite", kept.sqlite), ("PostgreSQL", kept.postgresql)):
        home = kept.folder / f"start-{kind}"
        settings = Settings(home=str(home), database_url=make("start"))
        await databases.lay_out(settings)
        seconds, megabytes = [], []
        for _ in range(STARTS):
            took, weighs = await _start(settings)
            seconds.append(took)
            megabytes.append(weighs)
        found += [
            _line(f"P6 {kind}, start", "process start to both platforms ready",
                  seconds, READY_SECONDS, "s"),
            _line(f"P6 {kind}, memory", "memory at rest", megabytes, IDLE_MEGABYTES, "MB"),
        ]  # fmt: skip
    return found


async def _start(settings: Settings) -> tuple[float, float]:
    tele, disc = telegram.Telegram(), discord.Discord()
    await tele.open()
    await disc.open()
    words = Unpaced(settings.home, settings.database_url, tele.url, disc.url).words()
    bot = Bot("-m", "benchmarks.house", words)
    try:
        took = await asyncio.to_thread(bot.ready)
        await asyncio.sleep(REST_SECONDS)
        return took, resident(bot.pid)
    finally:
        bot.stop()
        await tele.close()
        await disc.close()


def _line(name: str, what: str, values: list[float], most: float, unit: str) -> Figure:
    median = Spread.of(values).median
    ratio = Spread.of([value / most for value in values])
    return Figure(name, what, f"{median:.2f} {unit}", f"{most:g} {unit}", ratio, 1.0, at_most=True)
