"""When the market refuses about a payment."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NotOffered(Refusal):
    """This market does not take money that way."""

    says = _("This way of paying is not available here. Please choose another one.")


@dataclass(eq=False)
class NotEnough(Refusal):
    """The wallet holds less than the price."""

    says = _("Your wallet holds {held} and this costs {price}. Please choose another way to pay.")

    held: Money
    price: Money
