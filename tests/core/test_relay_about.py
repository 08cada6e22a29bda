"""What the two of an order say to each other about it."""

from typing import Any

import pytest
from sqlalchemy import text

from core import audit, orders, relay
from core.accounts import Account
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import AccountId, MessageId, OrderId
from core.market import Market
from core.orders import OrderState
from core.relay import Message
from tests.conftest import HandClock
from tests.core.trade import Trade

UNPAID = (OrderState.AWAITING_PAYMENT, OrderState.CANCELLED)
PAID = tuple(state for state in OrderState if state not in UNPAID)


async def says(
    trade: Trade, who: Account, order: str, words: str = "Hello", **more: Any
) -> Message:
    said: Message = await trade.does(who, orders.write, order=OrderId(order), words=words, **more)
    return said


async def answers(trade: Trade, who: Account, message: Message) -> Message:
    said: Message = await trade.does(
        who, relay.answer, message=MessageId(message.id), words="Gladly."
    )
    return said


async def refused(trade: Trade, who: Account, order: str) -> type[Refusal]:
    """Why somebody cannot write about this order: before the form is opened just as afterwards."""
    with pytest.raises(Refusal) as opening:
        await trade.does(who, orders.expect_words, order_id=order)
    with pytest.raises(Refusal) as writing:
        await says(trade, who, order)
    assert type(opening.value) is type(writing.value)
    return type(writing.value)


@pytest.mark.parametrize("state", PAID)
async def test_both_sides_write_about_a_paid_order(trade: Trade, state: OrderState) -> None:
    order = await trade.order_in(state)
    for who, other in ((trade.ben, trade.ana), (trade.ana, trade.ben)):
        assert (await trade.does(who, orders.expect_words, order_id=order)).id == order
        said = await says(trade, who, order, "Mine is me@example.com")
        assert (said.author_id, said.reader_id) == (who.id, other.id)
        assert (said.about, said.masked) == (f"order:{order}", False)
        assert "relay.said" in await trade.told(other)


async def test_it_can_still_be_talked_about_when_it_was_called_off(trade: Trade) -> None:
    order = await trade.order_in(OrderState.REQUIREMENTS)
    await trade.does(trade.ben, orders.cancel, order=order)
    assert (await says(trade, trade.ana, order)).about == f"order:{order}"


@pytest.mark.parametrize("state", UNPAID)
async def test_nothing_is_said_about_an_order_before_it_is_paid(
    trade: Trade, state: OrderState
) -> None:
    await trade.order_in(OrderState.IN_PROGRESS)  # they know each other
    order = await trade.order_in(state)
    await trade.told(trade.ana)
    for who in (trade.ben, trade.ana):
        assert await refused(trade, who, order) is orders.NotPaid
        work = await trade.stands(order)
        assert not await trade.does(who, orders.may_write, order=work)
    assert await trade.told(trade.ana) == []


async def test_a_stranger_learns_nothing_of_an_order_by_writing(trade: Trade) -> None:
    order = await trade.order_in(OrderState.IN_PROGRESS)
    said = await says(trade, trade.ben, order)
    await trade.told(trade.ana)
    for name in (order, "N0SUCHID"):
        assert await refused(trade, trade.eve, name) is NoSuchThing
        assert await trade.does(trade.eve, orders.named, subject=f"order:{name}") is None
    with pytest.raises(NoSuchThing):
        await answers(trade, trade.eve, said)
    assert await trade.told(trade.ana) == []


async def test_an_answer_is_about_what_it_answers(trade: Trade) -> None:
    one, two = [await trade.order_in(OrderState.IN_PROGRESS) for _ in range(2)]
    first, second = await says(trade, trade.ben, one), await says(trade, trade.ben, two)
    back = await answers(trade, trade.ana, first)
    assert (back.about, back.answers_id) == (f"order:{one}", first.id)
    again = await answers(trade, trade.ben, back)
    more = await answers(trade, trade.ben, again)
    assert (again.about, more.about) == (f"order:{one}", f"order:{one}"), "one's own words too"
    assert (await answers(trade, trade.ana, second)).about == f"order:{two}"

    plain: Message = await trade.does(
        trade.ben, relay.write, person=AccountId(trade.ana.id), words="And besides…"
    )
    assert plain.about == "", "what is written to a person is about nothing in particular"
    assert (await answers(trade, trade.ana, plain)).about == ""
    talks, _more = await trade.does(trade.ben, relay.mine)
    assert len(talks) == 1, "it is one conversation all the same"


async def test_only_the_sides_of_an_order_find_it_by_its_full_name(trade: Trade) -> None:
    order = await trade.order_in(OrderState.IN_PROGRESS)
    for who in (trade.ana, trade.ben):
        found = await trade.does(who, orders.named, subject=f"order:{order}")
        assert found is not None
        assert found.id == order
        for odd in ("", order, "order:", "order", f"offer:{order}", f"order:{order}:1"):
            assert await trade.does(who, orders.named, subject=odd) is None, odd


async def test_whoever_is_blocked_is_told_the_same_as_everywhere(trade: Trade) -> None:
    order = await trade.order_in(OrderState.IN_PROGRESS)
    said = await says(trade, trade.ben, order)
    talk = said.conversation_id
    await trade.does(trade.ana, relay.block, conversation=talk)
    await trade.told(trade.ana)
    assert await refused(trade, trade.ben, order) is relay.NotTaken
    assert await refused(trade, trade.ana, order) is relay.YouBlocked
    assert await trade.told(trade.ana) == []
    await trade.does(trade.ana, relay.unblock, conversation=talk)
    assert (await says(trade, trade.ben, order)).nth == 2


@pytest.mark.parametrize("damage", [
    "UPDATE messages SET about = 'order:N0SUCHID'",
    "UPDATE messages SET about = 'offer:' || substr(about, 7)",
    "UPDATE messages SET reader_id = (SELECT id FROM accounts WHERE name = 'eve')",
    "UPDATE orders SET paid_at = NULL",
])  # fmt: skip
async def test_the_audit_sees_words_that_left_their_order(
    market: Market, clock: HandClock, damage: str
) -> None:
    trade = await Trade(market, clock).begin()
    await says(trade, trade.ben, await trade.order_in(OrderState.COMPLETED))
    assert await market.ask(audit.check) == []
    await market.do(lambda tx: tx.db.execute(text(damage)) and None)
    found = {finding.rule for finding in await market.ask(audit.check)}
    assert "what is said about an order stays between its sides" in found


@pytest.mark.parametrize("words", ["", "  \n", "\u200b"])
async def test_nothing_is_not_sent_about_an_order_either(trade: Trade, words: str) -> None:
    order = await trade.order_in(OrderState.IN_PROGRESS)
    with pytest.raises(relay.NothingSaid):
        await says(trade, trade.ben, order, words)
