"""What can happen to a ban."""

from dataclasses import dataclass

from core.bans.models import Ban
from core.store import Event


@dataclass(frozen=True, slots=True)
class PersonBanned(Event):
    """Somebody may begin nothing new."""

    ban: Ban


@dataclass(frozen=True, slots=True)
class BanLifted(Event):
    """Somebody may trade again."""

    ban: Ban
