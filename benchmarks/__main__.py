"""Measure what we claim: `python -m benchmarks [P1 P2 …] [--write]`."""

import argparse
import sys

import uvloop

from benchmarks import machine, report
from benchmarks.figures import drawing, due, presses, start
from benchmarks.figures.presses import SCALE, Arena
from benchmarks.report import Figure

FIGURES = ("P1", "P2", "P4", "P6", "P8", "P10")
IN_THE_ARENA = {"P1", "P2", "P10"}


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


async def measure(wanted: set[str]) -> str:
    """Measure what is wanted, one after another; return the table."""
    found: list[Figure] = []
    turns = [await machine.turn()]
    arena = Arena(wanted)
    try:
        if wanted & IN_THE_ARENA:
            await arena.open()
            await arena.run(say)
            found += presses.figures(arena)
            lost = sum(side.lost() for side in arena.sides.values())
            notes = [f"Replies lost: {lost}. Rounds: {presses.ROUNDS}."]
        else:
            notes = []
    finally:
        await arena.rest()
    try:
        if "P4" in wanted:
            found += await due.figures(arena.databases, SCALE, say)
        if "P6" in wanted:
            found += await start.figures(arena.databases)
        if "P8" in wanted:
            found += await drawing.figures(arena.databases)
    finally:
        await arena.close()
    turns.append(await machine.turn())
    notes.append(
        f"One turn of the event loop took {turns[0]:.1f} µs before and {turns[1]:.1f} µs after. "
        f"{machine.versions(arena.postgres_version)}."
    )
    return report.table(sorted(found, key=_place), notes)


def _place(figure: Figure) -> tuple[int, str]:
    return int(figure.name.partition(" ")[0].removeprefix("P")), figure.name


def main() -> None:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], help="which; all of them")
    parser.add_argument("--write", action="store_true", help="write benchmarks/README.md")
    arguments = parser.parse_args()
    machine.pin(machine.LOAD_CORE)
    text = uvloop.run(measure(set(arguments.figures or FIGURES)))
    print(text)
    if arguments.write:
        report.write(text)


if __name__ == "__main__":
    main()
