"""The whole audit: what must be true of the market whatever happened to it."""

from core import ledger
from core.audit import lives, money, things
from core.ledger import Finding
from core.store import Tx

CHECKS = (
    money.escrow,
    money.clearing,
    money.payouts_of_orders,
    money.earned,
    money.charges,
    money.returning,
    money.repaid,
    money.bargains,
    money.changes,
    things.requests,
    things.disputes_open,
    things.case_files,
    things.offers,
    things.steps,
    things.words,
    things.rooms,
    things.suspensions,
    lives.journal,
    lives.clocks,
)


def check(tx: Tx) -> list[Finding]:
    """Return everything that cannot be and is; an empty list is a clean audit."""
    return [*ledger.check(tx), *(finding for check in CHECKS for finding in check(tx))]
