"""People: one account, two roles, however many chat identities."""

from core.accounts.errors import NotASeller
from core.accounts.events import ProfileChanged, Returned, SellingStarted
from core.accounts.models import Account, Identity
from core.accounts.queries import by_id, known, profile_of, reach, reaches, visitor
from core.accounts.rules import BIO_MOST, LANGUAGES, NAME_MOST
from core.accounts.service import (
    identify,
    lose,
    require_seller,
    start_selling,
)

__all__ = [
    "BIO_MOST",
    "LANGUAGES",
    "NAME_MOST",
    "Account",
    "Identity",
    "NotASeller",
    "ProfileChanged",
    "Returned",
    "SellingStarted",
    "by_id",
    "identify",
    "known",
    "lose",
    "profile_of",
    "reach",
    "reaches",
    "require_seller",
    "start_selling",
    "visitor",
]
