"""What is asked of whoever will be away."""

from bot.context import Context
from bot.forms import Ask, Day, Form, One, Paragraph
from bot.registry import declare
from bot.screens.out_of_office import absence_card
from bot.ui import Option, Screen
from core import out_of_office
from core.kit.text import _
from core.out_of_office import Absence


def _then(ctx: Context, absence: Absence) -> Screen:
    return absence_card(ctx, absence)


# fmt: off
DECLARE = Form(
    "out_of_office.declare",
    _("Out of office"),
    Ask("first",     Day(),
        _("First day"), _("What is the first day you are away?"),
        _("Write it as day/month/year, for example 24/12/2026.")),
    Ask("last",      Day(),
        _("Last day"), _("And the last day? You are back the day after."),
        _("Write it as day/month/year, for example 02/01/2027.")),
    Ask("message",   Paragraph(most=out_of_office.MESSAGE_MOST),
        _("Your message"), _("What shall people read on your gigs and orders meanwhile?"),
        _("Skip this to say nothing but the dates."), required=False),
    Ask("may_write", One((Option("yes", _("Yes")), Option("no", _("No")))),
        _("May people write to you?"), _("May people write to you meanwhile?")),
    submit=out_of_office.declare,
    then=_then,
    done=_("Planned. You are back by yourself on the day of your return."),
    send=_("Plan it"),
)
# fmt: on

declare(DECLARE)
