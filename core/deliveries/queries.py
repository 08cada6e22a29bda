"""Questions about deliveries."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from core import orders
from core.accounts import Account
from core.deliveries.models import Delivery, Revision
from core.kit.errors import NoSuchThing
from core.kit.ids import DeliveryId, OrderId
from core.orders import Order
from core.store import Tx

LATEST = (
    select(Delivery)
    .where(Delivery.order_id == bindparam("of"))
    .order_by(Delivery.nth.desc())
    .limit(1)
)


def look(tx: Tx, me: Account, delivery_id: DeliveryId | str) -> Delivery:
    """Return this delivery to a side of its order."""
    found = tx.db.get(Delivery, delivery_id)
    if found is None:
        raise NoSuchThing
    orders.look(tx, me, found.order_id)
    return found


def latest(tx: Tx, me: Account, order_id: OrderId | str) -> Delivery | None:
    """Return what was last delivered for this order."""
    orders.look(tx, me, order_id)
    return tx.db.execute(LATEST, {"of": order_id}).scalar_one_or_none()


def every(tx: Tx, me: Account, order_id: OrderId | str) -> Sequence[Delivery]:
    """Return everything delivered for this order, first to last."""
    orders.look(tx, me, order_id)
    query = select(Delivery).where(Delivery.order_id == order_id).order_by(Delivery.nth)
    return tx.db.execute(query).scalars().all()


def latest_revision(tx: Tx, me: Account, order_id: OrderId | str) -> Revision | None:
    """Return what the buyer last wanted changed."""
    orders.look(tx, me, order_id)
    query = select(Revision).where(Revision.order_id == order_id)
    return tx.db.execute(query.order_by(Revision.nth.desc()).limit(1)).scalar_one_or_none()


def revisions(tx: Tx, me: Account, order_id: OrderId | str) -> Sequence[Revision]:
    """Return everything the buyer wanted changed in this order, first to last."""
    orders.look(tx, me, order_id)
    query = select(Revision).where(Revision.order_id == order_id).order_by(Revision.nth)
    return tx.db.execute(query).scalars().all()


def count_revisions(tx: Tx, order: Order) -> int:
    """Return how often changes were asked for in this order."""
    query = select(func.count()).where(Revision.order_id == order.id)
    return tx.db.execute(query).scalar_one()


def count(tx: Tx, order: Order) -> int:
    """Return how often something was delivered for this order."""
    query = select(func.count()).where(Delivery.order_id == order.id)
    return tx.db.execute(query).scalar_one()
