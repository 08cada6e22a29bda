"""P1, P2, P10: people write and press; how many are answered, beside the usual ways to do it."""

import asyncio
import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from benchmarks import databases, rows
from benchmarks.contenders import usual_seed
from benchmarks.crowd import Act, NextAct, Side
from benchmarks.databases import Databases
from benchmarks.fakes import discord, telegram
from benchmarks.house import Unpaced
from benchmarks.processes import Bot, free_port
from benchmarks.report import Figure
from benchmarks.rows import DISCORD, PAIRS, TELEGRAM, Deal, deals
from bot.config import Settings

SCALE = float(os.environ.get("BENCH_SCALE", "1"))  # less than the whole, for a quick look
WINDOW_SECONDS = 0.6
DELAY_SECONDS = 0.05
ROUNDS = max(3, int(12 * SCALE))
WORD = "milestone"  # what the reader looks up
COMMAND = "glossary"
ORDERS = {
    name: int(count * SCALE)
    for name, count in {"telegram": 16_000, "discord": 8_000, "usual": 4_000}.items()
}
LABEL = "Accept"
# How many press at once. An order is more work than a glance: with fewer at it, each sees the
# answer within a turn, and nobody's core rests.
READERS, BUYERS, PATIENT_BUYERS = 32, 8, 32


@dataclass
class Numbers:
    """Every update has its own."""

    last: int = 10_000

    def next(self) -> int:
        self.last += 1
        return self.last


@dataclass
class House:
    """Our App on one database, on both platforms."""

    database: str
    settings: Settings
    telegram: telegram.Telegram
    discord: discord.Discord
    bot: Bot


def reads(fake: telegram.Telegram, numbers: Numbers) -> NextAct:
    """Somebody looks a word up."""

    def act(place: int) -> Act:
        person, number = TELEGRAM + place, numbers.next()
        update = telegram.command(number, person, f"/{COMMAND} {WORD}", rows.LOCALES[0])
        return Act(lambda: fake.send(update), [("sendMessage", str(person))])

    return act


def accepts(fake: telegram.Telegram, numbers: Numbers, every: Iterator[Deal]) -> NextAct:
    """A buyer accepts the work: both cards change, the button rests, the seller is told."""
    by_pair = _by_pair(every, TELEGRAM)

    def act(place: int) -> Act | None:
        if not by_pair[place]:
            return None
        deal, number = by_pair[place].popleft(), numbers.next()
        update = telegram.press(
            number, deal.buyer, deal.buyer_message, f"or.ok:{deal.order}", "…" * 40, rows.LOCALES[0]
        )
        sees = [
            ("editMessageText", str(deal.buyer), str(deal.buyer_message)),
            ("answerCallbackQuery", str(number)),
            ("sendMessage", str(deal.seller)),
            ("editMessageText", str(deal.seller), str(deal.seller_message)),
        ]
        return Act(lambda: fake.send(update), sees)

    return act


def discord_presses(fake: discord.Discord, numbers: Numbers, wire: str) -> NextAct:
    """Somebody presses a button that only reads."""

    def act(place: int) -> Act:
        number = numbers.next()
        data = discord.press(number, DISCORD + place, 1_000 + place, wire, rows.LOCALES[0])
        return Act(lambda: fake.send("INTERACTION_CREATE", data), [("callback", str(number))])

    return act


def discord_accepts(fake: discord.Discord, numbers: Numbers, every: Iterator[Deal]) -> NextAct:
    """A buyer accepts the work on Discord."""
    by_pair = _by_pair(every, DISCORD)

    def act(place: int) -> Act | None:
        if not by_pair[place]:
            return None
        deal, number = by_pair[place].popleft(), numbers.next()
        wire = f"or.ok:{deal.order}"
        data = discord.press(number, deal.buyer, deal.buyer_message, wire, rows.LOCALES[0])
        there = str(discord.DIALOGS + deal.seller)
        sees = [
            ("callback", str(number)),
            ("post", there),
            ("edit", there, str(deal.seller_message)),
        ]
        return Act(lambda: fake.send("INTERACTION_CREATE", data), sees)

    return act


def _by_pair(every: Iterator[Deal], first: int) -> dict[int, deque[Deal]]:
    found: dict[int, deque[Deal]] = {place: deque() for place in range(PAIRS)}
    for deal in every:
        found[deal.buyer - first].append(deal)
    return found


class Arena:
    """Every contender, started at once."""

    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self._contenders = AsyncExitStack()
        self.databases = Databases()
        self.sides: dict[str, Side] = {}
        self.houses: list[House] = []

    async def open(self) -> None:
        settings = [await self._house_rows(name) for name in ("sqlite", "postgresql")]
        says = await rows.answer_to(settings[0], COMMAND, WORD)
        starting = []
        for database, its in zip(("SQLite", "PostgreSQL"), settings, strict=True):
            house = await self._start_house(database, its)
            self.houses.append(house)
            starting.append(house.bot)
        starting += await self._start_baselines(says)
        for bot in starting:
            self._contenders.callback(bot.stop)
        for bot in starting:
            await asyncio.to_thread(bot.ready)
        for house in self.houses:
            self._take_sides(house)

    async def rest(self) -> None:
        """Let every contender go; the databases stay."""
        await self._contenders.aclose()

    async def close(self) -> None:
        await self.rest()
        self.databases.close()

    @property
    def postgres_version(self) -> int:
        return self.databases.postgres.version

    async def run(self, tell: Callable[[str], None]) -> None:
        """Let everybody warm up, then take turns."""
        for side in self.sides.values():
            sample = await side.turn(WINDOW_SECONDS)
            tell(f"{side.name}: {sample.per_second:.0f}/s while warming up")
            side.samples.clear()
        for nth in range(ROUNDS):
            for side in self.sides.values():
                sample = await side.turn(WINDOW_SECONDS)
                if sample.lost:
                    tell(f"{side.name} lost {sample.lost} replies")
            tell(f"round {nth + 1} of {ROUNDS}")

    async def _house_rows(self, kind: str) -> Settings:
        home = self.databases.folder / f"house-{kind}"
        make = self.databases.sqlite if kind == "sqlite" else self.databases.postgresql
        settings = Settings(home=str(home), database_url=make("house"))
        await databases.lay_out(settings)
        every = [d for p in ("telegram", "discord") for d in deals(p, ORDERS[p])]
        await rows.settle_in(settings, every)
        return settings

    async def _start_house(self, database: str, settings: Settings) -> House:
        tele, disc = telegram.Telegram(), discord.Discord()
        for fake in (tele, disc):
            await fake.open()
            self._contenders.push_async_callback(fake.close)
        words = Unpaced(settings.home, settings.database_url, tele.url, disc.url).words()
        return House(database, settings, tele, disc, Bot("-m", "benchmarks.house", words))

    async def _start_baselines(self, says: dict[str, Any]) -> list[Bot]:
        started = []
        if "P1" in self._wanted:
            fake, port = await self._telegram()
            bot = Bot("-m", "benchmarks.contenders.echo", fake.url, port, COMMAND, json.dumps(says))
            self._side("A", bot, fake, reads(fake, Numbers()))
            started.append(bot)
        if "P2" in self._wanted:
            for name, make in (("E1", self.databases.sqlite), ("P1x", self.databases.postgresql)):
                database, (fake, port) = make("usual"), await self._telegram()
                every = list(deals("telegram", ORDERS["usual"]))
                await usual_seed.settle_in(database, every)
                bot = Bot("-m", "benchmarks.contenders.usual", fake.url, port, database)
                self._side(name, bot, fake, accepts(fake, Numbers(), iter(every)), in_flight=BUYERS)
                started.append(bot)
        if "P10" in self._wanted:
            bare = discord.Discord()
            await bare.open()
            self._contenders.push_async_callback(bare.close)
            card = {"label": LABEL, "texts": says["text"].split("\n\n")}
            bot = Bot("-m", "benchmarks.contenders.dynamic_item", bare.url, json.dumps(card))
            act = discord_presses(bare, Numbers(), f"gl.sh:{WORD}")
            self._side("D", bot, bare, act)
            started.append(bot)
        return started

    async def _telegram(self) -> tuple[telegram.Telegram, str]:
        fake = telegram.Telegram()
        await fake.open()
        self._contenders.push_async_callback(fake.close)
        return fake, str(free_port())

    def _take_sides(self, house: House) -> None:
        name, bot, tele, disc = house.database, house.bot, house.telegram, house.discord
        if "P1" in self._wanted:
            self._side(f"P1 {name}", bot, tele, reads(tele, Numbers(1_000_000)))
        if "P2" in self._wanted:
            act = accepts(tele, Numbers(2_000_000), deals("telegram", ORDERS["telegram"]))
            self._side(f"P2 {name}", bot, tele, act, in_flight=BUYERS)
            self._side(f"P2 {name}, 50 ms", bot, tele, act, DELAY_SECONDS, in_flight=PATIENT_BUYERS)
        if "P10" in self._wanted:
            wire, numbers = f"gl.sh:{WORD}", Numbers(3_000_000)
            read = discord_presses(disc, numbers, wire)
            self._side(f"P10 {name}, reading", bot, disc, read)
            act = discord_accepts(disc, numbers, deals("discord", ORDERS["discord"]))
            self._side(f"P10 {name}, order", bot, disc, act, in_flight=BUYERS)

    def _side(
        self,
        name: str,
        bot: Bot,
        fake: Any,
        act: NextAct,
        delay: float = 0.0,
        *,
        in_flight: int = READERS,
    ) -> None:
        def slow(seconds: float) -> None:
            fake.delay = seconds

        self.sides[name] = Side(name, bot, fake.waiting, act, PAIRS, slow, delay, in_flight)


BASES = {"P1": {"SQLite": "A", "PostgreSQL": "A"}, "P2": {"SQLite": "E1", "PostgreSQL": "P1x"}}
WHAT = {
    "P1": "a command that only reads",
    "P2": "an order press with everything it entails",
    "P10": "a Discord press",
}
TARGETS = {"SQLite": 3.0, "PostgreSQL": 2.5}


def figures(arena: Arena) -> list[Figure]:
    """Put what the arena measured beside its baselines."""
    found = []
    for name in ("SQLite", "PostgreSQL"):
        sides = arena.sides
        if f"P1 {name}" in sides:
            found.append(_figure(sides[f"P1 {name}"], sides["A"], 1.0, WHAT["P1"]))
        if f"P2 {name}" in sides:
            mine, base = sides[f"P2 {name}"], sides[BASES["P2"][name]]
            found.append(_figure(mine, base, TARGETS[name], WHAT["P2"]))
            slow = sides[f"P2 {name}, 50 ms"]
            found.append(_figure(slow, mine, 0.8, f"{WHAT['P2']}, the API answering in 50 ms"))
        if f"P10 {name}, reading" in sides:
            bare = sides["D"]
            read, whole = sides[f"P10 {name}, reading"], sides[f"P10 {name}, order"]
            found.append(_figure(read, bare, 0.8, f"{WHAT['P10']} that reads"))
            found.append(_figure(whole, bare, 0.4, f"{WHAT['P10']} with the whole order action"))
    return found


def _figure(mine: Side, base: Side, target: float, what: str) -> Figure:
    return Figure(
        mine.name, what, _said(mine), f"{base.name}: {_said(base)}", mine.against(base), target
    )


def _said(side: Side) -> str:
    return f"{side.rate().median:.0f}/s, {side.cpu_ms().median:.2f} ms CPU"
