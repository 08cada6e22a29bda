"""When this happens, do that; when time is up, do this. The wiring of the house on one page."""

from collections.abc import Mapping

from core import (
    accounts,
    briefs,
    cancellations,
    deliveries,
    disputes,
    earnings,
    gigs,
    offers,
    orders,
    payments,
    resolution,
    settlements,
)
from core.audience import (
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
from core.consequences import (
    begin_clearing,
    begin_clearing_of_share,
    call_moderators,
    let_extension_go,
    let_go_of_the_request,
    let_offers_go,
    let_requests_go,
    list_again,
    list_gig,
    redraw_offer,
    reopen_offer,
    resume_requests,
    settle_brief,
    stop_requests,
    take_money_in,
    tell,
    tell_offer,
    tell_what_was_held,
)
from core.reminders import (
    Deed,
    redraw_the_dispute,
    redraw_the_order,
    remind_both,
    remind_buyer,
    remind_of_dispute,
    remind_of_offer,
    remind_of_request,
    remind_the_silent,
)
from core.store import Reactions

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
