"""What may be disputed, how it can end, and how long everybody has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.kit.states import Role
from core.kit.text import Text, _

STATEMENT_MOST = 3_000  # characters of one's case
WORDS_MOST = 1_000  # characters of a question, an answer, the words of a decision
# Of what the two wrote to each other, the latest go into a case file, that many at most. Were each
# as long as can be, in four bytes a letter, any chat would still take the sealed file (10 MB).
MESSAGES_MOST = 500
LEAST_LEFT = timedelta(hours=24)  # on every clock of an order that goes on
SATURDAY = 5
BUYER, SELLER = Role.BUYER, Role.SELLER


class Complaint(StrEnum):
    """What a dispute is about."""

    NOT_AS_AGREED = "not_as_agreed"
    NOT_DELIVERED = "not_delivered"
    ASKS_MORE = "asks_more"
    NO_ANSWER = "no_answer"
    OTHER = "other"
    THREATS = "threats"
    OUTSIDE = "outside"
    STOLEN = "stolen"
    HARMFUL = "harmful"
    ILLEGAL = "illegal"


COMPLAINTS: Mapping[Complaint, Text] = {
    Complaint.NOT_AS_AGREED: _("The work is not what was agreed"),
    Complaint.NOT_DELIVERED: _("The work does not come"),
    Complaint.ASKS_MORE: _("More is wanted than was ordered"),
    Complaint.NO_ANSWER: _("The other side does not answer"),
    Complaint.OTHER: _("Something else"),
    Complaint.THREATS: _("Threats or insults"),
    Complaint.OUTSIDE: _("Asked to pay outside Jalon"),
    Complaint.STOLEN: _("Somebody else's work or account"),
    Complaint.HARMFUL: _("Harmful files or links"),
    Complaint.ILLEGAL: _("Something against the law"),
}
# What nobody has to talk over first.
FOR_SAFETY = frozenset(
    {
        Complaint.THREATS,
        Complaint.OUTSIDE,
        Complaint.STOLEN,
        Complaint.HARMFUL,
        Complaint.ILLEGAL,
    }
)


class Outcome(StrEnum):
    """How a dispute can end. `withdraw` goes on with the order too: the opener takes it back."""

    RESUME = "resume"
    REFUND = "refund"
    PAY = "pay"
    SPLIT = "split"
    WITHDRAW = "withdraw"


class Ruling(StrEnum):
    """Why a moderator decides so."""

    AS_AGREED = "as_agreed"
    NOT_AS_AGREED = "not_as_agreed"
    NOT_DELIVERED = "not_delivered"
    PARTLY_DONE = "partly_done"
    ASKED_MORE = "asked_more"
    NOT_HELPED = "not_helped"
    SELLER_BROKE_RULES = "seller_broke"
    BUYER_BROKE_RULES = "buyer_broke"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a moderator's reason says, and whose fault it makes the end of the order."""

    label: Text
    fault: Role | None


# fmt: off
RULINGS: Mapping[Ruling, Reason] = {
    Ruling.AS_AGREED:          Reason(_("The work is what was agreed"),              BUYER),
    Ruling.NOT_AS_AGREED:      Reason(_("The work is not what was agreed"),          SELLER),
    Ruling.NOT_DELIVERED:      Reason(_("The work was not delivered"),               SELLER),
    Ruling.PARTLY_DONE:        Reason(_("A part of the work was done"),              None),
    Ruling.ASKED_MORE:         Reason(_("More was asked than was ordered"),          BUYER),
    Ruling.NOT_HELPED:         Reason(_("The buyer did not give what was needed"),   BUYER),
    Ruling.SELLER_BROKE_RULES: Reason(_("The seller broke a rule of the market"),    SELLER),
    Ruling.BUYER_BROKE_RULES:  Reason(_("The buyer broke a rule of the market"),     BUYER),
    Ruling.UNCLEAR:            Reason(_("The agreement was not clear"),  None),
}
# fmt: on


def complaints(*, heard: bool) -> tuple[Complaint, ...]:
    """Return what may be complained of: everything once talking has failed, safety at any time."""
    return tuple(each for each in Complaint if heard or each in FOR_SAFETY)


def middle(least: int, most: int) -> int | None:
    """Return what is halfway between what one side takes at least and the other gives at most.

    The odd cent is the seller's. Nothing when the two do not meet.
    """
    return None if least > most else (least + most + 1) // 2


def after_working_days(start: datetime, days: int) -> datetime:
    """Return the same hour so many working days later; Saturday and Sunday are none.

    From a weekend it is counted as from the end of the Sunday.
    """
    end = start
    while days:
        end += timedelta(days=1)
        days -= end.weekday() < SATURDAY
    return end
