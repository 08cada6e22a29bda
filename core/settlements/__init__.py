"""Settlements: who gets what of the money in escrow when an order ends without acceptance."""

from core.settlements.errors import MoreThanThereIs
from core.settlements.events import OrderSettled
from core.settlements.queries import at_stake
from core.settlements.service import settle

__all__ = ["MoreThanThereIs", "OrderSettled", "at_stake", "settle"]
