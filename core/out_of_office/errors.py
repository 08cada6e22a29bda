"""When the market refuses about an absence."""

from dataclasses import dataclass
from datetime import date

from core.kit.errors import Refusal
from core.kit.text import _


@dataclass(eq=False)
class SellerAway(Refusal):
    """Whoever would do the work takes no new orders now."""

    says = _(
        "{name} is away and takes new orders again from {day}. Come back then, or look around."
    )

    name: str
    day: date


@dataclass(eq=False)
class AlreadyDeclared(Refusal):
    """One absence at a time."""

    says = _("You have already planned an absence, until {last}. Take it back to plan another one.")

    last: date


class AbsenceBackwards(Refusal):
    """The last day lies before the first."""

    says = _("The last day comes before the first one. Please change one of them.")


@dataclass(eq=False)
class AbsencePast(Refusal):
    """A day that is over."""

    says = _("The first day is over already. Today is {today}: please choose it or a later one.")

    today: date


@dataclass(eq=False)
class AbsenceTooFar(Refusal):
    """Longer than gigs may stand closed, or more than a year ahead."""

    says = _("Please plan at most {most} days, beginning within a year.")

    most: int


@dataclass(eq=False)
class MessageTooLong(Refusal):
    """More words than fit on a card."""

    says = _("Please keep your message under {most} characters.")

    most: int
