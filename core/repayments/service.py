"""What can be done with repayments.

Claim, call, write down: the provider is called between two transactions, so whoever takes a
repayment in hand a second time looks it up before it is sent again. What is not known is not
an outcome.
"""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from sqlalchemy import select

from core import ledger, lives
from core.accounts import Account
from core.kit.errors import Broken
from core.kit.ids import PaymentId, RepaymentId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Move
from core.payments import GiveBack, GivenBack, Payment, Refused
from core.repayments import queries
from core.repayments.errors import NothingLeft, OtherAmount
from core.repayments.events import RepaymentFailed, RepaymentSent
from core.repayments.models import Repayment
from core.repayments.states import REPAYMENT, UNDERWAY, RepaymentState
from core.store import Tx

LEASE = timedelta(seconds=60)  # beyond what a provider may take to answer
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
TROUBLE_MOST = 500


class Errand(Struct, frozen=True):
    """A repayment in somebody's hand. Not the `first` time: look it up before sending it."""

    repayment: RepaymentId
    provider: str
    wanted: GiveBack
    first: bool


def ask(tx: Tx, me: Account, *, payment: PaymentId | str, seen: int) -> Repayment:
    """Ask for what can go back of a payment: as much as I saw (minor units), or not at all.

    The money leaves the wallet now, and goes to the provider soon.
    """
    found = queries.to_return(tx, me, payment)
    if found is None:
        raise NothingLeft
    if found.amount.minor != seen:
        raise OtherAmount(found.amount)

    repayment = _new(tx, found.payment, found.amount)
    tx.db.add(repayment)
    ledger.post(
        tx,
        f"{repayment.subject}:ask",
        {Move.ASK_BACK: repayment.amount},
        buyer=me.id,
        repayment=repayment.id,
    )
    return repayment


def claim(tx: Tx, most: int) -> Sequence[Errand]:
    """Take what is due in hand; whoever dies with it gives it back when the lease is over."""
    query = (
        select(Repayment, Payment)
        .join(Payment, Payment.id == Repayment.payment_id)
        .where(Repayment.state.in_(UNDERWAY), Repayment.due_at <= tx.now)
        .order_by(Repayment.due_at, Repayment.id)
        .limit(most)
        .with_for_update(of=Repayment, skip_locked=True)
    )
    errands = []
    for repayment, payment in tx.db.execute(query).all():
        assert payment.charge is not None, "what went to a wallet has arrived"
        first = repayment.state is RepaymentState.ASKED
        if first:
            lives.step(tx, repayment, REPAYMENT, "claim", Role.MARKET)
        repayment.due_at = tx.now + tx.settings.provider_patience + LEASE
        repayment.tries += 1
        wanted = GiveBack(repayment.id, payment.charge, repayment.amount)
        errands.append(Errand(RepaymentId(repayment.id), payment.provider, wanted, first))
    return errands


def settle(tx: Tx, repayment_id: RepaymentId | str, outcome: GivenBack | Refused) -> None:
    """Write down what the provider said. The same again, by a slower hand, changes nothing."""
    repayment = tx.db.get_one(Repayment, repayment_id)
    if repayment.state not in UNDERWAY:
        _expect_same(repayment, outcome)
        return
    payment = tx.db.get_one(Payment, repayment.payment_id)
    if isinstance(outcome, GivenBack):
        verb, move = "confirm", Move.SEND_BACK
        repayment.reference = outcome.reference
    else:
        verb, move = "fail", Move.PUT_BACK
        repayment.trouble = outcome.reason[:TROUBLE_MOST]
    lives.step(tx, repayment, REPAYMENT, verb, Role.MARKET)
    repayment.ended_at = tx.now
    ledger.post(
        tx,
        f"{repayment.subject}:{verb}",
        {move: repayment.amount},
        repayment=repayment.id,
        buyer=repayment.payer_id,
        provider=payment.provider,
    )
    tx.emit(RepaymentSent(repayment) if verb == "confirm" else RepaymentFailed(repayment))


def put_off(tx: Tx, repayment_id: RepaymentId | str, trouble: str) -> None:
    """Nobody knows whether it happened: it stays on its way, to be looked up a little later."""
    repayment = tx.db.get_one(Repayment, repayment_id)
    if repayment.state in UNDERWAY:
        pause = FIRST_PAUSE * 2 ** min(repayment.tries - 1, 10)
        repayment.due_at = tx.now + min(pause, LONGEST_PAUSE)
        repayment.trouble = trouble[:TROUBLE_MOST]


def _expect_same(repayment: Repayment, outcome: GivenBack | Refused) -> None:
    """Raise `Broken` when the provider says another thing than it said before."""
    if (repayment.state is RepaymentState.SENT) != isinstance(outcome, GivenBack):
        raise Broken(f"{repayment.subject} is {repayment.state}, and then came {outcome}")


def _new(tx: Tx, payment: Payment, amount: Money) -> Repayment:
    return Repayment(
        id=RepaymentId(new_id()),
        community_id=payment.community_id,
        payment_id=payment.id,
        nth=queries.asked_before(tx, payment.id) + 1,
        payer_id=payment.payer_id,
        minor=amount.minor,
        currency=amount.currency,
        state=RepaymentState.ASKED,
        asked_at=tx.now,
        ended_at=None,
        due_at=tx.now,
        tries=0,
        reference="",
        trouble="",
    )
