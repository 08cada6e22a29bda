"""Money for what was agreed that comes later, twice, wrongly, or not at all."""

import pytest
from sqlalchemy import select

from core import cancellations, orders, payments, resolution
from core.kit.ids import CancellationId, OrderId, RequestId
from core.orders import OrderState
from core.payments import Payment
from core.resolution import RequestKind, RequestState
from tests.core.talks import Stands, agrees, asks, books, pays, state
from tests.core.test_payments import FromElsewhere, arrives
from tests.core.trade import Trade, charge

MODIFY, EXTRA = RequestKind.MODIFY, RequestKind.EXTRA
CHANGED = Stands(60_00, 6_00, 60_00, 0)


@pytest.fixture
async def talk(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> tuple[Trade, OrderId, RequestId, Payment]:
    """Ben is on the provider's page to pay ten euros more; nothing has arrived yet."""
    order = await trade.order_in(OrderState.IN_PROGRESS)
    monkeypatch.setitem(payments.PROVIDERS, "sandbox", FromElsewhere())
    request = await asks(trade, trade.ana, order, MODIFY)
    await pays(trade, request)
    query = select(Payment).where(Payment.pays == f"request:{request}")
    payment = await trade.market.ask(lambda tx: tx.db.execute(query).scalar_one())
    return trade, order, request, payment


Talk = tuple[Trade, OrderId, RequestId, Payment]


async def test_whoever_goes_to_pay_has_said_yes(talk: Talk):
    trade, order, request, payment = talk
    assert await state(trade, request) is RequestState.TO_PAY
    await trade.told(trade.ana)
    await trade.told(trade.ben)
    trade.clock.pass_by(minutes=2)
    for _ in range(2):
        await arrives(trade, charge(payment, "c1"))
    assert await state(trade, request) is RequestState.AGREED
    assert await books(trade, order) == CHANGED
    for person in (trade.ana, trade.ben):
        assert await trade.told(person) == ["resolution.agreed"]


async def test_two_charges_for_one_request_count_once(talk: Talk):
    trade, order, _request, payment = talk
    await arrives(trade, charge(payment, "c1"))
    await arrives(trade, charge(payment, "c2"))
    assert await books(trade, order) == CHANGED._replace(wallet=10_00)


async def test_another_amount_goes_to_the_wallet(talk: Talk):
    trade, order, request, payment = talk
    await arrives(trade, charge(payment, "c1", 9_99))
    assert await state(trade, request) is RequestState.TO_PAY
    assert await books(trade, order) == (50_00, 5_00, 50_00, 9_99)


@pytest.mark.parametrize("end", ["withdraw", "decline", "lapse", "accept"])
async def test_money_that_comes_too_late_goes_to_the_wallet(talk: Talk, end: str):
    trade, order, request, payment = talk
    match end:
        case "withdraw":
            await trade.does(trade.ana, resolution.withdraw, request=request)
        case "decline":
            await trade.does(trade.ben, resolution.decline, request=request)
        case "lapse":
            await trade.wait(hours=48)
        case "accept":
            await trade.deliver(order)
            await trade.does(trade.ben, orders.accept, order=order)
    await arrives(trade, charge(payment, "c1"))
    escrow = 0 if end == "accept" else 50_00
    assert await books(trade, order) == (50_00, 5_00, escrow, 10_00)


async def test_money_for_an_order_that_stands_still_waits_in_the_wallet(talk: Talk):
    trade, order, request, payment = talk
    asked = {"order": order, "reason": "agreed", "note": "Stop"}
    stop = await trade.does(trade.ana, cancellations.ask, **asked)
    await arrives(trade, charge(payment, "c1"))
    assert await books(trade, order) == (50_00, 5_00, 50_00, 10_00)
    await trade.does(trade.ben, cancellations.decline, cancellation=CancellationId(stop.id))
    await pays(trade, request, "wallet")
    assert await books(trade, order) == CHANGED


async def test_two_yeses_that_wait_for_money_are_both_true(trade: Trade):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    two = [await asks(trade, trade.ana, order, kind) for kind in (MODIFY, EXTRA)]
    for request in two:
        await agrees(trade, trade.ben, request)
    for request in reversed(two):
        await pays(trade, request)
    assert await books(trade, order) == (95_00, 9_50, 95_00, 0)
