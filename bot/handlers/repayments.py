"""Answers about money that goes back to where it came from."""

from bot.context import Context
from bot.registry import on
from bot.screens.payments import wallet_page
from bot.screens.repayments import AskBack, ConfirmAskBack, ListPayments, ask_back, payments_page
from bot.ui import Screen
from core import repayments
from core.kit.text import _


def as_it_is(ctx: Context, _press: AskBack | ConfirmAskBack) -> Screen:
    """Show the wallet as it is now."""
    return wallet_page(ctx)


@on(ListPayments, reads=True)
def list_payments(ctx: Context, press: ListPayments) -> Screen:
    """Look through the payments of which something can go back."""
    return payments_page(ctx, max(0, press.page))


@on(AskBack, reads=True, stale=as_it_is)
def think_about_asking(ctx: Context, press: AskBack) -> Screen:
    """Think about sending money back."""
    found = ctx.ask(repayments.to_return, payment_id=press.payment)
    if found is None:
        raise repayments.NothingLeft
    return ask_back(ctx, found)


@on(ConfirmAskBack, stale=as_it_is)
def ask(ctx: Context, press: ConfirmAskBack) -> Screen:
    """Send money back to where it came from."""
    asked = ctx.do(repayments.ask, payment=press.payment, seen=press.seen)
    note = _("{amount} is on its way back. You will be told when it has gone.")
    return wallet_page(ctx, note=note.format(amount=asked.amount))
