"""What can be done with payments."""

from collections.abc import Mapping

from core import ledger, lives
from core.accounts import Account
from core.kit.errors import Broken
from core.kit.ids import CommunityId, PaymentId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.payments import queries
from core.payments.errors import NotOffered
from core.payments.events import MoneyArrived, PaymentKept
from core.payments.models import Payment
from core.payments.ports import Charge, HowToPay, OwnBooks, Provider, Source, Taken
from core.payments.sandbox import Sandbox, TestBank
from core.payments.states import PAYMENT, PaymentState
from core.payments.wallet import Wallet
from core.store import Tx

_EVERY: tuple[Provider, ...] = (Wallet(), Sandbox())
PROVIDERS: Mapping[str, Provider] = {provider.name: provider for provider in _EVERY}


def sources(books: OwnBooks) -> Mapping[str, Source]:
    """Return whom to call to give money back, by the name of the provider that took it."""
    every: tuple[Source, ...] = (TestBank(books),)
    return {source.name: source for source in every}


def offered(tx: Tx, me: Account, *, amount: Money) -> tuple[str, ...]:
    """Return the names of the ways this person may pay this amount, in the settings' order."""
    enabled = (PROVIDERS[name] for name in tx.settings.payment_providers)
    return tuple(provider.name for provider in enabled if provider.accepts(tx, me, amount))


def start(
    tx: Tx, me: Account, *, provider: str, pays: str, amount: Money, community: CommunityId | str
) -> tuple[Payment, HowToPay]:
    """Ask this person for money. It may be here when this returns, or arrive later."""
    if provider not in tx.settings.payment_providers:
        raise NotOffered

    payment = _new(tx, me.id, provider, pays, amount, community)
    how = PROVIDERS[provider].start(tx, me, payment)
    tx.db.add(payment)
    if isinstance(how, Taken):
        _arrive(tx, payment, how.charge)
    return payment, how


def receive(tx: Tx, charge: Charge) -> Payment:
    """Take in a provider's verified message. The same one again changes nothing.

    A second charge for the same payment, or one of another amount than was asked for, is real
    money all the same: it is recorded and given to the payer's wallet.
    """
    known = queries.charged(tx, charge.provider, charge.id)
    if known is not None:
        return known
    asked = tx.db.get(Payment, charge.payment)
    if asked is None or asked.provider != charge.provider:
        raise Broken(f"{charge.provider} charged {charge.id} for no payment of ours")
    if asked.state is PaymentState.WAITING and asked.amount == charge.amount:
        _arrive(tx, asked, charge.id)
        return asked

    surplus = _new(
        tx, asked.payer_id, charge.provider, asked.pays, charge.amount, asked.community_id
    )
    surplus.charge, surplus.arrived_at = charge.id, tx.now
    tx.db.add(surplus)
    _keep(tx, surplus)
    return surplus


def capture(tx: Tx, payment: Payment, *, order: str) -> None:
    """Hold the money that arrived for this order: called by what it pays, on `MoneyArrived`."""
    lives.step(tx, payment, PAYMENT, "capture", Role.MARKET)
    move = PROVIDERS[payment.provider].takes
    ledger.post(
        tx,
        payment.posting,
        {move: payment.amount},
        provider=payment.provider,
        buyer=payment.payer_id,
        order=order,
    )


def _arrive(tx: Tx, payment: Payment, charge: str) -> None:
    payment.charge, payment.arrived_at = charge, tx.now
    tx.emit(MoneyArrived(payment))
    if payment.state is PaymentState.WAITING:
        _keep(tx, payment)


def _keep(tx: Tx, payment: Payment) -> None:
    """Give money nobody could use to whoever paid it."""
    if PROVIDERS[payment.provider].takes is not Move.CAPTURE_PROVIDER:
        raise Broken(f"{payment.subject} took money from a wallet for nothing")
    lives.step(tx, payment, PAYMENT, "keep", Role.MARKET)
    ledger.post(
        tx,
        payment.posting,
        {Move.KEEP_LATE_PAYMENT: payment.amount},
        provider=payment.provider,
        buyer=payment.payer_id,
    )
    tx.emit(PaymentKept(payment))


def _new(
    tx: Tx, payer_id: str, provider: str, pays: str, amount: Money, community: CommunityId | str
) -> Payment:
    return Payment(
        id=PaymentId(new_id()),
        community_id=community,
        payer_id=payer_id,
        pays=pays,
        provider=provider,
        minor=amount.minor,
        currency=amount.currency,
        charge=None,
        state=PaymentState.WAITING,
        asked_at=tx.now,
        arrived_at=None,
    )
