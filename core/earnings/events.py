"""What can happen to earnings."""

from dataclasses import dataclass

from core.earnings.models import Clearing
from core.store import Event


@dataclass(frozen=True, slots=True)
class EarningsCleared(Event):
    """The seller may take this money out from now on."""

    clearing: Clearing
