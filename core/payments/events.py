"""What can happen to a payment."""

from core.payments.models import Payment
from core.store import Event


class MoneyArrived(Event, frozen=True):
    """A provider took money. Whoever it was for takes it in now; unclaimed, it is kept."""

    payment: Payment


class PaymentKept(Event, frozen=True):
    """The money could not be used for what it was meant for; it is in the payer's wallet."""

    payment: Payment
