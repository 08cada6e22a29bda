"""A report in words: what of, what for, where it stands."""

from bot.context import Context
from bot.ui import Fact, Heading, Line, Quote, Small
from core import reports
from core.kit.text import Text, _, _n, verbatim
from core.relay import Message
from core.reports import Kind, Matter, Report, ReportState

STATES: dict[ReportState, Text] = {
    ReportState.WAITING: _("Waiting for a moderator"),
    ReportState.TAKEN: _("A moderator is at work on it"),
    ReportState.UPHELD: _("Upheld: something was done about it"),
    ReportState.DISMISSED: _("Dismissed: nothing broke a rule"),
}

TO_REPORTER: dict[ReportState, Text] = {
    ReportState.WAITING: _("A moderator looks at it, and you are told what came of it."),
    ReportState.TAKEN: _("A moderator is at work on it, and you are told what came of it."),
    ReportState.UPHELD: _(
        "A moderator agreed with you and acted on it. What was done stays between the market and "
        "the other person. Thank you for speaking up."
    ),
    ReportState.DISMISSED: _(
        "A moderator looked at it and found nothing that breaks a rule. If it goes on, report it "
        "again."
    ),
}


def title_of(report: Report) -> Text:
    """Name a report."""
    return _("Report {report}").format(report=report.id)


def what_of(matter: Matter) -> Text:
    """Name what is reported."""
    if matter.gig is not None:
        return _("The gig “{title}”").format(title=matter.gig.title)
    if matter.message is not None:
        return _("A message from {name}").format(name=matter.person.name)
    return _("The profile of {name}").format(name=matter.person.name)


def outline(ctx: Context, report: Report) -> list[Line]:
    """Say to a moderator what of, what for, and between whom."""
    matter = ctx.ask(reports.about, report)
    return [
        Fact(_("What about"), what_of(matter)),
        Fact(_("Reason"), reports.REASONS[report.reason]),
        Fact(_("Reported person"), verbatim(matter.person.name)),
        Fact(_("Reported by"), verbatim(ctx.ask(reports.reporter, report).name)),
        Fact(_("State"), STATES[report.state]),
        *_clock(ctx, report),
    ]


def whole(ctx: Context, report: Report) -> list[Line]:
    """Show what the reporter says, and what it is about, with what was said around a message."""
    lines: list[Line] = []
    if report.words:
        lines += [Heading(_("What the reporter says")), Quote(report.words)]
    matter = ctx.ask(reports.about, report)
    if matter.gig is not None:
        lines += [Heading(verbatim(matter.gig.title)), Quote(matter.gig.description)]
    elif matter.message is not None:
        lines.append(Heading(_("What was said around it")))
        for message in ctx.ask(reports.thread, report):
            lines += _said(ctx, report, message, pointed=message.id == matter.message.id)
    elif matter.kind is Kind.PROFILE:
        lines += [Heading(verbatim(matter.person.name)), Quote(matter.person.bio)]
    return lines


def _said(ctx: Context, report: Report, message: Message, *, pointed: bool) -> list[Line]:
    theirs = message.author_id == report.reported_id
    matter = ctx.ask(reports.about, report)
    author = matter.person if theirs else ctx.ask(reports.reporter, report)
    says = _("{name}, {at}, reported:") if pointed else _("{name}, {at}:")
    lines: list[Line] = [Small(says.format(name=author.name, at=message.said_at))]
    if message.words:
        lines.append(Quote(message.words))
    if message.files:
        lines.append(Small(_n("{n} file", "{n} files", len(message.files))))
    return lines


def _clock(ctx: Context, report: Report) -> list[Line]:
    at = ctx.ask(reports.ends_at, report)
    if at is None:
        return []
    if report.state is ReportState.TAKEN:
        says = _("Decide by {at}: after that it goes back into the queue.")
        return [Small(says.format(at=at))]
    return [Fact(_("Waiting for"), Text("{span}").format(span=ctx.now - report.made_at))]
