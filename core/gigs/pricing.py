"""What a quantity of a package costs and how long it takes."""

from dataclasses import dataclass

from core.gigs.errors import TooManyAtOnce
from core.gigs.models import Package
from core.kit.money import Money
from core.store import Tx


@dataclass(frozen=True, slots=True)
class Quote:
    """The total and the days of `quantity` times a package."""

    quantity: int
    total: Money
    days: int


def quote(tx: Tx, package: Package, quantity: int) -> Quote:
    """Return n times the price, and the package's days for each unit."""
    most = tx.settings.quantity_most
    if not 1 <= quantity <= most:
        raise TooManyAtOnce(most)
    return Quote(quantity, package.price * quantity, package.days * quantity)
