"""What is asked of whoever has a code from another platform."""

from bot.forms import Ask, Form, Line
from bot.registry import declare
from bot.screens.linking import confirm_link
from core import linking
from core.accounts import Account
from core.kit.text import _
from core.store import Tx

CODE_MOST = 20


def _enter(tx: Tx, me: Account, *, code: str) -> str:
    linking.to_join(tx, me, code)
    return code


# fmt: off
declare(Form(
    "linking.enter",
    _("Link my other platform"),
    Ask("code", Line(most=CODE_MOST),
        _("The code"), _("Which code did you get with /link on your other platform?")),
    submit=_enter,
    then=confirm_link,
    done=_("The code is good."),
    send=_("Go on"),
    review=False,
))
# fmt: on
