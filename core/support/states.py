"""The life of a ticket: a question to support, until it is answered and put away."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"  # in the queue
    TAKEN = "taken"  # somebody of support has it
    ASKED = "asked"  # support wants to know something
    ANSWERED = "answered"
    CLOSED = "closed"  # and can be opened again for a while
    FILED = "filed"  # for good


WAITING, TAKEN, ASKED, ANSWERED, CLOSED, FILED = TicketState
ASKER, MODERATOR, CLOCK = Role.ASKER, Role.MODERATOR, Role.CLOCK
DAY = timedelta(days=1)

# fmt: off
TICKET = Table(
    "ticket",
    #    in        can          becomes    by                    when nobody moved
    Row(WAITING,  "write",     WAITING,   (ASKER,)),
    Row(WAITING,  "take",      TAKEN,     (MODERATOR,)),
    Row(WAITING,  "close",     CLOSED,    (ASKER,)),
    Row(TAKEN,    "answer",    ANSWERED,  (MODERATOR,)),
    Row(TAKEN,    "ask",       ASKED,     (MODERATOR,)),
    Row(TAKEN,    "hand_back", WAITING,   (MODERATOR,)),
    Row(TAKEN,    "let_go",    WAITING,   (CLOCK,),             after=DAY,
        warn_before=(timedelta(hours=4),)),
    Row(TAKEN,    "write",     TAKEN,     (ASKER,)),
    Row(TAKEN,    "close",     CLOSED,    (ASKER, MODERATOR)),
    Row(ASKED,    "write",     WAITING,   (ASKER,)),
    Row(ASKED,    "close",     CLOSED,    (ASKER, MODERATOR)),
    Row(ASKED,    "lapse",     CLOSED,    (CLOCK,),             after=7 * DAY,
        warn_before=(2 * DAY,)),
    Row(ANSWERED, "write",     WAITING,   (ASKER,)),
    Row(ANSWERED, "close",     CLOSED,    (ASKER, MODERATOR)),
    Row(ANSWERED, "lapse",     CLOSED,    (CLOCK,),             after=7 * DAY,
        warn_before=(2 * DAY,)),
    Row(CLOSED,   "reopen",    WAITING,   (ASKER,)),
    Row(CLOSED,   "file",      FILED,     (CLOCK,),             after=7 * DAY),
)
# fmt: on

OPEN = frozenset({WAITING, TAKEN, ASKED, ANSWERED})
THEIR_TURN = frozenset({ASKED, ANSWERED})  # of whoever opened it
