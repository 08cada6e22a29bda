"""When the market refuses about a brief."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class BriefWordsMissing(Refusal):
    """A brief that says nothing."""

    says = _("Please write something: sellers answer to what they can read.")


@dataclass(eq=False)
class BriefWordsTooLong(Refusal):
    """More than a brief may hold."""

    says = _("That is too long for a brief: please keep it to {most} characters.")

    most: int


@dataclass(eq=False)
class TooManyBriefs(Refusal):
    """More open briefs than one buyer may have."""

    says = _("You have {most} open briefs, the most there can be. Close one first.")

    most: int


class BriefOver(Refusal):
    """An answer to a brief that nobody waits for any more."""

    says = _("This brief is no longer open. The list of briefs shows those that are.")


@dataclass(eq=False)
class BudgetOutOfRange(Refusal):
    """Less than any work costs here, or more than any may."""

    says = _("Please give a budget between {least} and {most}, or leave it open.")

    least: Money
    most: Money


@dataclass(eq=False)
class WishedTooSoon(Refusal):
    """Sooner than in a day, or later than any work here takes."""

    says = _("Please wish for it within 1 to {most} days, or leave it open.")

    most: int
