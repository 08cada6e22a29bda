"""A provider that takes test money: complete, and never real.

Its bank does what banks do, and their worst moments on purpose: see `TROUBLE`.
"""

import asyncio
from collections.abc import Mapping
from enum import Enum

from sqlalchemy import func, select

from core.accounts import Account
from core.kit.money import Money
from core.ledger import Move
from core.payments.models import Payment, TestReturn, Verdict
from core.payments.ports import GiveBack, GivenBack, OwnBooks, Refused, Taken
from core.store import Tx


class Trouble(Enum):
    """What can go wrong at a bank."""

    REFUSED = "it says no"
    NOT_HEARD = "the first call is lost on its way there: nothing happens, and no answer comes"
    NOT_TOLD = "the answer to the first call is lost on its way back: it is done, nobody knows"


# By the cents of what is to go back, so that anybody can try them, on either platform.
TROUBLE: Mapping[int, Trouble] = {
    91: Trouble.REFUSED,
    92: Trouble.NOT_HEARD,
    93: Trouble.NOT_TOLD,
}


class Sandbox:
    """Takes any amount at once. For trying the market out; switched off by the settings."""

    name = "sandbox"
    takes = Move.CAPTURE_PROVIDER

    def accepts(self, tx: Tx, me: Account, amount: Money) -> bool:
        """Test money never runs out."""
        return True

    def start(self, tx: Tx, me: Account, payment: Payment) -> Taken:
        """Simulate a charge of the whole amount."""
        return Taken(f"test-{payment.id}")


class TestBank:
    """Gives test money back, never more than it took, once for each key."""

    name = Sandbox.name
    __test__ = False  # in the eyes of pytest

    def __init__(self, books: OwnBooks) -> None:
        self._books = books

    async def give_back(self, wanted: GiveBack) -> GivenBack | Refused:
        """Give it back, or refuse, or say nothing for ever, as the amount asks for."""
        calls, answer = await self._books.do(lambda tx: _give_back(tx, wanted))
        if answer is None or (calls == 1 and _trouble(wanted.amount) is Trouble.NOT_TOLD):
            await asyncio.Event().wait()  # until the caller loses patience
            raise AssertionError("nobody waits for ever")
        return answer

    async def look_up(self, key: str) -> GivenBack | Refused | None:
        """Say what came of this key."""
        return await self._books.do(lambda tx: _answer(tx.db.get(TestReturn, key)))


def _trouble(amount: Money) -> Trouble | None:
    return TROUBLE.get(amount.minor % 100)


def _give_back(tx: Tx, wanted: GiveBack) -> tuple[int, GivenBack | Refused | None]:
    """Return how often this was asked for, and the answer."""
    known = tx.db.get(TestReturn, wanted.key)
    if known is None:
        lost = _trouble(wanted.amount) is Trouble.NOT_HEARD
        known = TestReturn(
            key=wanted.key,
            charge=wanted.charge,
            minor=wanted.amount.minor,
            currency=wanted.amount.currency,
            verdict=Verdict.LOST,
            reason="",
            calls=0,
        )
        if not lost:
            _decide(tx, known)
        tx.db.add(known)
    elif known.verdict is Verdict.LOST:
        _decide(tx, known)
    known.calls += 1
    return known.calls, _answer(known)


def _decide(tx: Tx, known: TestReturn) -> None:
    amount = Money(known.minor, known.currency)
    known.reason = _why_not(tx, known.charge, amount)
    known.verdict = Verdict.REFUSED if known.reason else Verdict.GIVEN


def _why_not(tx: Tx, charge: str, amount: Money) -> str:
    taken = select(Payment).where(Payment.provider == Sandbox.name, Payment.charge == charge)
    payment = tx.db.execute(taken).scalar_one_or_none()
    if payment is None or payment.currency != amount.currency:
        return f"no charge {charge} in {amount.currency}"
    given = select(func.coalesce(func.sum(TestReturn.minor), 0)).where(
        TestReturn.charge == charge, TestReturn.verdict == Verdict.GIVEN
    )
    if int(tx.db.execute(given).scalar_one()) + amount.minor > payment.minor:
        return f"charge {charge} brought in less than that"
    return "the test bank refuses this amount" if _trouble(amount) is Trouble.REFUSED else ""


def _answer(known: TestReturn | None) -> GivenBack | Refused | None:
    if known is None or known.verdict is Verdict.LOST:
        return None
    if known.verdict is Verdict.REFUSED:
        return Refused(known.reason)
    return GivenBack(f"test-back-{known.key}")
