"""Questions about payments and wallets."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from core import ledger
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import OrderId, PaymentId
from core.kit.money import Money
from core.ledger import Entry, Move, Posting
from core.payments.models import Payment
from core.payments.states import PaymentState
from core.store import Tx

LINES = 10


class CameBack(Struct, frozen=True):
    """A charge, and how much (minor units) came to the wallet of what it paid.

    Of an order that is what the order gave back, whichever of its charges brought it in.
    """

    payment: Payment
    order: OrderId | None  # empty when the charge itself went to the wallet
    minor: int


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


def came_back(tx: Tx, me: Account) -> Sequence[CameBack]:
    """Return one's charges from outside of which something came to the wallet, latest first."""
    arrived, refund = aliased(Entry), aliased(Entry)
    given_back = (
        select(func.coalesce(func.sum(-refund.minor), 0))
        .where(
            refund.book == arrived.book, refund.move == Move.REFUND.name.lower(), refund.minor < 0
        )
        .scalar_subquery()
    )
    outside = (Move.CAPTURE_PROVIDER.name.lower(), Move.KEEP_LATE_PAYMENT.name.lower())
    query = (
        select(Payment, arrived.book, given_back)
        .join(arrived, arrived.posting == "payment:" + Payment.provider + ":" + Payment.charge)
        .where(
            Payment.payer_id == me.id,
            arrived.move.in_(outside),
            arrived.minor > 0,
            or_(Payment.state == PaymentState.KEPT, given_back > 0),
        )
        .order_by(Payment.arrived_at.desc(), Payment.id)
    )
    found = []
    for payment, name, minor in tx.db.execute(query):
        kind, _colon, owner = name.partition(":")
        kept = kind == "wallet"
        order = None if kept else OrderId(owner)
        found.append(CameBack(payment, order, payment.minor if kept else int(minor)))
    return found
