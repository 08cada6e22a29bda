"""What a community may decide for itself, and what it trusts people with."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from core.kit.ids import CommunityId

T = TypeVar("T")

HOME = CommunityId("JALON")  # the open marketplace, where everyone starts

CODE_LENGTH = 16  # letters of an invitation: 80 bits, too many to guess
INVITATIONS_MOST = 10  # waiting at once
LOOKS_SHOWN = 3  # into one case, to its sides
INVITATION_LASTS = timedelta(days=7)


class Silence(StrEnum):
    """What it means when nobody answers a request to cancel an order."""

    CANCEL = "cancel"
    DECLINE = "decline"


class Rank(StrEnum):
    """An office in a community; whoever owns it moderates too."""

    MODERATOR = "moderator"
    OWNER = "owner"


class Trust(StrEnum):
    """What somebody in office may do. To see every case is one thing, to decide another."""

    READ = "read"  # sees every case, decides none
    DECIDE = "decide"  # takes cases, and sees all of those alone
    BOTH = "both"
    OWN = "own"  # both, and says who else


class Rights(NamedTuple):
    """A trust, as it stands in the office."""

    rank: Rank
    reads: bool
    decides: bool


RIGHTS: Mapping[Trust, Rights] = {
    Trust.READ: Rights(Rank.MODERATOR, reads=True, decides=False),
    Trust.DECIDE: Rights(Rank.MODERATOR, reads=False, decides=True),
    Trust.BOTH: Rights(Rank.MODERATOR, reads=True, decides=True),
    Trust.OWN: Rights(Rank.OWNER, reads=True, decides=True),
}


class Claim(StrEnum):
    """What somebody in office can do about what waits."""

    MINE = "mine"  # they have it
    FREE = "free"  # they may take it
    READ = "read"  # they may look at it, and no more


class Duty(NamedTuple, Generic[T]):
    """Something that waits for somebody in office.

    `due` is when the clock does what nobody did; `place` is where it stands in its queue, and
    `since` how long somebody has waited.
    """

    subject: str
    thing: T
    claim: Claim
    due: datetime | None
    since: datetime
    place: datetime

    @property
    def rank(self) -> tuple[bool, bool, datetime, datetime, str]:
        """What is done first stands first: what falls due, then the oldest, then what is read."""
        rests = self.claim is Claim.READ
        return rests, self.due is None, self.due or self.place, self.place, self.subject
