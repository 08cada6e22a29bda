"""What disputes add to the card of an order, and to the news of its end."""

from bot.context import Context
from bot.registry import Part, part
from bot.screens.disputes.actions import (
    AcceptProposal,
    AnswerDispute,
    AppealDecision,
    OpenDispute,
    ProposeSettlement,
    ReplyToModerator,
    ShowDispute,
)
from bot.screens.disputes.words import (
    STATES,
    decision_lines,
    next_lines,
    proposal_lines,
    stage_lines,
)
from bot.ui import Button, Fact, Heading, Line, Style, button
from core import disputes, orders
from core.disputes import Dispute, DisputeState, Outcome
from core.kit.ids import DisputeId, OrderId
from core.kit.text import Text, _
from core.orders import Order

# How to say yes to a proposal, in the words of what it does.
YES: dict[Outcome, Text] = {
    Outcome.RESUME: _("Agree: go on"),
    Outcome.REFUND: _("Agree: refund all"),
    Outcome.PAY: _("Agree: pay all"),
    Outcome.SPLIT: _("Agree: share it so"),
    Outcome.WITHDRAW: _("Agree: take it back"),
}


@part("order", "disputes")
def on_the_card(ctx: Context, order: Order) -> Part:
    """Show the open dispute, or the way to open one."""
    if order.hold is orders.Hold.DISPUTED:
        dispute = ctx.ask(disputes.running, order)
        assert dispute is not None, "an order in dispute has one"
        return _open(ctx, order, dispute)
    if order.paid_at is None:
        return Part()
    ended = ctx.ask(disputes.last, order)
    if ended is not None:
        return Part(
            (Fact(_("Dispute"), STATES[ended.state]),),
            (*_way_in(order), show_dispute(ended)),
        )
    return Part(buttons=tuple(_way_in(order)))


@part("resolution", "disputes")
def in_the_center(ctx: Context, order: Order) -> Part:
    """Show the way to a dispute among everything the two can do."""
    if order.hold is orders.Hold.DISPUTED:
        dispute = ctx.ask(disputes.running, order)
        return Part() if dispute is None else Part(buttons=(show_dispute(dispute, Style.MAIN),))
    return Part(buttons=tuple(_way_in(order)))


@part("settlement", "disputes")
def how_it_ended(ctx: Context, order: Order) -> Part:
    """Say that a dispute ended it, and why."""
    dispute = ctx.ask(disputes.last, order)
    if dispute is None or dispute.ended_at != order.ended_at:
        return Part()
    lines: list[Line] = [Fact(_("Dispute"), STATES[dispute.state])]
    found = ctx.ask(disputes.given, dispute)
    if found is not None and dispute.state is DisputeState.EXECUTED:
        lines.append(Fact(_("Reason"), disputes.RULINGS[found.ruling].label))
    return Part(tuple(lines))


def main_buttons(ctx: Context, dispute: Dispute) -> list[Button]:
    """Return what this party can do now, the most pressing first."""
    case = DisputeId(dispute.id)
    verbs = ctx.ask(disputes.verbs, dispute)
    found: list[Button] = []
    if dispute.asked_side is disputes.side_of(dispute, ctx.me):
        found.append(button(_("Answer the moderator"), ReplyToModerator(case), Style.MAIN))
    if "answer" in verbs:
        found.append(button(_("State my case"), AnswerDispute(case), Style.MAIN))
    if "accept" in verbs and dispute.proposal is not None:
        yes = YES[dispute.proposal]
        found.append(button(yes, AcceptProposal(case, dispute.proposals), Style.GOOD))
    if dispute.is_open:
        found.append(button(_("Propose a settlement"), ProposeSettlement(case)))
    if "appeal" in verbs:
        found.append(button(_("Appeal"), AppealDecision(case)))
    return found


def show_dispute(dispute: Dispute, style: Style = Style.PLAIN) -> Button:
    """Return the button that opens the whole case."""
    return button(_("The dispute"), ShowDispute(DisputeId(dispute.id)), style)


def _open(ctx: Context, order: Order, dispute: Dispute) -> Part:
    other = ctx.ask(orders.counterpart, order).name
    lines: list[Line] = [
        Heading(_("Dispute")),
        *next_lines(ctx, dispute, other),
        *stage_lines(ctx, dispute),
        *proposal_lines(ctx, dispute, other),
        *decision_lines(ctx, dispute),
    ]
    return Part(tuple(lines), (*main_buttons(ctx, dispute), show_dispute(dispute)))


def _way_in(order: Order) -> list[Button]:
    """Return the button that opens a dispute, where one can be opened."""
    if not disputes.disputable(order):
        return []
    return [button(_("Open a dispute"), OpenDispute(OrderId(order.id)))]
