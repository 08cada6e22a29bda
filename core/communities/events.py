"""What can happen to an office."""

from dataclasses import dataclass

from core.communities.models import Office
from core.store import Event


@dataclass(frozen=True, slots=True)
class ModeratorAppointed(Event):
    """Somebody took an office that they were invited to."""

    office: Office


@dataclass(frozen=True, slots=True)
class TrustChanged(Event):
    """An owner trusts somebody with more, or with less."""

    office: Office


@dataclass(frozen=True, slots=True)
class ModeratorDismissed(Event):
    """Somebody has no office here any more; others decided so."""

    office: Office


@dataclass(frozen=True, slots=True)
class ModeratorResigned(Event):
    """Somebody gave their office back."""

    office: Office
