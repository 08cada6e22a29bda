"""What people are told about milestones when somebody else, or the clock, did something."""

from bot.context import Context
from bot.platform import Room
from bot.registry import notice, room
from bot.screens.milestones.actions import FundMilestone
from bot.screens.milestones.card import stage_of
from bot.screens.orders import room_of, show_button, verb_buttons
from bot.screens.payments import ways_to_pay
from bot.ui import Button, Line, Screen, Style, Tone, rows
from core import milestones, orders
from core.kit.errors import TooLate
from core.kit.ids import MilestoneId
from core.kit.states import Role
from core.kit.text import _
from core.milestones import MilestoneState
from core.orders import Order, OrderState


@room("milestones")
def room_of_milestone(ctx: Context, subject: str) -> Room | None:
    """All of them go into the room of the order."""
    _milestone, order = ctx.ask(milestones.look, subject)
    return room_of(ctx, order.id)


@notice("milestones.released")
def released(ctx: Context, subject: str) -> Screen:
    """A milestone was accepted, by word or by silence, and the order goes on."""
    milestone, order = ctx.ask(milestones.look, subject)
    if orders.role_of(order, ctx.me) is Role.BUYER:
        says = _("The time to review is over: milestone {nth}, {title}, counts as accepted.")
    else:
        says = _("Milestone {nth}, {title}, was accepted: {net} is yours once it has cleared.")
    blanks = {"nth": milestone.nth, "title": stage_of(order, milestone).title}
    lines: list[Line] = [says.format(net=milestone.net, **blanks)]
    if order.state is OrderState.AWAITING_FUNDING:
        end = ctx.ask(orders.clock, order, "stop")
        waits = _("The next one begins when it is paid. Without payment the order ends {at}.")
        if end is not None:
            lines.append(waits.format(at=end))
    elif order.due_at is not None and order.state is OrderState.IN_PROGRESS:
        lines.append(
            _("The next one is paid and has begun. It is due {due}.").format(due=order.due_at)
        )
    return _told(order, lines, *_next(ctx, order), tone=Tone.GOOD)


@notice("milestones.funded")
def funded(ctx: Context, subject: str) -> Screen:
    """The seller has one more milestone to work for."""
    milestone, order = ctx.ask(milestones.look, subject)
    name = ctx.ask(orders.counterpart, order).name
    says = _("{name} paid {price} for milestone {nth}, {title}. It is kept safe.")
    title = stage_of(order, milestone).title
    lines: list[Line] = [
        says.format(name=name, price=milestone.price, nth=milestone.nth, title=title)
    ]
    running = milestone.nth == order.stages_released + 1
    if running and milestone.state is MilestoneState.FUNDED and order.due_at is not None:
        lines.append(_("You can start: it is due {due}.").format(due=order.due_at))
    elif milestone.state is MilestoneState.FUNDED:
        lines.append(_("It begins when the milestone before it is accepted."))
    return _told(order, lines, *verb_buttons(ctx, order))


@notice("milestones.funding_wanted")
def funding_wanted(ctx: Context, subject: str) -> Screen:
    """Silence will end the order."""
    order = ctx.ask(orders.look, subject)
    end = ctx.ask(orders.clock, order, "stop")
    coming = ctx.ask(milestones.next_to_fund, order)
    if coming is None or end is None or end <= ctx.now:
        raise TooLate
    says = _(
        "Milestone {nth}, {title}, waits for its {price}. Without payment the order is completed "
        "in {left}, and the rest is not started."
    )
    blanks = {"nth": coming.nth, "title": stage_of(order, coming).title, "price": coming.price}
    return _told(order, [says.format(left=end - ctx.now, **blanks)], *_next(ctx, order))


def _next(ctx: Context, order: Order) -> list[Button]:
    """Return what this person can do now, paying first where it is awaited."""
    coming = ctx.ask(milestones.next_to_fund, order)
    buys = orders.role_of(order, ctx.me) is Role.BUYER
    paying: list[Button] = []
    if buys and coming is not None and order.state is OrderState.AWAITING_FUNDING:
        one = MilestoneId(coming.id)
        paying = ways_to_pay(ctx, coming.price, lambda way: FundMilestone(one, way))
    return [*paying, *verb_buttons(ctx, order)]


def _told(order: Order, lines: list[Line], *buttons: Button, tone: Tone = Tone.BUSY) -> Screen:
    """Say what happened to which order, and offer the next step."""
    style = Style.PLAIN if buttons else Style.MAIN
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        lines=tuple(lines),
        buttons=rows((*buttons, show_button(order, style))),
        tone=tone,
    )
