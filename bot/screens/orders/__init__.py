"""What people see of orders: the live card, lists, the questions before a step, notices."""

from bot.screens.orders import notices
from bot.screens.orders.actions import (
    AbandonOrder,
    AcceptOrder,
    AnswerQuestions,
    AskForChanges,
    CancelLate,
    CancelOrder,
    ConfirmAccept,
    ConfirmCancel,
    DeliverWork,
    GetFiles,
    ListOrders,
    ShowAnswers,
    ShowOrder,
    SkipAnswers,
)
from bot.screens.orders.card import STATES, order_card, show_button, verb_buttons
from bot.screens.orders.clocks import time_bar
from bot.screens.orders.lists import orders_list
from bot.screens.orders.questions import answers_page, confirm_accept, confirm_cancel

__all__ = [
    "STATES",
    "AbandonOrder",
    "AcceptOrder",
    "AnswerQuestions",
    "AskForChanges",
    "CancelLate",
    "CancelOrder",
    "ConfirmAccept",
    "ConfirmCancel",
    "DeliverWork",
    "GetFiles",
    "ListOrders",
    "ShowAnswers",
    "ShowOrder",
    "SkipAnswers",
    "answers_page",
    "confirm_accept",
    "confirm_cancel",
    "notices",
    "order_card",
    "orders_list",
    "show_button",
    "time_bar",
    "verb_buttons",
]
