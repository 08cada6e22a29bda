"""What can be done to end an order before its work is accepted."""

from core import lives, orders, settlements
from core.accounts import Account
from core.cancellations import queries, rules
from core.cancellations.errors import NotAReason, NoteMissing, NoteTooLong, ShareTooLarge
from core.cancellations.events import (
    CancellationAsked,
    CancellationDeclined,
    CancellationUnanswered,
    CancellationWithdrawn,
)
from core.cancellations.models import Cancellation
from core.cancellations.rules import REASONS, Reason
from core.cancellations.states import CANCELLATION, CancellationState
from core.kit.ids import CancellationId, OrderId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Order
from core.store import Tx


def ask(
    tx: Tx, me: Account, *, order: OrderId, reason: str, note: str, share: Money | None = None
) -> Cancellation:
    """Ask the other side to stop here; `share` is what the seller would keep.

    The order stands still until the answer. The time to deliver only if the buyer asks: a
    seller does not win time by asking.
    """
    work = queries.expect_to_ask(tx, me, order)
    kept = share or Money(0, work.currency)
    why, words = _read(tx, me, work, reason, note, kept)

    side = orders.role_of(work, me)
    ending = queries.ending(tx, me, work)
    orders.hold(tx, work, "request_cancellation", side, by=me, stops_delivery=side is Role.BUYER)
    request = Cancellation(
        id=CancellationId(new_id()),
        community_id=work.community_id,
        order_id=work.id,
        asker_id=me.id,
        other_id=orders.other_side(work, me),
        side=side,
        reason=why,
        fault=REASONS[why].fault,
        note=words,
        share_minor=kept.minor,
        currency=work.currency,
        on_timeout=ending.on_timeout,
        state=CancellationState.ASKED,
        asked_at=tx.now,
        ends_at=tx.now + ending.span,
    )
    tx.db.add(request)
    lives.begin(tx, request, CANCELLATION, {"lapse": ending.span})
    tx.emit(CancellationAsked(work, request, side))
    return request


def agree(tx: Tx, me: Account, *, cancellation: CancellationId) -> Cancellation:
    """Stop here, both of us."""
    request = queries.look(tx, me, cancellation)
    _step(tx, request, "agree", queries.role_of(request, me), by=me)
    _end(tx, request, request.share)
    return request


def decline(tx: Tx, me: Account, *, cancellation: CancellationId) -> Cancellation:
    """Carry on with the order."""
    request = queries.look(tx, me, cancellation)
    _step(tx, request, "decline", queries.role_of(request, me), by=me)
    work = _go_on(tx, request)
    tx.emit(CancellationDeclined(work, request, orders.role_of(work, me)))
    return request


def withdraw(tx: Tx, me: Account, *, cancellation: CancellationId) -> Cancellation:
    """Take one's own request back."""
    request = queries.look(tx, me, cancellation)
    _step(tx, request, "withdraw", queries.role_of(request, me), by=me)
    work = _go_on(tx, request)
    tx.emit(CancellationWithdrawn(work, request, orders.role_of(work, me)))
    return request


def lapse(tx: Tx, request_id: str) -> None:
    """Nobody answered: the clock does, as this community has it."""
    request = queries.get(tx, request_id)
    _step(tx, request, "lapse", Role.CLOCK)
    if request.state is CancellationState.LAPSED:
        _end(tx, request, request.share_in_silence)
    else:
        tx.emit(CancellationUnanswered(_go_on(tx, request), request))


def overtake(tx: Tx, order: Order) -> None:
    """Let go of an open request: a dispute about the order begins."""
    request = queries.asked(tx, order)
    if request is not None:
        _step(tx, request, "overtake", Role.MARKET)


def cancel_late(tx: Tx, me: Account, *, order: OrderId) -> Order:
    """Call off, alone, what should have been delivered long ago."""
    work = orders.expect(tx, me, order, "cancel_late")
    side = orders.role_of(work, me)
    _give_back(tx, work, "cancel_late", side, by=me)
    return work


def write_off(tx: Tx, order_id: str) -> None:
    """Two weeks after the due date: nothing will come any more."""
    _give_back(tx, orders.get(tx, order_id), "write_off", Role.CLOCK)


def _read(
    tx: Tx, me: Account, order: Order, reason: str, note: str, share: Money
) -> tuple[Reason, str]:
    """Return the reason and the words, or refuse."""
    fitting = {each.value: each for each in queries.reasons(tx, me, order.id)}
    if reason not in fitting:
        raise NotAReason
    words = note.strip()
    if not words:
        raise NoteMissing
    if len(words) > rules.NOTE_MOST:
        raise NoteTooLong(rules.NOTE_MOST)
    held = queries.held(tx, me, order)
    if not Money(0, order.currency) <= share < held:
        raise ShareTooLarge(held)
    return fitting[reason], words


def _step(
    tx: Tx, request: Cancellation, verb: str, role: Role, *, by: Account | None = None
) -> None:
    lives.step(tx, request, CANCELLATION, verb, role, by=by)
    request.ended_at = tx.now


def _go_on(tx: Tx, request: Cancellation) -> Order:
    order = orders.get(tx, request.order_id)
    orders.release(tx, order)
    return order


def _end(tx: Tx, request: Cancellation, share: Money) -> None:
    order = orders.get(tx, request.order_id)
    kept = min(share, settlements.at_stake(tx, order))
    settlements.settle(tx, order, share=kept, fault=request.fault)


def _give_back(tx: Tx, order: Order, verb: str, role: Role, *, by: Account | None = None) -> None:
    """Return everything that is not released yet to the buyer; the seller did not deliver."""
    nothing = Money(0, order.currency)
    settlements.settle(tx, order, share=nothing, fault=Role.SELLER, verb=verb, role=role, by=by)
