"""Answers about paying and wallets."""

from bot.context import Context
from bot.registry import command, on
from bot.screens.orders import order_card
from bot.screens.payments import PayOrder, ShowWallet, wallet_page
from bot.ui import Screen
from core import orders
from core.kit.text import _


def as_it_is(ctx: Context, press: PayOrder) -> Screen:
    """Show the order as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


@on(PayOrder, stale=as_it_is)
def pay(ctx: Context, press: PayOrder) -> Screen:
    """Pay for an order."""
    order, _how = ctx.do(orders.pay, order=press.order, provider=press.provider)
    note = _("Paid. {total} is kept safe until you accept the work.").format(total=order.to_begin)
    return order_card(ctx, order, note)


@command("wallet", _("/wallet"), _("What you can spend, and what came back to you"), reads=True)
def wallet(ctx: Context) -> Screen:
    """Look into one's wallet."""
    return wallet_page(ctx)


@on(ShowWallet, reads=True)
def turn_page(ctx: Context, press: ShowWallet) -> Screen:
    """Look through the wallet's lines."""
    return wallet_page(ctx, max(0, press.page))
