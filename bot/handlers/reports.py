"""Answers about reports."""

from bot import dialogue
from bot.context import Context
from bot.conversations.reports import begun
from bot.registry import on
from bot.screens.accounts import profile_card
from bot.screens.communities import work_page
from bot.screens.reports import (
    DismissReport,
    GetReportedFiles,
    HandBackReport,
    ReinstateGig,
    ReportThing,
    ShowReport,
    SuspendGig,
    TakeReport,
    UpholdReport,
    files_page,
    report_page,
)
from bot.ui import Screen
from core import reports, warnings
from core.kit.text import _

AboutReport = ShowReport | HandBackReport | UpholdReport | SuspendGig | DismissReport


def as_it_is(ctx: Context, press: AboutReport) -> Screen:
    """Show the report as it is now; a moderator's look is written down."""
    return report_page(ctx, ctx.do(reports.look_into, report=press.report))


def the_queue(ctx: Context, _press: TakeReport) -> Screen:
    """Show what waits now."""
    return work_page(ctx, "reports")


@on(ReportThing)
def report(ctx: Context, press: ReportThing) -> Screen:
    """Ask what is wrong with it."""
    thing = f"{press.kind}:{press.thing}"
    ctx.ask(reports.expect_to_make, thing)
    return dialogue.open_form(ctx, "reports.make", thing)


@on(ShowReport)
def show(ctx: Context, press: ShowReport) -> Screen:
    """Open one; when a moderator sees all of it, that is written down."""
    return report_page(ctx, ctx.do(reports.look_into, report=press.report))


# --- a moderator's


@on(TakeReport, stale=the_queue)
def take(ctx: Context, press: TakeReport) -> Screen:
    """Take it on."""
    ctx.do(reports.take, report=press.report)
    found = ctx.do(reports.look_into, report=press.report)
    return report_page(ctx, found, _("It is yours. Read it, then decide."))


@on(HandBackReport, stale=as_it_is)
def hand_back(ctx: Context, press: HandBackReport) -> Screen:
    """Let another moderator have it."""
    ctx.do(reports.hand_back, report=press.report)
    return work_page(ctx, "reports", note=_("Given back: another moderator can take it."))


@on(UpholdReport, stale=as_it_is)
def uphold(ctx: Context, press: UpholdReport) -> Screen:
    """Ask for the warning, begun with what was reported."""
    found = ctx.ask(reports.expect, press.report, "uphold")
    return dialogue.open_form(ctx, "reports.uphold", press.report, begun(ctx, found))


@on(SuspendGig, stale=as_it_is)
def suspend(ctx: Context, press: SuspendGig) -> Screen:
    """Ask why it is taken off the market."""
    ctx.ask(reports.expect_to_suspend, press.report)
    return dialogue.open_form(ctx, "reports.suspend", press.report)


@on(DismissReport, stale=as_it_is)
def dismiss(ctx: Context, press: DismissReport) -> Screen:
    """See nothing to do about it."""
    found = ctx.do(reports.dismiss, report=press.report)
    return report_page(ctx, found, _("Dismissed. Whoever reported it is told, without a name."))


@on(GetReportedFiles)
def get_files(ctx: Context, press: GetReportedFiles) -> Screen:
    """Send the files of a message."""
    return files_page(ctx, ctx.do(reports.look_into, report=press.report))


@on(ReinstateGig)
def reinstate(ctx: Context, press: ReinstateGig) -> Screen:
    """Give a gig back to its seller."""
    gig = ctx.do(reports.reinstate, gig=press.suspended)
    person = ctx.ask(warnings.person, gig.seller_id)
    return profile_card(ctx, person, _("Given back, and paused. Its seller is told."))
