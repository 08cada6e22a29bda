"""What people are told about reports."""

from bot.context import Context
from bot.registry import notice
from bot.screens.communities import queue_button
from bot.screens.reports.actions import ShowReport
from bot.screens.reports.words import TO_REPORTER, outline, title_of, what_of
from bot.ui import Fact, Screen, Style, Tone, button, rows
from core import reports
from core.kit.errors import TooLate
from core.kit.ids import ReportId
from core.kit.text import Text, _
from core.reports import Report, ReportState


@notice("reports.upheld")
def upheld(ctx: Context, subject: str) -> Screen:
    """A moderator did something about what I reported."""
    return _to_reporter(ctx, subject)


@notice("reports.dismissed")
def dismissed(ctx: Context, subject: str) -> Screen:
    """A moderator saw nothing to do about what I reported."""
    return _to_reporter(ctx, subject)


@notice("reports.waiting")
def waiting(ctx: Context, subject: str) -> Screen:
    """A report can be taken."""
    report = _look(ctx, subject, ReportState.WAITING)
    return _to_moderator(ctx, report, _("A report waits for a moderator. Who can take it?"))


@notice("reports.decision_wanted")
def decision_wanted(ctx: Context, subject: str) -> Screen:
    """The days with a report are nearly over."""
    report = _look(ctx, subject, ReportState.TAKEN)
    says = _("A report you took is not decided yet. It soon goes back into the queue.")
    return _to_moderator(ctx, report, says)


def _look(ctx: Context, report_id: str, state: ReportState) -> Report:
    """Return a report that is still there; of one that moved on, nobody is told."""
    report = ctx.ask(reports.look, report_id)
    if report.state is not state:
        raise TooLate
    return report


def _to_reporter(ctx: Context, subject: str) -> Screen:
    report = ctx.ask(reports.own, subject)
    return Screen(
        title=title_of(report),
        lines=(
            Fact(_("What about"), what_of(ctx.ask(reports.about, report))),
            TO_REPORTER[report.state],
        ),
        buttons=((button(_("Look at the report"), ShowReport(ReportId(report.id))),),),
        tone=Tone.CALM,
    )


def _to_moderator(ctx: Context, report: Report, says: Text) -> Screen:
    show = button(_("Look at the report"), ShowReport(ReportId(report.id)), Style.MAIN)
    return Screen(
        title=title_of(report),
        lines=(says, *outline(ctx, report)),
        buttons=rows((show, queue_button("reports"))),
        tone=Tone.BUSY,
    )
