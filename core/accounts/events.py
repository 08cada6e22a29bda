"""What can happen to an account."""

from dataclasses import dataclass

from core.accounts.models import Account
from core.store import Event


@dataclass(frozen=True, slots=True)
class SellingStarted(Event):
    """A buyer is now a seller too."""

    account: Account
