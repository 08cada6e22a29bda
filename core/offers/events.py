"""What can happen to an offer."""

from dataclasses import dataclass

from core.drafts import Draft
from core.kit.states import Role
from core.offers.models import Counter, Offer
from core.orders import Order
from core.store import Event


@dataclass(frozen=True, slots=True)
class OfferPrepared(Event):
    """A seller named somebody in a group: their offer is begun, and is to be confirmed."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class OfferSent(Event):
    """A buyer has something to decide."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferRevised(Event):
    """A newer version took an offer's place; `offer` is the newer one."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferViewed(Event):
    """The buyer has opened it."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferCountered(Event):
    """The buyer would rather have other terms."""

    offer: Offer
    counter: Counter


@dataclass(frozen=True, slots=True)
class CounterTaken(Event):
    """The seller agreed: what the buyer proposed is now `offer`, the newest version."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class CounterDeclined(Event):
    """The seller stays with the offer as it is."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class CounterWithdrawn(Event):
    """The buyer proposes nothing else any more."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferAccepted(Event):
    """An order was placed on its terms, and waits for its money."""

    offer: Offer
    order: Order


@dataclass(frozen=True, slots=True)
class OfferDeclined(Event):
    """The buyer does not want it; or the brief it answers is over, and the market said so."""

    offer: Offer
    by: Role


@dataclass(frozen=True, slots=True)
class OfferWithdrawn(Event):
    """The seller took it back."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferExpired(Event):
    """Nobody accepted it in time."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferReopened(Event):
    """Its order was not paid; while its time lasts the buyer may accept it again."""

    offer: Offer
