"""What people see of support: their tickets, and one ticket."""

from bot.context import Context
from bot.registry import Task, work
from bot.screens.communities import queue_button
from bot.screens.support.actions import (
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
)
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import support
from core.kit.ids import TicketId
from core.kit.states import Role
from core.kit.text import Text, _, verbatim
from core.support import Remark, Ticket, TicketState

REMARKS = 5  # shown of a ticket; the last one whole
EARLIER_MOST = 300  # characters of an earlier one

STATES: dict[TicketState, Text] = {
    TicketState.WAITING: _("In the queue"),
    TicketState.TAKEN: _("Support is at work on it"),
    TicketState.ASKED: _("Support asks something back"),
    TicketState.ANSWERED: _("Answered"),
    TicketState.CLOSED: _("Closed"),
    TicketState.FILED: _("Closed for good"),
}

NEXT: dict[TicketState, Text] = {
    TicketState.WAITING: _("Support has your ticket and answers here."),
    TicketState.TAKEN: _("Somebody of support is at work on it and answers here."),
    TicketState.ASKED: _("Support needs to know something from you."),
    TicketState.ANSWERED: _("Support has answered. If that does not help, write back."),
    TicketState.CLOSED: _("This ticket is closed."),
    TicketState.FILED: _("This ticket is closed for good. Open a new one if you need us."),
}

CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "take": (TakeTicket, _("Take the ticket"), Style.MAIN),
    "answer": (AnswerTicket, _("Answer"), Style.MAIN),
    "ask": (AskBack, _("Ask back"), Style.PLAIN),
    "hand_back": (HandBackTicket, _("Give it back"), Style.PLAIN),
    "write": (WriteTicket, _("Write to support"), Style.MAIN),
    "reopen": (ReopenTicket, _("Open it again"), Style.PLAIN),
    "close": (CloseTicket, _("Close the ticket"), Style.PLAIN),
}


@work("support", _("Ticket"), _("Tickets"))
def in_the_queue(ctx: Context, most: int) -> list[Task]:
    """List the tickets of somebody who answers for support."""
    return [
        Task(duty, verbatim(duty.thing.title), ShowTicket(TicketId(duty.thing.id)))
        for duty in ctx.ask(support.duties, most=most)
    ]


def support_page(ctx: Context, note: Text | None = None) -> Screen:
    """Show somebody their tickets and the way to a new one; to those who answer, the queue."""
    mine = ctx.ask(support.mine)
    ways = [button(_("Open a ticket"), OpenTicket(), Style.MAIN)]
    if ctx.ask(support.is_staff):
        ways.append(queue_button("support"))
    return Screen(
        title=_("Support"),
        note=note,
        lines=(
            _("Something is unclear, or does not work? Write to us, and we answer here."),
            Small(
                _(
                    "For trouble with the other side of an order, its Resolution Center is faster: "
                    "open the order to find it."
                )
            ),
        ),
        menu=Menu(_("Open one of your tickets"), tuple(map(_mine, mine))) if mine else None,
        buttons=rows(ways),
    )


def ticket_page(ctx: Context, ticket: Ticket, note: Text | None = None) -> Screen:
    """Show a ticket to whoever opened it, or to whoever answers it."""
    mine = ticket.asker_id == ctx.me.id
    back = button(_("My tickets"), ListTickets()) if mine else queue_button("support")
    return Screen(
        title=title_of(ticket),
        note=note,
        lines=(
            *(_to_asker(ctx, ticket) if mine else _to_staff(ctx, ticket)),
            *_about(ctx, ticket),
            *_said(ctx, ticket),
            *(_looks(ctx, ticket) if mine else ()),
        ),
        buttons=rows((*ticket_buttons(ctx, ticket), back)),
        tone=Tone.BUSY if ticket.is_open else Tone.CALM,
    )


def ticket_buttons(ctx: Context, ticket: Ticket) -> list[Button]:
    """Return exactly what this person may do about it now, straight from the state table."""
    verbs = ctx.ask(support.verbs, ticket)
    return [
        button(label, action(TicketId(ticket.id)), style)
        for verb, (action, label, style) in CHOICES.items()
        if verb in verbs
    ]


def title_of(ticket: Ticket) -> Text:
    """Name a ticket."""
    return _("Ticket {ticket}: {title}").format(ticket=ticket.id, title=ticket.title)


def remark_lines(ctx: Context, ticket: Ticket, remark: Remark, *, whole: bool = True) -> list[Line]:
    """Quote what was said, and by whom; those who answer have no name."""
    says = _("Support, {at}:")
    if remark.by is Role.ASKER:
        mine = ticket.asker_id == ctx.me.id
        says = _("You, {at}:") if mine else _("{name}, {at}:")
    name = ctx.ask(support.asker, ticket).name
    words = remark.words
    if not whole and len(words) > EARLIER_MOST:
        words = f"{words[:EARLIER_MOST].rstrip()}…"
    return [Small(says.format(at=remark.said_at, name=name)), Quote(words)]


def end_lines(ctx: Context, ticket: Ticket) -> list[Line]:
    """Say what the clock will do to it."""
    at = ctx.ask(support.ends_at, ticket)
    if at is None or ticket.state is TicketState.TAKEN:
        return []
    if ticket.state is TicketState.CLOSED:
        return [Small(_("You can open it again until {at}.").format(at=at))]
    return [Small(_("If you do not write by {at}, it is closed.").format(at=at))]


def _to_asker(ctx: Context, ticket: Ticket) -> list[Line]:
    lines: list[Line] = [NEXT[ticket.state], *end_lines(ctx, ticket)]
    if ticket.state is not TicketState.WAITING:
        return lines
    wait = ctx.ask(support.wait_of, ticket)
    lines.append(Fact(_("Your place in the queue"), Text("{n}").format(n=wait.place)))
    if wait.usual is None:
        lines.append(
            Small(
                _(
                    "Too few tickets were answered lately to say how long it takes. You are told "
                    "as soon as there is an answer."
                )
            )
        )
        return lines
    left = wait.usual - (ctx.now - ticket.waits_since)
    if left.total_seconds() > 0:
        lines.append(Fact(_("Answer expected"), _("in about {left}").format(left=left)))
    else:
        says = _("It takes longer than usual at the moment: mostly it is {usual}.")
        lines.append(Small(says.format(usual=wait.usual)))
    return lines


def _to_staff(ctx: Context, ticket: Ticket) -> list[Line]:
    asker = ctx.ask(support.asker, ticket)
    lines: list[Line] = [
        Fact(_("From"), verbatim(asker.name)),
        Fact(_("State"), STATES[ticket.state]),
    ]
    if ticket.state in (TicketState.WAITING, TicketState.TAKEN):
        waited = Text("{span}").format(span=ctx.now - ticket.waits_since)
        lines.append(Fact(_("Waiting for"), waited))
    at = ctx.ask(support.ends_at, ticket)
    if ticket.state is TicketState.TAKEN and at is not None:
        says = _("Answer by {at}: after that it goes back into the queue.")
        lines.append(Small(says.format(at=at)))
    lines.append(Small(_("They read your words as those of support, without your name.")))
    return lines


def _about(ctx: Context, ticket: Ticket) -> list[Line]:
    order = ctx.ask(support.about, ticket)
    if order is None:
        return []
    says = Text("{order}: {title}").format(order=order.id, title=order.terms.title)
    return [Fact(_("Order"), says)]


def _said(ctx: Context, ticket: Ticket) -> list[Line]:
    *earlier, last = ctx.ask(support.said, ticket.id)[-REMARKS:]
    lines: list[Line] = []
    for remark in earlier:
        lines += remark_lines(ctx, ticket, remark, whole=False)
    return lines + remark_lines(ctx, ticket, last)


def _looks(ctx: Context, ticket: Ticket) -> list[Line]:
    """Say when support looked into it: nobody there has a name."""
    says = _("Support looked into this ticket on {moment}.")
    return [Small(says.format(moment=at)) for at in ctx.ask(support.looks, ticket.id)]


def _mine(ticket: Ticket) -> Choice:
    return choice(verbatim(ticket.title), ShowTicket(TicketId(ticket.id)), STATES[ticket.state])
