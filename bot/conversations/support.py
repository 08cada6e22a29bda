"""What is asked of whoever writes to support, and of whoever answers."""

from bot.context import Context
from bot.forms import Ask, Form, Line, One, Paragraph
from bot.registry import declare, form
from bot.screens.support import ticket_page
from bot.ui import Option, Screen
from core import support
from core.accounts import Account
from core.kit.text import Text, _
from core.store import Tx
from core.support import Ticket

NONE = "none"


def _then(ctx: Context, ticket: Ticket) -> Screen:
    return ticket_page(ctx, ticket)


def _open(tx: Tx, me: Account, *, title: str, words: str, order: str | None) -> Ticket:
    about = None if order == NONE else order
    return support.open_ticket(tx, me, title=title, words=words, order=about)


@form("support.open")
def open_ticket(ctx: Context, subject: str) -> Form:
    """Ask support something, perhaps about an order."""
    mine = ctx.ask(support.orders_to_name) if subject else ()
    says = Text("{order}: {title}")
    named = (Option(o.id, says.format(order=o.id, title=o.terms.title[:60])) for o in mine)
    return Form(
        "support.open",
        _("Open a ticket"),
        Ask(
            "title",
            Line(most=support.TITLE_MOST),
            _("In one line"),
            _("What is it about, in one line?"),
        ),
        Ask(
            "words",
            Paragraph(most=support.WORDS_MOST),
            _("Your question"),
            _("What would you like to know, or what does not work? Say what you expected."),
        ),
        Ask(
            "order",
            One((Option(NONE, _("It is about no order")), *named)),
            _("An order"),
            _("Is it about one of your orders? Support then sees which one."),
            when=lambda _answers: bool(mine),
        ),
        submit=_open,
        then=_then,
        done=_("Sent. You are told here as soon as there is an answer."),
        send=_("Send"),
    )


# fmt: off
WRITE = Form(
    "support.write",
    _("Write to support"),
    Ask("words", Paragraph(most=support.WORDS_MOST),
        _("Your words"), _("What would you like to tell support?")),
    submit=support.write,
    then=_then,
    done=_("Sent. You are told here as soon as there is an answer."),
    send=_("Send"),
    about="ticket",
    review=False,
)
REOPEN = Form(
    "support.reopen",
    _("Open the ticket again"),
    Ask("words", Paragraph(most=support.WORDS_MOST),
        _("Your words"), _("What is still missing?")),
    submit=support.reopen,
    then=_then,
    done=_("Opened again. You are told here as soon as there is an answer."),
    send=_("Send"),
    about="ticket",
    review=False,
)
ANSWER = Form(
    "support.answer",
    _("Answer the ticket"),
    Ask("words", Paragraph(most=support.WORDS_MOST),
        _("Your answer"), _("What is your answer? It is read as that of support.")),
    submit=support.answer,
    then=_then,
    done=_("Answered. They have been told."),
    send=_("Send the answer"),
    about="ticket",
)
ASK = Form(
    "support.ask",
    _("Ask back"),
    Ask("words", Paragraph(most=support.WORDS_MOST),
        _("Your question"), _("What do you need to know before you can answer?")),
    submit=support.ask,
    then=_then,
    done=_("Asked. They have been told."),
    send=_("Send"),
    about="ticket",
)
# fmt: on

declare(WRITE, REOPEN, ANSWER, ASK)
