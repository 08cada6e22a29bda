"""What people are told about cancellations when somebody else, or the clock, did something."""

from collections.abc import Iterable

from bot.context import Context
from bot.platform import Room
from bot.registry import notice, room
from bot.screens.cancellations.request import request_buttons, request_lines
from bot.screens.orders import room_of, show_button, verb_buttons
from bot.ui import Button, Line, Screen, Style, Tone, rows
from core import cancellations, orders
from core.cancellations import Cancellation, CancellationState
from core.kit.errors import TooLate
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Order


@notice("cancellations.asked")
def asked(ctx: Context, subject: str) -> Screen:
    """An answer is awaited."""
    order, request = _open(ctx, subject)
    return _told(order, request_lines(ctx, order, request), *request_buttons(ctx, request))


@notice("cancellations.answer_wanted")
def answer_wanted(ctx: Context, subject: str) -> Screen:
    """Silence will soon be taken for an answer."""
    order, request = _open(ctx, subject)
    says = _("Your answer is still awaited: cancel this order, or carry on?")
    lines = (says, *request_lines(ctx, order, request)[1:])
    return _told(order, lines, *request_buttons(ctx, request))


@notice("cancellations.declined")
def declined(ctx: Context, subject: str) -> Screen:
    """The other side wants to carry on."""
    order, _request = _look(ctx, subject)
    says = _("{name} wants to carry on. The order goes on from where it stood.")
    return _goes_on(ctx, order, says)


@notice("cancellations.withdrawn")
def withdrawn(ctx: Context, subject: str) -> Screen:
    """Whoever asked no longer wants to stop."""
    order, _request = _look(ctx, subject)
    says = _("{name} took the request to cancel back. The order goes on from where it stood.")
    return _goes_on(ctx, order, says)


@notice("cancellations.unanswered")
def unanswered(ctx: Context, subject: str) -> Screen:
    """Silence means no here."""
    order, request = _look(ctx, subject)
    if request.asker_id == ctx.me.id:
        says = _("{name} did not answer your request to cancel. The order goes on.")
    else:
        says = _("You did not answer the request to cancel of {name}. The order goes on.")
    return _goes_on(ctx, order, says)


@notice("cancellations.nothing_delivered")
def nothing_delivered(ctx: Context, subject: str) -> Screen:
    """The clock will give the order up."""
    order = ctx.ask(orders.look, subject)
    end = ctx.ask(orders.clock, order, "write_off")
    if end is None or order.due_at is None:
        raise TooLate
    if orders.role_of(order, ctx.me) is Role.SELLER:
        says = _(
            "The work is {late} late. Deliver before {end}: otherwise the order is cancelled and "
            "{held} goes back to the buyer."
        )
    else:
        says = _(
            "The work is {late} late. If nothing is delivered, the order is cancelled on {end} "
            "and you get {held} back."
        )
    held = ctx.ask(cancellations.held, order)
    filled = says.format(late=ctx.now - order.due_at, end=end, held=held)
    return _told(order, (filled,), *verb_buttons(ctx, order))


@room("cancellations")
def room_of_cancellation(ctx: Context, subject: str) -> Room | None:
    """All of them go into the room of the order."""
    return room_of(ctx, ctx.ask(cancellations.look, subject).order_id)


def _look(ctx: Context, request_id: str) -> tuple[Order, Cancellation]:
    request = ctx.ask(cancellations.look, request_id)
    return ctx.ask(orders.look, request.order_id), request


def _open(ctx: Context, request_id: str) -> tuple[Order, Cancellation]:
    """Return a request that still waits; of one that does not, nobody is told."""
    order, request = _look(ctx, request_id)
    if request.state is not CancellationState.ASKED:
        raise TooLate
    return order, request


def _goes_on(ctx: Context, order: Order, says: Text) -> Screen:
    name = ctx.ask(orders.counterpart, order).name
    return _told(order, (says.format(name=name),), *verb_buttons(ctx, order))


def _told(order: Order, lines: Iterable[Line], *buttons: Button) -> Screen:
    """Say what happened to which order, and offer the next step."""
    style = Style.PLAIN if buttons else Style.MAIN
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        lines=tuple(lines),
        buttons=rows((*buttons, show_button(order, style))),
        tone=Tone.BUSY,
    )
