"""Questions about earnings."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select

from core import ledger, milestones, orders
from core.accounts import Account
from core.earnings.models import Clearing
from core.earnings.states import ClearingState
from core.kit.errors import NoSuchThing
from core.kit.money import Money
from core.orders import PAID, Order
from core.store import Tx

LINES = 8  # on one page


class Bucket(StrEnum):
    """Where earned money can be."""

    ESCROW = "escrow"
    CLEARING = "clearing"
    AVAILABLE = "available"
    WITHDRAWN = "withdrawn"


class Earnings(Struct, frozen=True):
    """A seller's four buckets. Commission is deducted in all of them."""

    escrow: Money
    clearing: Money
    available: Money
    withdrawn: Money


def look(tx: Tx, me: Account, clearing_id: str) -> Clearing:
    """Return one's own clearing."""
    found = tx.db.get(Clearing, clearing_id)
    if found is None or found.seller_id != me.id:
        raise NoSuchThing
    return found


def overview(tx: Tx, me: Account, *, currency: str) -> Earnings:
    """Return what this seller has earned, and where it is."""
    return Earnings(
        escrow=orders.in_escrow(tx, me, currency=currency)
        + milestones.in_escrow(tx, me, currency=currency),
        clearing=ledger.balance(tx, ledger.book("clearing", me.id), currency),
        available=ledger.balance(tx, ledger.book("available", me.id), currency),
        withdrawn=Money(0, currency),
    )


def in_escrow(tx: Tx, me: Account, *, page: int = 0) -> tuple[Sequence[Order], bool]:
    """Return the paid orders that will earn, newest first, and whether there is more."""
    query = (
        select(Order)
        .where(Order.seller_id == me.id, Order.state.in_(PAID))
        .order_by(Order.placed_at.desc(), Order.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).scalars().all()
    return found[:LINES], len(found) > LINES


def lines(
    tx: Tx, me: Account, *, state: ClearingState, page: int = 0
) -> tuple[Sequence[tuple[Clearing, Order]], bool]:
    """Return what is clearing (soonest first) or cleared (latest first), each with its order."""
    soonest = Clearing.clears_at if state is ClearingState.CLEARING else Clearing.clears_at.desc()
    query = (
        select(Clearing, Order)
        .join(Order, Order.id == Clearing.order_id)
        .where(Clearing.seller_id == me.id, Clearing.state == state)
        .order_by(soonest, Clearing.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).all()
    return found[:LINES], len(found) > LINES
