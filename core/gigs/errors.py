"""When the market refuses about a gig."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import Text, _


@dataclass(eq=False)
class PricesGoDown(Refusal):
    """A larger package that costs less."""

    says = _(
        "{larger} costs {price}, less than {smaller}. Make each package at least as expensive "
        "as the one before."
    )

    larger: Text
    smaller: Text
    price: Money


@dataclass(eq=False)
class TooManyGigs(Refusal):
    """More active gigs than one seller may have."""

    says = _("You have {most} active gigs, the most there can be. Pause one first.")

    most: int


@dataclass(eq=False)
class PackageIncomplete(Refusal):
    """A package without a price, days or revisions."""

    says = _("{tier} needs a price, days and revisions. Please complete it.")

    tier: Text


class NoSuchPackage(Refusal):
    """A package the gig does not have any more."""

    says = _("This gig does not have that package any more. Here is the gig as it is now.")


@dataclass(eq=False)
class TooManyAtOnce(Refusal):
    """A quantity nobody may order."""

    says = _("You can order between 1 and {most} of the same gig.")

    most: int
