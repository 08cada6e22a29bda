"""What can happen to a brief."""

from dataclasses import dataclass

from core.briefs.models import Brief
from core.store import Event


@dataclass(frozen=True, slots=True)
class BriefClosed(Event):
    """The buyer looks no more."""

    brief: Brief


@dataclass(frozen=True, slots=True)
class BriefChosen(Event):
    """The buyer paid for one of the offers."""

    brief: Brief


@dataclass(frozen=True, slots=True)
class BriefExpired(Event):
    """Nobody closed it in time; offers that were made stay as they are."""

    brief: Brief
