"""People who press, and wait until they have seen what they pressed for; then the next press."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.fakes.waiting import Seen, Waiting
from benchmarks.machine import Spread
from benchmarks.processes import Bot

PATIENCE_SECONDS = 10.0
AFTERWARDS_SECONDS = 0.05  # for what a bot does once everybody has seen their answer


class Act(NamedTuple):
    """Something a person does, and what they then wait to see."""

    do: Callable[[], None]
    sees: Iterable[Seen]


NextAct = Callable[[int], Act | None]  # by the person's place; None: nothing left to press


class Sample(NamedTuple):
    """One contender's turn in one round."""

    per_second: float
    cpu_ms: float
    calls: float  # per act
    latencies: list[float]
    lost: int


@dataclass
class Side:
    """One contender at one thing: its people, and the samples taken so far."""

    name: str
    bot: Bot
    waiting: Waiting
    next_act: NextAct
    people: int
    delay: Callable[[float], None]
    delay_seconds: float = 0.0
    in_flight: int = 32  # how many press at once; few enough that a turn sees many answers
    samples: list[Sample] = field(default_factory=list)

    async def turn(self, window: float) -> Sample:
        """Let everybody press for so long; keep and return what was measured."""
        self.delay(self.delay_seconds)
        ramp = 0.15 + 6 * self.delay_seconds
        places = deque(range(self.people))
        done: list[tuple[float, float]] = []
        clock = time.perf_counter
        calls, cpu, begun = self.waiting.calls.total(), self.bot.cpu, clock()
        until = begun + ramp + window

        async def person() -> None:
            while clock() < until:
                place = places.popleft()
                act = self.next_act(place)
                if act is None:
                    return
                seen = self.waiting.for_all(act.sees)
                pressed = clock()
                act.do()
                await seen
                done.append((clock(), clock() - pressed))
                places.append(place)

        tasks = [asyncio.create_task(person()) for _ in range(self.in_flight)]
        _finished, lost = await asyncio.wait(tasks, timeout=ramp + window + PATIENCE_SECONDS)
        for task in lost:
            task.cancel()
        self.waiting.forget()
        await asyncio.sleep(AFTERWARDS_SECONDS)
        within = [took for at, took in done if begun + ramp <= at < until]
        count = max(len(done), 1)
        sample = Sample(
            len(within) / window,
            (self.bot.cpu - cpu) / count * 1e3,
            (self.waiting.calls.total() - calls) / count,
            within,
            len(lost),
        )
        self.samples.append(sample)
        return sample

    def rate(self) -> Spread:
        return Spread.of([sample.per_second for sample in self.samples])

    def cpu_ms(self) -> Spread:
        return Spread.of([sample.cpu_ms for sample in self.samples])

    def latency_ms(self, part: float) -> float:
        """Return how long the slowest of the fastest `part` waited, over all rounds."""
        every = sorted(took for sample in self.samples for took in sample.latencies)
        return every[min(int(part * len(every)), len(every) - 1)] * 1e3 if every else float("nan")

    def calls(self) -> float:
        return Spread.of([sample.calls for sample in self.samples]).median

    def lost(self) -> int:
        return sum(sample.lost for sample in self.samples)

    def against(self, base: "Side") -> Spread:
        """Return the ratio of the rates, round by round."""
        pairs = zip(self.samples, base.samples, strict=True)
        return Spread.of([mine.per_second / max(its.per_second, 1e-9) for mine, its in pairs])
