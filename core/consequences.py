"""What follows from a fact: who is told, and what other features make of it."""

from collections.abc import Iterator, Sequence
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
    linking,
    milestones,
    notifications,
    offers,
    orders,
    out_of_office,
    payments,
    relay,
    reports,
    resolution,
    search,
    settlements,
    support,
    suspensions,
    warnings,
)
from core.audience import AboutOffice, AboutOrder, Told
from core.kit.states import Role
from core.notifications import Urgency
from core.store import Reaction, Tx

RELAYED = "relay.said"  # the kind of notice that carries what somebody said


def tell(
    kind: str,
    *everyone: Told,
    redraw: Sequence[Told] = (),
    card: str = "orders.card",
    urgency: Urgency = Urgency.MONEY,
) -> Reaction:
    """Write down that these people are to be told; `redraw` also the live card of that kind."""

    def react(tx: Tx, fact: Any) -> None:
        words = [
            (person, kind, subject, urgency) for told in everyone for person, subject in told(fact)
        ]
        cards = [
            (person, card, subject, Urgency.CARDS)
            for told in redraw
            for person, subject in told(fact)
        ]
        notifications.tell_each(tx, [*words, *cards])

    return react


def pass_on(kind: str, *everyone: Told) -> Reaction:
    """Pass on what people said to each other: after money and clocks, before cards."""
    return tell(kind, *everyone, urgency=Urgency.WORDS)


def tell_offer(kind: str, *everyone: Told, redraw: Sequence[Told] = ()) -> Reaction:
    """Tell these people about an offer, and draw the live card they have of it anew."""
    return tell(kind, *everyone, redraw=redraw, card="offers.card")


def redraw_offer(*everyone: Told) -> Reaction:
    """Draw the live card of an offer anew, without a word."""
    return tell_offer("", redraw=everyone)


def take_money_in(tx: Tx, fact: payments.MoneyArrived) -> None:
    """Let the order, the milestone or the request that it was meant for take the money."""
    orders.take_in(tx, fact.payment)
    milestones.take_in(tx, fact.payment)
    resolution.take_in(tx, fact.payment)


def begin_clearing(tx: Tx, fact: orders.OrderCompleted) -> None:
    """Start the seller's clearance; of milestones each has had its own."""
    if not fact.order.terms.stages:
        earnings.begin(tx, fact.order, fact.order.net)


def begin_clearing_of_stage(tx: Tx, fact: orders.StageReleased) -> None:
    """Start the clearance of one milestone."""
    earnings.begin(tx, fact.order, fact.earned)


def plan_milestones(tx: Tx, fact: orders.OrderPaid) -> None:
    """Write down the milestones of an order that has any."""
    milestones.plan(tx, fact.order)


def release_milestone(tx: Tx, fact: orders.StageReleased) -> None:
    """Let a milestone be released, and the next one have its turn."""
    milestones.release(tx, fact.order, fact.nth, fact.by)


def move_milestones(tx: Tx, fact: AboutOrder) -> None:
    """Let the milestones stand where the order stands now."""
    milestones.follow(tx, fact.order)


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


def tell_of_link(tx: Tx, fact: linking.AccountsLinked) -> None:
    """Tell somebody who is linked where they were before: it may not have been them."""
    person = fact.account
    notifications.tell_everywhere(
        tx, person.id, "linking.linked", person.id, but=person.last_platform
    )


def list_gig(tx: Tx, fact: gigs.GigPublished | gigs.GigChanged) -> None:
    """Let a gig be found as it is now, or no more."""
    search.index(tx, fact.gig)


def list_again(tx: Tx, fact: accounts.ProfileChanged) -> None:
    """Let a seller's gigs be found by the languages the seller speaks now."""
    search.index_seller(tx, fact.account)


def redraw_running_orders(
    tx: Tx,
    fact: out_of_office.AbsenceDeclared
    | out_of_office.AbsenceTakenBack
    | out_of_office.AbsenceOver,
) -> None:
    """Show on every running order of somebody, to the other side, whether they are away."""
    person = accounts.by_id(tx, fact.absence.account_id)
    cards = [
        (orders.other_side(order, person), "orders.card", order.id, Urgency.CARDS)
        for side in (Role.BUYER, Role.SELLER)
        for order in _running(tx, person, side)
        if order.state in orders.PAID
    ]
    notifications.tell_each(tx, cards)


def _running(tx: Tx, person: accounts.Account, side: Role) -> Iterator[orders.Order]:
    page, more = 0, True
    while more:
        found, more = orders.mine(tx, person, side=side, page=page)
        yield from found
        page += 1


def call_moderators(tx: Tx, fact: disputes.ModeratorWanted) -> None:
    """Tell everyone who could take the case that it waits."""
    case = fact.dispute
    concerned = {case.opener_id, case.other_id, case.judge_id}
    for person in communities.moderators(tx, case.community_id):
        if person not in concerned:
            notifications.tell(tx, person, "disputes.waiting", case.id)


def call_support(tx: Tx, fact: support.TicketQueued | support.TicketWritten) -> None:
    """Tell everyone who could take a ticket that it waits, unless somebody has it or had it."""
    ticket = fact.ticket
    if ticket.staff_id is not None:
        return
    for person in communities.moderators(tx, ticket.community_id):
        if person != ticket.asker_id:
            notifications.tell(tx, person, "support.waiting", ticket.id)


def tell_owners(kind: str) -> Reaction:
    """Tell those who own the market about somebody in office, but not the person themself."""

    def react(tx: Tx, fact: AboutOffice) -> None:
        person = fact.office.account_id
        for owner in communities.owners(tx, fact.office.community_id):
            if owner != person:
                notifications.tell(tx, owner, kind, person, Urgency.WORDS)

    return react


def relieve(tx: Tx, fact: AboutOffice) -> None:
    """Let other moderators have the cases of somebody who may no longer decide them."""
    person = accounts.by_id(tx, fact.office.account_id)
    if not communities.may_moderate(tx, person, fact.office.community_id):
        disputes.relieve(tx, person, fact.office.community_id)
        reports.relieve(tx, person, fact.office.community_id)


def let_them_talk(tx: Tx, fact: orders.OrderPaid) -> None:
    """Let the two of a paid order write to each other, with nothing masked."""
    relay.vouch(tx, fact.order.buyer_id, fact.order.seller_id)


def note_arrival(tx: Tx, fact: notifications.CardShown) -> None:
    """Note that a message stands before its reader."""
    relay.arrived(tx, fact.account_id, fact.subject)


def report_what_is_stuck(tx: Tx, fact: notifications.NoticeHeld) -> None:
    """Tell whoever wrote that their message waits, for its reader cannot be reached."""
    if fact.kind == RELAYED:
        relay.stuck(tx, fact.subject)


def list_seller_again(
    tx: Tx, fact: suspensions.SuspensionBegan | suspensions.SuspensionEnded
) -> None:
    """Let a seller's gigs be found no more, or again."""
    search.index_seller(tx, accounts.by_id(tx, fact.suspension.account_id))


def call_judges(tx: Tx, fact: warnings.WarningAppealed) -> None:
    """Tell every moderator who may decide on an appeal that it waits."""
    for person in warnings.judges(tx, fact.warning):
        notifications.tell(tx, person, "warnings.appealed", fact.warning.id)


def call_reviewers(tx: Tx, fact: reports.ReportQueued) -> None:
    """Tell every moderator who may take a report that it waits."""
    for person in reports.judges(tx, fact.report):
        notifications.tell(tx, person, "reports.waiting", fact.report.id)
