"""What can be pressed about tickets."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import TicketId


@dataclass(frozen=True)
class ListTickets(Action, wire="su.my"):
    """Look at one's own tickets."""


@dataclass(frozen=True)
class OpenTicket(Action, wire="su.op"):
    """Ask support something."""


@dataclass(frozen=True)
class ShowTicket(Action, wire="su.se"):
    """Look at this ticket."""

    ticket: TicketId


@dataclass(frozen=True)
class WriteTicket(Action, wire="su.wr"):
    """Say more, or answer support."""

    ticket: TicketId


@dataclass(frozen=True)
class CloseTicket(Action, wire="su.cl"):
    """Need no more."""

    ticket: TicketId


@dataclass(frozen=True)
class ReopenTicket(Action, wire="su.ro"):
    """Open it again."""

    ticket: TicketId


# --- those who answer


@dataclass(frozen=True)
class TakeTicket(Action, wire="su.tk"):
    """Take a ticket on."""

    ticket: TicketId


@dataclass(frozen=True)
class AnswerTicket(Action, wire="su.an"):
    """Answer it."""

    ticket: TicketId


@dataclass(frozen=True)
class AskBack(Action, wire="su.as"):
    """Ask something before one can answer."""

    ticket: TicketId


@dataclass(frozen=True)
class HandBackTicket(Action, wire="su.hb"):
    """Let somebody else answer it."""

    ticket: TicketId
