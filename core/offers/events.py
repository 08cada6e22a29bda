"""What can happen to an offer."""

from core.drafts import Draft
from core.kit.states import Role
from core.offers.models import Counter, Offer
from core.orders import Order
from core.store import Event


class OfferPrepared(Event, frozen=True):
    """A seller named somebody in a group: their offer is begun, and is to be confirmed."""

    draft: Draft


class OfferSent(Event, frozen=True):
    """A buyer has something to decide."""

    offer: Offer


class OfferRevised(Event, frozen=True):
    """A newer version took an offer's place; `offer` is the newer one."""

    offer: Offer


class OfferViewed(Event, frozen=True):
    """The buyer has opened it."""

    offer: Offer


class OfferCountered(Event, frozen=True):
    """The buyer would rather have other terms."""

    offer: Offer
    counter: Counter


class CounterTaken(Event, frozen=True):
    """The seller agreed: what the buyer proposed is now `offer`, the newest version."""

    offer: Offer


class CounterDeclined(Event, frozen=True):
    """The seller stays with the offer as it is."""

    offer: Offer


class CounterWithdrawn(Event, frozen=True):
    """The buyer proposes nothing else any more."""

    offer: Offer


class OfferAccepted(Event, frozen=True):
    """An order was placed on its terms, and waits for its money."""

    offer: Offer
    order: Order


class OfferDeclined(Event, frozen=True):
    """The buyer does not want it; or the brief it answers is over, and the market said so."""

    offer: Offer
    by: Role


class OfferWithdrawn(Event, frozen=True):
    """The seller took it back."""

    offer: Offer


class OfferExpired(Event, frozen=True):
    """Nobody accepted it in time."""

    offer: Offer


class OfferReopened(Event, frozen=True):
    """Its order was not paid; while its time lasts the buyer may accept it again."""

    offer: Offer
