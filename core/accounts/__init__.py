"""People: one account, two roles, however many chat identities."""

from core.accounts.errors import NobodyOfThatName, NotASeller, SeveralOfThatName
from core.accounts.events import ProfileChanged, Returned, SellingStarted
from core.accounts.models import Account, Identity
from core.accounts.queries import (
    answering,
    by_id,
    known,
    named,
    profile_of,
    reach,
    reaches,
    reaches_of,
    seller,
    somebody,
    visitor,
)
from core.accounts.rules import BIO_MOST, LANGUAGES, NAME_MOST
from core.accounts.service import (
    hand_over,
    identify,
    lose,
    meet,
    require_seller,
    split,
    start_selling,
)

__all__ = [
    "BIO_MOST",
    "LANGUAGES",
    "NAME_MOST",
    "Account",
    "Identity",
    "NobodyOfThatName",
    "NotASeller",
    "ProfileChanged",
    "Returned",
    "SellingStarted",
    "SeveralOfThatName",
    "answering",
    "by_id",
    "hand_over",
    "identify",
    "known",
    "lose",
    "meet",
    "named",
    "profile_of",
    "reach",
    "reaches",
    "reaches_of",
    "require_seller",
    "seller",
    "somebody",
    "split",
    "start_selling",
    "visitor",
]
