"""When this happens, do that; when time is up, do this. The wiring of the house on one page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core import (
    accounts,
    briefs,
    cancellations,
    communities,
    deliveries,
    disputes,
    earnings,
    gigs,
    notifications,
    offers,
    orders,
    payments,
    resolution,
    search,
    settlements,
)
from core.audience import (
    AboutOrder,
    Told,
    about_request,
    absent_buyer,
    answerer,
    asked_side,
    asker,
    buyer,
    drafter,
    earner,
    going_on,
    in_case,
    moderator,
    offerer,
    others,
    payer,
    poster,
    relieved,
    seller,
    silent_side,
    taker,
    who_pays,
)
from core.kit.states import Role
from core.notifications import Urgency
from core.store import Reaction, Reactions, Tx

Deed = Callable[[Tx, str], None]  # the transaction, the subject's id


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
    """Let the order, or the request, that it was meant for take the money."""
    orders.take_in(tx, fact.payment)
    resolution.take_in(tx, fact.payment)


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


def stop_requests(tx: Tx, fact: orders.OrderHeld) -> None:
    """Let nothing lapse in the Resolution Center while the order stands still."""
    resolution.stand_still(tx, fact.order)


def resume_requests(tx: Tx, fact: orders.OrderFreed) -> None:
    """Let the clocks in the Resolution Center run on with the order's."""
    resolution.go_on(tx, fact.order, fact.least)


def let_requests_go(tx: Tx, fact: AboutOrder) -> None:
    """Close what is open in the Resolution Center: the order has ended."""
    resolution.overtake(tx, fact.order)


def let_extension_go(tx: Tx, fact: deliveries.DeliveryMade) -> None:
    """Close a request for more time: the work is here."""
    resolution.overtake(tx, fact.order, resolution.RequestKind.EXTEND)


def tell_what_was_held(tx: Tx, fact: accounts.Returned) -> None:
    """Tell somebody who could not be reached what happened meanwhile."""
    notifications.wake(tx, fact.account)


def list_gig(tx: Tx, fact: gigs.GigPublished | gigs.GigChanged) -> None:
    """Let a gig be found as it is now, or no more."""
    search.index(tx, fact.gig)


def list_again(tx: Tx, fact: accounts.ProfileChanged) -> None:
    """Let a seller's gigs be found by the languages the seller speaks now."""
    search.index_seller(tx, fact.account)


def call_moderators(tx: Tx, fact: disputes.ModeratorWanted) -> None:
    """Tell everyone who could take the case that it waits."""
    case = fact.dispute
    concerned = {case.opener_id, case.other_id, case.judge_id}
    for person in communities.moderators(tx, case.community_id):
        if person not in concerned:
            notifications.tell(tx, person, "disputes.waiting", case.id)


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


def remind_of_dispute(kind: str, *everyone: Told) -> Deed:
    """Tell these people, wherever they can be reached, that the clock of a dispute is running."""

    def remind(tx: Tx, dispute_id: str) -> None:
        case = disputes.get(tx, dispute_id)
        fact = disputes.DisputeReferred(orders.get(tx, case.order_id), case)
        for told in everyone:
            for person, subject in told(fact):
                notifications.tell_everywhere(tx, person, kind, subject)

    return remind


def remind_of_request(tx: Tx, request_id: str) -> None:
    """Tell who still has to answer a request in the Resolution Center, or to pay for it."""
    request = resolution.get(tx, request_id)
    order = orders.get(tx, request.order_id)
    answers = order.seller_id if request.side is Role.BUYER else order.buyer_id
    pays = request.state is resolution.RequestState.TO_PAY
    silent = order.buyer_id if pays else answers
    notifications.tell(tx, silent, "resolution.answer_wanted", request_id)


def redraw_the_order(tx: Tx, request_id: str) -> None:
    """Show both sides of a request how much time is left now."""
    request = cancellations.get(tx, request_id)
    both = (request.asker_id, request.other_id)
    cards = [(person, "orders.card", request.order_id, Urgency.CARDS) for person in both]
    notifications.tell_each(tx, cards)


def remind_of_offer(tx: Tx, offer_id: str) -> None:
    """Tell the buyer that an offer soon ends."""
    notifications.tell(tx, offers.get(tx, offer_id).buyer_id, "offers.expiring", offer_id)


def redraw_the_dispute(tx: Tx, dispute_id: str) -> None:
    """Show both sides of a dispute how much time is left now."""
    case = disputes.get(tx, dispute_id)
    both = (case.opener_id, case.other_id)
    cards = [(person, "orders.card", case.order_id, Urgency.CARDS) for person in both]
    notifications.tell_each(tx, cards)


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
    orders.OrderCancelled:         (let_requests_go,
                                    tell("orders.cancelled", others, redraw=[others])),
    orders.OrderCompleted:         (begin_clearing, let_requests_go,
                                    tell("orders.completed", others, redraw=[others])),
    deliveries.DeliveryMade:       (let_extension_go,
                                    tell("deliveries.made", buyer, redraw=[buyer])),
    deliveries.RevisionRequested:  (tell("deliveries.revision_requested", seller,
                                         redraw=[seller]),),
    orders.OrderHeld:              (let_go_of_the_request, stop_requests),
    orders.OrderFreed:             (resume_requests,),
    resolution.RequestMade:        (tell("resolution.asked", about_request(others),
                                         redraw=[others]),),
    resolution.RequestGranted:     (tell("resolution.to_pay", who_pays, redraw=[others]),),
    resolution.RequestAgreed:      (tell("resolution.agreed", about_request(others),
                                         redraw=[others]),),
    resolution.RequestDeclined:    (tell("resolution.declined", about_request(others),
                                         redraw=[others]),),
    resolution.RequestWithdrawn:   (tell("resolution.withdrawn", about_request(others),
                                         redraw=[others]),),
    cancellations.CancellationAsked:
                                   (tell("cancellations.asked", answerer, redraw=[others]),),
    cancellations.CancellationDeclined:
                                   (tell("cancellations.declined", asker, redraw=[others]),),
    cancellations.CancellationUnanswered:
                                   (tell("cancellations.unanswered", asker, answerer,
                                         redraw=[buyer, seller]),),
    cancellations.CancellationWithdrawn:
                                   (tell("cancellations.withdrawn", answerer, redraw=[others]),),
    disputes.DisputeOpened:        (tell("disputes.opened", in_case(others), redraw=[others]),),
    disputes.DisputeAnswered:      (tell("disputes.answered", in_case(others), redraw=[others]),),
    disputes.DisputePassedOver:    (tell("disputes.passed_over", in_case(buyer), in_case(seller),
                                         redraw=[buyer, seller]),),
    disputes.SettlementProposed:   (tell("disputes.proposed", in_case(others), redraw=[others]),),
    disputes.DisputeReferred:      (tell("disputes.referred", in_case(buyer), in_case(seller),
                                         redraw=[buyer, seller]),),
    disputes.ModeratorWanted:      (call_moderators,),
    disputes.DisputeTaken:         (tell("disputes.taken", in_case(buyer), in_case(seller),
                                         redraw=[buyer, seller]),),
    disputes.QuestionAsked:        (tell("disputes.asked", asked_side, redraw=[buyer, seller]),),
    disputes.QuestionAnswered:     (tell("disputes.replied", moderator),),
    disputes.DisputeDecided:       (tell("disputes.decided", in_case(buyer), in_case(seller),
                                         redraw=[buyer, seller]),),
    disputes.DisputeAppealed:      (tell("disputes.appealed", in_case(others), redraw=[others]),),
    disputes.DisputeEnded:         (tell("disputes.ended", going_on, redraw=[others]),
                                    tell("disputes.closed", relieved)),
    settlements.OrderSettled:      (begin_clearing_of_share, let_requests_go,
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
    ("dispute", "pass_over"):
                            disputes.pass_over,
    ("dispute", "refer"):   disputes.refer,
    ("dispute", "escalate"):
                            disputes.escalate,
    ("dispute", "run_over"):
                            disputes.run_over,
    ("dispute", "execute"): disputes.execute,
    ("request", "lapse"):   resolution.lapse,
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
    ("dispute", "pass_over"):
                            remind_of_dispute("disputes.answer_wanted", silent_side),
    ("dispute", "refer"):   remind_of_dispute("disputes.settle_wanted", in_case(buyer),
                                              in_case(seller)),
    ("dispute", "run_over"):
                            remind_of_dispute("disputes.decision_wanted", moderator),
    ("dispute", "execute"): remind_of_dispute("disputes.appeal_ends", in_case(buyer),
                                              in_case(seller)),
    ("request", "lapse"):   remind_of_request,
}

REDRAWS: Mapping[tuple[str, str], Deed] = {
    ("cancellation", "lapse"):
                            redraw_the_order,
    ("dispute", "pass_over"):
                            redraw_the_dispute,
    ("dispute", "refer"):   redraw_the_dispute,
    ("dispute", "execute"): redraw_the_dispute,
}
# fmt: on
