"""What can happen to a milestone."""

from dataclasses import dataclass

from core.kit.states import Role
from core.milestones.models import Milestone
from core.orders import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class MilestoneFunded(Event):
    """A further milestone is paid. `at_once`: the money came with the buyer's own press."""

    order: Order
    milestone: Milestone
    at_once: bool


@dataclass(frozen=True, slots=True)
class MilestoneReleased(Event):
    """A milestone was accepted, by word or by silence."""

    order: Order
    milestone: Milestone
    by: Role
