"""What is open is open for a reason, and what was written stays."""

from collections.abc import Iterator

from sqlalchemy import and_, func, not_, or_, select

from core import disputes, milestones, orders
from core.accounts import Account
from core.bans import Ban
from core.cancellations import Cancellation, CancellationState
from core.disputes import CaseEntry, Dispute
from core.ledger import Finding
from core.milestones import Milestone
from core.notifications import Room
from core.offers import Offer, OfferState
from core.orders import Order
from core.relay import Message
from core.store import Tx
from core.suspensions import Suspension, SuspensionState
from core.warnings import GivenWarning, Penalty


def requests(tx: Tx) -> Iterator[Finding]:
    """An order stands still for a request to cancel exactly while one is open."""
    asked = select(Cancellation.order_id).where(Cancellation.state == CancellationState.ASKED)
    waiting = list(tx.db.execute(asked).scalars())
    still = select(Order.id).where(Order.hold == orders.Hold.CANCEL_REQUESTED)
    for order in sorted({*waiting} ^ {*tx.db.execute(still).scalars()}):
        yield Finding(
            "an order stands still for the request that is open",
            f"order {order} has {waiting.count(order)} requests to cancel that wait for an answer",
        )


def disputes_open(tx: Tx) -> Iterator[Finding]:
    """An order stands still for a dispute exactly while one is open."""
    running = select(Dispute.order_id).where(Dispute.state.not_in(disputes.ENDED))
    argued = list(tx.db.execute(running).scalars())
    still = select(Order.id).where(Order.hold == orders.Hold.DISPUTED)
    for order in sorted({*argued} ^ {*tx.db.execute(still).scalars()}):
        yield Finding(
            "an order stands still for the dispute that is open",
            f"order {order} has {argued.count(order)} open disputes",
        )


def case_files(tx: Tx) -> Iterator[Finding]:
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


def offers(tx: Tx) -> Iterator[Finding]:
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


def steps(tx: Tx) -> Iterator[Finding]:
    """Every milestone is the one its order agreed to, and stands where its order does."""
    planned: dict[str, list[Milestone]] = {}
    for each in tx.db.execute(select(Milestone).order_by(Milestone.nth)).scalars():
        planned.setdefault(each.order_id, []).append(each)
    for order in tx.db.execute(select(Order).where(Order.paid_at.is_not(None))).scalars():
        rate = order.terms.commission_basis_points
        agreed = [
            (nth, stage.price.minor, stage.price.share(rate).minor, milestones.stands(order, nth))
            for nth, stage in enumerate(order.terms.stages, 1)
        ]
        there = [
            (each.nth, each.minor, each.commission_minor, each.state)
            for each in planned.pop(order.id, [])
        ]
        if there != agreed:
            yield Finding(
                "every milestone stands where its order does",
                f"order {order.id} has {there}, {agreed} should be",
            )
    for order_id in planned:
        yield Finding("every milestone stands where its order does", f"{order_id} is not paid")


def words(tx: Tx) -> Iterator[Finding]:
    """What is said about an order is said by one of its sides to the other, once it is paid."""
    prefix = f"{orders.ORDER.kind}:"
    meant = Order.id == func.substr(Message.about, len(prefix) + 1)
    said = (Message.author_id, Message.reader_id)
    sides = (Order.buyer_id, Order.seller_id)
    between = or_(*(and_(said[0] == one, said[1] == other) for one, other in (sides, sides[::-1])))
    wrong = or_(not_(Message.about.startswith(prefix)), Order.paid_at.is_(None), not_(between))
    query = select(Message.id, Message.about).outerjoin(Order, meant)
    for message, about in tx.db.execute(query.where(Message.about != "", wrong)):
        yield Finding(
            "what is said about an order stays between its sides",
            f"message {message} is about {about}",
        )


def rooms(tx: Tx) -> Iterator[Finding]:
    """Everything about an order is told in rooms of its sides alone."""
    meant = Order.id == func.substr(Room.subject, len(orders.ORDER.kind) + 2)
    theirs = or_(Room.account_id == Order.buyer_id, Room.account_id == Order.seller_id)
    query = select(Room.account_id, Room.subject).outerjoin(Order, meant)
    for account, subject in tx.db.execute(query.where(or_(Order.id.is_(None), not_(theirs)))):
        yield Finding("a room is one of the order's sides'", f"{account} has a room for {subject}")


def suspensions(tx: Tx) -> Iterator[Finding]:
    """Somebody is suspended exactly for the warnings that say so, or for a ban."""
    runs = select(Suspension.cause).where(
        Suspension.state == SuspensionState.RUNNING, Suspension.until > tx.now
    )
    suspends = select(GivenWarning.id).where(
        GivenWarning.penalty.in_([Penalty.PAUSE, Penalty.SUSPENSION]),
        GivenWarning.penalty_until > tx.now,
    )
    causes = {f"warning:{one}" for one in tx.db.execute(suspends).scalars()}
    banned = select(Ban.id).join(Account, Account.id == Ban.account_id)
    holds = banned.where(Ban.lifted_at.is_(None), Account.selling_since.is_not(None))
    causes |= {f"ban:{one}" for one in tx.db.execute(holds).scalars()}
    for cause in sorted(causes ^ {*tx.db.execute(runs).scalars()}):
        rule = "a suspension has its warning or its ban"
        yield Finding(rule, f"{cause} and its suspension do not agree")
