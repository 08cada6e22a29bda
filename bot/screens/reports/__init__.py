"""What people see of reports: the way to make one, and what a moderator does with it."""

from bot.screens.reports import notices
from bot.screens.reports.actions import (
    DismissReport,
    GetReportedFiles,
    HandBackReport,
    ReinstateGig,
    ReportThing,
    ShowReport,
    SuspendGig,
    TakeReport,
    UpholdReport,
)
from bot.screens.reports.pages import files_page, report_page

__all__ = [
    "DismissReport",
    "GetReportedFiles",
    "HandBackReport",
    "ReinstateGig",
    "ReportThing",
    "ShowReport",
    "SuspendGig",
    "TakeReport",
    "UpholdReport",
    "files_page",
    "notices",
    "report_page",
]
