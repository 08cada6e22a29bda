"""What can happen to a brief."""

from core.briefs.models import Brief
from core.store import Event


class BriefClosed(Event, frozen=True):
    """The buyer looks no more."""

    brief: Brief


class BriefChosen(Event, frozen=True):
    """The buyer paid for one of the offers."""

    brief: Brief


class BriefExpired(Event, frozen=True):
    """Nobody closed it in time; offers that were made stay as they are."""

    brief: Brief
