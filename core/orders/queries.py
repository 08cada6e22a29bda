"""Questions about orders."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from core import accounts, deadlines, relay
from core.accounts import Account
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import AccountId, OrderId
from core.kit.money import Money
from core.kit.states import Role
from core.orders.errors import NotPaid, OnHold
from core.orders.models import Order
from core.orders.states import OPEN, ORDER, PAID, Hold
from core.store import Tx

LINES = 8  # orders on one page


def get(tx: Tx, order_id: OrderId | str) -> Order:
    """Return this order."""
    return tx.db.get_one(Order, order_id)


def role_of(order: Order, person: Account) -> Role:
    """Return what this person is to this order."""
    roles = {order.buyer_id: Role.BUYER, order.seller_id: Role.SELLER}
    return roles.get(person.id, Role.STRANGER)


def look(tx: Tx, me: Account, order_id: OrderId | str) -> Order:
    """Return this order to one of its sides."""
    found = tx.db.get(Order, order_id)
    if found is None or role_of(found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def other_side(order: Order, person: Account | str) -> AccountId:
    """Return the one of the two who is not this person."""
    person_id = person if isinstance(person, str) else person.id
    return AccountId(order.seller_id if person_id == order.buyer_id else order.buyer_id)


def verbs(order: Order, role: Role, now: datetime) -> tuple[str, ...]:
    """Return what this side may do now: exactly the buttons to draw."""
    return () if order.hold is not Hold.FREE else ORDER.verbs(order, role, now)


def expect(tx: Tx, me: Account, order_id: OrderId | str, verb: str) -> Order:
    """Return this order if I may do this to it now; refuse just as doing it would."""
    order = look(tx, me, order_id)
    if order.hold is not Hold.FREE:
        raise OnHold
    ORDER.step(order, verb, role_of(order, me), tx.now)
    return order


def named(tx: Tx, me: Account, subject: str) -> Order | None:
    """Return the order of this full name, if it is one and I am one of its sides."""
    kind, _colon, order_id = subject.partition(":")
    try:
        return look(tx, me, order_id) if kind == ORDER.kind else None
    except NoSuchThing:
        return None


def expect_words(tx: Tx, me: Account, order_id: OrderId | str) -> Order:
    """Return this order if I may write to its other side about it; refuse just as writing would."""
    order = look(tx, me, order_id)
    if order.paid_at is None:
        raise NotPaid
    relay.expect(tx, me, other_side(order, me))
    return order


def may_write(tx: Tx, me: Account, order: Order) -> bool:
    """Tell whether I may write to the other side about this order now."""
    try:
        expect_words(tx, me, order.id)
    except Refusal:
        return False
    return True


def placed_as(tx: Tx, me: Account, key: str) -> Order | None:
    """Return the order this person already placed under this key."""
    query = select(Order).where(Order.buyer_id == me.id, Order.key == key)
    return tx.db.execute(query).scalar_one_or_none()


def mine(
    tx: Tx, me: Account, *, side: Role, ended: bool = False, page: int = 0
) -> tuple[Sequence[Order], bool]:
    """Return one page of one's orders on one side, newest first, and whether there is more."""
    owner = Order.buyer_id if side is Role.BUYER else Order.seller_id
    query = (
        select(Order)
        .where(owner == me.id, Order.state.not_in(OPEN) if ended else Order.state.in_(OPEN))
        .order_by(Order.placed_at.desc(), Order.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    if side is Role.SELLER:
        query = query.where(Order.paid_at.is_not(None))  # unpaid, it never was theirs
    found = tx.db.execute(query).scalars().all()
    return found[:LINES], len(found) > LINES


def in_escrow(tx: Tx, me: Account, *, currency: str) -> Money:
    """Return what this seller will get when every order paid at once is accepted.

    The commission is deducted. What is paid in milestones, `milestones` knows.
    """
    query = select(func.coalesce(func.sum(Order.total_minor - Order.commission_minor), 0)).where(
        Order.seller_id == me.id,
        Order.state.in_(PAID),
        Order.currency == currency,
        Order.stages_funded == 0,
    )
    return Money(int(tx.db.execute(query).scalar_one()), currency)


def counterpart(tx: Tx, me: Account, order: Order) -> Account:
    """Return the person on the other side."""
    return accounts.by_id(tx, other_side(order, me))


def clock(tx: Tx, _me: Account, order: Order, verb: str) -> datetime | None:
    """Return when the clock will do this to the order; nothing while it stands still."""
    found = tx.db.get(deadlines.Deadline, (order.subject, verb, 0))
    return None if found is None else found.at


def left(tx: Tx, _me: Account, order: Order, verb: str) -> timedelta | None:
    """Return how much time is left before the clock does this, running or standing still."""
    return deadlines.left_on(tx, order.subject, verb)
