"""What the two wrote to each other, in the case file: told, counted, sealed, and looked into."""

import json
from pathlib import Path
from typing import Any

import pytest

from core import audit, disputes, orders, relay
from core.accounts import Account
from core.disputes import DisputeState, Entry, LeftOut, Message, rules
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, OrderId
from core.kit.states import Role
from core.orders import OrderState
from core.store import Tx
from tests.core.court import Court
from tests.core.shop import sell
from tests.core.test_looks import reader
from tests.core.test_relay import a_file, says
from tests.core.trade import Trade

KEY = bytes(range(32))
OLDER = Path(__file__).with_name("an_older_case_file.json")  # when it said less of a message


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


async def about(court: Court, who: Account, order: OrderId, words: str, **more: Any) -> str:
    said: relay.Message = await court.trade.does(
        who, orders.write, order=order, words=words, **more
    )
    return said.id


async def a_talk(court: Court) -> tuple[str, str]:
    """Ben asked before he bought; then they talk about two orders, and about none."""
    trade = court.trade
    await sell(trade, court.ana)
    await says(trade, court.ben, court.ana, "Write to ben@example.org or +33 6 12 34 56 78")
    await trade.wait(hours=1)
    one, other = [await trade.order_in(OrderState.IN_PROGRESS) for _each in range(2)]
    await trade.wait(hours=1)
    file = await a_file(trade, court.ana, size=77, name="lion.png")
    first = await about(court, court.ana, one, "Is this the lion?", files=[file])
    await trade.wait(hours=1)
    await about(court, court.ben, other, "And the bear?")
    await trade.does(court.ben, relay.answer, message=first, words="It is.")
    await says(trade, court.ana, court.ben, "Good night")
    await says(trade, await trade.meet("max"), court.ana, "Do you draw cats?")
    return one, other


async def told(court: Court) -> list[tuple[Role, str, str]]:
    """Who wrote which words, and what they were about."""
    return [
        (entry.by, entry.what.words, entry.what.about)
        for entry in await messages(court)
        if isinstance(entry.what, Message)
    ]


async def messages(court: Court) -> list[Entry]:
    return (await court.file()).messages


async def test_what_the_two_wrote_about_the_order_or_about_none_is_told_in_order(court: Court):
    order, _other = await a_talk(court)
    await court.opens(order=order)
    name = f"order:{order}"
    assert await told(court) == [
        (Role.BUYER, f"Write to {relay.MASK} or {relay.MASK}", ""),
        (Role.SELLER, "Is this the lion?", name),
        (Role.BUYER, "It is.", name),
        (Role.SELLER, "Good night", ""),
    ]
    asked, drawn, _answered, _last = [e.what for e in await messages(court)]
    assert isinstance(asked, Message)
    assert isinstance(drawn, Message)
    assert (asked.masked, drawn.masked) == (True, False)
    [lion] = drawn.files
    assert (lion.name, lion.size, len(lion.sha256)) == ("lion.png", 77, 64)
    entries = (await court.file()).entries
    kinds = [type(entry.what).__name__ for entry in entries]
    assert "LeftOut" not in kinds
    frozen = [e.at for e in entries[1 : kinds.index("Statement")]]
    assert frozen == sorted(frozen)
    assert kinds.index("Message") < kinds.index("Bargain"), "they talked before they traded"


async def test_what_is_written_after_the_opening_is_not_in_the_file(court: Court):
    order, _other = await a_talk(court)
    await court.opens(order=order)
    before = await told(court)
    head = (await court.stands()).head
    await about(court, court.ana, court.order, "Let us talk about it.")
    await says(court.trade, court.ben, court.ana, "No.")
    assert await told(court) == before
    assert (await court.stands()).head == head, "and the chat was not blocked"
    await court.does(court.ana, disputes.answer, words="It is what was asked for.")
    assert await told(court) == before


async def test_two_who_never_wrote_have_a_file_without_messages(court: Court):
    await court.opens()
    assert await messages(court) == []


async def test_the_latest_are_told_and_the_rest_is_counted(court: Court):
    trade = court.trade
    order, other = [await trade.order_in(OrderState.IN_PROGRESS) for _each in range(2)]
    began = trade.clock.now

    def write(tx: Tx, me: Account, *, first: int, last: int) -> None:
        for nth in range(first, last):
            relay.write(tx, me, person=AccountId(court.ana.id), words=f"Word {nth}")
            if nth % 100 == 0:
                orders.write(tx, me, order=OrderId(other), words="Something else")

    await trade.does(court.ben, write, first=0, last=2)
    await trade.wait(hours=1)
    dropped = trade.clock.now
    await trade.does(court.ben, write, first=2, last=3)
    await trade.wait(hours=1)
    await trade.does(court.ben, write, first=3, last=rules.MESSAGES_MOST + 3)
    await court.opens(order=order)

    words = [words for _by, words, _about in await told(court)]
    assert words == [f"Word {nth}" for nth in range(3, rules.MESSAGES_MOST + 3)]
    [(by, at, left)] = [
        (e.by, e.at, e.what) for e in (await court.file()).entries if isinstance(e.what, LeftOut)
    ]
    assert (by, at, left) == (Role.MARKET, dropped, LeftOut(3, began)), "none of another order"
    assert await trade.market.ask(audit.check) == []


async def test_no_more_than_the_most_leaves_nothing_out(court: Court):
    trade = court.trade
    order = await trade.order_in(OrderState.IN_PROGRESS)

    def write(tx: Tx, me: Account) -> None:
        for nth in range(rules.MESSAGES_MOST):
            relay.write(tx, me, person=AccountId(court.ana.id), words=f"Word {nth}")

    await trade.does(court.ben, write)
    await court.opens(order=order)
    found = [type(e.what) for e in (await court.file()).entries]
    assert found.count(Message) == rules.MESSAGES_MOST
    assert LeftOut not in found


async def test_a_changed_message_is_found(court: Court):
    order, _other = await a_talk(court)
    await court.opens(order=order)
    raw = disputes.sealed(await court.file(), KEY)
    assert disputes.check(raw, KEY)[1] is None
    changes: list[tuple[str, Any]] = [
        ("words", "I never said so."), ("masked", None), ("about", "order:X"), ("files", ["none"]),
    ]  # fmt: skip
    for entry in await messages(court):
        for key, value in changes:
            forged: Any = json.loads(raw)
            forged["entries"][entry.nth - 1]["entry"]["what"][key] = value
            _case, fault = disputes.check(json.dumps(forged).encode(), KEY)
            assert fault is not None
            assert fault.says.startswith(f"entry {entry.nth} (message of ")
    cut: Any = json.loads(raw)
    del cut["entries"][(await messages(court))[1].nth - 1]
    assert disputes.check(json.dumps(cut).encode(), KEY)[1] is not None


def test_an_older_file_is_still_genuine_and_can_be_read():
    raw = OLDER.read_bytes()
    case, fault = disputes.check(raw, KEY)
    assert fault is None
    [said] = case.messages
    assert isinstance(said.what, Message)
    assert (said.what.words, said.what.masked, said.what.about) == ("Here it is.", False, "")
    _case, fault = disputes.check(raw.replace(b"Here it is.", b"Here is it."), KEY)
    assert fault is not None
    assert fault.says.startswith("entry 3 (message of ")


async def looked(court: Court, who: Account) -> tuple[int, int]:
    """How often a side sees that somebody looked into the case, and into the conversation."""

    def look(tx: Tx, me: Account) -> tuple[int, int]:
        [glance] = relay.mine(tx, me)[0]
        return len(disputes.looks(tx, me, court.id)), len(relay.looks(tx, me, glance.conversation))

    return await court.trade.does(who, look)


async def test_whoever_reads_the_messages_of_a_case_is_seen_by_both(court: Court):
    trade = court.trade
    order = await trade.order_in(OrderState.DELIVERED)
    await about(court, court.ben, order, "Is that all?")
    rita = await reader(court)
    await court.reach(DisputeState.MEDIATION, order=order)
    for side in (court.ana, court.ben):
        await court.does(side, disputes.read_file)
    for outsider in (court.eve, court.mo):
        with pytest.raises(NoSuchThing):
            await court.does(outsider, disputes.read_file)
    assert await looked(court, court.ana) == (0, 0)
    await court.does(court.mo, disputes.take)
    await court.does(court.mo, disputes.look_into)
    assert await looked(court, court.ana) == (1, 0), "the statements, but not the messages"
    await court.does(court.mo, disputes.read_file)
    await court.does(rita, disputes.read_file)
    for side in (court.ana, court.ben):
        assert await looked(court, side) == (3, 2)


async def test_a_file_without_messages_lets_nobody_into_the_conversation(court: Court):
    trade = court.trade
    await court.reach(DisputeState.HEARING)
    await says(trade, court.ben, court.ana, "Let us agree.")
    await court.does(court.mo, disputes.read_file)
    assert await looked(court, court.ana) == (1, 0)
