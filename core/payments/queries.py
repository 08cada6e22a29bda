"""Questions about payments and wallets."""

from collections.abc import Sequence

from sqlalchemy import select

from core import ledger
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import PaymentId
from core.kit.money import Money
from core.ledger import Entry, Posting
from core.payments.models import Payment
from core.store import Tx

LINES = 10


def look(tx: Tx, me: Account, payment_id: PaymentId | str) -> Payment:
    """Return one's own payment."""
    found = tx.db.get(Payment, payment_id)
    if found is None or found.payer_id != me.id:
        raise NoSuchThing
    return found


def charged(tx: Tx, provider: str, charge: str) -> Payment | None:
    """Return the payment that already holds this charge."""
    query = select(Payment).where(Payment.provider == provider, Payment.charge == charge)
    return tx.db.execute(query).scalar_one_or_none()


def in_wallet(tx: Tx, me: Account, *, currency: str) -> Money:
    """Return what this person may spend here at once."""
    return ledger.balance(tx, ledger.book("wallet", me.id), currency)


def wallet_lines(
    tx: Tx, me: Account, *, page: int = 0
) -> tuple[Sequence[tuple[Entry, Posting]], bool]:
    """Return what went into and out of one's wallet, newest first, and whether there is more."""
    query = (
        select(Entry, Posting)
        .join(Posting, Posting.key == Entry.posting)
        .where(Entry.book == ledger.book("wallet", me.id))
        .order_by(Entry.id.desc())
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).all()
    return found[:LINES], len(found) > LINES
