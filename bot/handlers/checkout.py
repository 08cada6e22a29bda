"""Answers at the checkout."""

from bot.context import Context
from bot.registry import on
from bot.screens.checkout import PlaceOrder, SetQuantity, checkout_page
from bot.screens.gigs import OrderPackage, gig_card
from bot.screens.orders import order_card
from bot.ui import Screen
from core import checkout, gigs
from core.kit.ids import new_id


def as_it_is(ctx: Context, press: SetQuantity | PlaceOrder) -> Screen:
    """Show the checkout at the price of now."""
    basket = ctx.ask(checkout.quote, gig=press.gig, tier=press.tier, quantity=press.quantity)
    return checkout_page(ctx, basket, press.key)


def gig_as_it_is(ctx: Context, press: OrderPackage) -> Screen:
    """Show the gig as it is now."""
    return gig_card(ctx, ctx.ask(gigs.look, press.gig))


@on(OrderPackage, reads=True, stale=gig_as_it_is)
def begin(ctx: Context, press: OrderPackage) -> Screen:
    """Take one package to the checkout, under a name that makes it one order at most."""
    basket = ctx.ask(checkout.quote, gig=press.gig, tier=press.tier, quantity=1)
    return checkout_page(ctx, basket, new_id())


@on(SetQuantity, reads=True)
def set_quantity(ctx: Context, press: SetQuantity) -> Screen:
    """Order another amount."""
    return as_it_is(ctx, press)


@on(PlaceOrder, stale=as_it_is)
def place(ctx: Context, press: PlaceOrder) -> Screen:
    """Make it an order, which waits for its money."""
    order = ctx.do(
        checkout.place,
        gig=press.gig,
        tier=press.tier,
        quantity=press.quantity,
        seen=press.seen,
        key=press.key,
        placed_in=ctx.public_place,
    )
    return order_card(ctx, order)
