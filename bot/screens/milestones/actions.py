"""What can be pressed around a milestone."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import MilestoneId


@dataclass(frozen=True)
class FundMilestone(Action, wire="ms.fu"):
    """Pay for the next milestone this way."""

    milestone: MilestoneId
    provider: str


@dataclass(frozen=True)
class AcceptAndFund(Action, wire="ms.af"):
    """Accept the delivered milestone and pay for the next one this way."""

    milestone: MilestoneId
    provider: str


@dataclass(frozen=True)
class PayAhead(Action, wire="ms.pa"):
    """Think about paying a milestone before its turn comes."""

    milestone: MilestoneId
