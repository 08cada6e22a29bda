"""What people see of milestones: on the card of their order, before they pay, and as news."""

from bot.screens.milestones import card, notices
from bot.screens.milestones.actions import AcceptAndFund, FundMilestone, PayAhead
from bot.screens.milestones.card import pay_ahead_page

__all__ = ["AcceptAndFund", "FundMilestone", "PayAhead", "card", "notices", "pay_ahead_page"]
