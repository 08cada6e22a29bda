"""Questions about milestones."""

from collections.abc import Sequence

from sqlalchemy import func, select

from core import orders
from core.accounts import Account
from core.kit.errors import NoSuchThing, NotYours, TooLate
from core.kit.ids import MilestoneId
from core.kit.money import Money
from core.kit.states import Role
from core.milestones.models import Milestone
from core.milestones.rules import FUNDABLE
from core.milestones.states import HOLDING
from core.orders import Hold, OnHold, Order
from core.store import Tx


def get(tx: Tx, milestone_id: MilestoneId | str) -> Milestone:
    """Return this milestone."""
    return tx.db.get_one(Milestone, milestone_id)


def look(tx: Tx, me: Account, milestone_id: MilestoneId | str) -> tuple[Milestone, Order]:
    """Return this milestone and its order to one of its sides."""
    found = tx.db.get(Milestone, milestone_id)
    if found is None:
        raise NoSuchThing
    return found, orders.look(tx, me, found.order_id)


def of(tx: Tx, _me: Account, order: Order) -> Sequence[Milestone]:
    """Return the milestones of a paid order, first to last; none of one paid at once."""
    return every(tx, order) if order.terms.stages else ()


def every(tx: Tx, order: Order) -> Sequence[Milestone]:
    """Return the milestones of this order, first to last."""
    query = select(Milestone).where(Milestone.order_id == order.id).order_by(Milestone.nth)
    return tx.db.execute(query).scalars().all()


def nth_of(tx: Tx, order: Order, nth: int) -> Milestone | None:
    """Return this one of an order's milestones, counted from 1."""
    query = select(Milestone).where(Milestone.order_id == order.id, Milestone.nth == nth)
    return tx.db.execute(query).scalar_one_or_none()


def expect_to_fund(tx: Tx, me: Account, milestone_id: MilestoneId | str) -> tuple[Milestone, Order]:
    """Return this milestone and its order if I may pay for it now; refuse just as paying would."""
    wanted, work = look(tx, me, milestone_id)
    if orders.role_of(work, me) is not Role.BUYER:
        raise NotYours
    if work.hold is not Hold.FREE:
        raise OnHold
    if fundable(tx, work) is not wanted:
        raise TooLate
    return wanted, work


def following(tx: Tx, _me: Account, order: Order) -> Milestone | None:
    """Return the milestone after the one that the order is at, if there is one."""
    if not order.terms.stages:
        return None
    return nth_of(tx, order, order.stages_released + 2)


def next_to_fund(tx: Tx, _me: Account, order: Order) -> Milestone | None:
    """Return the milestone that can be paid now: the first one that is not."""
    return fundable(tx, order)


def fundable(tx: Tx, order: Order) -> Milestone | None:
    """Return the milestone that can be paid now: the first one that is not."""
    if order.state not in FUNDABLE or order.hold is not Hold.FREE:
        return None
    return nth_of(tx, order, order.stages_funded + 1)


def in_escrow(tx: Tx, me: Account, *, currency: str) -> Money:
    """Return what this seller will get when every paid milestone is accepted.

    The commission is deducted.
    """
    query = (
        select(func.coalesce(func.sum(Milestone.minor - Milestone.commission_minor), 0))
        .join(Order, Order.id == Milestone.order_id)
        .where(
            Order.seller_id == me.id,
            Milestone.state.in_(HOLDING),
            Milestone.currency == currency,
        )
    )
    return Money(int(tx.db.execute(query).scalar_one()), currency)
