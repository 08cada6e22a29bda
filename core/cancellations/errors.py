"""When the market refuses to talk about a cancellation."""

from dataclasses import dataclass
from datetime import datetime

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NotUnderWay(Refusal):
    """There is no work to call off: not yet, or no longer."""

    says = _("Only an order that is under way can be cancelled together. Have a look at it below.")


class AlreadyAsked(Refusal):
    """One request at a time."""

    says = _("A request to cancel this order is already open. Open the order to see it.")


@dataclass(eq=False)
class AskedRecently(Refusal):
    """The last request of this side was declined or withdrawn a moment ago."""

    says = _("Your last request came to nothing. You can ask again from {again_at}.")

    again_at: datetime


class AskedTooOften(Refusal):
    """From here only the Resolution Center helps."""

    says = _("You have already asked twice. From here, use the Resolution Center of this order.")


class NotAReason(Refusal):
    """A reason the other side may give, or nobody."""

    says = _("This reason does not fit here. Please choose one from the list.")


class NoteMissing(Refusal):
    """The other side must know what it is about."""

    says = _("Please write a few words: the other side reads them before answering.")


@dataclass(eq=False)
class NoteTooLong(Refusal):
    """More words than fit."""

    says = _("Please keep your note under {most} characters.")

    most: int


@dataclass(eq=False)
class ShareTooLarge(Refusal):
    """A cancellation that pays the seller everything is none."""

    says = _("The seller can keep less than {held} of a cancelled order. Choose a lower amount.")

    held: Money
