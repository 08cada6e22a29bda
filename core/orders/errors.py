"""When the market refuses about an order."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class OnHold(Refusal):
    """Someone asked to stop, or to be heard first."""

    says = _("This order stands still until the open request is answered.")


class OrderFromYourself(Refusal):
    """Buyer and seller are the same person."""

    says = _("This is your own gig: only somebody else can order it.")


class NotPaid(Refusal):
    """Nobody has paid for it yet, so there is nothing to talk over."""

    says = _(
        "You can write about this order once it is paid. "
        "Until then, your conversations are in /messages."
    )


@dataclass(eq=False)
class AnswerMissing(Refusal):
    """The seller cannot begin without this."""

    says = _("Please answer “{question}” first: the seller needs it to begin.")

    question: str


@dataclass(eq=False)
class AnswerTooLong(Refusal):
    """More than an answer may hold."""

    says = _("Please keep each answer under {most} characters, or send a file.")

    most: int
