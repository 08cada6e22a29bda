"""What can happen to an absence."""

from core.out_of_office.models import Absence
from core.store import Event


class AbsenceDeclared(Event, frozen=True):
    """Somebody will be away, or is from now on."""

    absence: Absence


class AbsenceTakenBack(Event, frozen=True):
    """Somebody stays after all, or came back before."""

    absence: Absence


class AbsenceOver(Event, frozen=True):
    """The day of the return is here."""

    absence: Absence
