"""What people see of their reports, and moderators of everybody's."""

from bot.context import Context
from bot.registry import Part, Task, part, work
from bot.screens.communities import queue_button
from bot.screens.gigs import ShowGig
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
from bot.screens.reports.words import TO_REPORTER, outline, title_of, what_of, whole
from bot.screens.warnings import ShowPerson, ShowWarning
from bot.ui import Action, Button, Fact, Line, Quote, Screen, Small, Style, Tone, button, rows
from core import gigs, reports, warnings
from core.accounts import Account
from core.gigs import Gig
from core.kit.ids import AccountId, GigId, ReportId, WarningId
from core.kit.text import Text, _, verbatim
from core.relay import Message
from core.reports import Matter, Report

CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "take": (TakeReport, _("Take the report"), Style.MAIN),
    "uphold": (UpholdReport, _("Give a warning"), Style.GRAVE),
    "suspend": (SuspendGig, _("Take the gig off the market"), Style.GRAVE),
    "dismiss": (DismissReport, _("Dismiss it"), Style.GOOD),
    "hand_back": (HandBackReport, _("Give it back"), Style.PLAIN),
}


@part("gig", "reports")
def on_a_gig(ctx: Context, gig: Gig) -> Part:
    """Let everybody but its seller report a gig."""
    return Part(buttons=tuple(_way_to_report(ctx, gig.subject)))


@part("profile", "reports")
def on_a_profile(ctx: Context, person: Account) -> Part:
    """Let others report a seller; a moderator finds the gigs here that can be given back."""
    if person.id == ctx.me.id or not person.sells:
        return Part()
    lines: list[Line] = []
    buttons = _way_to_report(ctx, f"account:{person.id}")
    for gig in ctx.ask(reports.suspended_gigs, person.id):
        lines += [Fact(_("Off the market"), verbatim(gig.title)), Quote(gig.suspended_for)]
        back = _("Give back: {title}").format(title=gig.title)
        buttons.append(button(back, ReinstateGig(GigId(gig.id))))
    return Part(tuple(lines), tuple(buttons))


@part("message", "reports")
def on_a_message(ctx: Context, message: Message) -> Part:
    """Let its reader report a message."""
    return Part(buttons=tuple(_way_to_report(ctx, message.subject)))


@work("reports", _("Report"), _("Reports"))
def in_the_queue(ctx: Context, most: int) -> list[Task]:
    """List the reports of somebody in office."""
    says = Text("{title} · {reason}")
    return [
        Task(
            duty,
            says.format(title=title, reason=reports.REASONS[report.reason]),
            ShowReport(ReportId(report.id)),
        )
        for duty in ctx.ask(reports.duties, most=most)
        for report, title in [duty.thing]
    ]


def _way_to_report(ctx: Context, subject: str) -> list[Button]:
    """Lead to the report of a thing by its full name, while it can be reported."""
    kind, _colon, thing = subject.partition(":")
    may = ctx.ask(reports.may_make, subject)
    return [button(_("Report it"), ReportThing(kind, thing))] if may else []


def report_page(ctx: Context, report: Report, note: Text | None = None) -> Screen:
    """Show a report to whoever made it, or to a moderator."""
    if report.reporter_id == ctx.me.id:
        return _to_reporter(ctx, report, note)
    matter = ctx.ask(reports.about, report)
    sees_all = ctx.ask(reports.has, report) or ctx.ask(reports.reads, report)
    lines = outline(ctx, report)
    if sees_all:
        lines += whole(ctx, report)
        lines.append(Small(_("The other person does not learn who reported it, nor who decides.")))
    else:
        lines.append(Small(_("Take it only if you know neither of them. You then see all of it.")))
    return Screen(
        title=title_of(report),
        note=note,
        lines=tuple(lines),
        buttons=rows(
            (
                *_deeds(ctx, report),
                *(_ways(ctx, report, matter) if sees_all else ()),
                queue_button("reports"),
            )
        ),
        tone=Tone.BUSY if report.is_open else Tone.CALM,
    )


def files_page(ctx: Context, report: Report) -> Screen:
    """Hand the files of a message over to the moderator who has the report of it."""
    message = ctx.ask(reports.about, report).message
    return Screen(
        title=title_of(report),
        lines=(_("The files of the message that was reported."),),
        files=tuple(message.files) if message else (),
        buttons=((button(_("Back"), ShowReport(ReportId(report.id))),),),
    )


def _to_reporter(ctx: Context, report: Report, note: Text | None) -> Screen:
    looked = _("A moderator looked into this report on {moment}.")
    return Screen(
        title=title_of(report),
        note=note,
        lines=(
            Fact(_("What about"), what_of(ctx.ask(reports.about, report))),
            Fact(_("Reason"), reports.REASONS[report.reason]),
            *((Quote(report.words),) if report.words else ()),
            TO_REPORTER[report.state],
            *(Small(looked.format(moment=at)) for at in ctx.ask(reports.looks, report.id)),
        ),
        tone=Tone.BUSY if report.is_open else Tone.CALM,
    )


def _deeds(ctx: Context, report: Report) -> list[Button]:
    """Return exactly what this person may do about it now, straight from the state table."""
    verbs = ctx.ask(reports.verbs, report)
    return [
        button(label, action(ReportId(report.id)), style)
        for verb, (action, label, style) in CHOICES.items()
        if verb in verbs
    ]


def _ways(ctx: Context, report: Report, matter: Matter) -> list[Button]:
    """Return the ways to what it is about, for whoever sees all of it."""
    ways = []
    if matter.gig is not None and matter.gig.state in gigs.VISIBLE:
        ways.append(button(_("Look at the gig"), ShowGig(GigId(matter.gig.id))))
    if matter.message is not None and matter.message.files:
        ways.append(button(_("The files"), GetReportedFiles(ReportId(report.id))))
    if ctx.ask(warnings.moderates):
        person = AccountId(report.reported_id)
        ways.append(button(_("About this person"), ShowPerson(person)))
        if report.warning_id is not None:
            ways.append(button(_("The warning"), ShowWarning(WarningId(report.warning_id))))
    return ways
