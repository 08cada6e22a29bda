"""What can happen to a ban."""

from core.bans.models import Ban
from core.store import Event


class PersonBanned(Event, frozen=True):
    """Somebody may begin nothing new."""

    ban: Ban


class BanLifted(Event, frozen=True):
    """Somebody may trade again."""

    ban: Ban
