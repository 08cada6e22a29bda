"""What can happen around a delivery."""

from dataclasses import dataclass

from core.deliveries.models import Delivery, Revision
from core.orders import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class DeliveryMade(Event):
    """The buyer has something to look at, and some days to do so."""

    order: Order
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class RevisionRequested(Event):
    """The seller has changes to make."""

    order: Order
    revision: Revision
