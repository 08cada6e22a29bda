"""Answers about support."""

from bot import dialogue
from bot.context import Context
from bot.registry import command, on
from bot.screens.communities import work_page
from bot.screens.support import (
    AnswerTicket,
    AskBack,
    CloseTicket,
    HandBackTicket,
    ListTickets,
    OpenTicket,
    ReopenTicket,
    ShowTicket,
    TakeTicket,
    WriteTicket,
    support_page,
    ticket_page,
)
from bot.ui import Screen
from core import support
from core.kit.text import _

AboutTicket = (
    ShowTicket | WriteTicket | CloseTicket | ReopenTicket | AnswerTicket | AskBack | HandBackTicket
)


def as_it_is(ctx: Context, press: AboutTicket) -> Screen:
    """Show the ticket as it is now; support's look is written down."""
    return ticket_page(ctx, ctx.do(support.look_into, ticket=press.ticket))


def the_queue(ctx: Context, press: TakeTicket) -> Screen:
    """Show what waits now."""
    ctx.ask(support.to_take, press.ticket)
    return work_page(ctx, "support")


@command("support", _("/support"), _("Ask us something, and see what we answered"), reads=True)
def show_support(ctx: Context) -> Screen:
    """Show one's tickets."""
    return support_page(ctx)


@on(ListTickets, reads=True)
def list_tickets(ctx: Context, _press: ListTickets) -> Screen:
    """Show one's tickets."""
    return support_page(ctx)


@on(OpenTicket)
def open_ticket(ctx: Context, _press: OpenTicket) -> Screen:
    """Ask what it is about."""
    return dialogue.open_form(ctx, "support.open", ctx.me.id)


@on(ShowTicket)
def show(ctx: Context, press: ShowTicket) -> Screen:
    """Open one; when support does, that is written down."""
    return ticket_page(ctx, ctx.do(support.look_into, ticket=press.ticket))


@on(WriteTicket, stale=as_it_is)
def write(ctx: Context, press: WriteTicket) -> Screen:
    """Ask for the words."""
    ctx.ask(support.expect, press.ticket, "write")
    return dialogue.open_form(ctx, "support.write", press.ticket)


@on(CloseTicket, stale=as_it_is)
def close(ctx: Context, press: CloseTicket) -> Screen:
    """Close it: it can be opened again for a while."""
    return ticket_page(ctx, ctx.do(support.close, ticket=press.ticket))


@on(ReopenTicket, stale=as_it_is)
def reopen(ctx: Context, press: ReopenTicket) -> Screen:
    """Ask what is still missing."""
    ctx.ask(support.expect, press.ticket, "reopen")
    return dialogue.open_form(ctx, "support.reopen", press.ticket)


# --- those who answer


@on(TakeTicket, stale=the_queue)
def take(ctx: Context, press: TakeTicket) -> Screen:
    """Take it on."""
    ticket = ctx.do(support.take, ticket=press.ticket)
    return ticket_page(ctx, ticket, _("It is yours. Nobody else answers it meanwhile."))


@on(AnswerTicket, stale=as_it_is)
def answer(ctx: Context, press: AnswerTicket) -> Screen:
    """Ask for the answer."""
    ctx.ask(support.expect, press.ticket, "answer")
    return dialogue.open_form(ctx, "support.answer", press.ticket)


@on(AskBack, stale=as_it_is)
def ask_back(ctx: Context, press: AskBack) -> Screen:
    """Ask what one would like to know."""
    ctx.ask(support.expect, press.ticket, "ask")
    return dialogue.open_form(ctx, "support.ask", press.ticket)


@on(HandBackTicket, stale=as_it_is)
def hand_back(ctx: Context, press: HandBackTicket) -> Screen:
    """Let somebody else answer it."""
    ctx.do(support.hand_back, ticket=press.ticket)
    note = _("Given back: it stands in the queue where it stood.")
    return work_page(ctx, "support", note=note)
