"""What people see of deliveries and of the changes asked for."""

from bot.context import Context
from bot.registry import notice
from bot.screens.orders import show_button, verb_buttons
from bot.screens.orders.actions import GetFiles
from bot.ui import Line, Quote, Screen, Small, Tone, button, rows
from core import deliveries, orders
from core.deliveries import Delivery
from core.kit.ids import OrderId
from core.kit.text import Text, _, _n
from core.orders import Order, OrderState

QUOTED_MOST = 2_000  # characters of a message in a notice; the rest is a press away


@notice("deliveries.made")
def made(ctx: Context, subject: str) -> Screen:
    """The buyer has something to look at."""
    order = ctx.ask(orders.look, subject)
    delivery = ctx.ask(deliveries.latest, order.id)
    name = ctx.ask(orders.counterpart, order).name
    lines: list[Line] = [_("{name} delivered.").format(name=name)]
    buttons = []
    if delivery is not None:
        lines += _delivered(delivery)
        if delivery.files:
            buttons.append(button(_("Get the files"), GetFiles(OrderId(order.id))))
    end = ctx.ask(orders.clock, order, "accept")
    if order.state is OrderState.DELIVERED and end is not None:
        lines.append(
            Small(
                _("You have {left} to look at it; then it counts as accepted.").format(
                    left=end - ctx.now
                )
            )
        )
    return Screen(
        title=_title(order),
        lines=tuple(lines),
        buttons=rows((*buttons, *verb_buttons(ctx, order), show_button(order))),
        tone=Tone.BUSY,
    )


@notice("deliveries.revision_requested")
def revision_requested(ctx: Context, subject: str) -> Screen:
    """The seller has changes to make."""
    order = ctx.ask(orders.look, subject)
    revision = ctx.ask(deliveries.latest_revision, order.id)
    name = ctx.ask(orders.counterpart, order).name
    lines: list[Line] = [_("{name} asks for changes:").format(name=name)]
    if revision is not None:
        lines.append(Quote(revision.comment[:QUOTED_MOST]))
    if order.due_at is not None:
        lines.append(_("New due date: {due}").format(due=order.due_at))
    return Screen(
        title=_title(order),
        lines=tuple(lines),
        buttons=rows((*verb_buttons(ctx, order), show_button(order))),
        tone=Tone.BUSY,
    )


def files_page(order: Order, delivery: Delivery) -> Screen:
    """Hand the files of a delivery over, with its whole message."""
    return Screen(
        title=_title(order),
        lines=tuple(_delivered(delivery)),
        files=tuple(delivery.files),
        buttons=((show_button(order),),),
    )


def _delivered(delivery: Delivery) -> list[Line]:
    lines: list[Line] = []
    if delivery.message:
        lines.append(Quote(delivery.message[:QUOTED_MOST]))
    if delivery.files:
        lines.append(Small(_n("{n} file", "{n} files", len(delivery.files))))
    return lines


def _title(order: Order) -> Text:
    return _("Order {order}: {title}").format(order=order.id, title=order.terms.title)
