"""The form behind the seller's role."""

from bot.context import Context
from bot.forms import Ask, Form, Line, Many
from bot.i18n import own_name
from bot.registry import form
from bot.screens.accounts import profile_card
from bot.ui import Option, Screen
from core import accounts
from core.accounts import Account
from core.kit.text import _, verbatim


def _then(ctx: Context, seller: Account) -> Screen:
    return profile_card(ctx, seller)


@form("accounts.start_selling")
def start_selling(_ctx: Context, _subject: str) -> Form:
    """Introduce oneself as a seller."""
    languages = tuple(Option(code, verbatim(own_name(code))) for code in accounts.LANGUAGES)
    # fmt: off
    return Form(
        "accounts.start_selling",
        _("Your seller profile"),
        Ask("name",      Line(most=accounts.NAME_MOST, least=2),
            _("Display name"), _("What name will buyers see?")),
        Ask("languages", Many(languages, most=5),
            _("Languages"), _("Which languages do you work in?")),
        Ask("bio",       Line(most=accounts.BIO_MOST, least=10),
            _("In one line"),
            _("What do you do? One line that makes people want to work with you."),
            _("For example: “I have drawn logos for small shops since 2015.”")),
        submit=accounts.start_selling,
        then=_then,
        done=_("You can sell now. Publish your first gig!"),
        send=_("Save"),
    )
    # fmt: on
