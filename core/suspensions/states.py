"""The life of a suspension."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class SuspensionState(StrEnum):
    """Whether somebody may sell."""

    RUNNING = "running"
    ENDED = "ended"  # its time was over
    LIFTED = "lifted"  # it should not have been


RUNNING, ENDED, LIFTED = SuspensionState

# fmt: off
SUSPENSION = Table(
    "suspension",
    #    in       can     becomes  by              when nobody moved
    Row(RUNNING, "end",  ENDED,   (Role.CLOCK,),  after=timedelta(days=7)),
    Row(RUNNING, "lift", LIFTED,  (Role.MARKET,)),
)
# fmt: on
