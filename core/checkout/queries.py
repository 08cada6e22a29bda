"""What an order would cost."""

from typing import NamedTuple

from core import accounts, gigs, out_of_office, suspensions
from core.accounts import Account
from core.checkout.errors import NotTakingOrders
from core.gigs import Gig, GigState, Package, Quote
from core.kit.ids import GigId
from core.orders import OrderFromYourself
from core.store import Tx


class Basket(NamedTuple):
    """What somebody is about to order."""

    gig: Gig
    seller: Account
    package: Package
    quote: Quote


def quote(tx: Tx, me: Account, *, gig: GigId | str, tier: str, quantity: int) -> Basket:
    """Return the total and the days of an order that may be placed now, or refuse."""
    wanted = gigs.look(tx, me, gig)
    if wanted.seller_id == me.id:
        raise OrderFromYourself
    if wanted.state is not GigState.ACTIVE:
        raise NotTakingOrders
    suspensions.require_orders_taken(tx, wanted.seller_id)
    out_of_office.require_present(tx, wanted.seller_id)
    package = gigs.package_of(tx, me, wanted, tier)
    seller = accounts.by_id(tx, wanted.seller_id)
    return Basket(wanted, seller, package, gigs.quote(tx, package, quantity))
