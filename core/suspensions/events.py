"""What can happen to a suspension."""

from core.kit.states import Role
from core.store import Event
from core.suspensions.models import Suspension


class SuspensionBegan(Event, frozen=True):
    """Somebody takes no new work for a while."""

    suspension: Suspension


class SuspensionEnded(Event, frozen=True):
    """It is over: its time was up, or it was taken back."""

    suspension: Suspension
    by: Role
