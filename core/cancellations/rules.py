"""Why an order is called off, whose fault that is, and how long an answer may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.kit.states import Role
from core.kit.text import Text, _

NOTE_MOST = 1_000  # characters of what the asker writes
AFTER_RETURN = timedelta(hours=24)  # to answer in, for somebody who was away

BUYER, SELLER = Role.BUYER, Role.SELLER
BOTH = (BUYER, SELLER)


class Reason(StrEnum):
    """Why somebody wants to call an order off."""

    MISTAKE = "mistake"
    NOT_NEEDED = "not_needed"
    LATE = "late"
    NOT_AS_AGREED = "not_as_agreed"
    NO_SELLER = "no_seller"
    NOT_ABLE = "not_able"
    NO_BUYER = "no_buyer"
    ASKS_MORE = "asks_more"
    MISUNDERSTANDING = "misunderstanding"
    UNFORESEEN = "unforeseen"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reason says, whose fault it makes the cancellation, and who may give it."""

    label: Text
    fault: Role | None
    given_by: tuple[Role, ...]


# fmt: off
REASONS: Mapping[Reason, Ground] = {
    #                                                                    fault   given by
    Reason.MISTAKE:       Ground(_("Ordered by mistake"),                BUYER,  (BUYER,)),
    Reason.NOT_NEEDED:    Ground(_("The work is no longer needed"),      BUYER,  (BUYER,)),
    Reason.LATE:          Ground(_("The delivery is late"),              SELLER, BOTH),
    Reason.NOT_AS_AGREED: Ground(_("The work is not what was agreed"),   SELLER, (BUYER,)),
    Reason.NO_SELLER:     Ground(_("The seller does not answer"),        SELLER, (BUYER,)),
    Reason.NOT_ABLE:      Ground(_("The seller cannot do the work"),     SELLER, BOTH),
    Reason.NO_BUYER:      Ground(_("The buyer does not answer"),         BUYER,  (SELLER,)),
    Reason.ASKS_MORE:     Ground(_("More is wanted than was ordered"),   BUYER,  (SELLER,)),
    Reason.MISUNDERSTANDING:
                          Ground(_("We understood the work differently"), None,  BOTH),
    Reason.UNFORESEEN:    Ground(_("Something nobody could foresee"),    None,   BOTH),
    Reason.AGREED:        Ground(_("We have agreed to stop"),            None,   BOTH),
}
# fmt: on


def reasons_of(side: Role, *, late: bool) -> tuple[Reason, ...]:
    """Return the reasons this side may give; that it is late, only when it is."""
    return tuple(
        reason
        for reason, ground in REASONS.items()
        if side in ground.given_by and (late or reason is not Reason.LATE)
    )


def time_to_answer(
    usual: timedelta, most: timedelta, now: datetime, back_at: datetime | None
) -> timedelta:
    """Return how long the other side has: longer, once, when they had said they would be away.

    `back_at` is when they return from an absence declared before the request; they get a day
    more than that, but never more than `most` in all.
    """
    if back_at is None:
        return usual
    return max(usual, min(back_at + AFTER_RETURN - now, most))
