"""Money from the wallet back to where it came from: how much, whose, and that it arrives."""

import pytest
from msgspec.structs import replace

from core import orders, payments, repayments
from core.kit.errors import NoSuchThing
from core.kit.money import Money
from core.orders import OrderState
from core.payments import GiveBack, Refused
from core.payments.sandbox import TROUBLE, TestBank
from core.repayments import NothingLeft, OtherAmount, RepaymentState
from core.resolution import RequestKind
from tests.core.returns import Returns
from tests.core.talks import agrees, asks, pays
from tests.core.trade import EUR, Trade


@pytest.fixture
async def back(trade: Trade) -> Returns:
    return Returns(trade)


# --- how much of what


async def test_what_was_called_off_goes_back_and_arrives(trade: Trade, back: Returns):
    payment = await back.called_off(50_00)
    assert await back.possible() == [(payment.id, 50_00)]
    await trade.told(trade.ben)

    asked = await back.asks(payment, 50_00)
    assert asked.state is RepaymentState.ASKED
    assert await back.books(asked) == {"wallet": 0, "returning": 50_00, "provider": -50_00}
    assert await back.possible() == []
    await trade.audit()

    assert await back.cashier.send() == 1
    sent = await back.stands(asked)
    assert (sent.state, sent.reference) == (RepaymentState.SENT, f"test-back-{asked.id}")
    assert await back.books(asked) == {"wallet": 0, "returning": 0, "provider": 0}
    assert await back.bank() == [(asked.id, 50_00, "given", 1)]
    assert await trade.told(trade.ben) == ["repayments.sent"]
    assert await back.cashier.send() == 0
    assert await trade.told(trade.ben) == []


async def test_no_more_goes_back_than_the_wallet_holds(trade: Trade, back: Returns):
    payment = await back.called_off(60_00)
    order = await trade.place()
    await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    assert await back.possible() == [(payment.id, 10_00)]
    await back.asks(payment, 10_00)
    assert await back.possible() == []
    await trade.does(trade.ben, orders.cancel, order=order)
    assert await back.possible() == [(payment.id, 50_00)], "and not 60, of which 10 are gone"
    await back.asks(payment, 50_00)
    await back.cashier.send()
    assert [row[1:] for row in await back.bank()] == [(10_00, "given", 1), (50_00, "given", 1)]
    assert await trade.book("provider", "sandbox") == 0


async def test_of_a_part_given_back_a_part_can_go_back(trade: Trade, back: Returns):
    order = await trade.order_in(OrderState.DELIVERED)
    payment = await back.paid(order)
    assert await back.possible() == []
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, RequestKind.REFUND))
    given = await trade.book("wallet", trade.ben.id)
    assert 0 < given < 50_00
    assert await back.possible() == [(payment.id, given)]
    await back.asks(payment, given)
    await trade.fill_wallet(20_00)
    assert (payment.id, given) not in await back.possible(), "the order gave no more back"


async def test_a_charge_of_work_that_goes_on_or_was_accepted_does_not_go_back(
    trade: Trade, back: Returns
):
    for state in (OrderState.IN_PROGRESS, OrderState.COMPLETED):
        await trade.order_in(state)
    payment = await back.called_off(30_00)
    assert await back.possible() == [(payment.id, 30_00)]


async def test_charges_of_one_order_give_back_what_the_order_did(trade: Trade, back: Returns):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, RequestKind.EXTRA))
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, RequestKind.REFUND))
    given = await trade.book("wallet", trade.ben.id)
    first, second = await back.possible()
    total = 0
    for payment, minor in (first, second):
        left = dict(await back.possible()).get(payment)
        if left is not None:
            assert left <= minor
            await back.asks(payment, left)
            total += left
    assert total == given
    assert await trade.book("wallet", trade.ben.id) == 0


async def test_a_late_payment_goes_back_whole(trade: Trade, back: Returns):
    def tip(tx):
        return payments.start(
            tx, trade.ben, provider="sandbox", pays="tip:1", amount=Money(5_00, EUR),
            community="JALON",
        )[0]  # fmt: skip

    kept = await trade.market.do(tip)
    found = await back.one()
    assert (found.payment.id, found.order, found.amount) == (kept.id, None, Money(5_00, EUR))
    await back.asks(kept, 5_00)
    await back.cashier.send()
    assert await trade.book("provider", "sandbox") == 0


async def test_money_of_a_provider_that_was_switched_off_still_goes_back(
    trade: Trade, back: Returns
):
    payment = await back.called_off(50_00)
    trade.market.settings = replace(trade.market.settings, payment_providers=("wallet",))
    asked = await back.asks(payment, 50_00)
    await back.cashier.send()
    assert await back.state(asked) is RepaymentState.SENT


# --- whose


async def test_only_who_paid_sees_it_and_gets_it_back(trade: Trade, back: Returns):
    payment = await back.called_off(50_00)
    for stranger in (trade.ana, trade.eve):
        assert await back.possible(stranger) == []
        with pytest.raises(NoSuchThing):
            await trade.does(stranger, repayments.to_return, payment_id=payment.id)
        with pytest.raises(NoSuchThing):
            await trade.does(stranger, repayments.ask, payment=payment.id, seen=50_00)
    asked = await back.asks(payment, 50_00)
    assert (await trade.does(trade.ben, repayments.look, repayment_id=asked.id)).id == asked.id
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, repayments.look, repayment_id=asked.id)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ben, repayments.ask, payment="NOSUCHPA", seen=50_00)


async def test_a_payment_from_the_wallet_goes_nowhere(trade: Trade, back: Returns):
    payment = await back.called_off(50_00)
    order = await trade.place()
    await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    await trade.does(trade.ben, orders.cancel, order=order)
    assert await back.possible() == [(payment.id, 50_00)]
    with pytest.raises(NothingLeft):
        await back.asks(await back.paid(order), 50_00)


# --- twice, and otherwise


async def test_the_second_press_finds_nothing(trade: Trade, back: Returns):
    payment = await back.called_off(50_00)
    await back.asks(payment, 50_00)
    with pytest.raises(NothingLeft):
        await back.asks(payment, 50_00)
    await back.cashier.send()
    with pytest.raises(NothingLeft):
        await back.asks(payment, 50_00)
    assert len(await back.bank()) == 1


@pytest.mark.parametrize("seen", [49_99, 50_01, 0, -50_00])
async def test_nothing_else_is_sent_than_was_seen(trade: Trade, back: Returns, seen: int):
    payment = await back.called_off(50_00)
    with pytest.raises(OtherAmount) as no:
        await back.asks(payment, seen)
    assert no.value.amount == Money(50_00, EUR)
    assert await trade.book("wallet", trade.ben.id) == 50_00


async def test_what_is_refused_is_in_the_wallet_again_and_can_be_asked_again(
    trade: Trade, back: Returns
):
    payment = await back.called_off(50_91)
    await trade.told(trade.ben)
    for nth in (1, 2):
        asked = await back.asks(payment, 50_91)
        assert asked.nth == nth
        await back.cashier.send()
        failed = await back.stands(asked)
        assert failed.state is RepaymentState.FAILED
        assert failed.trouble == "the test bank refuses this amount"
        assert await back.books(asked) == {"wallet": 50_91, "returning": 0, "provider": -50_91}
        assert await trade.told(trade.ben) == ["repayments.failed"]
        assert await back.possible() == [(payment.id, 50_91)]


async def test_the_wallet_says_where_everything_is(trade: Trade, back: Returns):
    for minor in (10_00, 20_91, 30_00):
        await back.asked(minor)
        await trade.wait(minutes=1)
        if minor != 30_00:
            await back.cashier.send()
    latest = await trade.does(trade.ben, repayments.latest)
    assert [(each.minor, each.state.value) for each in latest] == [
        (30_00, "asked"),
        (20_91, "failed"),
        (10_00, "sent"),
    ]
    assert await trade.does(trade.eve, repayments.latest) == []


# --- the test bank


async def test_the_test_bank_gives_no_more_than_it_took(trade: Trade, back: Returns):
    payment = await back.called_off(50_00)
    bank = TestBank(trade.market)

    async def gives(key: str, charge: str | None, minor: int) -> str:
        answer = await bank.give_back(GiveBack(key, charge or "", Money(minor, EUR)))
        assert await bank.look_up(key) == answer
        return answer.reason if isinstance(answer, Refused) else ""

    assert await gives("K1", payment.charge, 40_00) == ""
    assert await gives("K1", payment.charge, 40_00) == "", "the same key is the same deed"
    assert "less than that" in await gives("K2", payment.charge, 10_01)
    assert await gives("K3", payment.charge, 10_00) == ""
    assert "no charge test-X" in await gives("K4", "test-X", 1_00)
    assert await bank.look_up("K5") is None
    assert set(TROUBLE) == {91, 92, 93}
