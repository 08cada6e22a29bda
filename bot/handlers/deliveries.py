"""Answers about deliveries."""

from bot import dialogue
from bot.context import Context
from bot.registry import on
from bot.screens.deliveries import files_page
from bot.screens.orders import AskForChanges, DeliverWork, GetFiles, order_card
from bot.ui import Screen
from core import deliveries, orders
from core.kit.errors import NoSuchThing


def as_it_is(ctx: Context, press: DeliverWork | AskForChanges) -> Screen:
    """Show the order as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


@on(DeliverWork, stale=as_it_is)
def deliver(ctx: Context, press: DeliverWork) -> Screen:
    """Ask for the message and the files."""
    order = ctx.ask(orders.expect, press.order, "deliver")
    return dialogue.open_form(ctx, "deliveries.deliver", order.id)


@on(AskForChanges, stale=as_it_is)
def ask_for_changes(ctx: Context, press: AskForChanges) -> Screen:
    """Ask what shall change."""
    order = ctx.ask(orders.expect, press.order, "request_revision")
    return dialogue.open_form(ctx, "deliveries.request_revision", order.id)


@on(GetFiles, reads=True)
def get_files(ctx: Context, press: GetFiles) -> Screen:
    """Send the files of the last delivery."""
    order = ctx.ask(orders.look, press.order)
    delivery = ctx.ask(deliveries.latest, press.order)
    if delivery is None:
        raise NoSuchThing
    return files_page(order, delivery)
