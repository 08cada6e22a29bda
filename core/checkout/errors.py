"""When the market refuses an order before it is one."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NotTakingOrders(Refusal):
    """The gig is visible but cannot be ordered."""

    says = _("This gig takes no orders at the moment. Have a look at similar ones.")


@dataclass(eq=False)
class PriceChanged(Refusal):
    """The seller changed the price after the buyer looked."""

    says = _("The price changed while you were looking: it is {total} now. Please check it again.")

    total: Money
