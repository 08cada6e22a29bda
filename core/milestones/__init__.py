"""Milestones: the steps of an order that is paid, delivered and released one after the other."""

from core.milestones.events import MilestoneFunded, MilestoneReleased
from core.milestones.models import Milestone
from core.milestones.queries import (
    expect_to_fund,
    following,
    get,
    in_escrow,
    look,
    next_to_fund,
    of,
)
from core.milestones.rules import stands
from core.milestones.service import accept_and_fund, follow, pay, plan, release, take_in
from core.milestones.states import HOLDING, MILESTONE, MilestoneState

__all__ = [
    "HOLDING",
    "MILESTONE",
    "Milestone",
    "MilestoneFunded",
    "MilestoneReleased",
    "MilestoneState",
    "accept_and_fund",
    "expect_to_fund",
    "follow",
    "following",
    "get",
    "in_escrow",
    "look",
    "next_to_fund",
    "of",
    "pay",
    "plan",
    "release",
    "stands",
    "take_in",
]
