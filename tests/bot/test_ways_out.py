"""The ways out of an order that need nobody's consent, through the real bot."""

import pytest

from core.kit.states import Role
from core.orders import OrderState
from tests.bot.parting import SETTLED, TWO, parting_in
from tests.bot.street import use
from tests.town import Town

LATE = "The work was very late, and the buyer called it off."
NOTHING = "Nothing was delivered, long after the due date."
WARNS_BUYER = (
    "The work is {late} late. If nothing is delivered, the order is cancelled on {end} and you "
    "get {held} back."
)
WARNS_SELLER = (
    "The work is {late} late. Deliver before {end}: otherwise the order is cancelled and {held} "
    "goes back to the buyer."
)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_the_buyer_alone_calls_very_late_work_off(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    await town.pass_time("P4DT23H")
    await two.opens(ben)
    assert "ca.la" not in two.wires(ben), "late, and not yet very late"
    await town.pass_time("PT1H1M")
    await two.opens(ben)
    await two.opens(ana)
    assert "ca.la" not in two.wires(ana)
    await use(ben, "ca.la:")
    assert two.reads(ben, "Cancel the order?")
    assert (await two.stands()).state is OrderState.IN_PROGRESS
    await use(ben, "ca.lc:")
    await ana.look()
    order = await two.stands()
    assert (order.state, order.fault) == (OrderState.CANCELLED, Role.SELLER)
    assert await town.book("wallet") == {"Ben": "€50.00"}
    assert await town.book("escrow") == {}
    assert two.times(ana, SETTLED) == 1
    assert two.reads(ana, LATE)
    assert two.reads(ben, LATE)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_the_seller_alone_leaves_after_a_week_without_answers(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale, questions=1)
    ana, ben = two.ana, two.ben
    await two.begin(OrderState.REQUIREMENTS)
    await two.opens(ana)
    assert "or.ca" not in two.wires(ana)
    await two.opens(ben)
    assert "or.ca" in two.wires(ben), "the buyer may at any time"
    told = two.times(ben, "{name} is waiting for your answers to begin.", name="Ana")
    await town.pass_time("P6DT23H")
    await ben.look()
    waits = two.times(ben, "{name} is waiting for your answers to begin.", name="Ana")
    assert waits - told == 4, "after an hour, a day, three days and six"
    await two.opens(ana)
    assert "or.ca" not in two.wires(ana)
    await town.pass_time("PT1H1M")
    await two.opens(ana)
    await use(ana, "or.ca:")
    await use(ana, "or.cc:")
    await ben.look()
    assert (await two.stands()).state is OrderState.CANCELLED
    assert await town.book("wallet") == {"Ben": "€50.00"}
    assert two.reads(
        ben, "This order was cancelled. {total} went back to your wallet.",
        total=(await two.stands()).total,
    )  # fmt: skip


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_two_weeks_without_answers_end_the_order(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale, questions=1)
    await two.begin(OrderState.REQUIREMENTS)
    await town.pass_time("P13DT23H")
    assert (await two.stands()).state is OrderState.REQUIREMENTS
    await town.pass_time("PT1H1M")
    assert (await two.stands()).state is OrderState.CANCELLED
    assert await town.book("wallet") == {"Ben": "€50.00"}


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_abandoned_work_is_given_up_after_three_warnings(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    await two.opens(ben)
    for days, warnings in ((4 + 6, 0), (2, 1), (4, 2), (1, 3)):
        await town.pass_time(f"P{days}D")
        await two.look()
        assert two.heard(ben, WARNS_BUYER) == warnings
        assert two.heard(ana, WARNS_SELLER) == warnings
    assert (await two.stands()).state is OrderState.IN_PROGRESS
    await town.pass_time("P1DT1M")
    await two.look()
    order = await two.stands()
    assert (order.state, order.fault) == (OrderState.CANCELLED, Role.SELLER)
    assert await town.book("wallet") == {"Ben": "€50.00"}
    for person in (ana, ben):
        assert two.times(person, SETTLED) == 1
        assert two.reads(person, NOTHING)
    await use(ben, "ca.la:")
    assert two.reads(ben, "That is no longer possible. This is how things stand now.")
    assert await town.book("wallet") == {"Ben": "€50.00"}
