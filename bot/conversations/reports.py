"""What is asked of whoever reports something, and of the moderator who upholds it."""

from bot.context import Context
from bot.conversations.warnings import QUESTIONS
from bot.forms import Answers, Ask, Form, One, Paragraph
from bot.registry import declare
from bot.screens.reports import report_page
from bot.screens.warnings import foreseen
from bot.ui import Line as Drawn
from bot.ui import Option, Screen
from core import reports, warnings
from core.kit.text import _
from core.reports import Report


def _then(ctx: Context, report: Report) -> Screen:
    return report_page(ctx, report)


def _foresee(ctx: Context, subject: str, given: Answers) -> tuple[Drawn, ...]:
    person = ctx.ask(reports.look, subject).reported_id
    return tuple(foreseen(ctx.ask(warnings.ladder, person, given["rule"])))


def begun(ctx: Context, report: Report) -> dict[str, object]:
    """Return what a warning about it begins with: nothing in it says who reported."""
    matter = ctx.ask(reports.about, report)
    quoted = f"{matter.person.name}: {matter.person.bio}"
    if matter.gig is not None:
        quoted = matter.gig.title
    elif matter.message is not None:
        quoted = matter.message.words
    answers: dict[str, object] = {"matter": matter.gig.id if matter.gig else None}
    if report.reason in reports.BREAKS:
        answers["rule"] = reports.BREAKS[report.reason].value
    if quoted:
        answers["evidence"] = f"“{quoted[: warnings.EVIDENCE_MOST - 2]}”"
    return answers


# fmt: off
MAKE = Form(
    "reports.make",
    _("Report it"),
    Ask("reason", One(tuple(Option(one, label) for one, label in reports.REASONS.items())),
        _("Reason"), _("What is wrong with it?")),
    Ask("words", Paragraph(most=reports.WORDS_MOST),
        _("In your words"),
        _("What should a moderator know? Only moderators read this, and nobody else learns that "
          "it was you."),
        required=False),
    submit=reports.make,
    then=_then,
    done=_("Reported. Thank you for speaking up."),
    send=_("Report it"),
    about="thing",
    review=False,
)
UPHOLD = Form(
    "reports.uphold",
    _("Give a warning"),
    *QUESTIONS,
    submit=reports.uphold,
    then=_then,
    done=_("Upheld. They are warned, and whoever reported it is told, without a name."),
    send=_("Give the warning"),
    about="report",
    foresees=_foresee,
)
SUSPEND = Form(
    "reports.suspend",
    _("Take the gig off the market"),
    Ask("words", Paragraph(most=reports.WORDS_MOST),
        _("Why"), _("Why is it taken off the market? Its seller reads it word for word. Write "
                    "without names.")),
    submit=reports.suspend,
    then=_then,
    done=_("Taken off the market. Its seller and whoever reported it are told, without names."),
    send=_("Take the gig off the market"),
    about="report",
)
# fmt: on

declare(MAKE, UPHOLD, SUSPEND)
