"""What can happen to an account."""

from core.accounts.models import Account
from core.store import Event


class SellingStarted(Event, frozen=True):
    """A buyer is now a seller too."""

    account: Account


class ProfileChanged(Event, frozen=True):
    """A seller says something else about themselves."""

    account: Account


class Returned(Event, frozen=True):
    """Somebody who could not be written to is heard from again."""

    account: Account
