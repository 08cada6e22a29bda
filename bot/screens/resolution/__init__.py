"""What people see of the Resolution Center: the center, a request, the order's card, notices."""

from bot.screens.resolution import notices
from bot.screens.resolution.actions import (
    AgreeToRequest,
    DeclineRequest,
    MakeRequest,
    PayRequest,
    ShowRequest,
    ShowResolution,
    TakeRequestBack,
)
from bot.screens.resolution.center import center_page, request_card
from bot.screens.resolution.words import foresee

__all__ = [
    "AgreeToRequest",
    "DeclineRequest",
    "MakeRequest",
    "PayRequest",
    "ShowRequest",
    "ShowResolution",
    "TakeRequestBack",
    "center_page",
    "foresee",
    "notices",
    "request_card",
]
