"""Questions about repayments."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, select

from core import payments
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import OrderId, RepaymentId
from core.kit.money import Money
from core.payments import Payment
from core.repayments.models import Repayment
from core.repayments.states import UNDERWAY, RepaymentState
from core.store import Tx

LATEST = 5


class Returnable(Struct, frozen=True):
    """How much of a payment can go back to where it came from now."""

    payment: Payment
    order: OrderId | None  # which it paid
    amount: Money


def look(tx: Tx, me: Account, repayment_id: RepaymentId | str) -> Repayment:
    """Return one's own repayment."""
    found = tx.db.get(Repayment, repayment_id)
    if found is None or found.payer_id != me.id:
        raise NoSuchThing
    return found


def returnable(tx: Tx, me: Account) -> Sequence[Returnable]:
    """Return one's payments of which something can go back now, the latest first.

    Of a charge no more goes back than it brought in, of all the charges of an order no more than
    the order gave back, and in all no more than the wallet holds.
    """
    came = payments.came_back(tx, me)
    gone = _gone(tx, me)
    of_order: Counter[str] = Counter()
    for each in came:
        if each.order is not None:
            of_order[each.order] += gone[each.payment.id]
    found = []
    for each in came:
        payment = each.payment
        before = gone[payment.id] if each.order is None else of_order[each.order]
        held = payments.in_wallet(tx, me, currency=payment.currency)
        left = min(payment.minor - gone[payment.id], each.minor - before, held.minor)
        if left > 0:
            found.append(Returnable(payment, each.order, Money(left, payment.currency)))
    return found


def to_return(tx: Tx, me: Account, payment_id: str) -> Returnable | None:
    """Return how much of one's own payment can go back now, if anything can."""
    payments.look(tx, me, payment_id)
    return next((each for each in returnable(tx, me) if each.payment.id == payment_id), None)


def latest(tx: Tx, me: Account) -> Sequence[Repayment]:
    """Return every repayment of mine that is on its way, and the last ones that no longer are."""
    mine = select(Repayment).where(Repayment.payer_id == me.id)
    newest = mine.order_by(Repayment.asked_at.desc(), Repayment.id)
    underway = tx.db.execute(newest.where(Repayment.state.in_(UNDERWAY))).scalars().all()
    over = newest.where(Repayment.state.not_in(UNDERWAY)).limit(LATEST)
    return [*underway, *tx.db.execute(over).scalars()]


def anything_due(tx: Tx) -> bool:
    """Tell whether a repayment waits for somebody to take it in hand."""
    query = select(Repayment.id).where(Repayment.state.in_(UNDERWAY), Repayment.due_at <= tx.now)
    return tx.db.execute(query.limit(1)).first() is not None


def asked_before(tx: Tx, payment_id: str) -> int:
    """Return how often something of this payment was asked back."""
    query = select(func.count()).where(Repayment.payment_id == payment_id)
    return tx.db.execute(query).scalar_one()


def _gone(tx: Tx, me: Account) -> Counter[str]:
    """Return how much of each payment went back or is on its way."""
    query = (
        select(Repayment.payment_id, func.sum(Repayment.minor))
        .where(Repayment.payer_id == me.id, Repayment.state != RepaymentState.FAILED)
        .group_by(Repayment.payment_id)
    )
    return Counter({payment: int(minor) for payment, minor in tx.db.execute(query)})
