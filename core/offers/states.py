"""The life of an offer, version by version, and of the counter-offers made to it.

A draft is the draft of the seller's form: nobody but the seller sees it, so the table begins
where the offer is sent.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.states import Role, Row, Table


class OfferState(StrEnum):
    """Where one version of an offer stands."""

    SENT = "sent"
    VIEWED = "viewed"  # the buyer has opened it
    ACCEPTED = "accepted"  # an order was placed on its terms
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"  # a newer version took its place


class CounterState(StrEnum):
    """Where a counter-offer stands."""

    MADE = "made"
    TAKEN = "taken"  # the seller made it the next version
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the version it answers is over, or another counter-offer took its place


def in_time(offer: Any, now: datetime) -> bool:
    """Whether the offer can still be accepted by its own word."""
    until: datetime = offer.expires_at
    return now < until


SENT, VIEWED, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED, SUPERSEDED = OfferState
MADE, TAKEN, REFUSED, TAKEN_BACK, LAPSED = CounterState
BUYER, SELLER, MARKET, CLOCK = Role.BUYER, Role.SELLER, Role.MARKET, Role.CLOCK
WEEK, DAY = timedelta(days=7), timedelta(days=1)

# fmt: off
OFFER = Table(
    "offer",
    #    in        can           becomes      by                 only if, or when nobody moved
    Row(SENT,     "view",       VIEWED,      (BUYER,)),
    Row(SENT,     "accept",     ACCEPTED,    (BUYER,),           when=in_time),
    Row(SENT,     "decline",    DECLINED,    (BUYER, MARKET)),
    Row(SENT,     "counter",    VIEWED,      (BUYER,),           when=in_time),
    Row(SENT,     "revise",     SUPERSEDED,  (SELLER,)),
    Row(SENT,     "withdraw",   WITHDRAWN,   (SELLER,)),
    Row(SENT,     "expire",     EXPIRED,     (CLOCK,),           after=WEEK, warn_before=(DAY,)),
    Row(VIEWED,   "accept",     ACCEPTED,    (BUYER,),           when=in_time),
    Row(VIEWED,   "decline",    DECLINED,    (BUYER, MARKET)),
    Row(VIEWED,   "counter",    VIEWED,      (BUYER,),           when=in_time),
    Row(VIEWED,   "revise",     SUPERSEDED,  (SELLER,)),
    Row(VIEWED,   "withdraw",   WITHDRAWN,   (SELLER,)),
    Row(VIEWED,   "expire",     EXPIRED,     (CLOCK,),           after=WEEK, warn_before=(DAY,)),
    Row(ACCEPTED, "reopen",     VIEWED,      (MARKET,),          when=in_time),
    Row(ACCEPTED, "reopen",     EXPIRED,     (MARKET,)),
)

COUNTER = Table(
    "counter",
    #    in    can          becomes      by
    Row(MADE,  "take",      TAKEN,       (SELLER,)),
    Row(MADE,  "decline",   REFUSED,     (SELLER,)),
    Row(MADE,  "withdraw",  TAKEN_BACK,  (BUYER,)),
    Row(MADE,  "lapse",     LAPSED,      (MARKET,)),
)
# fmt: on

OPEN = frozenset({SENT, VIEWED})  # the buyer may still accept it
