"""What can happen to a suspension."""

from dataclasses import dataclass

from core.kit.states import Role
from core.store import Event
from core.suspensions.models import Suspension


@dataclass(frozen=True, slots=True)
class SuspensionBegan(Event):
    """Somebody takes no new work for a while."""

    suspension: Suspension


@dataclass(frozen=True, slots=True)
class SuspensionEnded(Event):
    """It is over: its time was up, or it was taken back."""

    suspension: Suspension
    by: Role
