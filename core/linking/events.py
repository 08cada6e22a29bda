"""What can happen to linked accounts."""

from core.accounts import Account
from core.store import Event


class AccountsLinked(Event, frozen=True):
    """Somebody is the same person on one more platform."""

    account: Account
