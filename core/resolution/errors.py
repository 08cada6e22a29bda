"""When the market refuses in the Resolution Center."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NothingToAgreeOn(Refusal):
    """No money of this order is held: not yet, or no longer."""

    says = _("Only a paid order that has not ended can be changed. Have a look at it below.")


class NothingDue(Refusal):
    """There is no due date to move."""

    says = _("Nothing is due at the moment, so there is no date to move. Look at the order below.")


class PaidInSteps(Refusal):
    """What milestones cost is agreed milestone by milestone."""

    says = _(
        "This order is paid milestone by milestone: only the due date of the running one can be "
        "moved here. Agree on anything else as a new custom offer."
    )


class OpenAlready(Refusal):
    """One open request of each kind."""

    says = _("A request of this kind is already open. Answer it, or take it back, first.")


@dataclass(eq=False)
class WrongDays(Refusal):
    """An extension that is none, or one without end."""

    says = _("Please choose between {least} and {most} days.")

    least: int
    most: int


@dataclass(eq=False)
class DueTooSoon(Refusal):
    """Fewer days than there are left."""

    says = _("The work would then be due in less than {hours} hours. Please take away fewer days.")

    hours: int


class ReasonMissing(Refusal):
    """The other side decides by these words."""

    says = _("Please say why in a few words: the other side decides by them.")


@dataclass(eq=False)
class WordsTooMany(Refusal):
    """More words than fit."""

    says = _("Please keep it under {most} characters.")

    most: int


class NothingChanges(Refusal):
    """A change of nothing."""

    says = _("Nothing would change. Say what to do, or change the price, the days or revisions.")


@dataclass(eq=False)
class PriceTooLow(Refusal):
    """Nearly everything back is not another price."""

    says = _(
        "The whole price cannot go below {least}. To stop here, ask for a mutual cancellation."
    )

    least: Money


@dataclass(eq=False)
class PriceTooHigh(Refusal):
    """More than anything costs here."""

    says = _("Please change the price by {most} at most.")

    most: Money


@dataclass(eq=False)
class WrongRevisions(Refusal):
    """Fewer revisions than were used, or more than there are."""

    says = _("The order can have between {least} and {most} revisions in all.")

    least: int
    most: int


class RevisionsUnlimited(Refusal):
    """There is nothing above as many as needed."""

    says = _("This order already has as many revisions as needed. Leave their number as it is.")


@dataclass(eq=False)
class WrongExtras(Refusal):
    """None, or more than one can look at."""

    says = _("Please offer between {least} and {most} extras at once.")

    least: int
    most: int


@dataclass(eq=False)
class ExtraIncomplete(Refusal):
    """A name without a price, or a price out of bounds."""

    says = _("Each extra needs a name, a price between {least} and {most}, and its days.")

    least: Money
    most: Money


@dataclass(eq=False)
class WrongPercent(Refusal):
    """No part of a whole."""

    says = _("Please choose between {least} and {most} percent of the price.")

    least: int
    most: int


class AllOfIt(Refusal):
    """The whole price back ends the order."""

    says = _(
        "The whole price back means that the order ends: ask to cancel it instead. "
        "A partial refund goes up to 99 percent."
    )


@dataclass(eq=False)
class NotThatMuchLeft(Refusal):
    """The price has changed since this was asked for."""

    says = _(
        "The price of the order is {total} by now, too little to give that much back. "
        "Decline this request, or take it back, and ask for less."
    )

    total: Money
