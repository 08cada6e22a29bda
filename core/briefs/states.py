"""The life of a brief."""

from datetime import timedelta
from enum import StrEnum

from core.kit.states import Role, Row, Table


class BriefState(StrEnum):
    """Where a brief stands."""

    OPEN = "open"  # sellers see it and may answer with an offer
    CHOSEN = "chosen"  # the buyer paid for one of the offers
    CLOSED = "closed"  # the buyer looks no more
    EXPIRED = "expired"  # nobody closed it in time


OPEN, CHOSEN, CLOSED, EXPIRED = BriefState
BUYER, MARKET, CLOCK = Role.BUYER, Role.MARKET, Role.CLOCK

# fmt: off
BRIEF = Table(
    "brief",
    #    in     can        becomes   by         when nobody moved
    Row(OPEN,  "close",   CLOSED,   (BUYER,)),
    Row(OPEN,  "choose",  CHOSEN,   (MARKET,)),
    Row(OPEN,  "expire",  EXPIRED,  (CLOCK,),  after=timedelta(days=14)),
)
# fmt: on
