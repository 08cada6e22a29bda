"""Pay out of what the market already holds for the buyer."""

from core.accounts import Account
from core.kit.money import Money
from core.ledger import Move
from core.payments import queries
from core.payments.errors import NotEnough
from core.payments.models import Payment
from core.payments.ports import Taken
from core.store import Tx


class Wallet:
    """One's own wallet: enough in it, or not at all."""

    name = "wallet"
    takes = Move.CAPTURE_WALLET

    def accepts(self, tx: Tx, me: Account, amount: Money) -> bool:
        """Whether the wallet holds enough."""
        return amount <= queries.in_wallet(tx, me, currency=amount.currency)

    def start(self, tx: Tx, me: Account, payment: Payment) -> Taken:
        """Take it at once, if it is there."""
        held = queries.in_wallet(tx, me, currency=payment.currency)
        if held < payment.amount:
            raise NotEnough(held, payment.amount)
        return Taken(payment.id)
