"""What can happen to a ticket."""

from core.kit.states import Role
from core.store import Event
from core.support.models import Ticket


class TicketQueued(Event, frozen=True):
    """A ticket waits for somebody of support to take it."""

    ticket: Ticket


class TicketWritten(Event, frozen=True):
    """Whoever opened it said something more."""

    ticket: Ticket


class TicketAnswered(Event, frozen=True):
    """Support answered."""

    ticket: Ticket


class TicketAsked(Event, frozen=True):
    """Support wants to know something."""

    ticket: Ticket


class TicketClosed(Event, frozen=True):
    """It is over, unless it is opened again."""

    ticket: Ticket
    by: Role
