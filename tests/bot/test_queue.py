"""The one queue of those in office: in which order, how much at once, and of whom."""

import re

import pytest
from sqlalchemy import event

from bot.context import Context
from bot.screens.communities import ShowWork, work_page
from bot.ui import encode
from core import support, warnings
from core.communities import HOME, Office, Rank
from core.disputes import DisputeState
from core.market import Market
from core.store import Tx
from core.support import TicketState
from core.warnings import WarningState
from tests.bot.penalties import warning_in
from tests.bot.scene import meet
from tests.bot.test_rights import House
from tests.bot.tickets import ticket_in
from tests.conftest import HandClock

EVERYTHING, TICKETS = encode(ShowWork("", 0)), encode(ShowWork("support", 0))


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def lines(house: House, who: str, wire: str = EVERYTHING) -> list[str]:
    """What stands on one page of the queue."""
    seen, _moved = await house.presses(who, wire)
    return re.findall(r"^(\d+\. .*)$", seen.partition("[")[0], re.MULTILINE)


async def tickets(house: House, count: int) -> None:
    """So many people ask support something, one after the other."""
    for n in range(count):
        person = await meet(house.market, f"Person {n}")
        await house.does(person, support.open_ticket, title=f"Question {n}", words="How?")


async def test_what_falls_due_stands_first_then_the_oldest(house: House, clock: HandClock) -> None:
    await warning_in(house, WarningState.APPEALED)
    clock.pass_by(hours=2)
    await tickets(house, 1)
    clock.pass_by(hours=3)
    await house.disputed_in(DisputeState.MEDIATION)
    clock.pass_by(hours=30)
    ticket = await ticket_in(house, TicketState.TAKEN)
    clock.pass_by(hours=1)
    mia = await meet(house.market, "Mia")
    assert await lines(house, "Mia") == [
        "1. Dispute: A logo that lasts · 17 hours left",
        "2. Appeal against a warning: Insults or threats · waiting for 1 day 12 hr",
        "3. Ticket: Question 0 · waiting for 1 day 10 hr",
    ]
    assert (await lines(house, "Mo"))[1].startswith("2. Ticket: A broken file · yours, 23 hours")
    await house.does(await meet(house.market, "Mo"), support.hand_back, ticket=ticket)
    assert len(await lines(house, "Mia")) == 4
    assert await lines(house, "Mia", encode(ShowWork("disputes", 0))) == [
        "1. Dispute: A logo that lasts · 17 hours left"
    ]
    assert await house.does(mia, warnings.duties, most=1), "and Mo, who gave it, does not judge it"
    assert "Appeal" not in "".join(await lines(house, "Mo"))


async def test_eight_stand_on_a_page_and_none_is_lost_between_two(house: House) -> None:
    await tickets(house, 17)
    await house.moderator()
    pages = [await lines(house, "Mo", encode(ShowWork("", page))) for page in range(3)]
    assert [len(page) for page in pages] == [8, 8, 1]
    titles = [line.partition(": ")[2].partition(" ·")[0] for page in pages for line in page]
    assert sorted(titles) == sorted(f"Question {n}" for n in range(17))
    beyond, _moved = await house.presses("Mo", encode(ShowWork("", 10**14)))
    assert "1. Ticket" in beyond, "past the end it begins anew"
    seen, _moved = await house.presses("Mo", encode(ShowWork("", 1)))
    assert "[Back]" in seen
    assert "[More]" in seen


async def test_a_longer_queue_takes_no_more_statements(house: House) -> None:
    await house.moderator()
    counted = []
    for more in (3, 20):
        await tickets(house, more)
        await house.disputed_in(DisputeState.MEDIATION)
        counted.append(await _statements(house))
    assert counted[0] == counted[1]


async def _statements(house: House) -> int:
    """How many statements it takes to look at what waits."""
    mo, heard = await meet(house.market, "Mo"), list[str]()

    def look(tx: Tx) -> None:
        line = tx.db.connection()

        def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            heard.append(statement)

        event.listen(line, "before_cursor_execute", note)
        assert work_page(Context(mo, tx, platform="desk")).menu is not None
        event.remove(line, "before_cursor_execute", note)

    await house.market.ask(look)
    return len(heard)


async def test_whoever_only_reads_can_take_nothing(house: House) -> None:
    _order, case = await house.disputed_in(DisputeState.MEDIATION)
    await tickets(house, 1)
    rita = await meet(house.market, "Rita")
    office = Office(
        community_id=HOME, account_id=rita.id, rank=Rank.MODERATOR, reads=True, decides=False
    )
    await house.market.do(lambda tx: tx.db.add(office))
    [line] = await lines(house, "Rita")
    assert line.startswith("1. Dispute: A logo that lasts · only to read, 2 days")
    seen, _moved = await house.presses("Rita", f"di.se:{case}")
    assert "It is not right." in seen
    assert "[Take the case]" not in seen
    assert await lines(house, "Rita", TICKETS) == []


@pytest.mark.parametrize("wire", [EVERYTHING, TICKETS, encode(ShowWork("nonsense", 0))])
async def test_without_an_office_there_is_no_queue(house: House, wire: str) -> None:
    await ticket_in(house, TicketState.WAITING)
    for who in ("Ana", "Ben", "Eve", "a visitor nobody ever saw"):
        seen, _moved = await house.presses(who, wire)
        assert seen.startswith("There is nothing here by that name."), who
    mia = await house.moderator(await meet(house.market, "Mia"))
    seen, _moved = await house.presses(mia.name, encode(ShowWork("nonsense", 0)))
    assert seen.startswith("There is nothing here by that name.")
