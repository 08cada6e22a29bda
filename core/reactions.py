"""When this happens, do that; when time is up, do this. The wiring of the house on one page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from core import (
    accounts,
    briefs,
    cancellations,
    deliveries,
    earnings,
    gigs,
    notifications,
    offers,
    orders,
    payments,
    search,
    settlements,
)
from core.kit.states import Role
from core.notifications import Urgency
from core.offers import Offer
from core.orders import Order
from core.store import Reaction, Reactions, Tx

Deed = Callable[[Tx, str], None]  # the transaction, the subject's id
Told = Callable[[Any], Iterable[tuple[str, str]]]  # a fact → whom, and about which thing


class AboutOrder(Protocol):
    """A fact about an order."""

    @property
    def order(self) -> Order:
        """The order it is about."""


class AboutRequest(Protocol):
    """A fact about a request to cancel an order."""

    @property
    def request(self) -> cancellations.Cancellation:
        """The request it is about."""


class Done(AboutOrder, Protocol):
    """A fact about an order, and who brought it about."""

    @property
    def by(self) -> Role:
        """Whose hand it was."""


class AboutOffer(Protocol):
    """A fact about an offer."""

    @property
    def offer(self) -> Offer:
        """The version it is about."""


# --- who is told, and about what


def buyer(fact: AboutOrder) -> Iterable[tuple[str, str]]:
    """Tell who pays."""
    yield fact.order.buyer_id, fact.order.id


def seller(fact: AboutOrder) -> Iterable[tuple[str, str]]:
    """Tell who works."""
    yield fact.order.seller_id, fact.order.id


def others(fact: Done) -> Iterable[tuple[str, str]]:
    """Tell whoever did not do it: the other side, or both when the clock did."""
    if fact.by is not Role.BUYER:
        yield from buyer(fact)
    if fact.by is not Role.SELLER:
        yield from seller(fact)


def answerer(fact: AboutRequest) -> Iterable[tuple[str, str]]:
    """Tell who is asked."""
    yield fact.request.other_id, fact.request.id


def asker(fact: AboutRequest) -> Iterable[tuple[str, str]]:
    """Tell who asked."""
    yield fact.request.asker_id, fact.request.id


def absent_buyer(fact: orders.OrderPaid) -> Iterable[tuple[str, str]]:
    """Tell who paid elsewhere, on a provider's page."""
    if not fact.at_once:
        yield from buyer(fact)


def taker(fact: AboutOffer) -> Iterable[tuple[str, str]]:
    """Tell who may take it."""
    yield fact.offer.buyer_id, fact.offer.id


def offerer(fact: AboutOffer) -> Iterable[tuple[str, str]]:
    """Tell who offers it."""
    yield fact.offer.seller_id, fact.offer.id


def drafter(fact: offers.OfferPrepared) -> Iterable[tuple[str, str]]:
    """Tell who is to confirm it."""
    yield fact.draft.account_id, fact.draft.id


def poster(fact: briefs.BriefExpired) -> Iterable[tuple[str, str]]:
    """Tell who looked for somebody."""
    yield fact.brief.buyer_id, fact.brief.id


def payer(fact: payments.PaymentKept) -> Iterable[tuple[str, str]]:
    """Tell whose money it is."""
    yield fact.payment.payer_id, fact.payment.id


def earner(fact: earnings.EarningsCleared) -> Iterable[tuple[str, str]]:
    """Tell who earned it."""
    yield fact.clearing.seller_id, fact.clearing.id


# --- what follows


def tell(
    kind: str, *everyone: Told, redraw: Sequence[Told] = (), card: str = "orders.card"
) -> Reaction:
    """Write down that these people are to be told; `redraw` also the live card of that kind."""

    def react(tx: Tx, fact: Any) -> None:
        words = [
            (person, kind, subject, Urgency.MONEY)
            for told in everyone
            for person, subject in told(fact)
        ]
        cards = [
            (person, card, subject, Urgency.CARDS)
            for told in redraw
            for person, subject in told(fact)
        ]
        notifications.tell_each(tx, [*words, *cards])

    return react


def tell_offer(kind: str, *everyone: Told, redraw: Sequence[Told] = ()) -> Reaction:
    """Tell these people about an offer, and draw the live card they have of it anew."""
    return tell(kind, *everyone, redraw=redraw, card="offers.card")


def redraw_offer(*everyone: Told) -> Reaction:
    """Draw the live card of an offer anew, without a word."""
    return tell_offer("", redraw=everyone)


def take_money_in(tx: Tx, fact: payments.MoneyArrived) -> None:
    """Let the order it was meant for take the money."""
    orders.take_in(tx, fact.payment)


def begin_clearing(tx: Tx, fact: orders.OrderCompleted) -> None:
    """Start the seller's clearance."""
    earnings.begin(tx, fact.order, fact.order.net)


def begin_clearing_of_share(tx: Tx, fact: settlements.OrderSettled) -> None:
    """Start the clearance of what the seller got by a settlement."""
    earnings.begin(tx, fact.order, fact.earned)


def let_go_of_the_request(tx: Tx, fact: orders.OrderHeld) -> None:
    """Let a dispute stand in the place of a request to cancel."""
    if fact.order.hold is orders.Hold.DISPUTED:
        cancellations.overtake(tx, fact.order)


def reopen_offer(tx: Tx, fact: orders.OrderExpired | orders.OrderAbandoned) -> None:
    """Give an accepted offer back whose order nobody paid."""
    offers.reopen(tx, fact.order)


def settle_brief(tx: Tx, fact: orders.OrderPaid) -> None:
    """Take a brief off the market when one of its offers is paid."""
    offers.settle_brief(tx, fact.order)


def let_offers_go(tx: Tx, fact: briefs.BriefClosed | briefs.BriefChosen) -> None:
    """Tell the sellers who answered a brief that it is over."""
    offers.let_go(tx, fact.brief)


def tell_what_was_held(tx: Tx, fact: accounts.Returned) -> None:
    """Tell somebody who could not be reached what happened meanwhile."""
    notifications.wake(tx, fact.account)


def list_gig(tx: Tx, fact: gigs.GigPublished | gigs.GigChanged) -> None:
    """Let a gig be found as it is now, or no more."""
    search.index(tx, fact.gig)


def list_again(tx: Tx, fact: accounts.ProfileChanged) -> None:
    """Let a seller's gigs be found by the languages the seller speaks now."""
    search.index_seller(tx, fact.account)


def remind_buyer(kind: str) -> Deed:
    """Tell the buyer of an order that the clock is running."""

    def remind(tx: Tx, order_id: str) -> None:
        notifications.tell(tx, orders.get(tx, order_id).buyer_id, kind, order_id)

    return remind


def remind_both(kind: str) -> Deed:
    """Tell both sides of an order that the clock is running."""

    def remind(tx: Tx, order_id: str) -> None:
        order = orders.get(tx, order_id)
        for person in (order.buyer_id, order.seller_id):
            notifications.tell(tx, person, kind, order_id)

    return remind


def remind_the_silent(kind: str) -> Deed:
    """Tell who still has to answer a request, wherever they can be reached."""

    def remind(tx: Tx, request_id: str) -> None:
        silent = cancellations.get(tx, request_id).other_id
        notifications.tell_everywhere(tx, silent, kind, request_id)

    return remind


def redraw_the_order(tx: Tx, request_id: str) -> None:
    """Show both sides of a request how much time is left now."""
    request = cancellations.get(tx, request_id)
    both = (request.asker_id, request.other_id)
    cards = [(person, "orders.card", request.order_id, Urgency.CARDS) for person in both]
    notifications.tell_each(tx, cards)


def remind_of_offer(tx: Tx, offer_id: str) -> None:
    """Tell the buyer that an offer soon ends."""
    notifications.tell(tx, offers.get(tx, offer_id).buyer_id, "offers.expiring", offer_id)


# Whoever acts has the card before their eyes already: only the others' is redrawn.
# fmt: off
REACTIONS: Reactions = {
    accounts.ProfileChanged:       (list_again,),
    accounts.Returned:             (tell_what_was_held,),
    gigs.GigPublished:             (list_gig,),
    gigs.GigChanged:               (list_gig,),
    payments.MoneyArrived:         (take_money_in,),
    payments.PaymentKept:          (tell("payments.kept", payer),),
    orders.OrderExpired:           (reopen_offer, tell("orders.expired", buyer, redraw=[buyer]),),
    orders.OrderAbandoned:         (reopen_offer,),
    orders.OrderPaid:              (settle_brief,
                                    tell("orders.paid", seller, redraw=[absent_buyer])),
    orders.RequirementsAnswered:   (tell("orders.answered", seller, redraw=[seller]),),
    orders.RequirementsSkipped:    (tell("orders.skipped", buyer, redraw=[buyer]),),
    orders.OrderCancelled:         (tell("orders.cancelled", others, redraw=[others]),),
    orders.OrderCompleted:         (begin_clearing,
                                    tell("orders.completed", others, redraw=[others])),
    deliveries.DeliveryMade:       (tell("deliveries.made", buyer, redraw=[buyer]),),
    deliveries.RevisionRequested:  (tell("deliveries.revision_requested", seller,
                                         redraw=[seller]),),
    orders.OrderHeld:              (let_go_of_the_request,),
    cancellations.CancellationAsked:
                                   (tell("cancellations.asked", answerer, redraw=[others]),),
    cancellations.CancellationDeclined:
                                   (tell("cancellations.declined", asker, redraw=[others]),),
    cancellations.CancellationUnanswered:
                                   (tell("cancellations.unanswered", asker, answerer,
                                         redraw=[buyer, seller]),),
    cancellations.CancellationWithdrawn:
                                   (tell("cancellations.withdrawn", answerer, redraw=[others]),),
    settlements.OrderSettled:      (begin_clearing_of_share,
                                    tell("settlements.settled", buyer, seller,
                                         redraw=[buyer, seller])),
    briefs.BriefClosed:            (let_offers_go,),
    briefs.BriefChosen:            (let_offers_go,),
    briefs.BriefExpired:           (tell("briefs.expired", poster),),
    offers.OfferPrepared:          (tell("offers.prepared", drafter),),
    offers.OfferSent:              (tell_offer("offers.sent", taker),),
    offers.OfferRevised:           (tell_offer("offers.revised", taker, redraw=[taker]),),
    offers.OfferViewed:            (redraw_offer(offerer),),
    offers.OfferCountered:         (tell_offer("offers.countered", offerer, redraw=[offerer]),),
    offers.CounterTaken:           (tell_offer("offers.counter_taken", taker, redraw=[taker]),),
    offers.CounterDeclined:        (tell_offer("offers.counter_declined", taker,
                                               redraw=[taker]),),
    offers.CounterWithdrawn:       (redraw_offer(offerer),),
    offers.OfferAccepted:          (tell_offer("offers.accepted", offerer, redraw=[offerer]),),
    offers.OfferDeclined:          (tell_offer("offers.declined", offerer,
                                               redraw=[taker, offerer]),),
    offers.OfferWithdrawn:         (tell_offer("offers.withdrawn", taker, redraw=[taker]),),
    offers.OfferExpired:           (tell_offer("offers.expired", taker, offerer,
                                               redraw=[taker, offerer]),),
    offers.OfferReopened:          (tell_offer("offers.reopened", offerer,
                                               redraw=[taker, offerer]),),
    earnings.EarningsCleared:      (tell("earnings.cleared", earner),),
}

WHEN_TIME_IS_UP: Mapping[tuple[str, str], Deed] = {
    ("order", "expire"):    orders.expire,
    ("order", "lapse"):     orders.lapse,
    ("order", "accept"):    orders.accept_in_silence,
    ("order", "write_off"): cancellations.write_off,
    ("cancellation", "lapse"):
                            cancellations.lapse,
    ("clearing", "clear"):  earnings.clear,
    ("offer", "expire"):    offers.expire,
    ("brief", "expire"):    briefs.expire,
}

REMINDERS: Mapping[tuple[str, str], Deed] = {
    ("order", "lapse"):     remind_buyer("orders.answers_wanted"),
    ("order", "accept"):    remind_buyer("orders.review_ends"),
    ("offer", "expire"):    remind_of_offer,
    ("order", "write_off"): remind_both("cancellations.nothing_delivered"),
    ("cancellation", "lapse"):
                            remind_the_silent("cancellations.answer_wanted"),
}

REDRAWS: Mapping[tuple[str, str], Deed] = {
    ("cancellation", "lapse"):
                            redraw_the_order,
}
# fmt: on
