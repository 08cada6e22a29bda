"""What can happen to a request to cancel."""

from core.cancellations.models import Cancellation
from core.kit.states import Role
from core.orders import Order
from core.store import Event


class CancellationAsked(Event, frozen=True):
    """The other side has two days to answer."""

    order: Order
    request: Cancellation
    by: Role


class CancellationDeclined(Event, frozen=True):
    """The order goes on: the other side wants it to."""

    order: Order
    request: Cancellation
    by: Role


class CancellationUnanswered(Event, frozen=True):
    """The order goes on: nobody answered, and in this community that means no."""

    order: Order
    request: Cancellation


class CancellationWithdrawn(Event, frozen=True):
    """The order goes on: whoever asked no longer wants to stop."""

    order: Order
    request: Cancellation
    by: Role
