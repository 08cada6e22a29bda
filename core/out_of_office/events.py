"""What can happen to an absence."""

from dataclasses import dataclass

from core.out_of_office.models import Absence
from core.store import Event


@dataclass(frozen=True, slots=True)
class AbsenceDeclared(Event):
    """Somebody will be away, or is from now on."""

    absence: Absence


@dataclass(frozen=True, slots=True)
class AbsenceTakenBack(Event):
    """Somebody stays after all, or came back before."""

    absence: Absence


@dataclass(frozen=True, slots=True)
class AbsenceOver(Event):
    """The day of the return is here."""

    absence: Absence
