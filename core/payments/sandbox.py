"""A provider that takes test money: complete, and never real."""

from core.accounts import Account
from core.kit.money import Money
from core.ledger import Move
from core.payments.models import Payment
from core.payments.ports import Taken
from core.store import Tx


class Sandbox:
    """Takes any amount at once. For trying the market out; switched off by the settings."""

    name = "sandbox"
    takes = Move.CAPTURE_PROVIDER

    def accepts(self, tx: Tx, me: Account, amount: Money) -> bool:
        """Test money never runs out."""
        return True

    def start(self, tx: Tx, me: Account, payment: Payment) -> Taken:
        """Simulate a charge of the whole amount."""
        return Taken(f"test-{payment.id}")
