"""Who may pay for a milestone, whatever stage its order is at."""

from itertools import product

import pytest

from bot.screens.milestones import AcceptAndFund, FundMilestone, PayAhead
from bot.ui import encode
from core.market import Market
from core.orders import OrderState
from tests.bot.scene import meet
from tests.bot.test_rights import STEPPED, House


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_the_next_milestone_is_the_buyers_to_pay(house: House) -> None:
    for state, ahead in product(STEPPED, (False, True)):
        order = await house.steps_in(state, ahead=ahead)
        one = await house.to_fund(order)
        both = state is OrderState.DELIVERED and not ahead
        allowed = {
            PayAhead(one): False,  # only asks
            FundMilestone(one, "sandbox"): True,
            FundMilestone(one, "wallet"): False,  # which is empty
            AcceptAndFund(one, "sandbox"): both,
        }
        for who, (press, moves) in product(("Ana", "Ben"), allowed.items()):
            seen, moved = await house.presses(who, encode(press))
            assert ("milestones" in moved) == (moves and who == "Ben"), f"{who}: {press}: {seen}"
            asks = who == "Ben" and isinstance(press, PayAhead)
            assert f"Order {order}" in seen or asks, seen
