"""Two people in the Resolution Center at the same instant: one outcome, and the money once."""

import asyncio

import pytest
from sqlalchemy import func, select

from core import cancellations, deliveries, orders, resolution
from core.kit.ids import OrderId
from core.ledger import Posting
from core.orders import Hold, OrderState
from core.resolution import Request, RequestKind, RequestState
from tests.core.talks import CHEAPER, GIVEN, VERBS, agrees, asks, books, pays, state
from tests.core.test_order_races import together
from tests.core.trade import WORK, Trade

AT_ONCE = 10  # pairs that press at the same time
PAIRS = {"sqlite": 30, "postgresql": 120}
ROUNDS = 5
EXTEND, MODIFY, EXTRA, REFUND = RequestKind
TWO_SIDED = (EXTEND, MODIFY, REFUND)


async def waiting(trade: Trade, order: OrderId) -> int:
    query = select(func.count()).where(Request.order_id == order)
    return await trade.market.ask(lambda tx: tx.db.execute(query).scalar_one())


async def both_ask(trade: Trade, order: OrderId, kind: RequestKind) -> int:
    """The two of them press at the same instant; return how many were not refused."""
    given = {"order": order, **GIVEN[kind]}
    return await together(
        trade.does(trade.ana, VERBS[kind], **given), trade.does(trade.ben, VERBS[kind], **given)
    )


@pytest.mark.parametrize("kind", TWO_SIDED)
async def test_both_propose_at_once_and_one_proposal_stands(trade: Trade, kind: RequestKind):
    wrong = []
    for _ in range(PAIRS[trade.market.store.dialect] // AT_ONCE // len(TWO_SIDED)):
        some = [await trade.order_in(OrderState.IN_PROGRESS) for _ in range(AT_ONCE)]
        won = await asyncio.gather(*(both_ask(trade, order, kind) for order in some))
        for order, winners in zip(some, won, strict=True):
            if (winners, await waiting(trade, order)) != (1, 1):
                wrong.append(order)
    assert wrong == []


async def _tick(trade: Trade) -> None:
    await trade.market.tick()


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_yes_no_withdrawal_and_silence_leave_one_outcome(
    trade: Trade, kind: RequestKind, _round: int
):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    given = CHEAPER if kind is MODIFY else GIVEN[kind]
    request = await asks(trade, trade.ana, order, kind, **given)
    trade.clock.pass_by(hours=48)
    done = await together(
        agrees(trade, trade.ben, request),
        trade.does(trade.ben, resolution.decline, request=request),
        trade.does(trade.ana, resolution.withdraw, request=request),
        agrees(trade, trade.ben, request),
        _tick(trade),
    )
    end = await state(trade, request)
    stands = await books(trade, order)
    if end is RequestState.AGREED:
        assert (stands.escrow, stands.wallet) == {
            EXTEND: (50_00, 0), MODIFY: (30_00, 20_00), REFUND: (35_00, 15_00)
        }[kind]  # fmt: skip
    else:
        assert (stands.escrow, stands.wallet) == (50_00, 0)
    assert done in (1, 2, 3), "the tick, somebody, and perhaps a step back before the money"


@pytest.mark.parametrize("kind", [MODIFY, EXTRA])
@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_many_presses_on_pay_pay_once(trade: Trade, kind: RequestKind, _round: int):
    await trade.fill_wallet(500_00)
    order = await trade.order_in(OrderState.IN_PROGRESS)
    request = await asks(trade, trade.ana, order, kind)
    done = await together(*(pays(trade, request, way) for way in ("wallet", "sandbox") * 4))
    assert done == 1
    price = 60_00 if kind is MODIFY else 85_00
    assert (await books(trade, order))[:3] == (price, price // 10, price)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_ten_presses_on_agree_give_back_once(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    request = await asks(trade, trade.ben, order, REFUND)
    assert await together(*(agrees(trade, trade.ana, request) for _ in range(10))) == 1
    assert await books(trade, order) == (35_00, 3_50, 35_00, 15_00)
    query = select(func.count()).where(Posting.key == f"request:{request}:agree")
    assert await trade.market.ask(lambda tx: tx.db.execute(query).scalar_one()) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_paying_for_more_and_accepting_the_work_leave_one_outcome(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.DELIVERED)
    request = await asks(trade, trade.ana, order, EXTRA)
    await together(pays(trade, request), trade.does(trade.ben, orders.accept, order=order))
    stands = await books(trade, order)
    if await trade.state(order) is OrderState.COMPLETED:
        assert await state(trade, request) is RequestState.OVERTAKEN
        assert (stands.escrow, stands.total) == (0, 50_00)
    else:
        assert await trade.state(order) is OrderState.IN_REVISION
        assert (stands.escrow, stands.total) == (85_00, 85_00)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_two_refunds_of_different_kinds_are_both_true(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    part = await asks(trade, trade.ben, order, REFUND)
    cheaper = await asks(trade, trade.ben, order, MODIFY, **CHEAPER)
    done = await together(agrees(trade, trade.ana, part), agrees(trade, trade.ana, cheaper))
    assert done == 2
    assert await books(trade, order) == (15_00, 1_50, 15_00, 35_00)


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_agreeing_and_asking_to_cancel_never_mix(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    request = await asks(trade, trade.ana, order, EXTEND)
    await together(
        agrees(trade, trade.ben, request),
        trade.does(trade.ben, cancellations.ask, order=order, reason="agreed", note="Stop"),
    )
    work = await trade.stands(order)
    assert work.hold is Hold.CANCEL_REQUESTED
    assert (await state(trade, request) is RequestState.AGREED) is not work.extension_asked


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_more_time_and_the_delivery_at_once(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    request = await asks(trade, trade.ana, order, EXTEND)
    await together(
        agrees(trade, trade.ben, request),
        trade.does(trade.ana, deliveries.deliver, order=order, message=WORK),
    )
    assert await trade.state(order) is OrderState.DELIVERED
    assert await state(trade, request) in (RequestState.AGREED, RequestState.OVERTAKEN)
    assert not (await trade.stands(order)).extension_asked
