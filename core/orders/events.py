"""What can happen to an order."""

from dataclasses import dataclass
from datetime import timedelta

from core.kit.money import Money
from core.kit.states import Role
from core.orders.models import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """An order waits for its money."""

    order: Order


@dataclass(frozen=True, slots=True)
class OrderPaid(Event):
    """The money is in escrow. `at_once`: it came with the buyer's own press."""

    order: Order
    at_once: bool


@dataclass(frozen=True, slots=True)
class RequirementsAnswered(Event):
    """The seller has what was asked for; the time to deliver runs."""

    order: Order


@dataclass(frozen=True, slots=True)
class RequirementsSkipped(Event):
    """The seller begins without the answers; the time to deliver runs."""

    order: Order


@dataclass(frozen=True, slots=True)
class OrderExpired(Event):
    """Nobody paid in time."""

    order: Order


@dataclass(frozen=True, slots=True)
class OrderAbandoned(Event):
    """The buyer decided not to pay."""

    order: Order


@dataclass(frozen=True, slots=True)
class OrderCancelled(Event):
    """A paid order ended without work; the buyer has the money back."""

    order: Order
    by: Role


@dataclass(frozen=True, slots=True)
class OrderHeld(Event):
    """The order stands still: its clocks are stopped."""

    order: Order


@dataclass(frozen=True, slots=True)
class OrderFreed(Event):
    """The order goes on from where it stood; `least` is left on every clock at least."""

    order: Order
    least: timedelta


@dataclass(frozen=True, slots=True)
class StageReleased(Event):
    """The `nth` milestone was accepted, by word or by silence; `earned` begins to clear."""

    order: Order
    nth: int
    earned: Money
    by: Role


@dataclass(frozen=True, slots=True)
class OrderCompleted(Event):
    """The work was accepted, or no more of it is wanted; the seller's part begins to clear."""

    order: Order
    by: Role
