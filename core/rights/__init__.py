"""Rights: one table says who may do and see what, and one question is asked of it."""

from core.rights.errors import ForAModerator
from core.rights.queries import may, require, require_sight, roles
from core.rights.rules import BY_NAME, MARKET, RIGHTS, SEEN_BY, TWOFOLD, Right, Row, Way, Who

__all__ = [
    "BY_NAME",
    "MARKET",
    "RIGHTS",
    "SEEN_BY",
    "TWOFOLD",
    "ForAModerator",
    "Right",
    "Row",
    "Way",
    "Who",
    "may",
    "require",
    "require_sight",
    "roles",
]
