"""The whole audit: what must be true of the market whatever happened to it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from core import disputes, ledger, orders
from core.briefs import BRIEF, Brief
from core.cancellations import CANCELLATION, Cancellation, CancellationState
from core.deadlines import Deadline
from core.disputes import DISPUTE, CaseEntry, Dispute
from core.earnings import CLEARANCE, Clearing, ClearingState
from core.kit.states import Table
from core.ledger import Entry, Finding, Posting
from core.lives import Step
from core.offers import COUNTER, OFFER, Counter, Offer, OfferState
from core.orders import ORDER, PAID, Order, OrderState
from core.payments import PAYMENT, Payment, PaymentState
from core.resolution import REQUEST, WAITING, Request, RequestState
from core.store import Tx

PAYOUTS = ("accept", "cancel", "settle")  # the ways a paid order can end
Sums = dict[tuple[str, str], int]  # (whose, currency): minor units


def check(tx: Tx) -> list[Finding]:
    """Return everything that cannot be and is; an empty list is a clean audit."""
    return [
        *ledger.check(tx),
        *_escrow(tx),
        *_clearing(tx),
        *_payouts_of_orders(tx),
        *_charges(tx),
        *_requests(tx),
        *_disputes(tx),
        *_case_files(tx),
        *_bargains(tx),
        *_changes(tx),
        *_journal(tx),
        *_clocks(tx),
        *_offers(tx),
    ]


def _escrow(tx: Tx) -> Iterator[Finding]:
    """An open order's whole price is in escrow; a final or unpaid one's escrow is empty."""
    query = select(Order.id, Order.currency, Order.total_minor).where(Order.state.in_(PAID))
    owed = {(order, currency): minor for order, currency, minor in tx.db.execute(query)}
    yield from _compare("escrow equals the open orders' unreleased sums", owed, _held(tx, "escrow"))


def _clearing(tx: Tx) -> Iterator[Finding]:
    """What a seller's clearing book holds is what their clearing rows say."""
    query = (
        select(Clearing.seller_id, Clearing.currency, func.sum(Clearing.minor))
        .where(Clearing.state == ClearingState.CLEARING)
        .group_by(Clearing.seller_id, Clearing.currency)
    )
    owed = {(seller, currency): int(minor) for seller, currency, minor in tx.db.execute(query)}
    yield from _compare("clearing rows equal the clearing books", owed, _held(tx, "clearing"))


def _payouts_of_orders(tx: Tx) -> Iterator[Finding]:
    """A completed order was posted as accepted and never given back; a cancelled one, never."""
    ended = select(Order.id, Order.state, Order.paid_at).where(Order.state.not_in(orders.OPEN))
    posted = set(
        tx.db.execute(select(Posting.key).where(Posting.key.startswith("order:"))).scalars()
    )
    for order, state, paid_at in tx.db.execute(ended):
        kept = {verb for verb in PAYOUTS if f"order:{order}:{verb}" in posted}
        ways = ("accept",) if state is OrderState.COMPLETED else ("cancel",)
        due = [{way} for way in (*ways, "settle")] if paid_at is not None else [set()]
        if kept not in due:
            yield Finding(
                "a final order was paid out once, one way",
                f"order {order} is {state} and was posted as {sorted(kept)}",
            )


def _charges(tx: Tx) -> Iterator[Finding]:
    """Every charge that arrived is posted once, with its own amount; nothing else is."""
    rows = tx.db.execute(select(Payment).where(Payment.state != PaymentState.WAITING)).scalars()
    charged: Sums = {}
    for payment in rows:
        key = (f"payment:{payment.provider}:{payment.charge}", payment.currency)
        charged[key] = charged.get(key, 0) + payment.minor
    query = (
        select(Entry.posting, Entry.currency, func.sum(Entry.minor))
        .where(Entry.posting.startswith("payment:"), Entry.minor > 0)
        .group_by(Entry.posting, Entry.currency)
    )
    posted = {(key, currency): int(minor) for key, currency, minor in tx.db.execute(query)}
    yield from _compare("the same provider event counts once", charged, posted)


def _requests(tx: Tx) -> Iterator[Finding]:
    """An order stands still for a request to cancel exactly while one is open."""
    asked = select(Cancellation.order_id).where(Cancellation.state == CancellationState.ASKED)
    waiting = list(tx.db.execute(asked).scalars())
    still = select(Order.id).where(Order.hold == orders.Hold.CANCEL_REQUESTED)
    for order in sorted({*waiting} ^ {*tx.db.execute(still).scalars()}):
        yield Finding(
            "an order stands still for the request that is open",
            f"order {order} has {waiting.count(order)} requests to cancel that wait for an answer",
        )


def _disputes(tx: Tx) -> Iterator[Finding]:
    """An order stands still for a dispute exactly while one is open."""
    running = select(Dispute.order_id).where(Dispute.state.not_in(disputes.ENDED))
    argued = list(tx.db.execute(running).scalars())
    still = select(Order.id).where(Order.hold == orders.Hold.DISPUTED)
    for order in sorted({*argued} ^ {*tx.db.execute(still).scalars()}):
        yield Finding(
            "an order stands still for the dispute that is open",
            f"order {order} has {argued.count(order)} open disputes",
        )


def _case_files(tx: Tx) -> Iterator[Finding]:
    """No entry of a case file was changed, left out or put in."""
    rows = select(CaseEntry).order_by(CaseEntry.dispute_id, CaseEntry.nth)
    chains: dict[str, list[tuple[str, str]]] = {}
    for entry in tx.db.execute(rows).scalars():
        chains.setdefault(entry.dispute_id, []).append((entry.content, entry.hash))
    heads = select(Dispute.id, Dispute.entries, Dispute.head)
    for case, entries, head in tx.db.execute(heads):
        chain = chains.get(case, [])
        broken = disputes.first_break(chain)
        if broken or len(chain) != entries or not chain or chain[-1][1] != head:
            yield Finding(
                "a case file is as it was written",
                f"dispute {case} breaks at entry {broken or len(chain)} of {entries}",
            )


def _bargains(tx: Tx) -> Iterator[Finding]:
    """What an order counts with is what its bargain says."""
    for order in tx.db.execute(select(Order)).scalars():
        said = (order.terms.total.minor, order.terms.commission.minor, order.terms.total.currency)
        counted = (order.total_minor, order.commission_minor, order.currency)
        if said != counted:
            yield Finding(
                "an order counts with its bargain",
                f"order {order.id} counts with {counted}, its bargain says {said}",
            )


def _changes(tx: Tx) -> Iterator[Finding]:
    """What was agreed on is in the price and was paid or given back, once; nothing else is."""
    totals = dict(tx.db.execute(select(Order.id, Order.total_minor)).all())
    open_orders = set(tx.db.execute(select(Order.id).where(Order.state.in_(PAID))).scalars())
    moved: Sums = {}
    owed: Sums = {}
    changes = select(Request).order_by(Request.order_id, Request.nth.desc())
    for request in tx.db.execute(changes).scalars():
        if request.state in WAITING and request.order_id not in open_orders:
            yield Finding("nothing is asked about what has ended", f"{request.subject} waits")
        if request.state is not RequestState.AGREED:
            continue
        if request.minor:
            owed[request.id, request.currency] = -request.minor
        if request.before is not None:
            totals[request.order_id] -= request.minor
            if request.before.total.minor != totals[request.order_id]:
                yield Finding("each bargain is the one before and its change", request.subject)
    paid = select(Payment.pays, Payment.currency, Payment.minor).where(
        Payment.pays.startswith("request:"), Payment.state == PaymentState.CAPTURED
    )
    for pays, currency, minor in tx.db.execute(paid):
        key = (pays.removeprefix("request:"), currency)
        moved[key] = moved.get(key, 0) - minor
    given_back = select(Entry.posting, Entry.currency, Entry.minor).where(
        Entry.posting.startswith("request:"), Entry.minor > 0
    )
    for posting, currency, minor in tx.db.execute(given_back):
        key = (posting.split(":")[1], currency)
        moved[key] = moved.get(key, 0) + minor
    yield from _compare("what was agreed on was paid or given back", owed, moved)


def _journal(tx: Tx) -> Iterator[Finding]:
    """Everything is where its last step left it."""
    last = select(func.max(Step.id)).group_by(Step.subject)
    ends = dict(tx.db.execute(select(Step.subject, Step.after).where(Step.id.in_(last))).all())
    for table, rows in (
        (ORDER.kind, select(Order.id, Order.state)),
        (PAYMENT.kind, select(Payment.id, Payment.state)),
        (CLEARANCE.kind, select(Clearing.id, Clearing.state)),
        (orders.HOLD.kind, select(Order.id, Order.hold)),
        (CANCELLATION.kind, select(Cancellation.id, Cancellation.state)),
        (OFFER.kind, select(Offer.id, Offer.state)),
        (COUNTER.kind, select(Counter.id, Counter.state)),
        (BRIEF.kind, select(Brief.id, Brief.state)),
        (DISPUTE.kind, select(Dispute.id, Dispute.state)),
        (REQUEST.kind, select(Request.id, Request.state)),
    ):
        for thing, state in tx.db.execute(rows):
            after = ends.get(f"{table}:{thing}", state)
            if after != state:
                yield Finding(
                    "everything is where its last step left it",
                    f"{table} {thing} is {state}, its last step led to {after}",
                )


def _clocks(tx: Tx) -> Iterator[Finding]:
    """What the clock must do one day is in its book."""
    deeds = select(Deadline.subject, Deadline.verb).where(Deadline.nth == 0)
    promised = {(subject, verb) for subject, verb in tx.db.execute(deeds)}
    lives: tuple[tuple[Table[Any], Any], ...] = (
        (ORDER, select(Order.id, Order.state)),
        (CLEARANCE, select(Clearing.id, Clearing.state)),
        (CANCELLATION, select(Cancellation.id, Cancellation.state)),
        (OFFER, select(Offer.id, Offer.state)),
        (BRIEF, select(Brief.id, Brief.state)),
        (DISPUTE, select(Dispute.id, Dispute.state)),
        (REQUEST, select(Request.id, Request.state)),
    )
    timed = {
        (table.kind, thing, timer.verb)
        for table, rows in lives
        for thing, state in tx.db.execute(rows)
        for timer in table.timers(state)
    }
    for kind, thing, verb in sorted(timed):
        if (f"{kind}:{thing}", verb) not in promised:
            yield Finding("the clock forgets nobody", f"{kind} {thing} waits for {verb} for ever")


def _offers(tx: Tx) -> Iterator[Finding]:
    """Of every offer only the newest version stands; an accepted one is an order's bargain."""
    newest = dict(
        tx.db.execute(select(Offer.thread_id, func.max(Offer.nth)).group_by(Offer.thread_id)).all()
    )
    for offer in tx.db.execute(select(Offer)).scalars():
        old = offer.nth < newest[offer.thread_id]
        if old is not (offer.state is OfferState.SUPERSEDED):
            yield Finding(
                "only the newest version of an offer stands",
                f"offer {offer.id} is {offer.state}, version {offer.nth}",
            )
        order = None if offer.order_id is None else tx.db.get(Order, offer.order_id)
        if offer.state is OfferState.ACCEPTED and (order is None or order.terms.offer != offer.id):
            yield Finding(
                "an accepted offer is an order's bargain", f"offer {offer.id} and {offer.order_id}"
            )


def _held(tx: Tx, kind: str) -> Sums:
    total = func.sum(Entry.minor)
    query = (
        select(Entry.book, Entry.currency, total)
        .where(Entry.book.startswith(f"{kind}:"))
        .group_by(Entry.book, Entry.currency)
        .having(total != 0)
    )
    return {
        (name.removeprefix(f"{kind}:"), currency): int(minor)
        for name, currency, minor in tx.db.execute(query)
    }


def _compare(rule: str, owed: Sums, held: Sums) -> Iterator[Finding]:
    for whose, currency in sorted({*owed, *held}):
        due, there = owed.get((whose, currency), 0), held.get((whose, currency), 0)
        if due != there:
            yield Finding(rule, f"{whose}: {there} {currency} is there, {due} should be")
