"""Answers in the Resolution Center."""

from bot import dialogue
from bot.context import Context
from bot.registry import on
from bot.screens.resolution import (
    AgreeToRequest,
    DeclineRequest,
    MakeRequest,
    PayRequest,
    ShowRequest,
    ShowResolution,
    TakeRequestBack,
    center_page,
    request_card,
)
from bot.ui import Screen
from core import orders, resolution
from core.kit.text import _
from core.resolution import RequestState

AboutOrder = ShowResolution | MakeRequest
AboutRequest = ShowRequest | AgreeToRequest | PayRequest | DeclineRequest | TakeRequestBack


def as_it_is(ctx: Context, press: AboutOrder) -> Screen:
    """Show the Resolution Center as it is now."""
    return center_page(ctx, ctx.ask(orders.look, press.order))


def request_as_it_is(ctx: Context, press: AboutRequest) -> Screen:
    """Show the request as it is now."""
    return request_card(ctx, ctx.ask(resolution.look, press.request))


@on(ShowResolution, reads=True)
def show(ctx: Context, press: ShowResolution) -> Screen:
    """Open it."""
    return as_it_is(ctx, press)


@on(MakeRequest, stale=as_it_is)
def make(ctx: Context, press: MakeRequest) -> Screen:
    """Ask what exactly."""
    order = ctx.ask(resolution.expect_to_ask, press.order, press.kind)
    return dialogue.open_form(ctx, f"resolution.{press.kind}", order.id)


@on(ShowRequest, reads=True)
def look(ctx: Context, press: ShowRequest) -> Screen:
    """Look at one."""
    return request_as_it_is(ctx, press)


@on(AgreeToRequest, stale=request_as_it_is)
def agree(ctx: Context, press: AgreeToRequest) -> Screen:
    """Say yes."""
    request = ctx.do(resolution.agree, request=press.request)
    if request.state is RequestState.TO_PAY:
        return request_card(ctx, request, _("Agreed. It counts once the buyer has paid."))
    return request_card(ctx, request, _("Agreed. This is in force now."))


@on(PayRequest, stale=request_as_it_is)
def pay(ctx: Context, press: PayRequest) -> Screen:
    """Pay for it."""
    request, _how = ctx.do(resolution.pay, request=press.request, provider=press.provider)
    if request.waits:
        return request_card(ctx, request)
    note = _("Paid. {total} more is kept safe until you accept the work.")
    return request_card(ctx, request, note.format(total=request.to_pay))


@on(DeclineRequest, stale=request_as_it_is)
def decline(ctx: Context, press: DeclineRequest) -> Screen:
    """Say no."""
    request = ctx.do(resolution.decline, request=press.request)
    return request_card(ctx, request, _("Declined. The order goes on as it was."))


@on(TakeRequestBack, stale=request_as_it_is)
def withdraw(ctx: Context, press: TakeRequestBack) -> Screen:
    """Take it back."""
    request = ctx.do(resolution.withdraw, request=press.request)
    return request_card(ctx, request, _("Taken back. The order goes on as it was."))
