"""The ground floor: units of work on both databases."""

import asyncio

import pytest
from sqlalchemy import func, select, text

from core import accounts, ledger
from core.accounts import Account
from core.kit.errors import Broken
from core.kit.money import Money
from core.ledger import Move
from core.market import Market
from core.store import CannotOpen, Tx, open_store


def count(tx: Tx) -> int:
    return tx.db.execute(select(func.count()).select_from(Account)).scalar_one()


def meet(tx: Tx, number: int) -> Account:
    return accounts.identify(
        tx, platform="town", external_id=str(number), name=f"Person {number}", locale="fr"
    )


async def test_a_unit_that_fails_leaves_nothing(market: Market) -> None:
    def broken(tx: Tx) -> None:
        meet(tx, 1)
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        await market.do(broken)
    assert await market.ask(count) == 0


async def test_one_failure_in_a_group_spares_the_others(market: Market) -> None:
    def odd_fails(number: int):
        def work(tx: Tx) -> None:
            meet(tx, number)
            if number % 2:
                raise ValueError(number)

        return work

    outcomes = await asyncio.gather(
        *(market.do(odd_fails(n)) for n in range(40)), return_exceptions=True
    )
    assert sum(isinstance(o, ValueError) for o in outcomes) == 20
    assert await market.ask(count) == 20


async def test_a_query_can_change_nothing(market: Market) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        await market.ask(lambda tx: tx.db.execute(text("DELETE FROM accounts")))


async def test_people_met_at_the_same_instant_are_met_once(market: Market) -> None:
    await asyncio.gather(*(market.do(lambda tx: meet(tx, 7).id) for _ in range(20)))
    assert await market.ask(count) == 1


async def test_what_was_handed_over_is_done_even_if_nobody_waits(market: Market) -> None:
    task = asyncio.create_task(market.do(lambda tx: meet(tx, 1).id))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for _ in range(200):
        if await market.ask(count) == 1:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the unit was lost")


async def test_a_second_process_on_the_same_file_is_refused(tmp_path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/one.db"
    store = await open_store(url)
    with pytest.raises(CannotOpen, match="use PostgreSQL"):
        await open_store(url)
    await store.close()
    again = await open_store(url)
    await again.close()


async def test_a_database_nobody_knows_is_refused_with_a_way_out() -> None:
    with pytest.raises(CannotOpen, match="postgresql"):
        await open_store("mysql://somewhere/else")


async def test_money_moves_once_and_never_out_of_an_empty_book(market: Market) -> None:
    who = {"provider": "sandbox", "order": "O1", "seller": "S", "community": "JALON", "buyer": "B"}
    capture = {Move.CAPTURE_PROVIDER: Money(50_00, "EUR")}
    await market.do(lambda tx: ledger.post(tx, "pay:1", capture, **who))
    with pytest.raises(Broken, match="posted before"):
        await market.do(lambda tx: ledger.post(tx, "pay:1", capture, **who))
    too_much = {Move.RELEASE: Money(50_01, "EUR")}
    with pytest.raises(Broken, match="cannot give"):
        await market.do(lambda tx: ledger.post(tx, "release:1", too_much, **who))
    assert await market.ask(lambda tx: ledger.balance(tx, "escrow:O1", "EUR")) == Money(
        50_00, "EUR"
    )
    assert await market.ask(ledger.check) == []


async def test_the_audit_sees_a_cent_that_was_slipped_in(market: Market) -> None:
    who = {"provider": "sandbox", "order": "O1"}
    capture = {Move.CAPTURE_PROVIDER: Money(50_00, "EUR")}
    await market.do(lambda tx: ledger.post(tx, "pay:1", capture, **who))
    await market.do(
        lambda tx: tx.db.execute(text("UPDATE entries SET minor = 5001 WHERE minor > 0"))
    )
    rules = {finding.rule for finding in await market.ask(ledger.check)}
    assert rules == {
        "every posting sums to zero",
        "replaying the entries gives every balance",
    }
