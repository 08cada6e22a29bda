"""A request to cancel in words: who asks, why, whose fault, who gets what, and how long is left."""

from datetime import datetime

from bot.context import Context
from bot.screens.cancellations.actions import AgreeToCancel, DeclineToCancel, WithdrawRequest
from bot.screens.orders import time_bar
from bot.ui import Action, Bar, Button, Fact, Line, Quote, Small, Style, button
from core import cancellations, orders
from core.cancellations import REASONS, Cancellation, Reason
from core.communities import Silence
from core.kit.ids import CancellationId
from core.kit.money import Money
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Order, OrderState

CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "agree": (AgreeToCancel, _("Agree to cancel"), Style.GRAVE),
    "decline": (DeclineToCancel, _("Carry on with the order"), Style.GOOD),
    "withdraw": (WithdrawRequest, _("Take the request back"), Style.MAIN),
}

FAULTS: dict[Role | None, Text] = {
    Role.BUYER: _("the buyer's fault"),
    Role.SELLER: _("the seller's fault"),
    None: _("nobody's fault"),
}


def request_lines(ctx: Context, order: Order, request: Cancellation) -> list[Line]:
    """Say everything one must know before answering, the time that is left first."""
    other = ctx.ask(orders.counterpart, order).name
    mine = request.asker_id == ctx.me.id
    asks = _("You asked to cancel this order.") if mine else _("{name} asks to cancel this order.")
    return [
        asks.format(name=other),
        time_left(request, ctx.now),
        *_why(request.reason, request.fault),
        Quote(request.note, by=ctx.me.name if mine else other),
        *shares(ctx, order, request.share),
        Small(_in_silence(request)),
        *_meanwhile(order, request.side),
    ]


def foreseen(ctx: Context, order: Order, reason: Reason, share: Money | None) -> tuple[Line, ...]:
    """Say what asking leads to, before one asks."""
    side = orders.role_of(order, ctx.me)
    kept = share or Money(0, order.currency)
    ending = ctx.ask(cancellations.ending, order)
    silent = Money(0, order.currency) if side is Role.SELLER else kept
    return (
        *_why(reason, REASONS[reason].fault),
        *shares(ctx, order, kept),
        Small(_silence(ending.on_timeout, ctx.now + ending.span, asked=kept, silent=silent)),
        *_longer(ctx, order, ending.back_at),
        *_meanwhile(order, side),
    )


def request_buttons(ctx: Context, request: Cancellation) -> list[Button]:
    """Return exactly what this person may do about it now, straight from the state table."""
    return [
        button(label, action(CancellationId(request.id)), style)
        for verb in cancellations.verbs(request, ctx.me, ctx.now)
        for action, label, style in (CHOICES[verb],)
    ]


def time_left(request: Cancellation, now: datetime) -> Bar:
    """Draw how much of the time to answer is left."""
    return time_bar(request.ends_at - now, request.ends_at - request.asked_at)


def shares(ctx: Context, order: Order, share: Money) -> list[Line]:
    """Say who gets what, in money."""
    held = ctx.ask(cancellations.held, order)
    to_seller = Text("{amount}").format(amount=share)
    if share and orders.role_of(order, ctx.me) is Role.SELLER:
        net = share - order.commission_on(share)
        to_seller = _("{total} ({net} for you)").format(total=share, net=net)
    return [
        Fact(_("Back to the buyer"), Text("{amount}").format(amount=held - share)),
        Fact(_("To the seller"), to_seller),
    ]


def _why(reason: Reason, fault: Role | None) -> list[Line]:
    return [Fact(_("Reason"), REASONS[reason].label), Fact(_("Counts as"), FAULTS[fault])]


def _in_silence(request: Cancellation) -> Text:
    return _silence(
        request.on_timeout,
        request.ends_at,
        asked=request.share,
        silent=request.share_in_silence,
    )


def _silence(on_timeout: Silence, at: datetime, *, asked: Money, silent: Money) -> Text:
    if on_timeout is Silence.DECLINE:
        return _("Without an answer by {at}, the order goes on as before.").format(at=at)
    if asked != silent:
        says = _(
            "Without an answer by {at}, the order is cancelled and the buyer gets everything "
            "back: a share for the seller needs a yes."
        )
        return says.format(at=at)
    return _("Without an answer by {at}, the order is cancelled.").format(at=at)


def _longer(ctx: Context, order: Order, back_at: datetime | None) -> list[Line]:
    """Say why there is more time to answer than usual."""
    if back_at is None:
        return []
    name = ctx.ask(orders.counterpart, order).name
    says = _("{name} is back on {day}: that is why there is more time to answer than usual.")
    return [Small(says.format(name=name, day=back_at.date()))]


def _meanwhile(order: Order, side: Role) -> list[Line]:
    """Say which clock waits for the answer."""
    if order.state is OrderState.DELIVERED:
        return [Small(_("Until then the time to review stands still."))]
    if side is Role.BUYER:
        return [Small(_("Until then the time to deliver stands still."))]
    return [Small(_("Meanwhile the time to deliver goes on."))]
