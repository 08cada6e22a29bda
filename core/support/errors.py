"""When support cannot take what somebody says."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class TicketWordsMissing(Refusal):
    """Nobody can answer what was not said."""

    says = _("Please write a few words: they are all that support has to go by.")


@dataclass(eq=False)
class TicketWordsTooMany(Refusal):
    """More than fits."""

    says = _("Please keep it under {most} characters; you can write again right after.")

    most: int


@dataclass(eq=False)
class TooManyTickets(Refusal):
    """More open tickets than one person may have."""

    says = _("You have {most} open tickets, the most there can be. Write in one of them.")

    most: int


class OtherHands(Refusal):
    """Another member of support was faster."""

    says = _("Somebody else has just taken this ticket. Have a look at the next one.")
