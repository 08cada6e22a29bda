"""What people see of orders: the live card, lists, the questions before a step, notices."""

from bot.screens.orders import notices
from bot.screens.orders.actions import (
    AbandonOrder,
    AcceptAndStop,
    AcceptOrder,
    AnswerQuestions,
    AskForChanges,
    CancelLate,
    CancelOrder,
    ConfirmAccept,
    ConfirmCancel,
    ConfirmStop,
    DeliverWork,
    GetFiles,
    ListOrders,
    ShowAnswers,
    ShowOrder,
    SkipAnswers,
    StopHere,
)
from bot.screens.orders.card import STATES, order_card, show_button, verb_buttons
from bot.screens.orders.clocks import time_bar
from bot.screens.orders.lists import orders_list
from bot.screens.orders.questions import (
    answers_page,
    confirm_accept,
    confirm_cancel,
    confirm_stop,
)
from bot.screens.orders.room import room_of

__all__ = [
    "STATES",
    "AbandonOrder",
    "AcceptAndStop",
    "AcceptOrder",
    "AnswerQuestions",
    "AskForChanges",
    "CancelLate",
    "CancelOrder",
    "ConfirmAccept",
    "ConfirmCancel",
    "ConfirmStop",
    "DeliverWork",
    "GetFiles",
    "ListOrders",
    "ShowAnswers",
    "ShowOrder",
    "SkipAnswers",
    "StopHere",
    "answers_page",
    "confirm_accept",
    "confirm_cancel",
    "confirm_stop",
    "notices",
    "order_card",
    "orders_list",
    "room_of",
    "show_button",
    "time_bar",
    "verb_buttons",
]
