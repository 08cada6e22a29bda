"""Each thing the audit looks for is broken once on purpose: the audit must name it."""

import pytest
from sqlalchemy import text

from core import audit, cancellations, orders
from core.kit.ids import OrderId
from core.market import Market
from core.orders import OrderState
from core.resolution import RequestKind
from tests.conftest import HandClock
from tests.core import steps
from tests.core.returns import Returns
from tests.core.talks import agrees, asks, pays
from tests.core.trade import Trade

BALANCED = "every posting sums to zero"
REPLAY = "replaying the entries gives every balance"
ESCROW = "escrow equals the open orders' unreleased sums"
CLEARING = "clearing rows equal the clearing books"
PAID_OUT = "a final order was paid out once, one way"
EARNED = "a seller earned what was agreed"
CHARGES = "the same provider event counts once"
JOURNAL = "everything is where its last step left it"
CLOCKS = "the clock forgets nobody"
BARGAIN = "an order counts with its bargain"
CHANGES = "each bargain is the one before and its change"
MONEY = "what was agreed on was paid or given back"
ENDED = "nothing is asked about what has ended"
REQUESTS = "an order stands still for the request that is open"
RETURNING = "what is on its way back is in its book"
REPAID = "what was asked back went one way, once"
BROUGHT = "a charge gives back no more than it brought in"
STEPS = "every milestone stands where its order does"


@pytest.fixture
async def town(market: Market, clock: HandClock) -> Trade:
    """A market with an order in every state; nobody audits it but the test."""
    trade = await Trade(market, clock).begin()
    for state in OrderState:
        await trade.order_in(state)
    order = await trade.order_in(OrderState.DELIVERED)
    await trade.does(trade.ana, cancellations.ask, order=order, reason="agreed", note="Stop")
    order = await steps.at(trade, OrderState.DELIVERED, released=1)
    await steps.funds(trade, order, 3)
    order = await steps.at(trade, OrderState.DELIVERED)
    await trade.does(trade.ben, orders.accept_and_stop, order=order)
    order = await steps.at(trade, OrderState.IN_REVISION)
    await trade.does(trade.ben, cancellations.ask, order=order, reason="agreed", note="Stop")
    order = await trade.order_in(OrderState.DELIVERED)
    await asks(trade, trade.ana, order, RequestKind.REFUND)
    order = await trade.order_in(OrderState.IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, RequestKind.EXTRA))
    await agrees(trade, trade.ben, await asks(trade, trade.ana, order, RequestKind.REFUND))
    returns = Returns(trade)
    for minor in (50_00, 50_91):  # one arrives, one is refused
        await returns.asked(minor)
    await returns.cashier.send()
    await returns.asked(20_00)
    return trade


async def findings(trade: Trade, damage: str) -> set[str]:
    await trade.market.do(lambda tx: tx.db.execute(text(damage)) and None)
    return {found.rule for found in await trade.market.ask(audit.check)}


async def test_a_market_with_every_kind_of_order_is_clean(town: Trade):
    assert await town.market.ask(audit.check) == []


@pytest.mark.parametrize(
    ("damage", "rules"),
    [
        (
            "UPDATE entries SET minor = minor + 1 WHERE book LIKE 'escrow%' AND minor > 0",
            {BALANCED, REPLAY},
        ),
        ("UPDATE balances SET minor = minor + 1 WHERE book LIKE 'escrow%'", {REPLAY}),
        ("UPDATE orders SET total_minor = 1 WHERE state = 'in_progress'", {ESCROW}),
        (
            "UPDATE orders SET state = 'completed' WHERE state = 'in_progress'",
            {ESCROW, JOURNAL, PAID_OUT},
        ),
        (
            "UPDATE orders SET state = 'in_progress' WHERE state = 'awaiting_payment'",
            {ESCROW},
        ),
        ("UPDATE clearings SET minor = minor - 1", {CLEARING, EARNED}),
        ("UPDATE clearings SET order_id = (SELECT min(id) FROM orders)", {EARNED}),
        ("UPDATE clearings SET state = 'available'", {CLEARING}),
        ("UPDATE payments SET minor = 1", {CHARGES}),
        ("UPDATE payments SET charge = charge || 'x'", {CHARGES}),
        ("UPDATE payments SET state = 'kept'", {JOURNAL}),
        ("UPDATE orders SET state = 'in_revision' WHERE state = 'in_progress'", {JOURNAL}),
        ("UPDATE steps SET after = 'x' WHERE subject LIKE 'order:%'", {JOURNAL}),
        ("UPDATE cancellations SET state = 'declined'", {REQUESTS}),
        ("UPDATE orders SET hold = 'free'", {REQUESTS, JOURNAL}),
        ("UPDATE orders SET hold = 'cancel_requested'", {REQUESTS}),
        ("UPDATE requests SET state = 'declined' WHERE state = 'agreed'", {JOURNAL, MONEY}),
        ("UPDATE requests SET minor = minor + 1 WHERE kind = 'extra'", {CHANGES, MONEY}),
        ("UPDATE requests SET minor = minor + 1 WHERE kind = 'refund'", {CHANGES, MONEY}),
        ("UPDATE orders SET state = 'completed' WHERE state = 'delivered'", {ENDED}),
        ("UPDATE orders SET commission_minor = 1 WHERE state = 'delivered'", {BARGAIN}),
        ("UPDATE payments SET pays = 'request:X' WHERE pays LIKE 'request:%'", {MONEY}),
        ("UPDATE milestones SET minor = minor + 1 WHERE state = 'delivered'", {ESCROW, STEPS}),
        ("UPDATE milestones SET state = 'funded' WHERE nth = 3", {ESCROW, STEPS}),
        ("UPDATE milestones SET state = 'in_revision' WHERE state = 'delivered'", {STEPS, JOURNAL}),
        ("UPDATE milestones SET commission_minor = 0 WHERE nth = 1", {STEPS}),
        ("DELETE FROM milestones WHERE nth = 3", {STEPS}),
        ("UPDATE orders SET stages_released = 0", {STEPS}),
        ("UPDATE orders SET stages_released = 2 WHERE state = 'completed'", {PAID_OUT}),
        ("UPDATE repayments SET minor = minor + 1 WHERE state = 'asked'", {RETURNING}),
        ("UPDATE repayments SET state = 'failed' WHERE state = 'asked'", {RETURNING, REPAID}),
        ("UPDATE repayments SET state = 'sent' WHERE state = 'failed'", {REPAID, JOURNAL}),
        ("UPDATE repayments SET state = 'sending' WHERE state = 'sent'", {RETURNING, REPAID}),
        ("UPDATE repayments SET minor = minor * 2 WHERE state = 'sent'", {REPAID, BROUGHT}),
        ("DELETE FROM repayments WHERE state = 'asked'", {RETURNING}),
        ("DELETE FROM repayments WHERE state = 'sent'", {REPAID}),
        ("DELETE FROM deadlines WHERE verb = 'stop' AND nth = 0", {CLOCKS}),
        ("DELETE FROM deadlines WHERE verb = 'lapse' AND nth = 0", {CLOCKS}),
        ("DELETE FROM deadlines WHERE verb = 'write_off'", {CLOCKS}),
        ("DELETE FROM deadlines WHERE verb = 'accept'", {CLOCKS}),
        ("DELETE FROM deadlines WHERE verb = 'clear'", {CLOCKS}),
        ("DELETE FROM deadlines WHERE verb = 'expire'", {CLOCKS}),
    ],
)
async def test_damage_is_named(town: Trade, damage: str, rules: set[str]):
    found = await findings(town, damage)
    assert rules <= found


async def test_money_left_in_a_final_orders_escrow_is_named(town: Trade):
    order: OrderId = await town.order_in(OrderState.COMPLETED)
    found = await findings(
        town,
        f"UPDATE entries SET minor = minor * 2 WHERE book = 'escrow:{order}' AND minor > 0",
    )
    assert ESCROW in found
