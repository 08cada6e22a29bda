"""When the market refuses new work because of a suspension."""

from dataclasses import dataclass
from datetime import datetime

from core.kit.errors import Refusal
from core.kit.text import _


@dataclass(eq=False)
class SellingSuspended(Refusal):
    """One's own selling is suspended."""

    says = _(
        "You cannot sell anything new until {until}; /warnings says why. Your running orders go "
        "on, and your money stays yours."
    )

    until: datetime


class SellerTakesNoOrders(Refusal):
    """Somebody else's selling is suspended: nobody is told why."""

    says = _("This seller takes no new orders at the moment. Have a look at similar gigs.")
