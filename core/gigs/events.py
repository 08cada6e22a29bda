"""What can happen to a gig."""

from dataclasses import dataclass

from core.gigs.models import Gig
from core.store import Event


@dataclass(frozen=True, slots=True)
class GigPublished(Event):
    """A gig can be found and ordered from now on."""

    gig: Gig


@dataclass(frozen=True, slots=True)
class GigChanged(Event):
    """A gig says something else, or can no longer be found, or can again."""

    gig: Gig


@dataclass(frozen=True, slots=True)
class GigSuspended(Event):
    """A moderator took a gig off the market."""

    gig: Gig


@dataclass(frozen=True, slots=True)
class GigReinstated(Event):
    """A moderator gave a gig back to its seller."""

    gig: Gig
