"""What people are told about tickets when somebody else, or the clock, did something."""

from bot.context import Context
from bot.registry import notice
from bot.screens.communities import queue_button
from bot.screens.support.actions import ShowTicket
from bot.screens.support.pages import end_lines, remark_lines, ticket_buttons, title_of
from bot.ui import Line, Screen, Style, Tone, button, rows
from core import support
from core.kit.errors import TooLate
from core.kit.ids import TicketId
from core.kit.text import _
from core.support import Ticket, TicketState


@notice("support.answered")
def answered(ctx: Context, subject: str) -> Screen:
    """Support answered."""
    ticket = _look(ctx, subject, TicketState.ANSWERED)
    lines = (_("Support has answered."), *_last(ctx, ticket), *end_lines(ctx, ticket))
    return _to_asker(ctx, ticket, *lines)


@notice("support.asked")
def asked(ctx: Context, subject: str) -> Screen:
    """Support wants to know something."""
    ticket = _look(ctx, subject, TicketState.ASKED)
    says = _("Support needs to know something from you.")
    return _to_asker(ctx, ticket, says, *_last(ctx, ticket), *end_lines(ctx, ticket))


@notice("support.closing")
def closing(ctx: Context, subject: str) -> Screen:
    """A week of silence is nearly over."""
    ticket = _look(ctx, subject, *support.THEIR_TURN)
    says = _("Your ticket is closed soon. If something is missing, write to support.")
    return _to_asker(ctx, ticket, says, *_last(ctx, ticket), *end_lines(ctx, ticket))


@notice("support.closed")
def closed(ctx: Context, subject: str) -> Screen:
    """Support, or the clock, closed it."""
    ticket = _look(ctx, subject, TicketState.CLOSED)
    says = _("Your ticket is closed. If something is missing, open it again.")
    return _to_asker(ctx, ticket, says, *end_lines(ctx, ticket))


# --- to those who answer


@notice("support.waiting")
def waiting(ctx: Context, subject: str) -> Screen:
    """A ticket can be taken."""
    ticket = _look(ctx, subject, TicketState.WAITING)
    return _to_staff(ctx, ticket, _("A ticket waits for support. Who can take it?"))


@notice("support.written")
def written(ctx: Context, subject: str) -> Screen:
    """Whoever opened the ticket wrote again."""
    ticket = _look(ctx, subject, TicketState.WAITING, TicketState.TAKEN)
    return _to_staff(ctx, ticket, _("Your ticket was written in again."))


@notice("support.answer_wanted")
def answer_wanted(ctx: Context, subject: str) -> Screen:
    """A day with a ticket is nearly over."""
    ticket = _look(ctx, subject, TicketState.TAKEN)
    says = _("A ticket you took still waits for your answer. It soon goes back into the queue.")
    return _to_staff(ctx, ticket, says)


def _look(ctx: Context, ticket_id: str, *states: TicketState) -> Ticket:
    """Return a ticket that is in one of these states; of one that moved on, nobody is told."""
    ticket = ctx.ask(support.look, ticket_id)
    if ticket.state not in states:
        raise TooLate
    return ticket


def _last(ctx: Context, ticket: Ticket) -> list[Line]:
    return remark_lines(ctx, ticket, ctx.ask(support.said, ticket.id)[-1])


def _to_asker(ctx: Context, ticket: Ticket, *lines: Line) -> Screen:
    show = button(_("The whole ticket"), ShowTicket(TicketId(ticket.id)))
    return Screen(
        title=title_of(ticket),
        lines=lines,
        buttons=rows((*ticket_buttons(ctx, ticket), show)),
        tone=Tone.BUSY if ticket.is_open else Tone.CALM,
    )


def _to_staff(ctx: Context, ticket: Ticket, *lines: Line) -> Screen:
    show = button(_("Look at the ticket"), ShowTicket(TicketId(ticket.id)), Style.MAIN)
    return Screen(
        title=title_of(ticket),
        lines=(*lines, *_last(ctx, ticket)),
        buttons=rows((show, queue_button("support"))),
        tone=Tone.BUSY,
    )
