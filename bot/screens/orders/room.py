"""The room of an order: where everything about it is told, if the platform has such places."""

from bot.context import Context
from bot.platform import Room
from bot.registry import room
from core import orders
from core.kit.text import _


@room("orders")
@room("deliveries")
@room("settlements")
@room("cancellations.nothing_delivered")
def room_of(ctx: Context, order_id: str) -> Room | None:
    """Return the room of one's own order, once it is paid."""
    order = ctx.ask(orders.look, order_id)
    if order.paid_at is None:
        return None
    title = _("Order {order}: {title}").format(order=order.id, title=order.terms.title)
    says = _(
        "Everything about this order is told here from now on. "
        "Reply to any message here to write to {name}."
    )
    greeting = says.format(name=ctx.ask(orders.counterpart, order).name)
    return Room(order.subject, title, greeting, order.placed_in)
