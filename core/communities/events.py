"""What can happen to an office."""

from core.communities.models import Office
from core.store import Event


class ModeratorAppointed(Event, frozen=True):
    """Somebody took an office that they were invited to."""

    office: Office


class TrustChanged(Event, frozen=True):
    """An owner trusts somebody with more, or with less."""

    office: Office


class ModeratorDismissed(Event, frozen=True):
    """Somebody has no office here any more; others decided so."""

    office: Office


class ModeratorResigned(Event, frozen=True):
    """Somebody gave their office back."""

    office: Office
