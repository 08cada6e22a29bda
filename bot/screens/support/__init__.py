"""What people see of support: their tickets, one ticket, notices."""

from bot.screens.support import notices
from bot.screens.support.actions import (
    AnswerTicket,
    AskBack,
    CloseTicket,
    HandBackTicket,
    ListTickets,
    OpenTicket,
    ReopenTicket,
    ShowTicket,
    TakeTicket,
    WriteTicket,
)
from bot.screens.support.pages import support_page, ticket_page

__all__ = [
    "AnswerTicket",
    "AskBack",
    "CloseTicket",
    "HandBackTicket",
    "ListTickets",
    "OpenTicket",
    "ReopenTicket",
    "ShowTicket",
    "TakeTicket",
    "WriteTicket",
    "notices",
    "support_page",
    "ticket_page",
]
