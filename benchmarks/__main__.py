"""Measure what we claim: `python -m benchmarks [P1 P2 …] [--write]`."""

import argparse
import sys

import uvloop

from benchmarks import machine
from benchmarks.figures.presses import Arena

FIGURES = ("P1", "P2", "P4", "P6", "P8", "P10")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


async def presses(wanted: set[str]) -> None:
    arena = Arena(wanted)
    try:
        await arena.open()
        await arena.run(say)
        for side in arena.sides.values():
            r, c = side.rate(), side.cpu_ms()
            say(
                f"{side.name:28} {r.median:8.0f}/s [{r.low:.0f}–{r.high:.0f}] cpu {c.median:.2f} ms "
                f"calls {side.calls():.2f} p50 {side.latency_ms(0.5):.1f} p99 {side.latency_ms(0.99):.1f} lost {side.lost()}"
            )
    finally:
        await arena.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], help="which; all of them")
    parser.add_argument("--write", action="store_true", help="write benchmarks/README.md")
    arguments = parser.parse_args()
    machine.pin(machine.LOAD_CORE)
    uvloop.run(presses(set(arguments.figures or FIGURES)))


if __name__ == "__main__":
    main()
