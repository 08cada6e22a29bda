"""What can happen to a request to cancel."""

from dataclasses import dataclass

from core.cancellations.models import Cancellation
from core.kit.states import Role
from core.orders import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class CancellationAsked(Event):
    """The other side has two days to answer."""

    order: Order
    request: Cancellation
    by: Role


@dataclass(frozen=True, slots=True)
class CancellationDeclined(Event):
    """The order goes on: the other side wants it to."""

    order: Order
    request: Cancellation
    by: Role


@dataclass(frozen=True, slots=True)
class CancellationUnanswered(Event):
    """The order goes on: nobody answered, and in this community that means no."""

    order: Order
    request: Cancellation


@dataclass(frozen=True, slots=True)
class CancellationWithdrawn(Event):
    """The order goes on: whoever asked no longer wants to stop."""

    order: Order
    request: Cancellation
    by: Role
