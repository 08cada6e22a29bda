"""What milestones add to the card of an order and to the page before acceptance."""

from collections.abc import Sequence

from bot.context import Context
from bot.registry import Part, part
from bot.screens.milestones.actions import AcceptAndFund, FundMilestone, PayAhead
from bot.screens.orders import show_button
from bot.screens.payments import ways_to_pay
from bot.ui import Button, Fact, Heading, Line, Screen, Small, Tone, button, rows
from core import milestones, orders
from core.kit.ids import MilestoneId
from core.kit.states import Role
from core.kit.text import Text, _, _n
from core.milestones import Milestone, MilestoneState
from core.orders import Order, OrderState, Stage

STATES: dict[MilestoneState, Text] = {
    MilestoneState.PLANNED: _("planned"),
    MilestoneState.AWAITING_FUNDING: _("waiting for payment"),
    MilestoneState.FUNDED: _("funded"),
    MilestoneState.DELIVERED: _("delivered"),
    MilestoneState.IN_REVISION: _("changes in progress"),
    MilestoneState.RELEASED: _("released"),
    MilestoneState.CANCELLED: _("cancelled"),
    MilestoneState.NOT_STARTED: _("not started"),
}


@part("order", "milestones")
def on_the_card(ctx: Context, order: Order) -> Part:
    """Show every milestone, what is funded, released and left, and the way to pay the next."""
    if not order.terms.stages:
        return Part()
    planned = ctx.ask(milestones.of, order)
    return Part(
        (Heading(_("Milestones")), *_lines(order, planned), *_money(order)),
        tuple(_ways(ctx, order)),
    )


@part("acceptance", "milestones")
def before_acceptance(ctx: Context, order: Order) -> Part:
    """Say what comes after this milestone, and offer to pay it with the same press."""
    following = ctx.ask(milestones.following, order)
    if following is None:
        return Part()
    stage = stage_of(order, following)
    if following.state is not MilestoneState.PLANNED:
        says = _("The next milestone, {title}, is paid already and begins at once.")
        return Part((says.format(title=stage.title),))
    one = MilestoneId(following.id)
    says = _("The next milestone, {title}, costs {price} and takes {days}. Pay it now, or stop.")
    days = _n("{n} day", "{n} days", stage.days)
    return Part(
        (
            says.format(title=stage.title, price=stage.price, days=days),
            Small(_("Paying accepts this milestone first; the money for the next is kept safe.")),
        ),
        tuple(ways_to_pay(ctx, following.price, lambda way: AcceptAndFund(one, way))),
    )


def pay_ahead_page(ctx: Context, order: Order, milestone: Milestone) -> Screen:
    """Say what paying before its turn means, before it is done."""
    stage = stage_of(order, milestone)
    one = MilestoneId(milestone.id)
    return Screen(
        title=_("Pay milestone {nth} ahead?").format(nth=milestone.nth),
        lines=(
            Fact(Text("{title}").format(title=stage.title), Text("{n}").format(n=stage.price)),
            _("The money is kept safe, and the work begins when the milestone before is accepted."),
            Small(_("You get it back only if both of you agree to cancel, or by a dispute.")),
        ),
        buttons=(
            *rows(ways_to_pay(ctx, milestone.price, lambda way: FundMilestone(one, way)), 1),
            (show_button(order),),
        ),
        tone=Tone.BUSY,
    )


def stage_of(order: Order, milestone: Milestone) -> Stage:
    """Return what was agreed for this milestone."""
    return order.terms.stages[milestone.nth - 1]


def _lines(order: Order, planned: Sequence[Milestone]) -> list[Line]:
    states = [each.state for each in planned] or [MilestoneState.PLANNED] * len(order.terms.stages)
    lines: list[Line] = []
    for nth, (stage, state) in enumerate(zip(order.terms.stages, states, strict=True), 1):
        title = Text("{n}. {title}").format(n=nth, title=stage.title)
        days = _n("{n} day", "{n} days", stage.days)
        says = Text("{price} · {days} · {state}").format(
            price=stage.price, days=days, state=STATES[state]
        )
        lines.append(Fact(title, says))
    return lines


def _money(order: Order) -> list[Line]:
    """Say where the money is: nothing of it is held once the order has ended."""
    if order.paid_at is None:
        return []
    if order.state not in orders.OPEN:
        return [Fact(_("Released"), Text("{amount}").format(amount=order.share))]
    says = _("{funded} funded · {released} released · {left} left to pay")
    held, left = order.paid - order.released, order.total - order.paid
    return [Fact(_("Money"), says.format(funded=held, released=order.released, left=left))]


def _ways(ctx: Context, order: Order) -> list[Button]:
    coming = ctx.ask(milestones.next_to_fund, order)
    if coming is None or orders.role_of(order, ctx.me) is not Role.BUYER:
        return []
    one = MilestoneId(coming.id)
    if order.state is OrderState.AWAITING_FUNDING:
        return ways_to_pay(ctx, coming.price, lambda way: FundMilestone(one, way))
    return [button(_("Pay milestone {nth} ahead").format(nth=coming.nth), PayAhead(one))]
