"""What can be done at the checkout."""

from core import orders
from core.accounts import Account
from core.checkout import queries
from core.checkout.errors import PriceChanged
from core.checkout.queries import Basket
from core.kit.ids import GigId
from core.orders import Order, Terms
from core.store import Tx


def place(
    tx: Tx,
    me: Account,
    *,
    gig: GigId | str,
    tier: str,
    quantity: int,
    seen: int,
    key: str,
    placed_in: str = "",
) -> Order:
    """Place an order at the price of now, which must be the one the buyer saw (minor units).

    The same key again is the same order, however often the button is pressed. `placed_in` names
    the public place where it was pressed, if it was in one.
    """
    known = orders.placed_as(tx, me, key)
    if known is not None:
        return known
    basket = queries.quote(tx, me, gig=gig, tier=tier, quantity=quantity)
    if basket.quote.total.minor != seen:
        raise PriceChanged(basket.quote.total)

    return orders.start(
        tx,
        me,
        seller=basket.gig.seller_id,
        gig=basket.gig.id,
        terms=_terms(tx, basket),
        key=key,
        community=basket.gig.community_id,
        placed_in=placed_in,
    )


def _terms(tx: Tx, basket: Basket) -> Terms:
    """Freeze the bargain: from here on the gig may say what it likes."""
    return Terms(
        title=basket.gig.title,
        tier=basket.package.tier.value,
        includes=basket.package.includes,
        price=basket.package.price,
        quantity=basket.quote.quantity,
        total=basket.quote.total,
        days=basket.quote.days,
        revisions=basket.package.revisions,
        commission_basis_points=tx.settings.commission_basis_points,
        questions=basket.gig.requirements,
    )
