"""Who may press what in a dispute, whatever stage it is at."""

from functools import partial

import pytest

from bot.screens.disputes import (
    AcceptProposal,
    AnswerDispute,
    AppealDecision,
    AskSide,
    DecideCase,
    HandBackCase,
    TakeCase,
)
from bot.ui import Action, encode
from core import disputes
from core.accounts import Account
from core.kit.ids import DisputeId
from core.market import Market
from core.store import Tx
from tests.bot.scene import meet
from tests.bot.test_rights import ARGUED, House

CASE_DEEDS: dict[type[Action], str] = {
    AcceptProposal: "accept", TakeCase: "take", HandBackCase: "hand_back", AnswerDispute: "answer",
    AppealDecision: "appeal", DecideCase: "decide", AskSide: "decide",
}  # fmt: skip


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_each_in_a_dispute_may_do_what_the_table_says(house: House) -> None:
    """The two sides, one of whom moderates, the moderator who has it, another one, a stranger."""
    await house.moderator(await meet(house.market, "Mia"))
    for point in ARGUED:
        _order, case = await house.disputed_in(point)
        await house.moderator(house.ben)
        for who in ("Ana", "Ben", "Mo", "Mia", "Eve"):
            person = await meet(house.market, who)
            for kind, verb in CASE_DEEDS.items():
                given = (case, 1) if kind is AcceptProposal else (case,)
                seen, moved = await house.presses(who, encode(kind(*given)))
                allowed = await house.pretend(partial(_may_case, case=case, who=person, verb=verb))
                assert allowed or moved == [], f"{who} {verb} on a {point} dispute: {seen}"
                if allowed and kind in (AcceptProposal, TakeCase, HandBackCase):
                    assert "disputes" in moved, f"{who} pressed {kind.__name__}: {seen}"


def _may_case(tx: Tx, *, case: DisputeId, who: Account, verb: str) -> bool:
    return verb in disputes.verbs(tx, who, disputes.get(tx, case))
