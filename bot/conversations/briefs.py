"""What a buyer tells every seller."""

from bot.context import Context
from bot.forms import Ask, Count, Form, Line, Paragraph, Price
from bot.registry import declare
from bot.screens.briefs import brief_page
from bot.ui import Screen
from core import briefs
from core.briefs import Brief
from core.kit.settings import MarketSettings
from core.kit.text import _


def _low(settings: MarketSettings) -> int:
    return settings.price_least


def _high(settings: MarketSettings) -> int:
    return settings.price_most


def _days(settings: MarketSettings) -> int:
    return settings.days_most


def _then(ctx: Context, brief: Brief) -> Screen:
    return brief_page(ctx, brief)


# fmt: off
POST = Form(
    "briefs.post",
    _("Post a brief"),
    Ask("title",  Line(least=briefs.TITLE_LEAST, most=briefs.TITLE_MOST),
        _("Title"), _("What do you need? One line, as sellers will read it."),
        _("For example: “A logo for my bakery”")),
    Ask("wanted", Paragraph(least=briefs.WANTED_LEAST, most=briefs.WANTED_MOST),
        _("What you need"),
        _("Describe it: what it is for, what you like, what you already have.")),
    Ask("budget", Price(_low, _high),
        _("Budget"), _("How much would you like to spend? Skip this to leave it open."),
        required=False),
    Ask("days",   Count(1, _days),
        _("Days"), _("In how many days do you need it? Skip this to leave it open."),
        required=False),
    submit=briefs.post,
    then=_then,
    done=_("Posted. Sellers can answer now, and you hear of every offer."),
    send=_("Post it"),
)
# fmt: on

declare(POST)
