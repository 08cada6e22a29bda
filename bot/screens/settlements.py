"""What people see when the money of an order was divided."""

from bot.context import Context
from bot.registry import notice, parts_of
from bot.screens.orders import show_button
from bot.ui import Fact, Line, Screen, Small, Style, Tone
from core import orders
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Order


@notice("settlements.settled")
def settled(ctx: Context, subject: str) -> Screen:
    """An order ended without acceptance; who got what."""
    order = ctx.ask(orders.look, subject)
    share = order.share - order.released
    back = order.paid - order.share
    lines: list[Line] = [
        *(line for part in parts_of(ctx, "settlement", order) for line in part.lines),
        _("This order has ended, and the money it held is divided:"),
        Fact(_("Back to the buyer's wallet"), Text("{amount}").format(amount=back)),
        Fact(_("To the seller"), Text("{amount}").format(amount=share)),
    ]
    lines += released_before(order)
    if share and orders.role_of(order, ctx.me) is Role.SELLER:
        lines.append(_deducted())
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        lines=tuple(lines),
        buttons=((show_button(order, Style.MAIN),),),
        tone=Tone.GRAVE,
    )


def released_before(order: Order) -> list[Line]:
    """Say what is not divided any more: milestones that were released."""
    if not order.released:
        return []
    says = _("{amount} was released before, milestone by milestone, and stays with the seller.")
    return [says.format(amount=order.released)]


def _deducted() -> Line:
    """Tell a seller that the part is not all theirs."""
    return Small(_("The commission is deducted from your part."))
