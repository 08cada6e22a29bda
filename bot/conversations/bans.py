"""What is asked of an owner who bans somebody."""

from bot.context import Context
from bot.forms import Ask, Form, Paragraph
from bot.registry import declare
from bot.screens.accounts import profile_card
from bot.ui import Screen
from core import accounts, bans
from core.bans import Ban
from core.kit.text import _


def _then(ctx: Context, ban: Ban) -> Screen:
    return profile_card(ctx, ctx.ask(accounts.profile_of, ban.account_id))


# fmt: off
declare(Form(
    "bans.ban",
    _("Ban somebody"),
    Ask("words", Paragraph(most=bans.WORDS_MOST),
        _("Why"), _("Why may they trade here no more? They read it word for word.")),
    submit=bans.ban,
    then=_then,
    done=_("Banned. They are told why; their orders under way go on."),
    send=_("Ban them"),
    about="person",
))
# fmt: on
