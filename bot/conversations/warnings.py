"""What is asked of whoever warns, is warned, or decides on an appeal."""

from bot.context import Context
from bot.forms import Answers, Ask, Form, Line, One, Paragraph
from bot.registry import declare
from bot.screens.warnings import foreseen, warning_page
from bot.ui import Line as Drawn
from bot.ui import Option, Screen
from core import warnings
from core.kit.text import _
from core.warnings import GivenWarning


def _then(ctx: Context, warning: GivenWarning) -> Screen:
    return warning_page(ctx, warning)


def _foresee(ctx: Context, subject: str, given: Answers) -> tuple[Drawn, ...]:
    return tuple(foreseen(ctx.ask(warnings.ladder, subject, given["rule"])))


# fmt: off
QUESTIONS = (
    Ask("rule", One(tuple(Option(one, label) for one, label in warnings.RULES.items())),
        _("Rule"), _("Which rule was broken?")),
    Ask("evidence", Paragraph(most=warnings.EVIDENCE_MOST),
        _("What happened"),
        _("What happened, and what shows it? They read it word for word. Write without names.")),
    Ask("matter", Line(most=warnings.MATTER_MOST),
        _("Number of the order or gig"),
        _("Is it about an order or a gig of theirs? Give its number, or skip this."),
        required=False),
)
ISSUE = Form(
    "warnings.issue",
    _("Give a warning"),
    *QUESTIONS,
    submit=warnings.issue,
    then=_then,
    done=_("Given. They are told what for, until when, and how to appeal."),
    send=_("Give the warning"),
    about="person",
    foresees=_foresee,
)
APPEAL = Form(
    "warnings.appeal",
    _("Appeal against the warning"),
    Ask("words", Paragraph(most=warnings.WORDS_MOST),
        _("Your reason"), _("What did the moderator not see? Another one decides.")),
    submit=warnings.appeal,
    then=_then,
    done=_("Sent. Another moderator looks at it, and you are told."),
    send=_("Appeal"),
    about="warning",
)
UPHOLD = Form(
    "warnings.uphold",
    _("Uphold the warning"),
    Ask("words", Paragraph(most=warnings.WORDS_MOST),
        _("Your reason"), _("Why does it stay? They read it. Write without names.")),
    submit=warnings.uphold,
    then=_then,
    done=_("Upheld. They have been told."),
    send=_("Uphold it"),
    about="warning",
)
LIFT = Form(
    "warnings.lift",
    _("Take the warning back"),
    Ask("words", Paragraph(most=warnings.WORDS_MOST),
        _("Your reason"), _("Why is it taken back? They read it. Write without names.")),
    submit=warnings.lift,
    then=_then,
    done=_("Taken back, with everything that followed from it. They have been told."),
    send=_("Take it back"),
    about="warning",
)
# fmt: on

declare(ISSUE, APPEAL, UPHOLD, LIFT)
