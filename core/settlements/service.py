"""Divide what is left of an order between its two sides."""

from core import ledger, orders
from core.accounts import Account
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.orders import Order
from core.settlements import queries
from core.settlements.errors import MoreThanThereIs
from core.settlements.events import OrderSettled
from core.store import Tx


def settle(
    tx: Tx,
    order: Order,
    *,
    share: Money,
    fault: Role | None = None,
    verb: str = "settle",
    role: Role = Role.MARKET,
    by: Account | None = None,
) -> None:
    """End an order: `share` of what is in escrow goes to the seller, the rest to the buyer.

    The commission is taken of the share alone. `fault` is whose side it was, if it was anybody's.
    A hold is released on the way. `verb` is the order's way out, taken by `role`: by the market,
    unless a side or the clock may do it alone.
    """
    held = queries.at_stake(tx, order)
    nothing = Money(0, order.currency)
    if not nothing <= share <= held:
        raise MoreThanThereIs(nothing, held)

    orders.settle(tx, order, share=share, fault=fault, verb=verb, role=role, by=by)
    commission = order.commission_on(share)
    earned, given_back = share - commission, held - share
    ledger.post(
        tx,
        f"{order.subject}:settle",
        {Move.RELEASE: earned, Move.COMMISSION: commission, Move.REFUND: given_back},
        order=order.id,
        seller=order.seller_id,
        buyer=order.buyer_id,
        community=order.community_id,
    )
    tx.emit(OrderSettled(order, earned, given_back))
