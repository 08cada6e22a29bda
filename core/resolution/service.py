"""What can be done in the Resolution Center of an order."""

from collections.abc import Sequence
from datetime import timedelta

from core import deadlines, ledger, lives, orders, payments
from core.accounts import Account
from core.kit.errors import NotYours, TooLate
from core.kit.ids import OrderId, RequestId
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.orders import Extra, Hold, OnHold, Order, OrderState
from core.payments import HowToPay, Payment
from core.resolution import proposals, queries, rules
from core.resolution.errors import NotThatMuchLeft
from core.resolution.events import (
    RequestAgreed,
    RequestDeclined,
    RequestGranted,
    RequestMade,
    RequestWithdrawn,
)
from core.resolution.models import Request
from core.resolution.states import REQUEST, RequestKind, RequestState
from core.store import Tx


def extend(tx: Tx, me: Account, *, order: OrderId, days: int, reason: str) -> Request:
    """Ask for another due date, or offer one."""
    request = proposals.extension(tx, me, order=order, days=days, reason=reason)
    orders.get(tx, order).extension_asked = True
    return _open(tx, request)


def modify(
    tx: Tx,
    me: Account,
    *,
    order: OrderId,
    scope: str | None = None,
    price: Money | None = None,
    days: int | None = None,
    revisions: int | None = None,
) -> Request:
    """Propose another bargain: what else is to be done, and by how much each figure changes."""
    request = proposals.change(
        tx, me, order=order, scope=scope, price=price, days=days, revisions=revisions
    )
    return _open(tx, request)


def add_extras(tx: Tx, me: Account, *, order: OrderId, extras: Sequence[Extra]) -> Request:
    """Offer something on top, which the buyer may buy."""
    return _open(tx, proposals.extras(tx, me, order=order, extras=extras))


def refund(tx: Tx, me: Account, *, order: OrderId, percent: int, reason: str) -> Request:
    """Propose that a part of the price goes back to the buyer, and the order goes on."""
    return _open(tx, proposals.part_back(tx, me, order=order, percent=percent, reason=reason))


def agree(tx: Tx, me: Account, *, request: RequestId) -> Request:
    """Say yes. What costs nothing is in force at once; the rest when the buyer has paid."""
    asked = queries.look(tx, me, request)
    work = orders.get(tx, asked.order_id)
    _agree(tx, work, asked, me)
    side = orders.role_of(work, me)
    if asked.state is RequestState.TO_PAY:
        tx.emit(RequestGranted(work, asked, side))
    else:
        _put_in_force(tx, work, asked, side)
    return asked


def pay(tx: Tx, me: Account, *, request: RequestId, provider: str) -> tuple[Request, HowToPay]:
    """Pay for what was agreed, or say yes by paying; or learn how to."""
    asked = queries.look(tx, me, request)
    work = orders.get(tx, asked.order_id)
    if orders.role_of(work, me) is not Role.BUYER:
        raise NotYours
    if asked.state is RequestState.OPEN and asked.minor > 0:
        _agree(tx, work, asked, me)
    if asked.state is not RequestState.TO_PAY:
        raise TooLate
    if work.hold is not Hold.FREE:
        raise OnHold

    _payment, how = payments.start(
        tx,
        me,
        provider=provider,
        pays=asked.subject,
        amount=asked.to_pay,
        community=work.community_id,
    )
    return asked, how


def take_in(tx: Tx, payment: Payment) -> None:
    """Money arrived for a request: hold it, and put the request in force. Too late, leave it."""
    kind, _colon, request_id = payment.pays.partition(":")
    if kind != REQUEST.kind:
        return
    request = queries.get(tx, request_id)
    work = orders.get(tx, request.order_id)
    free = work.hold is Hold.FREE and request.state is RequestState.TO_PAY
    if not free or payment.amount != request.to_pay:
        return

    payments.capture(tx, payment, order=work.id)
    _step(tx, work, request, "paid", Role.MARKET)
    at_once = payment.asked_at == tx.now
    _put_in_force(tx, work, request, Role.BUYER if at_once else Role.MARKET)


def decline(tx: Tx, me: Account, *, request: RequestId) -> Request:
    """Say no: everything stays as it is."""
    asked = queries.look(tx, me, request)
    work = orders.get(tx, asked.order_id)
    _step(tx, work, asked, "decline", queries.role_of(work, asked, me), by=me)
    tx.emit(RequestDeclined(work, asked, orders.role_of(work, me)))
    return asked


def withdraw(tx: Tx, me: Account, *, request: RequestId) -> Request:
    """Take one's own request back."""
    asked = queries.look(tx, me, request)
    work = orders.get(tx, asked.order_id)
    _step(tx, work, asked, "withdraw", queries.role_of(work, asked, me), by=me)
    tx.emit(RequestWithdrawn(work, asked, orders.role_of(work, me)))
    return asked


def lapse(tx: Tx, request_id: str) -> None:
    """Two days of silence, or without the money: it comes to nothing."""
    request = queries.get(tx, request_id)
    work = orders.get(tx, request.order_id)
    _step(tx, work, request, "lapse", Role.CLOCK)
    if request.state is RequestState.DECLINED:
        tx.emit(RequestDeclined(work, request, Role.CLOCK))
    else:
        tx.emit(RequestWithdrawn(work, request, Role.CLOCK))


def overtake(tx: Tx, order: Order, *kinds: RequestKind) -> None:
    """Let go of open requests, or of those kinds: the order went on or ended without them."""
    for request in queries.unanswered(tx, order):
        if not kinds or request.kind in kinds:
            _step(tx, order, request, "overtake", Role.MARKET)


def stand_still(tx: Tx, order: Order) -> None:
    """Stop the clocks of an order's requests with the order's own."""
    for request in queries.unanswered(tx, order):
        deadlines.pause(tx, request.subject)


def go_on(tx: Tx, order: Order, least: timedelta) -> None:
    """Let the clocks of an order's requests run on, with so much time left at least."""
    for request in queries.unanswered(tx, order):
        deadlines.resume(tx, request.subject, least=least)


# --- the steps they have in common


def _open(tx: Tx, request: Request) -> Request:
    tx.db.add(request)
    lives.begin(tx, request, REQUEST)
    tx.emit(RequestMade(orders.get(tx, request.order_id), request, request.side))
    return request


def _agree(tx: Tx, order: Order, request: Request, me: Account) -> None:
    if request.waits and not request.to_give_back < order.total:
        raise NotThatMuchLeft(order.total)
    _step(tx, order, request, "agree", queries.role_of(order, request, me), by=me)
    request.granted_at = tx.now


def _put_in_force(tx: Tx, order: Order, request: Request, by: Role) -> None:
    """Let the order be what both agreed on: its bargain, its due date, its money."""
    delivered = order.state is OrderState.DELIVERED
    more_time = rules.more_time(order, request, tx.now)
    request.nth = queries.count_in_force(tx, order) + 1
    request.due_at = rules.due_after(order, request, tx.now, tx.settings)
    if request.kind is not RequestKind.EXTEND:
        request.before = order.terms
        orders.amend(tx, order, rules.amended(order, request))
    if delivered and rules.adds_work(request):
        orders.resume(tx, order, rules.time_again(request, tx.settings))
    elif more_time and not delivered:
        orders.extend(tx, order, more_time)
    if request.to_give_back:
        ledger.post(
            tx,
            f"{request.subject}:agree",
            {Move.REFUND: request.to_give_back},
            order=order.id,
            buyer=order.buyer_id,
        )
    tx.emit(RequestAgreed(order, request, by))


def _step(
    tx: Tx, order: Order, request: Request, verb: str, role: Role, *, by: Account | None = None
) -> None:
    """Take a step with a request. While the order stands still, so does what is asked about it."""
    if order.hold is not Hold.FREE and role is not Role.MARKET:
        raise OnHold
    lives.step(tx, request, REQUEST, verb, role, by=by)
    if not request.waits:
        request.ended_at, request.ended_by = tx.now, role
        if request.kind is RequestKind.EXTEND:
            order.extension_asked = False
