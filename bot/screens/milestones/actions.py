"""What can be pressed around a milestone."""

from bot.ui import Action
from core.kit.ids import MilestoneId


class FundMilestone(Action, frozen=True, wire="ms.fu"):
    """Pay for the next milestone this way."""

    milestone: MilestoneId
    provider: str


class AcceptAndFund(Action, frozen=True, wire="ms.af"):
    """Accept the delivered milestone and pay for the next one this way."""

    milestone: MilestoneId
    provider: str


class PayAhead(Action, frozen=True, wire="ms.pa"):
    """Think about paying a milestone before its turn comes."""

    milestone: MilestoneId
