"""Where the milestones of an order stand follows from where the order stands."""

from collections.abc import Mapping

from core.milestones.states import MilestoneState
from core.orders import OPEN, Order, OrderState

FUNDABLE = frozenset(
    {
        OrderState.REQUIREMENTS,
        OrderState.IN_PROGRESS,
        OrderState.DELIVERED,
        OrderState.IN_REVISION,
        OrderState.AWAITING_FUNDING,
    }
)

# The milestone that an order is at stands where the order does.
AT_HAND: Mapping[OrderState, MilestoneState] = {
    OrderState.REQUIREMENTS: MilestoneState.FUNDED,
    OrderState.IN_PROGRESS: MilestoneState.FUNDED,
    OrderState.DELIVERED: MilestoneState.DELIVERED,
    OrderState.IN_REVISION: MilestoneState.IN_REVISION,
    OrderState.AWAITING_FUNDING: MilestoneState.AWAITING_FUNDING,
}


def stands(order: Order, nth: int) -> MilestoneState:
    """Return where the `nth` milestone of a paid order stands, counted from 1.

    Of an order that ended early, what was paid and not released was given back or divided;
    when the seller got all of it, it was released.
    """
    if nth <= order.stages_released:
        return MilestoneState.RELEASED
    if order.state not in OPEN:
        if nth > order.stages_funded:
            return MilestoneState.NOT_STARTED
        paid_out = order.share == order.paid
        return MilestoneState.RELEASED if paid_out else MilestoneState.CANCELLED
    if nth == order.stages_released + 1:
        return AT_HAND[order.state]
    return MilestoneState.FUNDED if nth <= order.stages_funded else MilestoneState.PLANNED
