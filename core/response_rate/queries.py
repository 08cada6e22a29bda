"""Questions about a response rate."""

from core import out_of_office, relay
from core.accounts import Account
from core.kit.ids import AccountId
from core.response_rate import rules
from core.response_rate.rules import Inquiry, Rate
from core.store import Tx

LINES = 8  # inquiries on one page


def of(tx: Tx, _me: Account, seller_id: AccountId | str) -> Rate:
    """Return a seller's response rate: everybody may see it."""
    return rules.rate(_asked(tx, seller_id), tx.now, tx.settings)


def inquiries(tx: Tx, me: Account, *, page: int = 0) -> tuple[list[Inquiry], bool]:
    """Return one page of the inquiries behind one's own rate, newest first, and if there is more.

    Nobody else sees who asked.
    """
    found = _asked(tx, me.id)[page * LINES :]
    return found[:LINES], len(found) > LINES


def _asked(tx: Tx, seller_id: AccountId | str) -> list[Inquiry]:
    since = tx.now - tx.settings.response_over
    silences = out_of_office.silences(tx, seller_id, since)
    return [
        Inquiry(
            talk.asked_at,
            talk.arrived_at,
            talk.answered_at,
            talk.excuse,
            talk.asker_id or "",
            fell_silent=rules.falls_silent(talk.arrived_at, silences, tx.settings),
        )
        for talk in relay.asked(tx, seller_id, since)
        if talk.asked_at is not None
    ]
