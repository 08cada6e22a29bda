"""What can happen to a repayment."""

from dataclasses import dataclass

from core.repayments.models import Repayment
from core.store import Event


@dataclass(frozen=True, slots=True)
class RepaymentSent(Event):
    """The provider has the money again, and gives it to whoever paid."""

    repayment: Repayment


@dataclass(frozen=True, slots=True)
class RepaymentFailed(Event):
    """The provider refused the money; it is in the wallet again."""

    repayment: Repayment
