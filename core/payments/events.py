"""What can happen to a payment."""

from dataclasses import dataclass

from core.payments.models import Payment
from core.store import Event


@dataclass(frozen=True, slots=True)
class MoneyArrived(Event):
    """A provider took money. Whoever it was for takes it in now; unclaimed, it is kept."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class PaymentKept(Event):
    """The money could not be used for what it was meant for; it is in the payer's wallet."""

    payment: Payment
