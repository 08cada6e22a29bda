"""Whom a fact concerns: who is told of it, and about what."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from core import (
    bans,
    briefs,
    cancellations,
    communities,
    disputes,
    earnings,
    gigs,
    milestones,
    offers,
    orders,
    out_of_office,
    payments,
    relay,
    repayments,
    reports,
    resolution,
    support,
    suspensions,
    warnings,
)
from core.kit.states import Role
from core.offers import Offer
from core.orders import Order

Told = Callable[[Any], Iterable[tuple[str, str]]]  # a fact → whom, and about which thing


class AboutOrder(Protocol):
    """A fact about an order."""

    @property
    def order(self) -> Order:
        """The order it is about."""


class AboutOffice(Protocol):
    """A fact about an office."""

    @property
    def office(self) -> communities.Office:
        """The office it is about."""


class AboutRequest(Protocol):
    """A fact about a request to cancel an order."""

    @property
    def request(self) -> cancellations.Cancellation:
        """The request it is about."""


class AboutDispute(AboutOrder, Protocol):
    """A fact about a dispute."""

    @property
    def dispute(self) -> disputes.Dispute:
        """The dispute it is about."""


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


class AboutTicket(Protocol):
    """A fact about a question to support."""

    @property
    def ticket(self) -> support.Ticket:
        """The ticket it is about."""


class AboutReport(Protocol):
    """A fact about a report."""

    @property
    def report(self) -> reports.Report:
        """The report it is about."""


class AboutWarning(Protocol):
    """A fact about a warning."""

    @property
    def warning(self) -> warnings.GivenWarning:
        """The warning it is about."""


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


def others_going_on(fact: Done) -> Iterable[tuple[str, str]]:
    """Tell whoever did not do it, unless the order ended with it: that is told by itself."""
    if fact.order.state in orders.OPEN:
        yield from others(fact)


def about_milestone(told: Told) -> Told:
    """Tell them about the milestone, not about its order."""
    return lambda fact: ((person, fact.milestone.id) for person, _order in told(fact))


def answerer(fact: AboutRequest) -> Iterable[tuple[str, str]]:
    """Tell who is asked."""
    yield fact.request.other_id, fact.request.id


def asker(fact: AboutRequest) -> Iterable[tuple[str, str]]:
    """Tell who asked."""
    yield fact.request.asker_id, fact.request.id


def in_case(told: Told) -> Told:
    """Tell them about the dispute, not about its order."""
    return lambda fact: ((person, fact.dispute.id) for person, _order in told(fact))


def asked_side(fact: AboutDispute) -> Iterable[tuple[str, str]]:
    """Tell the side whose answer the moderator waits for."""
    if fact.dispute.asked_side is not None:
        yield disputes.party(fact.order, fact.dispute.asked_side), fact.dispute.id


def silent_side(fact: AboutDispute) -> Iterable[tuple[str, str]]:
    """Tell whoever has not stated their case."""
    yield fact.dispute.other_id, fact.dispute.id


def moderator(fact: AboutDispute) -> Iterable[tuple[str, str]]:
    """Tell the moderator who has the case."""
    if fact.dispute.moderator_id is not None:
        yield fact.dispute.moderator_id, fact.dispute.id


def relieved(fact: disputes.DisputeEnded) -> Iterable[tuple[str, str]]:
    """Tell the moderator who had the case that the two settled it themselves."""
    if fact.dispute.state is not disputes.DisputeState.EXECUTED:
        yield from moderator(fact)


def going_on(fact: disputes.DisputeEnded) -> Iterable[tuple[str, str]]:
    """Tell those who go on with the order, and did not just say so themselves."""
    if fact.dispute.outcome in (disputes.Outcome.RESUME, disputes.Outcome.WITHDRAW):
        yield from in_case(others)(fact)


def about_request(told: Told) -> Told:
    """Tell them about the request in the Resolution Center, not about its order."""
    return lambda fact: ((person, fact.request.id) for person, _order in told(fact))


def who_pays(fact: resolution.RequestGranted) -> Iterable[tuple[str, str]]:
    """Tell the buyer to pay the difference, unless they agreed to it this moment."""
    if fact.by is not Role.BUYER:
        yield from about_request(buyer)(fact)


def absent_buyer(fact: orders.OrderPaid | milestones.MilestoneFunded) -> Iterable[tuple[str, str]]:
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


def reader(fact: relay.MessageSent) -> Iterable[tuple[str, str]]:
    """Tell whom it was said to."""
    yield fact.message.reader_id, fact.message.id


def writer(fact: relay.MessageStuck | relay.MessageArrived) -> Iterable[tuple[str, str]]:
    """Tell who said it."""
    yield fact.message.author_id, fact.message.id


def absent(fact: out_of_office.AbsenceOver) -> Iterable[tuple[str, str]]:
    """Tell who was away."""
    yield fact.absence.account_id, fact.absence.id


def payer(fact: payments.PaymentKept) -> Iterable[tuple[str, str]]:
    """Tell whose money it is."""
    yield fact.payment.payer_id, fact.payment.id


def repaid(
    fact: repayments.RepaymentSent | repayments.RepaymentFailed,
) -> Iterable[tuple[str, str]]:
    """Tell who asked for their money back."""
    yield fact.repayment.payer_id, fact.repayment.id


def earner(fact: earnings.EarningsCleared) -> Iterable[tuple[str, str]]:
    """Tell who earned it."""
    yield fact.clearing.seller_id, fact.clearing.id


def asking(fact: AboutTicket) -> Iterable[tuple[str, str]]:
    """Tell who asked support something."""
    yield fact.ticket.asker_id, fact.ticket.id


def helper(fact: AboutTicket) -> Iterable[tuple[str, str]]:
    """Tell whoever of support has the ticket, or had it last."""
    if fact.ticket.staff_id is not None:
        yield fact.ticket.staff_id, fact.ticket.id


def surprised(fact: support.TicketClosed) -> Iterable[tuple[str, str]]:
    """Tell who asked that it is over, when they did not say so themselves."""
    if fact.by is not Role.ASKER:
        yield from asking(fact)


def officer(fact: AboutOffice) -> Iterable[tuple[str, str]]:
    """Tell who has the office, or had it, about the market it is in."""
    yield fact.office.account_id, fact.office.community_id


def reviewer(fact: AboutReport) -> Iterable[tuple[str, str]]:
    """Tell the moderator who has the report."""
    if fact.report.moderator_id is not None:
        yield fact.report.moderator_id, fact.report.id


def reporter(fact: AboutReport) -> Iterable[tuple[str, str]]:
    """Tell who reported it."""
    yield fact.report.reporter_id, fact.report.id


def gig_seller(fact: gigs.GigSuspended | gigs.GigReinstated) -> Iterable[tuple[str, str]]:
    """Tell whose gig it is."""
    yield fact.gig.seller_id, fact.gig.id


def warned(fact: AboutWarning) -> Iterable[tuple[str, str]]:
    """Tell who was warned."""
    yield fact.warning.account_id, fact.warning.id


def banned(fact: bans.PersonBanned | bans.BanLifted) -> Iterable[tuple[str, str]]:
    """Tell whom a ban is about."""
    yield fact.ban.account_id, fact.ban.id


def freed(fact: suspensions.SuspensionEnded) -> Iterable[tuple[str, str]]:
    """Tell whose suspension is over by itself; of one taken back they hear with the reason."""
    if fact.by is Role.CLOCK:
        yield fact.suspension.account_id, fact.suspension.id
