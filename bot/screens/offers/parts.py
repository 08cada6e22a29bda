"""What offers add to the card of an order: where it comes from, and the way to the next one."""

from bot.context import Context
from bot.registry import Part, part
from bot.screens.offers.actions import ShowOffer
from bot.screens.offers.card import make_button
from bot.ui import Small, Style, button
from core import offers, orders, relay
from core.kit.ids import OfferId
from core.kit.states import Role
from core.kit.text import _
from core.orders import Hold, Order
from core.relay import Conversation


@part("talk", "offers")
def of_a_conversation(ctx: Context, talk: Conversation) -> Part:
    """The way to an offer, for a seller to whom somebody wrote."""
    if not ctx.ask(relay.wants_an_offer, talk):
        return Part()
    return Part(buttons=(make_button("talk", talk.id),))


@part("order", "offers")
def of_an_order(ctx: Context, order: Order) -> Part:
    """The version it was agreed in, the way back to an offer not paid, the way to a new one."""
    agreed = ctx.ask(offers.agreed, order)
    lines = []
    buttons = []
    if agreed is not None:
        lines.append(Small(_("Agreed as version {nth} of the offer.").format(nth=agreed.nth)))
        if order.paid_at is None and agreed.state in offers.OPEN:
            look = ShowOffer(OfferId(agreed.id))
            buttons.append(button(_("Back to the offer"), look, Style.MAIN))
    sells = orders.role_of(order, ctx.me) is Role.SELLER
    if sells and order.paid_at is not None and order.hold is Hold.FREE:
        buttons.append(make_button("order", order.id))
    return Part(tuple(lines), tuple(buttons))
