"""What can be pressed around an offer."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import BriefId, CounterId, OfferId


@dataclass(frozen=True)
class ShowOffer(Action, wire="of.se"):
    """Look at this offer: at its newest version."""

    offer: OfferId


@dataclass(frozen=True)
class ListOffers(Action, wire="of.ls"):
    """Look through one's offers on one side."""

    side: str
    page: int


@dataclass(frozen=True)
class BeginOffer(Action, wire="of.be"):
    """Make an offer on this occasion; choose a gig first, where there is a choice."""

    kind: str
    thing: str


@dataclass(frozen=True)
class MakeOffer(Action, wire="of.mk"):
    """Make an offer on this occasion, based on this gig, or on none when it is empty."""

    kind: str
    thing: str
    base: str


@dataclass(frozen=True)
class AcceptOffer(Action, wire="of.ac"):
    """Think about accepting this version."""

    offer: OfferId


@dataclass(frozen=True)
class ConfirmOffer(Action, wire="of.ok"):
    """Accept exactly this version: place its order."""

    offer: OfferId


@dataclass(frozen=True)
class DeclineOffer(Action, wire="of.de"):
    """Say no, and perhaps why."""

    offer: OfferId


@dataclass(frozen=True)
class CounterOffer(Action, wire="of.co"):
    """Propose other terms."""

    offer: OfferId


@dataclass(frozen=True)
class ReviseOffer(Action, wire="of.re"):
    """Send a new version."""

    offer: OfferId


@dataclass(frozen=True)
class WithdrawOffer(Action, wire="of.wi"):
    """Take it back."""

    offer: OfferId


@dataclass(frozen=True)
class ShowChanges(Action, wire="of.ch"):
    """See what this version says otherwise than the one before."""

    offer: OfferId


@dataclass(frozen=True)
class TakeCounter(Action, wire="of.ta"):
    """Agree to a counter-offer: it becomes the next version."""

    counter: CounterId


@dataclass(frozen=True)
class DeclineCounter(Action, wire="of.dc"):
    """Stay with the offer as it is."""

    counter: CounterId


@dataclass(frozen=True)
class WithdrawCounter(Action, wire="of.wc"):
    """Take one's counter-offer back."""

    counter: CounterId


@dataclass(frozen=True)
class CompareOffers(Action, wire="of.cm"):
    """See the offers to a brief side by side."""

    brief: BriefId
