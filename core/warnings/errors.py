"""When a warning cannot be given, or not be judged."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class NotARule(Refusal):
    """A rule that is not on the list."""

    says = _("That is not a rule of the market. Please choose one from the list.")


class EvidenceMissing(Refusal):
    """Nobody can answer to what was not said."""

    says = _("Please write a few words: whoever is warned, or looks again, has nothing else.")


@dataclass(eq=False)
class EvidenceTooLong(Refusal):
    """More than fits."""

    says = _("Please keep it under {most} characters, and say the most important first.")

    most: int


class WarningYourself(Refusal):
    """Nobody is their own moderator."""

    says = _("You cannot warn yourself. Ask another moderator to look at it.")


class DealtWithThem(Refusal):
    """A moderator is never a party."""

    says = _(
        "You and this person have had an order together, so you have a part in it. Please leave "
        "it to another moderator."
    )


class AnotherMustJudge(Refusal):
    """Whoever issued a warning does not decide on the appeal."""

    says = _("You issued this warning yourself. Another moderator decides on the appeal.")


class NotTheirs(Refusal):
    """An order or a gig that is not this person's."""

    says = _(
        "This person has no order and no gig of that number. Please check it, or leave the "
        "number out."
    )


class AppealTooLate(Refusal):
    """Two weeks have passed."""

    says = _("The time to appeal is over. The warning ends by itself; below you see when.")
