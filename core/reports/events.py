"""What can happen to a report."""

from core.reports.models import Report
from core.store import Event


class ReportQueued(Event, frozen=True):
    """A report waits for a moderator: for the first time, or again."""

    report: Report


class ReportUpheld(Event, frozen=True):
    """A moderator did something about it."""

    report: Report


class ReportDismissed(Event, frozen=True):
    """A moderator saw nothing to do."""

    report: Report
