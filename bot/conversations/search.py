"""What somebody looks for."""

from bot.forms import Ask, Form, Line
from bot.registry import declare
from bot.screens.search import results_page
from core import search
from core.kit.text import _

LOOK_FOR = Form(
    "search.look_for",
    _("Search"),
    Ask(
        "text",
        Line(most=search.TEXT_MOST),
        _("Words"),
        _("What are you looking for? A few words are enough."),
        _("For example: logo bakery"),
    ),
    submit=search.look_for,
    then=results_page,
    send=_("Search"),
    done=_("Here is what fits."),
    about="search",
    review=False,
)

declare(LOOK_FOR)
