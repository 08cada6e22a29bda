"""What can happen to a request in the Resolution Center."""

from dataclasses import dataclass

from core.kit.states import Role
from core.orders import Order
from core.resolution.models import Request
from core.store import Event


@dataclass(frozen=True, slots=True)
class RequestMade(Event):
    """The other side has two days to answer."""

    order: Order
    request: Request
    by: Role


@dataclass(frozen=True, slots=True)
class RequestGranted(Event):
    """Both said yes; the buyer has two days to pay the difference."""

    order: Order
    request: Request
    by: Role


@dataclass(frozen=True, slots=True)
class RequestAgreed(Event):
    """It is in force. `by` is whose press did it; the market's, when a payment came later."""

    order: Order
    request: Request
    by: Role


@dataclass(frozen=True, slots=True)
class RequestDeclined(Event):
    """The order goes on as it was: by a no, by silence, or because nobody paid."""

    order: Order
    request: Request
    by: Role


@dataclass(frozen=True, slots=True)
class RequestWithdrawn(Event):
    """The order goes on as it was: whoever asked took it back, or nobody wanted it."""

    order: Order
    request: Request
    by: Role
