"""What people see of support: their tickets, one ticket, the queue, notices."""

from bot.screens.support import notices
from bot.screens.support.actions import (
    AnswerTicket,
    AskBack,
    CloseTicket,
    HandBackTicket,
    ListQueue,
    ListTickets,
    OpenTicket,
    ReopenTicket,
    ShowTicket,
    TakeTicket,
    WriteTicket,
)
from bot.screens.support.pages import queue_page, support_page, ticket_page

__all__ = [
    "AnswerTicket",
    "AskBack",
    "CloseTicket",
    "HandBackTicket",
    "ListQueue",
    "ListTickets",
    "OpenTicket",
    "ReopenTicket",
    "ShowTicket",
    "TakeTicket",
    "WriteTicket",
    "notices",
    "queue_page",
    "support_page",
    "ticket_page",
]
