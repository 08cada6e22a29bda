"""Answers about orders."""

from bot import dialogue
from bot.context import Context
from bot.registry import command, on
from bot.screens.orders import (
    AbandonOrder,
    AcceptAndStop,
    AcceptOrder,
    AnswerQuestions,
    CancelOrder,
    ConfirmAccept,
    ConfirmCancel,
    ConfirmStop,
    ListOrders,
    ShowAnswers,
    ShowOrder,
    SkipAnswers,
    StopHere,
    answers_page,
    confirm_accept,
    confirm_cancel,
    confirm_stop,
    order_card,
    orders_list,
)
from bot.ui import Screen
from core import orders
from core.kit.errors import NoSuchThing
from core.kit.states import Role
from core.kit.text import _

AboutOrder = (
    ShowOrder
    | AbandonOrder
    | AnswerQuestions
    | SkipAnswers
    | CancelOrder
    | ConfirmCancel
    | AcceptOrder
    | ConfirmAccept
    | AcceptAndStop
    | StopHere
    | ConfirmStop
)


def as_it_is(ctx: Context, press: AboutOrder) -> Screen:
    """Show the order as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


@command("orders", _("/orders"), _("Your orders, as a buyer and as a seller"), reads=True)
def everything(ctx: Context) -> Screen:
    """List the open orders on the side this person is mostly on."""
    return orders_list(ctx, Role.SELLER if ctx.me.sells else Role.BUYER)


@on(ListOrders, reads=True)
def turn_page(ctx: Context, press: ListOrders) -> Screen:
    """Look through the lists."""
    if press.side not in (Role.BUYER, Role.SELLER):
        raise NoSuchThing
    return orders_list(ctx, Role(press.side), ended=bool(press.ended), page=max(0, press.page))


@on(ShowOrder)
def show(ctx: Context, press: ShowOrder) -> Screen:
    """Open one."""
    return as_it_is(ctx, press)


@on(AbandonOrder, stale=as_it_is)
def abandon(ctx: Context, press: AbandonOrder) -> Screen:
    """Do not pay after all."""
    return order_card(ctx, ctx.do(orders.abandon, order=press.order))


@on(AnswerQuestions, stale=as_it_is)
def answer(ctx: Context, press: AnswerQuestions) -> Screen:
    """Open the seller's questions."""
    order = ctx.ask(orders.expect, press.order, "answer")
    return dialogue.open_form(ctx, "orders.answer", order.id)


@on(ShowAnswers, reads=True)
def answers(ctx: Context, press: ShowAnswers) -> Screen:
    """Read what the buyer answered."""
    return answers_page(ctx, ctx.ask(orders.look, press.order))


@on(SkipAnswers, stale=as_it_is)
def skip(ctx: Context, press: SkipAnswers) -> Screen:
    """Begin without the answers."""
    return order_card(ctx, ctx.do(orders.skip, order=press.order))


@on(CancelOrder, stale=as_it_is)
def think_about_cancelling(ctx: Context, press: CancelOrder) -> Screen:
    """Say what calling off means."""
    return confirm_cancel(ctx, ctx.ask(orders.expect, press.order, "cancel"))


@on(ConfirmCancel, stale=as_it_is)
def cancel(ctx: Context, press: ConfirmCancel) -> Screen:
    """Call it off."""
    return order_card(ctx, ctx.do(orders.cancel, order=press.order))


@on(AcceptOrder, stale=as_it_is)
def think_about_accepting(ctx: Context, press: AcceptOrder) -> Screen:
    """Say what accepting means."""
    return confirm_accept(ctx, ctx.ask(orders.expect, press.order, "accept"))


@on(ConfirmAccept, stale=as_it_is)
def accept(ctx: Context, press: ConfirmAccept) -> Screen:
    """Take the work and release the money."""
    price = ctx.ask(orders.expect, press.order, "accept").to_accept
    order = ctx.do(orders.accept, order=press.order)
    note = _("Thank you. {total} is released to the seller.")
    return order_card(ctx, order, note.format(total=price))


@on(AcceptAndStop, stale=as_it_is)
def accept_and_stop(ctx: Context, press: AcceptAndStop) -> Screen:
    """Take the milestone, and no more of them."""
    price = ctx.ask(orders.expect, press.order, "accept_and_stop").to_accept
    order = ctx.do(orders.accept_and_stop, order=press.order)
    note = _("Thank you. {total} is released to the seller, and the order is completed.")
    return order_card(ctx, order, note.format(total=price))


@on(StopHere, stale=as_it_is)
def think_about_stopping(ctx: Context, press: StopHere) -> Screen:
    """Say what stopping means."""
    return confirm_stop(ctx, ctx.ask(orders.expect, press.order, "stop"))


@on(ConfirmStop, stale=as_it_is)
def stop(ctx: Context, press: ConfirmStop) -> Screen:
    """Want no more milestones."""
    order = ctx.do(orders.stop, order=press.order)
    return order_card(ctx, order, _("The order is completed. Thank you for what you paid for."))
