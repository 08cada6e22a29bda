"""The life of a gig."""

from enum import StrEnum

from core.kit.states import Role, Row, Table


class GigState(StrEnum):
    """Whether a gig can be found and ordered."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"
    SUSPENDED = "suspended"


DRAFT, ACTIVE, PAUSED, ARCHIVED, SUSPENDED = GigState
SELLER, MARKET = Role.SELLER, Role.MARKET

# fmt: off
GIG = Table(
    "gig",
    #    in          can          becomes     by
    Row(DRAFT,     "publish",    ACTIVE,     (SELLER,)),
    Row(ACTIVE,    "edit",       ACTIVE,     (SELLER,)),
    Row(PAUSED,    "edit",       PAUSED,     (SELLER,)),
    Row(ACTIVE,    "pause",      PAUSED,     (SELLER,)),
    Row(PAUSED,    "resume",     ACTIVE,     (SELLER,)),
    Row(ACTIVE,    "archive",    ARCHIVED,   (SELLER,)),
    Row(PAUSED,    "archive",    ARCHIVED,   (SELLER,)),
    Row(ARCHIVED,  "restore",    PAUSED,     (SELLER,)),
    Row(ACTIVE,    "suspend",    SUSPENDED,  (MARKET,)),
    Row(PAUSED,    "suspend",    SUSPENDED,  (MARKET,)),
    Row(SUSPENDED, "reinstate",  PAUSED,     (MARKET,)),
)
# fmt: on

VISIBLE = frozenset({ACTIVE, PAUSED})  # by its link; only active ones are found and ordered
