"""Earnings: what sellers have earned, from escrow to their hand."""

from core.earnings.events import EarningsCleared
from core.earnings.models import Clearing
from core.earnings.queries import Bucket, Earnings, in_escrow, lines, look, overview
from core.earnings.service import begin, clear
from core.earnings.states import CLEARANCE, ClearingState

__all__ = [
    "CLEARANCE",
    "Bucket",
    "Clearing",
    "ClearingState",
    "Earnings",
    "EarningsCleared",
    "begin",
    "clear",
    "in_escrow",
    "lines",
    "look",
    "overview",
]
