"""What can be pressed around an offer."""

from bot.ui import Action
from core.kit.ids import BriefId, CounterId, OfferId


class ShowOffer(Action, frozen=True, wire="of.se"):
    """Look at this offer: at its newest version."""

    offer: OfferId


class ListOffers(Action, frozen=True, wire="of.ls"):
    """Look through one's offers on one side."""

    side: str
    page: int


class BeginOffer(Action, frozen=True, wire="of.be"):
    """Make an offer on this occasion; choose a gig first, where there is a choice."""

    kind: str
    thing: str


class MakeOffer(Action, frozen=True, wire="of.mk"):
    """Make an offer on this occasion, based on this gig, or on none when it is empty."""

    kind: str
    thing: str
    base: str


class AcceptOffer(Action, frozen=True, wire="of.ac"):
    """Think about accepting this version."""

    offer: OfferId


class ConfirmOffer(Action, frozen=True, wire="of.ok"):
    """Accept exactly this version: place its order."""

    offer: OfferId


class DeclineOffer(Action, frozen=True, wire="of.de"):
    """Say no, and perhaps why."""

    offer: OfferId


class CounterOffer(Action, frozen=True, wire="of.co"):
    """Propose other terms."""

    offer: OfferId


class ReviseOffer(Action, frozen=True, wire="of.re"):
    """Send a new version."""

    offer: OfferId


class WithdrawOffer(Action, frozen=True, wire="of.wi"):
    """Take it back."""

    offer: OfferId


class ShowChanges(Action, frozen=True, wire="of.ch"):
    """See what this version says otherwise than the one before."""

    offer: OfferId


class TakeCounter(Action, frozen=True, wire="of.ta"):
    """Agree to a counter-offer: it becomes the next version."""

    counter: CounterId


class DeclineCounter(Action, frozen=True, wire="of.dc"):
    """Stay with the offer as it is."""

    counter: CounterId


class WithdrawCounter(Action, frozen=True, wire="of.wc"):
    """Take one's counter-offer back."""

    counter: CounterId


class CompareOffers(Action, frozen=True, wire="of.cm"):
    """See the offers to a brief side by side."""

    brief: BriefId
