"""Questions about suspensions."""

from datetime import datetime

from sqlalchemy import func, select

from core.accounts import Account
from core.store import Tx
from core.suspensions.errors import SellerTakesNoOrders, SellingSuspended
from core.suspensions.models import Suspension
from core.suspensions.states import SuspensionState


def get(tx: Tx, suspension_id: str) -> Suspension:
    """Return this suspension."""
    return tx.db.get_one(Suspension, suspension_id)


def running(tx: Tx, account_id: str) -> datetime | None:
    """Return until when this person sells nothing new, if they are suspended now."""
    query = select(func.max(Suspension.until)).where(
        Suspension.account_id == account_id,
        Suspension.state == SuspensionState.RUNNING,
        Suspension.until > tx.now,
    )
    return tx.db.execute(query).scalar_one()


def takes_orders(tx: Tx, _me: Account, seller_id: str) -> bool:
    """Tell whether new work can be ordered from this person."""
    return running(tx, seller_id) is None


def mine_until(tx: Tx, me: Account) -> datetime | None:
    """Return until when I sell nothing new, if I am suspended now."""
    return running(tx, me.id)


def require_selling(tx: Tx, me: Account) -> None:
    """Refuse whoever may not sell anything new now."""
    until = running(tx, me.id)
    if until is not None:
        raise SellingSuspended(until)


def require_orders_taken(tx: Tx, seller_id: str) -> None:
    """Refuse an order from somebody who takes none now."""
    if running(tx, seller_id) is not None:
        raise SellerTakesNoOrders
