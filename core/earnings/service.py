"""What can be done with earnings."""

from core import ledger, lives
from core.earnings.events import EarningsCleared
from core.earnings.models import Clearing
from core.earnings.states import CLEARANCE, ClearingState
from core.kit.ids import ClearingId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.orders import Order
from core.store import Tx


def begin(tx: Tx, order: Order, amount: Money) -> Clearing | None:
    """A seller earned this by an order: it becomes available after the clearance."""
    if not amount:
        return None
    clearing = Clearing(
        id=ClearingId(new_id()),
        community_id=order.community_id,
        order_id=order.id,
        seller_id=order.seller_id,
        minor=amount.minor,
        currency=order.currency,
        state=ClearingState.CLEARING,
        began_at=tx.now,
        clears_at=tx.now + tx.settings.clearance,
    )
    tx.db.add(clearing)
    lives.begin(tx, clearing, CLEARANCE, {"clear": tx.settings.clearance})
    return clearing


def clear(tx: Tx, clearing_id: str) -> None:
    """The clearance is over: the seller may take the money out."""
    clearing = tx.db.get_one(Clearing, clearing_id)
    lives.step(tx, clearing, CLEARANCE, "clear", Role.CLOCK)
    ledger.post(
        tx, f"{clearing.subject}:clear", {Move.CLEAR: clearing.amount}, seller=clearing.seller_id
    )
    tx.emit(EarningsCleared(clearing))
