"""Questions about the money an order still holds."""

from core.kit.money import Money
from core.ledger import balance, book
from core.orders import Order
from core.store import Tx


def at_stake(tx: Tx, order: Order) -> Money:
    """Return what is in escrow for this order and would be divided if it ended now."""
    return balance(tx, book("escrow", order.id), order.currency)
