"""When the market refuses to go on with a dispute."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NotDisputable(Refusal):
    """There is no work to argue about: not yet, or no longer."""

    says = _("Only an order that is under way can be disputed. Have a look at it below.")


class AlreadyDisputed(Refusal):
    """One dispute at a time."""

    says = _("A dispute about this order is already open. Open the order to see it.")


class TalkFirst(Refusal):
    """A dispute is the last resort, unless somebody is in danger."""

    says = _(
        "Please ask the other side first: change the order or cancel it together. A dispute can "
        "be opened once they have said no or nothing, or at once for a reason of safety."
    )


class NotAComplaint(Refusal):
    """A reason that is not on the list."""

    says = _("This reason does not fit here. Please choose one from the list.")


class WordsMissing(Refusal):
    """Nobody can judge what was not said."""

    says = _("Please write a few words: they are all that the other side and a moderator have.")


@dataclass(eq=False)
class WordsTooMany(Refusal):
    """More than fits."""

    says = _("Please keep it under {most} characters; a file holds the rest.")

    most: int


@dataclass(eq=False)
class FilesTooMany(Refusal):
    """More files than one message carries."""

    says = _("Please send at most {most} files at once; an archive holds the rest.")

    most: int


class NotAnOutcome(Refusal):
    """An end that is not on the list."""

    says = _("A dispute cannot end like that. Please choose one of the ends offered.")


@dataclass(eq=False)
class ShareOutside(Refusal):
    """A part that is nothing, everything, or more."""

    says = _("Please choose a part above nothing and below {held}; for the rest there are buttons.")

    held: Money


@dataclass(eq=False)
class BidOutside(Refusal):
    """A limit nobody can reach."""

    says = _("Please choose an amount between nothing and {held}.")

    held: Money


class BidGiven(Refusal):
    """A sealed amount is given once."""

    says = _("Your sealed amount is kept and cannot be changed. You can still propose openly.")


class ProposalChanged(Refusal):
    """What is on the table is not what was pressed."""

    says = _("That proposal is no longer on the table. This is how things stand now.")


class YourOwnProposal(Refusal):
    """Nobody agrees with themselves."""

    says = _("This is your own proposal: only the other side can accept it.")


class NobodyAsks(Refusal):
    """An answer to a question that was not asked."""

    says = _("No question is waiting for your answer. This is how things stand now.")


class NotARuling(Refusal):
    """A reason that is not on the list."""

    says = _("A decision needs a reason from the list. Please choose one.")


class TakenElsewhere(Refusal):
    """Another moderator was faster."""

    says = _("Another moderator has this case already. Choose another one from the list.")


class AnotherJudge(Refusal):
    """Whoever decided does not decide about the appeal."""

    says = _("You decided this case: the appeal is for another moderator.")


class InTheCase(Refusal):
    """Nobody judges what they are part of."""

    says = _("You have a part in this case, so it is for another moderator.")
