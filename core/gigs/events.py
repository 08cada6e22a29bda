"""What can happen to a gig."""

from core.gigs.models import Gig
from core.store import Event


class GigPublished(Event, frozen=True):
    """A gig can be found and ordered from now on."""

    gig: Gig


class GigChanged(Event, frozen=True):
    """A gig says something else, or can no longer be found, or can again."""

    gig: Gig


class GigSuspended(Event, frozen=True):
    """A moderator took a gig off the market."""

    gig: Gig


class GigReinstated(Event, frozen=True):
    """A moderator gave a gig back to its seller."""

    gig: Gig
