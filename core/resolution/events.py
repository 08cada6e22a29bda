"""What can happen to a request in the Resolution Center."""

from core.kit.states import Role
from core.orders import Order
from core.resolution.models import Request
from core.store import Event


class RequestMade(Event, frozen=True):
    """The other side has two days to answer."""

    order: Order
    request: Request
    by: Role


class RequestGranted(Event, frozen=True):
    """Both said yes; the buyer has two days to pay the difference."""

    order: Order
    request: Request
    by: Role


class RequestAgreed(Event, frozen=True):
    """It is in force. `by` is whose press did it; the market's, when a payment came later."""

    order: Order
    request: Request
    by: Role


class RequestDeclined(Event, frozen=True):
    """The order goes on as it was: by a no, by silence, or because nobody paid."""

    order: Order
    request: Request
    by: Role


class RequestWithdrawn(Event, frozen=True):
    """The order goes on as it was: whoever asked took it back, or nobody wanted it."""

    order: Order
    request: Request
    by: Role
