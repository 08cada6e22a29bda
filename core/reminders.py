"""While a clock runs: who is reminded, and whose card is drawn anew."""

from collections.abc import Callable

from core import (
    cancellations,
    disputes,
    notifications,
    offers,
    orders,
    reports,
    resolution,
    support,
    warnings,
)
from core.audience import Told
from core.kit.states import Role
from core.notifications import Urgency
from core.store import Tx

Deed = Callable[[Tx, str], None]  # the transaction, the subject's id


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


def remind_of_ticket(kind: str, *everyone: Told) -> Deed:
    """Tell these people, wherever they can be reached, that the clock of a ticket is running."""

    def remind(tx: Tx, ticket_id: str) -> None:
        fact = support.TicketQueued(support.get(tx, ticket_id))
        for told in everyone:
            for person, subject in told(fact):
                notifications.tell_everywhere(tx, person, kind, subject)

    return remind


def remind_judges(tx: Tx, warning_id: str) -> None:
    """Tell those who may decide on an appeal that it still waits."""
    for person in warnings.judges(tx, warnings.get(tx, warning_id)):
        notifications.tell(tx, person, "warnings.appealed", warning_id)


def remind_of_report(kind: str, *everyone: Told) -> Deed:
    """Tell these people, wherever they can be reached, that the clock of a report is running."""

    def remind(tx: Tx, report_id: str) -> None:
        fact = reports.ReportQueued(reports.get(tx, report_id))
        for told in everyone:
            for person, subject in told(fact):
                notifications.tell_everywhere(tx, person, kind, subject)

    return remind
