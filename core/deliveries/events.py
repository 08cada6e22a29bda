"""What can happen around a delivery."""

from core.deliveries.models import Delivery, Revision
from core.orders import Order
from core.store import Event


class DeliveryMade(Event, frozen=True):
    """The buyer has something to look at, and some days to do so."""

    order: Order
    delivery: Delivery


class RevisionRequested(Event, frozen=True):
    """The seller has changes to make."""

    order: Order
    revision: Revision
