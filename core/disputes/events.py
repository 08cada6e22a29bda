"""What can happen to a dispute."""

from dataclasses import dataclass

from core.disputes.models import Dispute
from core.kit.states import Role
from core.orders import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class DisputeOpened(Event):
    """The order stands still; the other side is to state its case."""

    order: Order
    dispute: Dispute
    by: Role


@dataclass(frozen=True, slots=True)
class DisputeAnswered(Event):
    """Both sides have stated their case; the time to settle begins."""

    order: Order
    dispute: Dispute
    by: Role


@dataclass(frozen=True, slots=True)
class DisputePassedOver(Event):
    """The other side said nothing in time; the time to settle begins all the same."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class SettlementProposed(Event):
    """One side says how it would end the dispute."""

    order: Order
    dispute: Dispute
    by: Role


@dataclass(frozen=True, slots=True)
class DisputeReferred(Event):
    """The two did not settle in time: a moderator is waited for."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class ModeratorWanted(Event):
    """A case waits for a moderator: for the first time, again, or for an appeal."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class DisputeTaken(Event):
    """A moderator has the case."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A moderator wants to know something from one side."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """The moderator has an answer."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class DisputeDecided(Event):
    """A moderator decided; either side may appeal for a while."""

    order: Order
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class DisputeAppealed(Event):
    """One side wants another moderator to look."""

    order: Order
    dispute: Dispute
    by: Role


@dataclass(frozen=True, slots=True)
class DisputeEnded(Event):
    """It is over: executed, settled or withdrawn. `by` is whose press it was, if anybody's."""

    order: Order
    dispute: Dispute
    by: Role
