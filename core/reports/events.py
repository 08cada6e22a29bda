"""What can happen to a report."""

from dataclasses import dataclass

from core.reports.models import Report
from core.store import Event


@dataclass(frozen=True, slots=True)
class ReportQueued(Event):
    """A report waits for a moderator: for the first time, or again."""

    report: Report


@dataclass(frozen=True, slots=True)
class ReportUpheld(Event):
    """A moderator did something about it."""

    report: Report


@dataclass(frozen=True, slots=True)
class ReportDismissed(Event):
    """A moderator saw nothing to do."""

    report: Report
