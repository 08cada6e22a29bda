"""From the first question to the last milestone, across platforms and languages."""

import pytest

from bot.demo.people import Person
from core.orders import OrderState
from tests.bot.parting import CROSSINGS, Parting, parting_in
from tests.bot.scene import WORK
from tests.bot.test_messages import asks
from tests.bot.test_milestones import money
from tests.bot.test_offers import SCOPE, changes, picks
from tests.town import Town

STAGES = (("Sketches", "Three of them", "30", "3"), ("Colours", "In two tones", "30", "3"),
          ("Letters", "The whole alphabet", "30", "3"))  # fmt: skip

# What the books hold after each step, in cents; a third of the 75 euros agreed is 25.
BOOKS: dict[str, dict[str, int]] = {
    "they talked": {},
    "version 1 was offered": {},
    "it was countered": {},
    "version 2 stands": {},
    "the first milestone is paid": {"escrow": 25_00},
    "it is delivered": {"escrow": 25_00},
    "a revision is asked for": {"escrow": 25_00},
    "it is delivered again": {"escrow": 25_00},
    "it is accepted, the second one paid": {
        "escrow": 25_00, "clearing": 22_50, "commission": 2_50,
    },
    "the second one is delivered": {"escrow": 25_00, "clearing": 22_50, "commission": 2_50},
    "it is accepted, and they stop there": {"clearing": 45_00, "commission": 5_00},
    "two weeks have passed": {"available": 45_00, "commission": 5_00},
}  # fmt: skip


async def offers_stages(ana: Person) -> None:
    """Offer something in three milestones to whoever asked, out of the conversation."""
    await ana.takes("re.se:")
    await ana.takes("of.be:talk")
    keys = [button.get("payload") or "" for button in ana.last["buttons"]]
    keys += [option["value"] for select in ana.last["selects"] for option in select["options"]]
    [base] = [key for key in keys if key.startswith("of.mk:talk") and key.endswith(":")]
    await ana.takes(base)
    if ana.platform == "telegram":
        await ana.answers("A lion for a bakery", SCOPE)
        await picks(ana, "3")
        for stage in STAGES:
            await ana.answers(*stage)
            await picks(ana, "1")
        await ana.answers("", "5")
    else:
        await ana.answers("A lion for a bakery", SCOPE, "3", "", "5")
        for stage in STAGES:
            await ana.takes("fo.go:")
            await ana.answers(*stage, "1")
    await ana.takes("fo.su:")


async def counters(ben: Person) -> None:
    """Propose less money and one more day."""
    await ben.takes("of.co:")
    await changes(ben, "price", "75")
    await changes(ben, "days", "12")
    await ben.takes("fo.su:")


async def delivers(two: Parting) -> None:
    await two.opens(two.ana)
    await two.ana.takes("de.li:")
    await two.ana.answers(WORK, "")
    await two.ana.takes("fo.su:")
    await two.look()


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_from_the_first_question_to_the_last_milestone_wanted(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    found: dict[str, dict[str, int]] = {}

    async def then(step: str) -> None:
        await two.look()
        found[step] = await money(town)

    await asks(two)
    await ana.replies("Yes! In steps?", to="Could you draw a lion?")
    await then("they talked")
    await offers_stages(ana)
    await then("version 1 was offered")
    await ben.takes("of.se:")
    await counters(ben)
    await then("it was countered")
    await ana.takes("of.ta:")
    await then("version 2 stands")
    await ben.takes("of.ac:")
    await ben.takes("of.ok:")
    await ben.takes("pa.or:")
    await then("the first milestone is paid")
    orders = await two.scene.every_order()
    assert len(orders) == 1
    two.order = orders[0]
    assert (await two.stands()).total.minor == 75_00

    await delivers(two)
    await then("it is delivered")
    await ben.takes("de.rv:")
    await ben.answers("Bigger, please.")
    await then("a revision is asked for")
    assert "Bigger, please." in ana.everything
    await delivers(two)
    await then("it is delivered again")
    await ben.takes("or.ac:")
    await ben.takes("ms.af:")
    await then("it is accepted, the second one paid")
    await delivers(two)
    await then("the second one is delivered")
    await ben.takes("or.ac:")
    await ben.takes("or.aq:")
    await then("it is accepted, and they stop there")
    assert (await two.stands()).state is OrderState.COMPLETED
    await town.pass_time("P14D")
    await then("two weeks have passed")
    assert found == BOOKS
