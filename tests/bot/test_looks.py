"""A look into what others wrote is written down by whichever way it comes about."""

import pytest

from bot import answers
from bot.platform import Incoming, Kind, Who
from bot.screens.disputes import AskSide, CheckDecision, HandBackCase
from bot.screens.reports import DismissReport
from bot.screens.support import WriteTicket
from bot.ui import Action, encode
from core import reports
from core.disputes import DisputeState
from core.kit.errors import Refusal
from core.kit.ids import DecisionId
from core.market import Market
from core.store import Tx
from core.support import TicketState
from tests.bot.complaints import reported_message
from tests.bot.scene import meet
from tests.bot.test_rights import HERE, House
from tests.bot.tickets import ticket_in
from tests.bot.watching import changed, dump


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def late(house: House, who: str, press: Action) -> list[str]:
    """Which tables move when somebody's refused press shows how things stand now."""
    incoming = Incoming("", Kind.PRESS, Who("desk", who, who, "en"), HERE, wire=encode(press))

    def answer(tx: Tx) -> Refusal | None:
        try:
            answers.answer(house._context(tx, incoming), incoming)
        except Refusal as no:
            return no
        return None

    refusal = await house.pretend(answer)
    assert isinstance(refusal, Refusal), "the press was not refused"

    def show(tx: Tx) -> list[str]:
        ctx = house._context(tx, incoming)
        before = dump(tx)
        answers.stale(ctx, incoming, refusal)
        return changed(before, dump(tx))

    moved = await house.pretend(show)
    assert not isinstance(moved, Refusal)
    return moved


async def test_a_judge_who_presses_too_late_looks_again(house: House) -> None:
    _order, case = await house.disputed_in(DisputeState.DECIDED)
    decision = DecisionId(await house.draft_of(case))
    for press in (AskSide(case), HandBackCase(case), CheckDecision(decision)):
        assert await late(house, "Mo", press) == ["looks"], press


async def test_whoever_only_sees_the_outline_or_is_a_side_does_not_look(house: House) -> None:
    _order, case = await house.disputed_in(DisputeState.APPEALED)
    await house.moderator(await meet(house.market, "Mia"))
    for who in ("Ana", "Ben", "Mia"):
        assert await late(house, who, HandBackCase(case)) == [], who


async def test_a_refused_press_of_whoever_reads_a_report_or_a_ticket_is_a_look(
    house: House,
) -> None:
    _message, report = await reported_message(house)
    mo = await house.moderator()
    await house.does(mo, reports.dismiss, report=report)
    assert await late(house, "Mo", DismissReport(report)) == ["looks"]
    assert await late(house, "Rob", DismissReport(report)) == [], "his own"
    ticket = await ticket_in(house, TicketState.FILED)
    assert await late(house, "Mo", WriteTicket(ticket)) == ["looks"]
    assert await late(house, "Ben", WriteTicket(ticket)) == []
