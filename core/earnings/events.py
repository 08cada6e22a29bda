"""What can happen to earnings."""

from core.earnings.models import Clearing
from core.store import Event


class EarningsCleared(Event, frozen=True):
    """The seller may take this money out from now on."""

    clearing: Clearing
