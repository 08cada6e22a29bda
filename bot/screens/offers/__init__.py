"""What people see of offers: the live card, what comes before and after it, lists, notices."""

from bot.screens.offers import notices, parts
from bot.screens.offers.actions import (
    AcceptOffer,
    BeginOffer,
    CompareOffers,
    ConfirmOffer,
    CounterOffer,
    DeclineCounter,
    DeclineOffer,
    ListOffers,
    MakeOffer,
    ReviseOffer,
    ShowChanges,
    ShowOffer,
    TakeCounter,
    WithdrawCounter,
    WithdrawOffer,
)
from bot.screens.offers.card import make_button, offer_card
from bot.screens.offers.lists import (
    choose_base,
    compare_page,
    deal_announced,
    deal_help,
    offers_list,
)
from bot.screens.offers.pages import accept_page, changes_page
from bot.screens.offers.words import stage_lines

__all__ = [
    "AcceptOffer",
    "BeginOffer",
    "CompareOffers",
    "ConfirmOffer",
    "CounterOffer",
    "DeclineCounter",
    "DeclineOffer",
    "ListOffers",
    "MakeOffer",
    "ReviseOffer",
    "ShowChanges",
    "ShowOffer",
    "TakeCounter",
    "WithdrawCounter",
    "WithdrawOffer",
    "accept_page",
    "changes_page",
    "choose_base",
    "compare_page",
    "deal_announced",
    "deal_help",
    "make_button",
    "notices",
    "offer_card",
    "offers_list",
    "parts",
    "stage_lines",
]
