"""The life of earned money between the accepted work and the seller's hand."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class ClearingState(StrEnum):
    """Whether earned money may be taken out yet."""

    CLEARING = "clearing"
    AVAILABLE = "available"


CLEARING, AVAILABLE = ClearingState

# fmt: off
CLEARANCE = Table(
    "clearing",
    #    in         can       becomes     by             when nobody moved
    Row(CLEARING,  "clear",  AVAILABLE,  (Role.CLOCK,), after=timedelta(days=14)),
)
# fmt: on
