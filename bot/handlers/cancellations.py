"""Answers about cancellations."""

from bot import dialogue
from bot.context import Context
from bot.registry import on
from bot.screens.cancellations import (
    AgreeToCancel,
    AskToCancel,
    ConfirmAgree,
    ConfirmCancelLate,
    DeclineToCancel,
    WithdrawRequest,
    confirm_agree,
    confirm_cancel_late,
)
from bot.screens.orders import CancelLate, order_card
from bot.ui import Screen
from core import cancellations, orders
from core.cancellations import Cancellation
from core.kit.text import Text, _

AboutOrder = AskToCancel | CancelLate | ConfirmCancelLate
AboutRequest = AgreeToCancel | ConfirmAgree | DeclineToCancel | WithdrawRequest


def as_it_is(ctx: Context, press: AboutOrder) -> Screen:
    """Show the order as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


def order_as_it_is(ctx: Context, press: AboutRequest) -> Screen:
    """Show the order the request is about as it is now."""
    return _order(ctx, ctx.ask(cancellations.look, press.cancellation))


@on(AskToCancel, stale=as_it_is)
def ask(ctx: Context, press: AskToCancel) -> Screen:
    """Ask why."""
    order = ctx.ask(cancellations.expect_to_ask, press.order)
    return dialogue.open_form(ctx, "cancellations.ask", order.id)


@on(AgreeToCancel, stale=order_as_it_is)
def think_about_agreeing(ctx: Context, press: AgreeToCancel) -> Screen:
    """Say what agreeing means."""
    request = ctx.ask(cancellations.expect, press.cancellation, "agree")
    return confirm_agree(ctx, ctx.ask(orders.look, request.order_id), request)


@on(ConfirmAgree, stale=order_as_it_is)
def agree(ctx: Context, press: ConfirmAgree) -> Screen:
    """Stop here, both of us."""
    return _order(ctx, ctx.do(cancellations.agree, cancellation=press.cancellation))


@on(DeclineToCancel, stale=order_as_it_is)
def decline(ctx: Context, press: DeclineToCancel) -> Screen:
    """Carry on."""
    request = ctx.do(cancellations.decline, cancellation=press.cancellation)
    return _order(ctx, request, _("You carry on. Every clock runs from where it stood."))


@on(WithdrawRequest, stale=order_as_it_is)
def withdraw(ctx: Context, press: WithdrawRequest) -> Screen:
    """Take it back."""
    request = ctx.do(cancellations.withdraw, cancellation=press.cancellation)
    return _order(ctx, request, _("Taken back. Every clock runs from where it stood."))


@on(CancelLate, stale=as_it_is)
def think_about_calling_off(ctx: Context, press: CancelLate) -> Screen:
    """Say what calling late work off means."""
    return confirm_cancel_late(ctx, ctx.ask(orders.expect, press.order, "cancel_late"))


@on(ConfirmCancelLate, stale=as_it_is)
def call_off(ctx: Context, press: ConfirmCancelLate) -> Screen:
    """Call it off alone."""
    return order_card(ctx, ctx.do(cancellations.cancel_late, order=press.order))


def _order(ctx: Context, request: Cancellation, note: Text | None = None) -> Screen:
    return order_card(ctx, ctx.ask(orders.look, request.order_id), note)
