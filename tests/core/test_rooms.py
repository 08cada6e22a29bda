"""Where rooms are, whose they are, and what is forgotten with them."""

import pytest
from sqlalchemy import text

from core import audit, notifications
from core.accounts import Account
from core.market import Market
from core.orders import OrderState
from core.store import Tx
from tests.conftest import HandClock
from tests.core.trade import Trade

RULE = "a room is one of the order's sides'"


@pytest.fixture
async def trade(market: Market, clock: HandClock) -> Trade:
    return await Trade(market, clock).begin()


async def opens(market: Market, who: Account, subject: str, chat: str) -> None:
    await market.do(
        lambda tx: notifications.remember_room(tx, who.id, subject, platform="telegram", chat=chat)
    )


async def subject_at(market: Market, who: Account, chat: str) -> str:
    return await market.ask(
        lambda tx: notifications.room_at(tx, who, platform="telegram", chat=chat)
    )


async def test_a_room_is_found_by_whose_it_is(market: Market, trade: Trade) -> None:
    order = f"order:{await trade.order_in(OrderState.IN_PROGRESS)}"
    await opens(market, trade.ana, order, "1/7")
    assert await subject_at(market, trade.ana, "1/7") == order
    assert await subject_at(market, trade.ben, "1/7") == ""
    assert await subject_at(market, trade.ana, "") == ""
    assert await market.ask(audit.check) == []


async def test_what_stood_in_a_room_that_is_shut_stands_nowhere(
    market: Market, trade: Trade
) -> None:
    order = f"order:{await trade.order_in(OrderState.IN_PROGRESS)}"
    await opens(market, trade.ana, order, "1/7")

    def show(tx: Tx) -> None:
        for subject, chat in ((order, "1/7"), ("message:M", "1/7"), ("offer:F", "1")):
            at = {"platform": "telegram", "chat": chat, "message": subject}
            notifications.remember_card(tx, trade.ana.id, subject, **at)

    await market.do(show)
    await opens(market, trade.ana, order, "")

    def stands(tx: Tx) -> list[bool]:
        subjects = (order, "message:M", "offer:F")
        return [bool(notifications.cards_of(tx, trade.ana.id, each)) for each in subjects]

    assert await market.ask(stands) == [False, False, True]
    assert await subject_at(market, trade.ana, "1/7") == ""

    def known(tx: Tx) -> str | None:
        room = notifications.room_for(tx, trade.ana.id, order, platform="telegram")
        return None if room is None else room.chat

    assert await market.ask(known) == ""  # nobody opens it again


@pytest.mark.parametrize("damage", [
    "UPDATE rooms SET subject = 'order:N0SUCHID'",
    "UPDATE rooms SET account_id = (SELECT id FROM accounts WHERE name = 'eve')",
])  # fmt: skip
async def test_the_audit_sees_a_room_of_somebody_else(
    market: Market, trade: Trade, damage: str
) -> None:
    order = f"order:{await trade.order_in(OrderState.IN_PROGRESS)}"
    await opens(market, trade.ben, order, "1/7")
    await market.do(lambda tx: tx.db.execute(text(damage)) and None)
    assert {finding.rule for finding in await market.ask(audit.check)} == {RULE}
