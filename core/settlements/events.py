"""What can happen when money is divided."""

from core.kit.money import Money
from core.orders import Order
from core.store import Event


class OrderSettled(Event, frozen=True):
    """An order ended without acceptance; what was in escrow went to the two, or to one of them.

    `earned` is what the seller gets of it now, commission deducted; `given_back` is the buyer's.
    """

    order: Order
    earned: Money
    given_back: Money
