"""Suspensions: who may not sell for a while. Whoever is about to take new work asks here."""

from core.suspensions.errors import SellerTakesNoOrders, SellingSuspended
from core.suspensions.events import SuspensionBegan, SuspensionEnded
from core.suspensions.models import Suspension
from core.suspensions.queries import (
    get,
    mine_until,
    require_orders_taken,
    require_selling,
    running,
    takes_orders,
)
from core.suspensions.service import begin, end, lift
from core.suspensions.states import SUSPENSION, SuspensionState

__all__ = [
    "SUSPENSION",
    "SellerTakesNoOrders",
    "SellingSuspended",
    "Suspension",
    "SuspensionBegan",
    "SuspensionEnded",
    "SuspensionState",
    "begin",
    "end",
    "get",
    "lift",
    "mine_until",
    "require_orders_taken",
    "require_selling",
    "running",
    "takes_orders",
]
