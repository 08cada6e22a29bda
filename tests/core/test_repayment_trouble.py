"""What is not known is not sent again: silence, crashes, two at once, on both databases."""

import asyncio

import pytest

from core import orders, repayments
from core.kit.errors import Broken
from core.payments import GiveBack, GivenBack, Refused
from core.payments.sandbox import TestBank
from core.repayments import RepaymentState
from tests.core.returns import LEASED_SECONDS, Returns
from tests.core.test_order_races import together
from tests.core.trade import Trade

NOT_HEARD, NOT_TOLD = 50_92, 50_93
ROUNDS = 5


class Killed(BaseException):
    """The process ends here."""


class DiesBefore(TestBank):
    """The plug is pulled when the repayment is in hand, before the bank hears of it."""

    async def give_back(self, wanted: GiveBack) -> GivenBack | Refused:
        raise Killed


class DiesAfter(TestBank):
    """The plug is pulled when the bank has done it, before anything is written down."""

    async def give_back(self, wanted: GiveBack) -> GivenBack | Refused:
        await super().give_back(wanted)
        raise Killed


class Deaf(TestBank):
    """Does it once, and then its line is dead, whoever asks what came of it."""

    async def give_back(self, wanted: GiveBack) -> GivenBack | Refused:
        await super().give_back(wanted)
        raise ConnectionResetError("reset by peer")

    async def look_up(self, key: str) -> GivenBack | Refused | None:
        raise ConnectionRefusedError("nobody answers")


@pytest.fixture
async def back(trade: Trade) -> Returns:
    return Returns(trade)


async def test_what_the_bank_never_heard_is_sent_again(trade: Trade, back: Returns):
    asked = await back.asked(NOT_HEARD)
    await trade.told(trade.ben)
    assert await back.cashier.send() == 1
    unknown = await back.stands(asked)
    assert (unknown.state, unknown.trouble) == (RepaymentState.SENDING, "TimeoutError")
    assert await back.books(asked) == {
        "wallet": 0, "returning": NOT_HEARD, "provider": -NOT_HEARD
    }  # fmt: skip
    assert await trade.told(trade.ben) == []
    await trade.audit()

    await trade.wait(seconds=29)
    assert await back.cashier.send() == 0, "not before the pause is over"
    await trade.wait(seconds=1)
    assert await back.cashier.send() == 1
    assert await back.state(asked) is RepaymentState.SENT
    assert await back.bank() == [(asked.id, NOT_HEARD, "given", 2)]
    assert await trade.told(trade.ben) == ["repayments.sent"]


async def test_what_the_bank_did_without_saying_is_not_sent_again(trade: Trade, back: Returns):
    asked = await back.asked(NOT_TOLD)
    await trade.told(trade.ben)
    await back.cashier.send()
    assert await back.state(asked) is RepaymentState.SENDING
    assert await back.bank() == [(asked.id, NOT_TOLD, "given", 1)]

    await trade.wait(seconds=30)
    await back.cashier.send()
    assert await back.state(asked) is RepaymentState.SENT
    assert await back.bank() == [(asked.id, NOT_TOLD, "given", 1)], "it was looked up"
    assert await back.books(asked) == {"wallet": 0, "returning": 0, "provider": 0}
    assert await trade.told(trade.ben) == ["repayments.sent"]


@pytest.mark.parametrize(("death", "known"), [(DiesBefore, 0), (DiesAfter, 1)])
async def test_a_crash_on_the_way_sends_once(
    trade: Trade, back: Returns, death: type[TestBank], known: int
):
    asked = await back.asked(50_00)
    dying = back.another({"sandbox": death(trade.market)})
    await dying.send()
    assert await back.state(asked) is RepaymentState.SENDING
    assert len(await back.bank()) == known
    await trade.audit()

    await trade.wait(seconds=LEASED_SECONDS - 2)
    assert await back.cashier.send() == 0, "it may still be in somebody's hand"
    await trade.wait(seconds=2)
    assert await back.cashier.send() == 1
    assert await back.state(asked) is RepaymentState.SENT
    assert await back.bank() == [(asked.id, 50_00, "given", 1)]


async def test_a_crash_while_the_bank_is_silent_sends_once(trade: Trade, back: Returns):
    asked = await back.asked(NOT_TOLD)
    dying = asyncio.ensure_future(back.another().send())
    while not await back.bank():  # noqa: ASYNC110 - a bank rings no bell
        await asyncio.sleep(0.01)
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    assert await back.state(asked) is RepaymentState.SENDING

    await trade.wait(seconds=LEASED_SECONDS)
    await back.cashier.send()
    assert await back.state(asked) is RepaymentState.SENT
    assert await back.bank() == [(asked.id, NOT_TOLD, "given", 1)]


async def test_while_nothing_can_be_known_nothing_is_sent_and_less_is_asked(
    trade: Trade, back: Returns
):
    asked = await back.asked(50_00)
    deaf = back.another({"sandbox": Deaf(trade.market)})
    tries = 0
    for _hour in range(6):
        for _minute in range(60):
            tries += await deaf.send()
            await trade.wait(minutes=1)
    assert 8 <= tries <= 14, "after 30 seconds, 1 minute, 2, 4 … at most an hour"
    unknown = await back.stands(asked)
    assert unknown.state is RepaymentState.SENDING
    assert unknown.trouble == "ConnectionRefusedError nobody answers"
    assert await back.bank() == [(asked.id, 50_00, "given", 1)]
    await trade.wait(hours=1)
    await back.cashier.send()
    assert await back.state(asked) is RepaymentState.SENT
    assert await back.bank() == [(asked.id, 50_00, "given", 1)]


async def test_a_silent_bank_holds_nobody_else_up(trade: Trade, back: Returns):
    silent, heard = await back.asked(NOT_HEARD), await back.asked(20_00)
    assert await back.cashier.send() == 2
    assert await back.state(silent) is RepaymentState.SENDING
    assert await back.state(heard) is RepaymentState.SENT


# --- at the same instant


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_presses_at_once_ask_once(trade: Trade, back: Returns, _round: int):
    payment = await back.called_off(50_00)
    done = await together(*(back.asks(payment, 50_00) for _ in range(2)))
    assert done == 1
    assert await trade.book("wallet", trade.ben.id) == 0
    await back.cashier.send()
    assert [row[1:] for row in await back.bank()] == [(50_00, "given", 1)]


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_charges_at_once_never_empty_the_wallet_twice(
    trade: Trade, back: Returns, _round: int
):
    """50 in the wallet, which either of two charges could have brought."""
    first, second = await back.called_off(50_00), await back.called_off(50_00)
    order = await trade.place()
    await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    assert len(await back.possible()) == 2
    assert await together(back.asks(first, 50_00), back.asks(second, 50_00)) == 1
    assert await trade.book("wallet", trade.ben.id) == 0


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_asking_back_and_spending_at_once_leave_one_of_them(
    trade: Trade, back: Returns, _round: int
):
    payment, order = await back.called_off(50_00), await trade.place()
    done = await together(
        back.asks(payment, 50_00),
        trade.does(trade.ben, orders.pay, order=order, provider="wallet"),
    )
    assert done == 1
    assert await trade.book("wallet", trade.ben.id) == 0


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_cashiers_at_once_send_once(trade: Trade, back: Returns, _round: int):
    asked = [await back.asked(minor) for minor in (10_00, 20_91, 30_00)]
    await trade.told(trade.ben)
    ends = await asyncio.gather(back.another().send(), back.another().send())
    assert sum(ends) == 3
    assert [await back.state(each) for each in asked] == [
        RepaymentState.SENT, RepaymentState.FAILED, RepaymentState.SENT
    ]  # fmt: skip
    assert {row[3] for row in await back.bank()} == {1}
    told = await trade.told(trade.ben)
    assert sorted(told) == ["repayments.failed", "repayments.sent", "repayments.sent"]


async def test_a_slower_hand_that_hears_the_same_changes_nothing(trade: Trade, back: Returns):
    asked = await back.asked(50_00)
    await back.cashier.send()
    await trade.told(trade.ben)
    again = GivenBack(f"test-back-{asked.id}")
    await trade.market.do(lambda tx: repayments.settle(tx, asked.id, again))
    await trade.market.do(lambda tx: repayments.put_off(tx, asked.id, "late"))
    assert await trade.told(trade.ben) == []
    assert (await back.stands(asked)).trouble == ""
    with pytest.raises(Broken):
        await trade.market.do(lambda tx: repayments.settle(tx, asked.id, Refused("no")))
