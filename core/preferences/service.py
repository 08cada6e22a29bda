"""What can be chosen."""

from core.accounts import Account
from core.store import Tx


def choose_locale(tx: Tx, me: Account, *, locale: str) -> Account:
    """Keep to this language, whatever the platform says."""
    me.locale, me.locale_chosen = locale, True
    return me
