"""What can happen to a dispute."""

from core.disputes.models import Dispute
from core.kit.states import Role
from core.orders import Order
from core.store import Event


class DisputeOpened(Event, frozen=True):
    """The order stands still; the other side is to state its case."""

    order: Order
    dispute: Dispute
    by: Role


class DisputeAnswered(Event, frozen=True):
    """Both sides have stated their case; the time to settle begins."""

    order: Order
    dispute: Dispute
    by: Role


class DisputePassedOver(Event, frozen=True):
    """The other side said nothing in time; the time to settle begins all the same."""

    order: Order
    dispute: Dispute


class SettlementProposed(Event, frozen=True):
    """One side says how it would end the dispute."""

    order: Order
    dispute: Dispute
    by: Role


class DisputeReferred(Event, frozen=True):
    """The two did not settle in time: a moderator is waited for."""

    order: Order
    dispute: Dispute


class ModeratorWanted(Event, frozen=True):
    """A case waits for a moderator: for the first time, again, or for an appeal."""

    order: Order
    dispute: Dispute


class DisputeTaken(Event, frozen=True):
    """A moderator has the case."""

    order: Order
    dispute: Dispute


class QuestionAsked(Event, frozen=True):
    """A moderator wants to know something from one side."""

    order: Order
    dispute: Dispute


class QuestionAnswered(Event, frozen=True):
    """The moderator has an answer."""

    order: Order
    dispute: Dispute


class DisputeDecided(Event, frozen=True):
    """A moderator decided; either side may appeal for a while."""

    order: Order
    dispute: Dispute


class DisputeAppealed(Event, frozen=True):
    """One side wants another moderator to look."""

    order: Order
    dispute: Dispute
    by: Role


class DisputeEnded(Event, frozen=True):
    """It is over: executed, settled or withdrawn. `by` is whose press it was, if anybody's."""

    order: Order
    dispute: Dispute
    by: Role
