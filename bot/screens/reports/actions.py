"""What can be pressed about reports."""

from bot.ui import Action
from core.kit.ids import GigId, ReportId


class ReportThing(Action, frozen=True, wire="rp.mk"):
    """Say that a gig, a profile or a message is not as it should be."""

    kind: str
    thing: str


class ShowReport(Action, frozen=True, wire="rp.se"):
    """Look at this report."""

    report: ReportId


# --- a moderator's


class TakeReport(Action, frozen=True, wire="rp.tk"):
    """Take a report on."""

    report: ReportId


class HandBackReport(Action, frozen=True, wire="rp.hb"):
    """Let another moderator have it."""

    report: ReportId


class UpholdReport(Action, frozen=True, wire="rp.up"):
    """Warn whose it is."""

    report: ReportId


class SuspendGig(Action, frozen=True, wire="rp.su"):
    """Take the gig off the market."""

    report: ReportId


class DismissReport(Action, frozen=True, wire="rp.di"):
    """See nothing to do about it."""

    report: ReportId


class GetReportedFiles(Action, frozen=True, wire="rp.fi"):
    """Look at the files of a message."""

    report: ReportId


class ReinstateGig(Action, frozen=True, wire="rp.re"):
    """Give a gig back to its seller."""

    suspended: GigId
