"""The table: every figure beside its baseline, its target, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import Spread

PAGE = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = (
    "| figure | what | measured | baseline | ratio (quartiles) | target | |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ratio` is the figure against its baseline, round by round."""

    name: str
    what: str
    measured: str
    baseline: str
    ratio: Spread
    target: float
    at_most: bool = False  # the ratio must stay below its target, not above

    @property
    def met(self) -> bool:
        value = self.ratio.median
        return value <= self.target if self.at_most else value >= self.target

    def line(self) -> str:
        low, median, high = self.ratio
        sign = "≤" if self.at_most else "≥"
        verdict = "met" if self.met else "**missed**"
        ratio = f"{median:.2f} ({low:.2f}–{high:.2f})"
        cells = (
            self.name, self.what, self.measured, self.baseline, ratio,
            f"{sign} {self.target:g}", verdict,
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def table(figures: Sequence[Figure], notes: Sequence[str]) -> str:
    """Put figures and what else was noted into Markdown."""
    lines = [HEAD, *(figure.line() for figure in figures), "", *notes]
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table into its page, between its two marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
