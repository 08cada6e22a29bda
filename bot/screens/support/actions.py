"""What can be pressed about tickets."""

from bot.ui import Action
from core.kit.ids import TicketId


class ListTickets(Action, frozen=True, wire="su.my"):
    """Look at one's own tickets."""


class OpenTicket(Action, frozen=True, wire="su.op"):
    """Ask support something."""


class ShowTicket(Action, frozen=True, wire="su.se"):
    """Look at this ticket."""

    ticket: TicketId


class WriteTicket(Action, frozen=True, wire="su.wr"):
    """Say more, or answer support."""

    ticket: TicketId


class CloseTicket(Action, frozen=True, wire="su.cl"):
    """Need no more."""

    ticket: TicketId


class ReopenTicket(Action, frozen=True, wire="su.ro"):
    """Open it again."""

    ticket: TicketId


# --- those who answer


class TakeTicket(Action, frozen=True, wire="su.tk"):
    """Take a ticket on."""

    ticket: TicketId


class AnswerTicket(Action, frozen=True, wire="su.an"):
    """Answer it."""

    ticket: TicketId


class AskBack(Action, frozen=True, wire="su.as"):
    """Ask something before one can answer."""

    ticket: TicketId


class HandBackTicket(Action, frozen=True, wire="su.hb"):
    """Let somebody else answer it."""

    ticket: TicketId
