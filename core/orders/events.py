"""What can happen to an order."""

from datetime import timedelta

from core.kit.money import Money
from core.kit.states import Role
from core.orders.models import Order
from core.store import Event


class OrderPlaced(Event, frozen=True):
    """An order waits for its money."""

    order: Order


class OrderPaid(Event, frozen=True):
    """The money is in escrow. `at_once`: it came with the buyer's own press."""

    order: Order
    at_once: bool


class RequirementsAnswered(Event, frozen=True):
    """The seller has what was asked for; the time to deliver runs."""

    order: Order


class RequirementsSkipped(Event, frozen=True):
    """The seller begins without the answers; the time to deliver runs."""

    order: Order


class OrderExpired(Event, frozen=True):
    """Nobody paid in time."""

    order: Order


class OrderAbandoned(Event, frozen=True):
    """The buyer decided not to pay."""

    order: Order


class OrderCancelled(Event, frozen=True):
    """A paid order ended without work; the buyer has the money back."""

    order: Order
    by: Role


class OrderHeld(Event, frozen=True):
    """The order stands still: its clocks are stopped."""

    order: Order


class OrderFreed(Event, frozen=True):
    """The order goes on from where it stood; `least` is left on every clock at least."""

    order: Order
    least: timedelta


class StageReleased(Event, frozen=True):
    """The `nth` milestone was accepted, by word or by silence; `earned` begins to clear."""

    order: Order
    nth: int
    earned: Money
    by: Role


class OrderCompleted(Event, frozen=True):
    """The work was accepted, or no more of it is wanted; the seller's part begins to clear."""

    order: Order
    by: Role
