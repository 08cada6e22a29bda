"""Money is where the orders say it is."""

from collections.abc import Iterator

from sqlalchemy import func, select

from core.audit.sums import Sums, compare, held
from core.earnings import Clearing, ClearingState
from core.ledger import Entry, Finding, Move, Posting
from core.milestones import HOLDING, Milestone
from core.orders import OPEN, PAID, Order, OrderState
from core.payments import Payment, PaymentState
from core.repayments import UNDERWAY, Repayment, RepaymentState
from core.resolution import WAITING, Request, RequestState
from core.store import Tx


def escrow(tx: Tx) -> Iterator[Finding]:
    """An open order's whole price is in escrow, or its paid and unreleased milestones.

    A final or unpaid order's escrow is empty.
    """
    query = select(Order.id, Order.currency, Order.total_minor).where(
        Order.state.in_(PAID), Order.stages_funded == 0
    )
    owed = {(order, currency): minor for order, currency, minor in tx.db.execute(query)}
    steps = (
        select(Milestone.order_id, Milestone.currency, func.sum(Milestone.minor))
        .where(Milestone.state.in_(HOLDING))
        .group_by(Milestone.order_id, Milestone.currency)
    )
    owed |= {(order, currency): int(minor) for order, currency, minor in tx.db.execute(steps)}
    yield from compare("escrow equals the open orders' unreleased sums", owed, held(tx, "escrow"))


def clearing(tx: Tx) -> Iterator[Finding]:
    """What a seller's clearing book holds is what their clearing rows say."""
    query = (
        select(Clearing.seller_id, Clearing.currency, func.sum(Clearing.minor))
        .where(Clearing.state == ClearingState.CLEARING)
        .group_by(Clearing.seller_id, Clearing.currency)
    )
    owed = {(seller, currency): int(minor) for seller, currency, minor in tx.db.execute(query)}
    yield from compare("clearing rows equal the clearing books", owed, held(tx, "clearing"))


def payouts_of_orders(tx: Tx) -> Iterator[Finding]:
    """A completed order was posted as accepted and never given back; a cancelled one, never.

    Each released milestone was posted by itself; what was paid of the others, settled.
    """
    posted: dict[str, set[str]] = {}
    for key in tx.db.execute(select(Posting.key).where(Posting.key.startswith("order:"))).scalars():
        _kind, order_id, way = key.split(":", 2)
        posted.setdefault(order_id, set()).add(way)
    for order in tx.db.execute(select(Order).where(Order.state.not_in(OPEN))).scalars():
        kept = posted.get(order.id, set())
        if kept not in _ways_out(order):
            yield Finding(
                "a final order was paid out once, one way",
                f"order {order.id} is {order.state} and was posted as {sorted(kept)}",
            )


def _ways_out(order: Order) -> list[set[str]]:
    """Return how an order that ended like this may have been posted."""
    if order.paid_at is None:
        return [set()]
    completed = order.state is OrderState.COMPLETED
    if not order.terms.stages:
        return [{"accept" if completed else "cancel"}, {"settle"}]
    released = {f"accept:{nth}" for nth in range(1, order.stages_released + 1)}
    if order.stages_funded == order.stages_released:
        return [released]
    return [{*released, "settle"}] if completed else [{"cancel"}, {"settle"}]


def earned(tx: Tx) -> Iterator[Finding]:
    """Of an order that was paid out whole the seller earned the price without its commission."""
    net, cleared = Order.total_minor - Order.commission_minor, func.sum(Clearing.minor)
    query = (
        select(Order.id, net, func.coalesce(cleared, 0))
        .outerjoin(Clearing, Clearing.order_id == Order.id)
        .where(Order.state == OrderState.COMPLETED, Order.share_minor == Order.total_minor)
        .group_by(Order.id)
        .having(func.coalesce(cleared, 0) != net)
    )
    for order, due, there in tx.db.execute(query):
        yield Finding(
            "a seller earned what was agreed", f"order {order} earned {there}, {due} should be"
        )


def charges(tx: Tx) -> Iterator[Finding]:
    """Every charge that arrived is posted once, with its own amount; nothing else is."""
    rows = tx.db.execute(select(Payment).where(Payment.state != PaymentState.WAITING)).scalars()
    charged: Sums = {}
    for payment in rows:
        key = (payment.posting, payment.currency)
        charged[key] = charged.get(key, 0) + payment.minor
    query = (
        select(Entry.posting, Entry.currency, func.sum(Entry.minor))
        .where(Entry.posting.startswith("payment:"), Entry.minor > 0)
        .group_by(Entry.posting, Entry.currency)
    )
    posted = {(key, currency): int(minor) for key, currency, minor in tx.db.execute(query)}
    yield from compare("the same provider event counts once", charged, posted)


def returning(tx: Tx) -> Iterator[Finding]:
    """What is on its way back lies in a book of its own, until it arrives or is put back."""
    query = select(Repayment.id, Repayment.currency, Repayment.minor).where(
        Repayment.state.in_(UNDERWAY)
    )
    owed = {(repayment, currency): minor for repayment, currency, minor in tx.db.execute(query)}
    yield from compare("what is on its way back is in its book", owed, held(tx, "returning"))


def repaid(tx: Tx) -> Iterator[Finding]:
    """A repayment went where it says, once; a charge never gives back more than it brought in."""
    ends = {RepaymentState.SENT: Move.SEND_BACK, RepaymentState.FAILED: Move.PUT_BACK}
    owed: Sums = {}
    gone: Sums = {}
    for repayment in tx.db.execute(select(Repayment)).scalars():
        if repayment.state in ends:
            move = ends[repayment.state].name.lower()
            owed[f"{move} {repayment.id}", repayment.currency] = repayment.minor
        if repayment.state is not RepaymentState.FAILED:
            key = (repayment.payment_id, repayment.currency)
            gone[key] = gone.get(key, 0) + repayment.minor
    moves = [move.name.lower() for move in ends.values()]
    query = select(Entry.move, Entry.book, Entry.currency, -Entry.minor).where(
        Entry.move.in_(moves), Entry.minor < 0
    )
    moved: Sums = {}
    for move, name, currency, minor in tx.db.execute(query):
        key = (f"{move} {name.partition(':')[2]}", currency)
        moved[key] = moved.get(key, 0) + minor
    yield from compare("what was asked back went one way, once", owed, moved)
    for (payment_id, currency), minor in gone.items():
        payment = tx.db.get(Payment, payment_id)
        brought = payment.minor if payment and payment.currency == currency else 0
        if minor > brought:
            yield Finding(
                "a charge gives back no more than it brought in",
                f"payment {payment_id} brought in {brought}, {minor} {currency} went back of it",
            )


def bargains(tx: Tx) -> Iterator[Finding]:
    """What an order counts with is what its bargain says."""
    for order in tx.db.execute(select(Order)).scalars():
        said = (order.terms.total.minor, order.terms.commission.minor, order.terms.total.currency)
        counted = (order.total_minor, order.commission_minor, order.currency)
        if said != counted:
            yield Finding(
                "an order counts with its bargain",
                f"order {order.id} counts with {counted}, its bargain says {said}",
            )


def changes(tx: Tx) -> Iterator[Finding]:
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
    yield from compare("what was agreed on was paid or given back", owed, moved)
