"""What people see of cancellations: the request on the order's card, questions, notices."""

from bot.screens.cancellations import card, notices
from bot.screens.cancellations.actions import (
    AgreeToCancel,
    AskToCancel,
    ConfirmAgree,
    ConfirmCancelLate,
    DeclineToCancel,
    WithdrawRequest,
)
from bot.screens.cancellations.questions import confirm_agree, confirm_cancel_late
from bot.screens.cancellations.request import FAULTS, foreseen

__all__ = [
    "FAULTS",
    "AgreeToCancel",
    "AskToCancel",
    "ConfirmAgree",
    "ConfirmCancelLate",
    "DeclineToCancel",
    "WithdrawRequest",
    "card",
    "confirm_agree",
    "confirm_cancel_late",
    "foreseen",
    "notices",
]
