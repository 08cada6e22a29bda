"""When the market refuses about an offer."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class OfferToYourself(Refusal):
    """Seller and buyer are the same person."""

    says = _("An offer goes to somebody else. Choose the person you want to work for.")


@dataclass(eq=False)
class TooManyToOne(Refusal):
    """More open offers to one person than there may be."""

    says = _(
        "You have {most} open offers to this person, the most there can be. "
        "Wait for an answer, or withdraw one."
    )

    most: int


@dataclass(eq=False)
class TooManyOffers(Refusal):
    """More open offers than one seller may have."""

    says = _(
        "You have {most} open offers, the most there can be. Wait for answers, or withdraw some."
    )

    most: int


@dataclass(eq=False)
class AlreadyAnswered(Refusal):
    """A second offer to the same brief while the first is open."""

    says = _(
        "You have an open offer to this brief already. Change that one: {buyer} will see it anew."
    )

    buyer: str


@dataclass(eq=False)
class TotalOutOfRange(Refusal):
    """Cheaper than the market allows, or dearer than this seller may offer."""

    says = _("The total must be between {least} and {most}. Please change the price.")

    least: Money
    most: Money


@dataclass(eq=False)
class TooLittleForStages(Refusal):
    """Milestones for an offer too small to be divided."""

    says = _("Milestones need a total of at least {least}. Raise a price, or ask for it at once.")

    least: Money


@dataclass(eq=False)
class StageTooCheap(Refusal):
    """A milestone below the least price."""

    says = _("Each milestone must cost at least {least}; “{title}” would cost {price}.")

    title: str
    least: Money
    price: Money


@dataclass(eq=False)
class WrongNumberOfStages(Refusal):
    """One milestone, or too many."""

    says = _("An offer has between {least} and {most} milestones. Please choose their number.")

    least: int
    most: int


@dataclass(eq=False)
class TimeOutOfRange(Refusal):
    """Faster than a day, or slower than the market allows."""

    says = _("The time must be between {least} and {most} days. Please change the days.")

    least: int
    most: int


@dataclass(eq=False)
class ValidityOutOfRange(Refusal):
    """An offer that lasts no day, or too many."""

    says = _("An offer can be accepted for 1 to {most} days. Please choose again.")

    most: int


class OfferIncomplete(Refusal):
    """No title, scope, price, days or revisions."""

    says = _("An offer needs a title, what you will do, a price, days and revisions.")


@dataclass(eq=False)
class OfferTooLong(Refusal):
    """More words than an offer may hold."""

    says = _("That text is too long for an offer: please keep it to {most} characters.")

    most: int


class NothingChanged(Refusal):
    """The same terms once more."""

    says = _("These are the terms of the offer already. Change something first.")


@dataclass(eq=False)
class TooManyCounters(Refusal):
    """A buyer who haggles without end."""

    says = _(
        "You have made {most} counter-offers to this version, the most there can be. "
        "Accept it, decline it, or wait for a new one."
    )

    most: int


class OfferTooOld(Refusal):
    """Its time is over."""

    says = _("This offer has expired. Ask the seller for a new one.")


class OfferTakenBack(Refusal):
    """The seller took it back."""

    says = _("The seller has withdrawn this offer. Ask for a new one if you are still interested.")


@dataclass(eq=False)
class OfferReplaced(Refusal):
    """There is a newer version."""

    says = _("Version {old} was replaced by version {new}. This is what is offered now.")

    old: int
    new: int


class OfferTaken(Refusal):
    """Too late to change or take back what was agreed."""

    says = _("This offer has been accepted, so nothing in it can change any more.")
