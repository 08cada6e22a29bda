"""What can happen to a milestone."""

from core.kit.states import Role
from core.milestones.models import Milestone
from core.orders import Order
from core.store import Event


class MilestoneFunded(Event, frozen=True):
    """A further milestone is paid. `at_once`: the money came with the buyer's own press."""

    order: Order
    milestone: Milestone
    at_once: bool


class MilestoneReleased(Event, frozen=True):
    """A milestone was accepted, by word or by silence."""

    order: Order
    milestone: Milestone
    by: Role
