"""The life of an absence."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class AbsenceState(StrEnum):
    """What became of an absence."""

    DECLARED = "declared"  # it lies ahead, or it is now
    OVER = "over"  # the day of the return came
    TAKEN_BACK = "taken_back"  # it was given up, or they came back before


DECLARED, OVER, TAKEN_BACK = AbsenceState
ASKER, CLOCK = Role.ASKER, Role.CLOCK

# fmt: off
ABSENCE = Table(
    "absence",
    #    in         can           becomes      by        when nobody moved
    Row(DECLARED,  "take_back",  TAKEN_BACK,  (ASKER,)),
    Row(DECLARED,  "come_back",  OVER,        (CLOCK,), after=timedelta(days=7)),  # as declared
)
# fmt: on
