"""When a report cannot be made, or not be dealt with."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class AlreadyReported(Refusal):
    """One open report a person and a thing."""

    says = _(
        "You have reported this already. A moderator looks at it, and you are told what came of it."
    )


class ReportYourself(Refusal):
    """One's own gig, profile or words."""

    says = _("This is your own. If something about it is wrong, change it, or write to /support.")


class NotAReason(Refusal):
    """A reason that is not on the list."""

    says = _("That is not a reason that can be given. Please choose one from the list.")


class ReasonUntold(Refusal):
    """Something else, and not a word about what."""

    says = _("Please say in a few words what is wrong: a moderator has nothing else to go by.")


@dataclass(eq=False)
class ReportTooLong(Refusal):
    """More than fits."""

    says = _("Please keep it under {most} characters, and say the most important first.")

    most: int


@dataclass(eq=False)
class TooManyReports(Refusal):
    """More open reports than one person may have."""

    says = _("{most} reports of yours still wait, the most there can be. Please come back later.")

    most: int


class ReportInOtherHands(Refusal):
    """Another moderator was faster."""

    says = _("Another moderator has this report already. Choose another one from the queue.")


class NotOnTheMarket(Refusal):
    """A gig that nobody can find any more."""

    says = _("This gig is not on the market any more. You can still warn its seller.")
