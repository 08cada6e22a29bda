"""What cancellations add to the card of an order, and to the news of its end."""

from bot.context import Context
from bot.registry import Part, part
from bot.screens.cancellations.actions import AskToCancel
from bot.screens.cancellations.request import request_buttons, request_lines
from bot.ui import Heading, Small, button
from core import cancellations, orders
from core.cancellations import AskedRecently, AskedTooOften
from core.kit.ids import OrderId
from core.kit.text import Text, _
from core.orders import Order, OrderState

ENDINGS: dict[str, Text] = {
    "agreed": _("You both agreed to cancel."),
    "lapsed": _("The request to cancel was not answered in time."),
    "cancel_late": _("The work was very late, and the buyer called it off."),
    "write_off": _("Nothing was delivered, long after the due date."),
}


@part("order", "cancellations")
def on_the_card(ctx: Context, order: Order) -> Part:
    """Show the open request, or the way to make one."""
    completed = order.state is OrderState.COMPLETED
    if order.state is OrderState.CANCELLED or (completed and order.terms.stages):
        return how_it_ended(ctx, order)
    if order.state not in orders.WORKED_ON:
        return Part()
    request = ctx.ask(cancellations.open_for, order)
    if request is not None:
        lines = (Heading(_("Mutual cancellation")), *request_lines(ctx, order, request))
        return Part(lines, tuple(request_buttons(ctx, request)))
    match ctx.ask(cancellations.hindrance, order):
        case None:
            return Part(buttons=(button(_("Ask to cancel"), AskToCancel(OrderId(order.id))),))
        case AskedRecently(again_at=at):
            says = _("You can ask to cancel again from {at}.").format(at=at)
            return Part((Small(says),))
        case AskedTooOften():
            return Part((Small(_("You asked twice to cancel. Now the Resolution Center helps.")),))
        case _:
            return Part()


@part("resolution", "cancellations")
def in_the_center(ctx: Context, order: Order) -> Part:
    """Show the way to end the order together among everything the two can do."""
    if order.state not in orders.WORKED_ON or ctx.ask(cancellations.hindrance, order) is not None:
        return Part()
    return Part(buttons=(button(_("Ask to cancel"), AskToCancel(OrderId(order.id))),))


@part("settlement", "cancellations")
def how_it_ended(ctx: Context, order: Order) -> Part:
    """Say which way out it was."""
    says = ENDINGS.get(ctx.ask(cancellations.way_out, order))
    return Part() if says is None else Part((says,))
