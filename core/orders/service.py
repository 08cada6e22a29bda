"""What can be done with an order."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from core import deadlines, ledger, lives, payments, suspensions
from core.accounts import Account
from core.kit.errors import NotYours, TooLate
from core.kit.ids import CommunityId, OrderId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.orders import queries, rules
from core.orders.answers import read
from core.orders.errors import OnHold, OrderFromYourself
from core.orders.events import (
    OrderAbandoned,
    OrderCancelled,
    OrderCompleted,
    OrderExpired,
    OrderFreed,
    OrderHeld,
    OrderPaid,
    OrderPlaced,
    RequirementsAnswered,
    RequirementsSkipped,
    StageReleased,
)
from core.orders.models import Order, Standing
from core.orders.states import HOLD, ORDER, Hold, OrderState
from core.orders.terms import Stage, Terms
from core.payments import HowToPay, Payment
from core.store import Tx


def start(
    tx: Tx,
    me: Account,
    *,
    seller: str,
    gig: str | None,
    terms: Terms,
    key: str,
    community: CommunityId | str,
    placed_in: str = "",
) -> Order:
    """Open an order that waits for its money. The same key again is the same order."""
    known = queries.placed_as(tx, me, key)
    if known is not None:
        return known
    if seller == me.id:
        raise OrderFromYourself
    suspensions.require_orders_taken(tx, seller)

    order = Order(
        id=OrderId(new_id()),
        community_id=community,
        buyer_id=me.id,
        seller_id=seller,
        gig_id=gig,
        key=key,
        terms=terms,
        total_minor=terms.total.minor,
        commission_minor=terms.commission.minor,
        currency=terms.total.currency,
        state=OrderState.AWAITING_PAYMENT,
        hold=Hold.FREE,
        placed_at=tx.now,
        placed_in=placed_in,
        answers={},
    )
    tx.db.add(order)
    lives.begin(tx, order, ORDER)
    tx.emit(OrderPlaced(order))
    return order


def pay(tx: Tx, me: Account, *, order: OrderId, provider: str) -> tuple[Order, HowToPay]:
    """Pay for an order, or learn how to."""
    work = queries.look(tx, me, order)
    if queries.role_of(work, me) is not Role.BUYER:
        raise NotYours
    if "paid" not in queries.verbs(work, Role.MARKET, tx.now):
        raise TooLate

    _payment, how = payments.start(
        tx,
        me,
        provider=provider,
        pays=work.subject,
        amount=work.to_begin,
        community=work.community_id,
    )
    return work, how


def take_in(tx: Tx, payment: Payment) -> None:
    """Money arrived for an order: hold it, and let the work begin. Too late, leave it."""
    kind, _colon, order_id = payment.pays.partition(":")
    if kind != ORDER.kind:
        return
    order = queries.get(tx, order_id)
    if "paid" not in queries.verbs(order, Role.MARKET, tx.now) or payment.amount != order.to_begin:
        return

    payments.capture(tx, payment, order=order.id)
    order.paid_at = tx.now
    order.stages_funded = min(1, len(order.terms.stages))
    order.seller_waits_until = tx.now + tx.settings.answers_patience
    _step(tx, order, "paid", Role.MARKET, spans=_time_to_deliver(tx, order.at_hand))
    if order.state is OrderState.IN_PROGRESS:
        _begin_work(tx, order)
    tx.emit(OrderPaid(order, at_once=payment.asked_at == tx.now))


def abandon(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Decide not to pay."""
    work = queries.look(tx, me, order)
    _step(tx, work, "abandon", queries.role_of(work, me), by=me)
    work.ended_at = tx.now
    tx.emit(OrderAbandoned(work))
    return work


def expire(tx: Tx, order_id: str) -> None:
    """Let an order go that nobody paid in time."""
    order = queries.get(tx, order_id)
    _step(tx, order, "expire", Role.CLOCK)
    order.ended_at = tx.now
    tx.emit(OrderExpired(order))


def answer(tx: Tx, me: Account, *, order: OrderId, answers: Mapping[str, Any]) -> Order:
    """Give the seller what was asked for; the time to deliver begins.

    Under `files` may stand files that go with the answers, asked for or not.
    """
    work = queries.look(tx, me, order)
    kept = read(tx, me, work.terms, answers)

    spans = _time_to_deliver(tx, work.at_hand)
    _step(tx, work, "answer", queries.role_of(work, me), by=me, spans=spans)
    work.answers = kept
    _begin_work(tx, work)
    tx.emit(RequirementsAnswered(work))
    return work


def skip(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Begin without the answers."""
    work = queries.look(tx, me, order)
    spans = _time_to_deliver(tx, work.at_hand)
    _step(tx, work, "skip", queries.role_of(work, me), by=me, spans=spans)
    _begin_work(tx, work)
    tx.emit(RequirementsSkipped(work))
    return work


def cancel(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Call off an order that waits for its requirements."""
    work = queries.look(tx, me, order)
    _give_back(tx, work, "cancel", queries.role_of(work, me), by=me)
    return work


def lapse(tx: Tx, order_id: str) -> None:
    """Two weeks without the buyer's answers: call it off."""
    _give_back(tx, queries.get(tx, order_id), "lapse", Role.CLOCK)


def deliver(tx: Tx, me: Account, order: Order) -> None:
    """Hand the work over; what is handed over is kept by `deliveries`.

    A delivery upon a delivery gives the buyer the rest of the review, but at least a day.
    """
    spans = {"accept": tx.settings.milestone_review} if order.terms.stages else {}
    if order.state is OrderState.DELIVERED:
        rest = deadlines.left_on(tx, order.subject, "accept") or timedelta(0)
        spans["accept"] = max(rest, tx.settings.review_least)
    _step(tx, order, "deliver", queries.role_of(order, me), by=me, spans=spans)
    if order.delivered_at is None:
        order.delivered_at = tx.now
        order.on_time = order.due_at is not None and tx.now <= order.due_at


def request_revision(tx: Tx, me: Account, order: Order) -> None:
    """Send the work back; what shall change is kept by `deliveries`."""
    _step(tx, order, "request_revision", queries.role_of(order, me), by=me)
    order.revisions_used += 1
    order.due_at = tx.now + rules.revision_time(order.at_hand, tx.settings)


def extend(tx: Tx, order: Order, by: timedelta) -> None:
    """Give the seller so much more time; the clocks that follow the due date follow it."""
    if order.due_left is not None:
        order.due_left += by
    elif order.due_at is not None:
        _await_delivery(tx, order, order.due_at + by)


def resume(tx: Tx, order: Order, time: timedelta) -> None:
    """Expect delivered work once more: the two agreed on more of it."""
    _step(tx, order, "resume", Role.MARKET)
    order.due_at = tx.now + time


def amend(tx: Tx, order: Order, terms: Terms) -> None:
    """Put a new bargain in the place of the old one. The money is in escrow as it now says."""
    order.terms = terms
    order.total_minor, order.commission_minor = terms.total.minor, terms.commission.minor


def accept(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Take the work as it is; the seller's part leaves escrow."""
    work = queries.look(tx, me, order)
    _release(tx, work, "accept", queries.role_of(work, me), by=me)
    return work


def accept_in_silence(tx: Tx, order_id: str) -> None:
    """Three days without a word, five of a milestone: the clock accepts."""
    _release(tx, queries.get(tx, order_id), "accept", Role.CLOCK)


def accept_and_stop(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Take the milestone as it is, and want no more of them."""
    work = queries.look(tx, me, order)
    _release(tx, work, "accept_and_stop", queries.role_of(work, me), by=me)
    return work


def fund(tx: Tx, order: Order) -> None:
    """The next milestone is paid: it begins if it was waited for, else when its turn comes."""
    if order.state is OrderState.AWAITING_FUNDING:
        _step(tx, order, "fund", Role.MARKET, spans=_time_to_deliver(tx, order.at_hand))
        _begin_work(tx, order)
    order.stages_funded += 1


def stop(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Want no more milestones: the order is completed with what was released."""
    work = queries.look(tx, me, order)
    role = queries.role_of(work, me)
    _step(tx, work, "stop", role, by=me)
    _complete(tx, work, role)
    return work


def stop_in_silence(tx: Tx, order_id: str) -> None:
    """Ten days without money for the next milestone: the order ends here."""
    order = queries.get(tx, order_id)
    _step(tx, order, "stop", Role.CLOCK)
    _complete(tx, order, Role.CLOCK)


def hold(tx: Tx, order: Order, verb: str, role: Role, *, by: Account, stops_delivery: bool) -> None:
    """Stop the order's clocks. Nothing else happens to it until `release`."""
    lives.step(tx, Standing(order), HOLD, verb, role, by=by)
    deadlines.pause(tx, order.subject)
    if stops_delivery and order.due_at is not None:
        order.due_left, order.due_at = order.due_at - tx.now, None
    tx.emit(OrderHeld(order))


def release(tx: Tx, order: Order, *, least: timedelta = timedelta(0)) -> None:
    """Let the order go on from exactly where it stood, with the time that was left.

    Where `least` is more than that, every clock is given so much.
    """
    lives.step(tx, Standing(order), HOLD, "release", Role.MARKET)
    deadlines.resume(tx, order.subject, least=least)
    due_at = order.due_at
    if order.due_left is not None:
        due_at, order.due_left = tx.now + max(order.due_left, least), None
    if due_at is not None:
        _await_delivery(tx, order, due_at)
    tx.emit(OrderFreed(order, least))


def settle(
    tx: Tx,
    order: Order,
    *,
    share: Money,
    fault: Role | None,
    verb: str = "settle",
    role: Role = Role.MARKET,
    by: Account | None = None,
) -> None:
    """End an order otherwise than by acceptance: `share` is the seller's part of the price.

    The money is moved by `settlements`, which knows what is still in escrow. What was released
    milestone by milestone is the seller's besides.
    """
    if order.hold is not Hold.FREE and role is Role.MARKET:
        release(tx, order)
    order.share_minor, order.fault, order.ended_at = (order.released + share).minor, fault, tx.now
    _step(tx, order, verb, role, by=by)


def _begin_work(tx: Tx, order: Order) -> None:
    """Let the work at hand begin; nothing of it was delivered or revised yet."""
    order.due_at = tx.now + timedelta(days=order.at_hand.days)
    order.buyer_waits_until = order.due_at + tx.settings.late_after
    order.revisions_used, order.delivered_at, order.on_time = 0, None, None


def _time_to_deliver(tx: Tx, work: Stage | Terms) -> Mapping[str, timedelta]:
    """Return the clocks of work that begins now: they are counted from its due date."""
    patience = lives.patience(tx, ORDER, "write_off")
    return {"write_off": timedelta(days=work.days) + patience}


def _await_delivery(tx: Tx, order: Order, due_at: datetime) -> None:
    """Set the due date anew. Nobody is given up at once: a day is left to deliver at least."""
    order.due_at, order.buyer_waits_until = due_at, due_at + tx.settings.late_after
    if order.state is OrderState.IN_PROGRESS and order.hold is Hold.FREE:
        span = due_at + lives.patience(tx, ORDER, "write_off") - tx.now
        lives.wind(tx, order, ORDER, "write_off", max(span, rules.LAST_CHANCE))


def _release(tx: Tx, order: Order, verb: str, role: Role, *, by: Account | None = None) -> None:
    """Pay what the work earned: the seller's part begins to clear, the rest is commission.

    Of an order in milestones that is the one at hand; it then goes on with the next.
    """
    price, nth = order.to_accept, order.stages_released + 1
    commission = price.share(order.terms.commission_basis_points)
    following = order.terms.stages[nth : nth + 1]
    spans = _time_to_deliver(tx, following[0]) if following else lives.NO_CHANGE
    _step(tx, order, verb, role, by=by, spans=spans)
    ledger.post(
        tx,
        f"{order.subject}:accept:{nth}" if order.terms.stages else f"{order.subject}:accept",
        {Move.RELEASE: price - commission, Move.COMMISSION: commission},
        order=order.id,
        seller=order.seller_id,
        community=order.community_id,
    )
    if order.terms.stages:
        order.stages_released = nth
        if order.state is OrderState.IN_PROGRESS:
            _begin_work(tx, order)
        tx.emit(StageReleased(order, nth, price - commission, role))
    if order.state is OrderState.COMPLETED:
        _complete(tx, order, role)


def _complete(tx: Tx, order: Order, by: Role) -> None:
    order.ended_at = tx.now
    order.share_minor = (order.released if order.terms.stages else order.total).minor
    tx.emit(OrderCompleted(order, by))


def _give_back(tx: Tx, order: Order, verb: str, role: Role, *, by: Account | None = None) -> None:
    """Call it off: everything in escrow returns to the buyer's wallet."""
    _step(tx, order, verb, role, by=by)
    order.ended_at, order.share_minor = tx.now, 0
    ledger.post(
        tx,
        f"{order.subject}:cancel",
        {Move.REFUND: order.paid},
        order=order.id,
        buyer=order.buyer_id,
    )
    tx.emit(OrderCancelled(order, role))


def _step(
    tx: Tx,
    order: Order,
    verb: str,
    role: Role,
    *,
    by: Account | None = None,
    spans: Mapping[str, timedelta] = lives.NO_CHANGE,
) -> None:
    if order.hold is not Hold.FREE and role is not Role.STRANGER:
        raise OnHold
    lives.step(tx, order, ORDER, verb, role, by=by, spans=spans)
