"""What can happen to a ticket."""

from dataclasses import dataclass

from core.kit.states import Role
from core.store import Event
from core.support.models import Ticket


@dataclass(frozen=True, slots=True)
class TicketQueued(Event):
    """A ticket waits for somebody of support to take it."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class TicketWritten(Event):
    """Whoever opened it said something more."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class TicketAnswered(Event):
    """Support answered."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class TicketAsked(Event):
    """Support wants to know something."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class TicketClosed(Event):
    """It is over, unless it is opened again."""

    ticket: Ticket
    by: Role
