"""What can happen to linked accounts."""

from dataclasses import dataclass

from core.accounts import Account
from core.store import Event


@dataclass(frozen=True, slots=True)
class AccountsLinked(Event):
    """Somebody is the same person on one more platform."""

    account: Account
