"""What can be pressed about reports."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import GigId, ReportId


@dataclass(frozen=True)
class ReportThing(Action, wire="rp.mk"):
    """Say that a gig, a profile or a message is not as it should be."""

    kind: str
    thing: str


@dataclass(frozen=True)
class ShowReport(Action, wire="rp.se"):
    """Look at this report."""

    report: ReportId


# --- a moderator's


@dataclass(frozen=True)
class TakeReport(Action, wire="rp.tk"):
    """Take a report on."""

    report: ReportId


@dataclass(frozen=True)
class HandBackReport(Action, wire="rp.hb"):
    """Let another moderator have it."""

    report: ReportId


@dataclass(frozen=True)
class UpholdReport(Action, wire="rp.up"):
    """Warn whose it is."""

    report: ReportId


@dataclass(frozen=True)
class SuspendGig(Action, wire="rp.su"):
    """Take the gig off the market."""

    report: ReportId


@dataclass(frozen=True)
class DismissReport(Action, wire="rp.di"):
    """See nothing to do about it."""

    report: ReportId


@dataclass(frozen=True)
class GetReportedFiles(Action, wire="rp.fi"):
    """Look at the files of a message."""

    report: ReportId


@dataclass(frozen=True)
class ReinstateGig(Action, wire="rp.re"):
    """Give a gig back to its seller."""

    suspended: GigId
