"""What can happen to an account."""

from dataclasses import dataclass

from core.accounts.models import Account
from core.store import Event


@dataclass(frozen=True, slots=True)
class SellingStarted(Event):
    """A buyer is now a seller too."""

    account: Account


@dataclass(frozen=True, slots=True)
class ProfileChanged(Event):
    """A seller says something else about themselves."""

    account: Account


@dataclass(frozen=True, slots=True)
class Returned(Event):
    """Somebody who could not be written to is heard from again."""

    account: Account
