"""The life of a milestone: it follows its order, whose own table says who may do what and when."""

from enum import StrEnum

from core.kit.states import Role, Row, Table


class MilestoneState(StrEnum):
    """Where one step of an order stands."""

    PLANNED = "planned"
    AWAITING_FUNDING = "awaiting_funding"  # it is its turn, and it is not paid yet
    FUNDED = "funded"  # paid; worked on when its turn comes
    DELIVERED = "delivered"
    IN_REVISION = "in_revision"
    RELEASED = "released"
    CANCELLED = "cancelled"  # its money was given back or divided
    NOT_STARTED = "not_started"  # the order ended before it was paid


PLANNED, AWAITING, FUNDED, DELIVERED, IN_REVISION, *_ends = MilestoneState
RELEASED, CANCELLED, NOT_STARTED = _ends
MARKET = (Role.MARKET,)

# fmt: off
MILESTONE = Table(
    "milestone",
    #    in            can                becomes       by
    Row(PLANNED,      "fund",             FUNDED,       MARKET),  # the first one, or ahead
    Row(PLANNED,      "come_up",          AWAITING,     MARKET),
    Row(PLANNED,      "drop",             NOT_STARTED,  MARKET),
    Row(AWAITING,     "fund",             FUNDED,       MARKET),
    Row(AWAITING,     "drop",             NOT_STARTED,  MARKET),
    Row(FUNDED,       "deliver",          DELIVERED,    MARKET),
    Row(FUNDED,       "release",          RELEASED,     MARKET),  # a settlement, all of it paid
    Row(FUNDED,       "cancel",           CANCELLED,    MARKET),
    Row(DELIVERED,    "request_revision", IN_REVISION,  MARKET),
    Row(DELIVERED,    "release",          RELEASED,     MARKET),
    Row(DELIVERED,    "cancel",           CANCELLED,    MARKET),
    Row(IN_REVISION,  "deliver",          DELIVERED,    MARKET),
    Row(IN_REVISION,  "release",          RELEASED,     MARKET),
    Row(IN_REVISION,  "cancel",           CANCELLED,    MARKET),
)
# fmt: on

HOLDING = frozenset({FUNDED, DELIVERED, IN_REVISION})  # its money is in escrow
