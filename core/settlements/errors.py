"""When the market refuses to divide the money of an order."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


@dataclass(eq=False)
class MoreThanThereIs(Refusal):
    """A share below nothing or above what is held."""

    says = _("The seller's share must be between {nothing} and {most}. Please choose another one.")

    nothing: Money
    most: Money
