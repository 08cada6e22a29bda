"""Both sides at the same instant: one request, one outcome, and the other is told."""

import asyncio

import pytest
from sqlalchemy import select

from core import cancellations, deliveries, disputes
from core.cancellations import Cancellation, CancellationState
from core.kit.ids import CancellationId, OrderId
from core.orders import Hold, OrderState
from tests.core.test_cancellations import NOTE, asks
from tests.core.test_order_races import together
from tests.core.trade import WORK, Trade

AT_ONCE = 10  # pairs that press at the same time
PAIRS = {"sqlite": 30, "postgresql": 300}
ROUNDS = 5


async def requests_about(trade: Trade, order: OrderId) -> list[Cancellation]:
    query = select(Cancellation).where(Cancellation.order_id == order)
    return await trade.market.ask(lambda tx: list(tx.db.execute(query).scalars()))


async def both_ask(trade: Trade, order: OrderId) -> int:
    """The two of them press at the same instant; return how many were not refused."""
    given = {"order": order, "reason": "agreed", "note": NOTE}
    return await together(
        trade.does(trade.ana, cancellations.ask, **given),
        trade.does(trade.ben, cancellations.ask, **given),
    )


async def test_both_ask_at_once_and_one_request_stands(trade: Trade):
    """A textbook race: read committed with index, version and rerun left 10 to 18 of 60 wrong."""
    pairs = PAIRS[trade.market.store.dialect]
    wrong = []
    for _ in range(pairs // AT_ONCE):
        some = [await trade.order_in(OrderState.IN_PROGRESS) for _ in range(AT_ONCE)]
        won = await asyncio.gather(*(both_ask(trade, order) for order in some))
        for order, winners in zip(some, won, strict=True):
            [*requests] = await requests_about(trade, order)
            held = (await trade.stands(order)).hold is Hold.CANCEL_REQUESTED
            if (winners, len(requests), held) != (1, 1, True):
                wrong.append(order)
    assert wrong == []


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_agreeing_declining_withdrawing_and_silence_leave_one_outcome(
    trade: Trade, _round: int
):
    order = await trade.order_in(OrderState.DELIVERED)
    request = await asks(trade, trade.ana, order)
    trade.clock.pass_by(days=2)
    done = await together(
        trade.does(trade.ben, cancellations.agree, cancellation=request),
        trade.does(trade.ben, cancellations.decline, cancellation=request),
        trade.does(trade.ana, cancellations.withdraw, cancellation=request),
        trade.does(trade.ben, cancellations.agree, cancellation=request),
        _tick(trade),
    )
    [stands] = await requests_about(trade, order)
    silent = stands.state is CancellationState.LAPSED
    assert done == (1 if silent else 2), "one person did something, and the tick"
    cancelled = stands.state in (CancellationState.AGREED, CancellationState.LAPSED)
    assert (await trade.state(order) is OrderState.CANCELLED) == cancelled
    assert await trade.book("wallet", trade.ben.id) == (50_00 if cancelled else 0)


async def _tick(trade: Trade) -> None:
    await trade.market.tick()


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_asking_and_delivering_do_not_both_happen_to_the_same_order(
    trade: Trade, _round: int
):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    await together(
        trade.does(trade.ben, cancellations.ask, order=order, reason="agreed", note=NOTE),
        trade.does(trade.ana, deliveries.deliver, order=order, message=WORK),
    )
    work = await trade.stands(order)
    assert work.hold is Hold.CANCEL_REQUESTED
    [request] = await requests_about(trade, order)
    agreed = {"cancellation": CancellationId(request.id)}
    await trade.does(trade.ana, cancellations.decline, **agreed)
    assert (await trade.stands(order)).state is work.state


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_the_late_buyer_and_the_seller_who_delivers_at_last_do_not_both_win(
    trade: Trade, _round: int
):
    order = await trade.order_in(OrderState.IN_PROGRESS)
    await trade.wait(days=5, seconds=1)
    done = await together(
        trade.does(trade.ben, cancellations.cancel_late, order=order),
        trade.does(trade.ana, deliveries.deliver, order=order, message=WORK),
    )
    assert done == 1
    state = await trade.state(order)
    assert state in (OrderState.CANCELLED, OrderState.DELIVERED)
    escrow = 0 if state is OrderState.CANCELLED else 50_00
    assert await trade.book("escrow", order) == escrow


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_a_dispute_and_an_answer_leave_one_outcome(trade: Trade, _round: int):
    order = await trade.order_in(OrderState.DELIVERED)
    request = await asks(trade, trade.ana, order)

    how = {"complaint": "not_as_agreed", "words": "I want it judged."}
    await together(
        trade.does(trade.ben, disputes.open_case, order=order, **how),
        trade.does(trade.ben, cancellations.agree, cancellation=request),
    )
    [stands] = await requests_about(trade, order)
    work = await trade.stands(order)
    if stands.state is CancellationState.OVERTAKEN:
        assert (work.state, work.hold) == (OrderState.DELIVERED, Hold.DISPUTED)
    else:
        assert stands.state is CancellationState.AGREED
        assert work.state is OrderState.CANCELLED
