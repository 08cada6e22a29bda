"""What people are told about their orders when somebody else, or the clock, did something."""

from bot.context import Context
from bot.registry import notice, parts_of
from bot.screens.orders.card import again_buttons, order_card, show_button, verb_buttons
from bot.ui import Button, Line, Screen, Style, Tone, rows
from core import orders
from core.kit.errors import TooLate
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Order, OrderState


@notice("orders.paid")
def paid(ctx: Context, subject: str) -> Screen:
    """A seller has a new order; this message is its live card from now on."""
    order = ctx.ask(orders.look, subject)
    name = ctx.ask(orders.counterpart, order).name
    return order_card(
        ctx,
        order,
        _("New order: {name} paid {total}.").format(name=name, total=order.to_begin),
    )


@notice("orders.answered")
def answered(ctx: Context, subject: str) -> Screen:
    """The seller's time runs."""
    order = ctx.ask(orders.look, subject)
    return _news(
        ctx,
        order,
        _("{name} answered your questions. You can start: due {due}."),
        _("{name} answered your questions. You can start."),
    )


@notice("orders.skipped")
def skipped(ctx: Context, subject: str) -> Screen:
    """The buyer's answers are no longer waited for."""
    order = ctx.ask(orders.look, subject)
    return _news(
        ctx,
        order,
        _("{name} started without your answers. Delivery is due {due}."),
        _("{name} started without your answers."),
    )


@notice("orders.expired")
def expired(ctx: Context, subject: str) -> Screen:
    """The quarter of an hour is over."""
    order = ctx.ask(orders.look, subject)
    return _told(
        ctx,
        order,
        _("The time to pay is over, so this order was closed. Nothing was charged."),
        *again_buttons(order),
        *(b for part in parts_of(ctx, "order", order) for b in part.buttons),
        tone=Tone.GRAVE,
    )


@notice("orders.cancelled")
def cancelled(ctx: Context, subject: str) -> Screen:
    """It ended without work."""
    order = ctx.ask(orders.look, subject)
    if orders.role_of(order, ctx.me) is Role.BUYER:
        says = _("This order was cancelled. {total} went back to your wallet.")
    else:
        says = _("This order was cancelled before the work began. {total} went back to the buyer.")
    return _told(ctx, order, says.format(total=order.paid), tone=Tone.GRAVE)


@notice("orders.completed")
def completed(ctx: Context, subject: str) -> Screen:
    """The work was accepted."""
    order = ctx.ask(orders.look, subject)
    if order.stages_released < len(order.terms.stages):
        return _stopped(ctx, order)
    if orders.role_of(order, ctx.me) is Role.BUYER:
        says = _(
            "The time to review is over, so the work counts as accepted. {total} was released."
        )
    else:
        says = _("Your work was accepted: {net} is yours once it has cleared.")
    amounts = {"total": order.to_accept, "net": order.net}
    if order.terms.stages:
        last = len(order.terms.stages) - 1
        net = order.terms.price_of(last, last + 1) - order.terms.commission_of(last, last + 1)
        amounts = {"total": order.terms.price_of(last, last + 1), "net": net}
    return _told(ctx, order, says.format(**amounts), tone=Tone.GOOD)


def _stopped(ctx: Context, order: Order) -> Screen:
    """No more milestones are wanted; told to whoever did not say so."""
    if orders.role_of(order, ctx.me) is Role.BUYER:
        says = _(
            "The next milestone was not paid in time, so the order is completed. "
            "{released} was released in all."
        )
    else:
        says = _(
            "The order is completed after milestone {nth} of {count}: the next one is not wanted. "
            "{released} was released in all."
        )
    blanks = {"nth": order.stages_released, "count": len(order.terms.stages)}
    return _told(ctx, order, says.format(released=order.released, **blanks), tone=Tone.GOOD)


@notice("orders.answers_wanted")
def answers_wanted(ctx: Context, subject: str) -> Screen:
    """The seller waits for the buyer's answers."""
    order = ctx.ask(orders.look, subject)
    if order.state is not OrderState.REQUIREMENTS:
        raise TooLate
    says = _("{name} is waiting for your answers to begin.")
    name = ctx.ask(orders.counterpart, order).name
    return _told(ctx, order, says.format(name=name), *verb_buttons(ctx, order))


@notice("orders.review_ends")
def review_ends(ctx: Context, subject: str) -> Screen:
    """Silence will accept the work."""
    order = ctx.ask(orders.look, subject)
    end = ctx.ask(orders.clock, order, "accept")
    if order.state is not OrderState.DELIVERED or end is None or end <= ctx.now:
        raise TooLate
    says = _("In {left} the work counts as accepted and {total} is released, unless you speak up.")
    return _told(
        ctx,
        order,
        says.format(left=end - ctx.now, total=order.to_accept),
        *verb_buttons(ctx, order),
    )


def _news(ctx: Context, order: Order, dated: Text, plain: Text) -> Screen:
    name = ctx.ask(orders.counterpart, order).name
    says = plain if order.due_at is None else dated.format(due=order.due_at)
    return _told(ctx, order, says.format(name=name), *verb_buttons(ctx, order))


def _told(
    _ctx: Context, order: Order, says: Line, *buttons: Button, tone: Tone = Tone.BUSY
) -> Screen:
    """Say what happened to which order, and offer the next step."""
    style = Style.PLAIN if buttons else Style.MAIN
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        lines=(says,),
        buttons=rows((*buttons, show_button(order, style))),
        tone=tone,
    )
