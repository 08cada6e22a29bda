"""What can happen to a repayment."""

from core.repayments.models import Repayment
from core.store import Event


class RepaymentSent(Event, frozen=True):
    """The provider has the money again, and gives it to whoever paid."""

    repayment: Repayment


class RepaymentFailed(Event, frozen=True):
    """The provider refused the money; it is in the wallet again."""

    repayment: Repayment
