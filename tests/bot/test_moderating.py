"""What waits for somebody in office, through the real bot; and what the two sides see of it."""

import pytest

from bot.demo.people import NoSuchButton, Person
from bot.i18n import say
from core.communities import HOME, Office, Rank
from core.disputes import DisputeState
from core.kit.text import Text
from tests.bot.street import Street, account, street_in
from tests.town import Town

NOTHING_WAITS = "Nothing waits for a moderator at the moment."
NOT_HERE = "There is nothing here by that name. Open the menu to find your way."


async def in_office(
    street: Street, name: str, platform: str, language: str, **rights: bool
) -> Person:
    """Let somebody come who is trusted with something."""
    person = await street.town.meet(name, platform, language)
    if platform == "telegram":
        await person.says("/start")
    else:
        await person.commands("menu")
    me = await account(street.town, person)
    office = Office(community_id=HOME, account_id=me.id, rank=Rank.MODERATOR, **rights)
    await street.town.app.market.do(lambda tx: tx.db.add(office))
    return person


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_whoever_reads_is_seen_to_and_does_no_more(
    town: Town, platform: str, language: str
) -> None:
    street = await street_in(town, platform, language, questions=0)
    rita = await in_office(street, "Rita", platform, language, reads=True, decides=False)
    await rita.commands("moderate")
    assert say(Text(NOTHING_WAITS), language) in rita.sees
    _order, case = await street.scene.disputed_in(DisputeState.MEDIATION)
    await rita.commands("moderate")
    await rita.takes(f"di.se:{case}")
    assert "It is not right." in rita.sees
    for deed in ("di.tk:", "di.dc:", "di.as:", "di.ac:"):
        with pytest.raises(NoSuchButton):
            await rita.takes(deed)

    await street.ben.commands("orders")
    await street.ben.takes("or.se:")
    await street.ben.takes("di.se:")
    looked = say(Text("A moderator looked into this case on {moment}."), language)
    assert looked.partition("{")[0] in street.ben.sees
    assert "Rita" not in street.ben.everything
    await street.eve.commands("moderate")
    assert say(Text(NOT_HERE), language) in street.eve.sees


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_the_queue_leads_to_a_case_that_is_then_theirs(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    mia = await in_office(street, "Mia", platform, "en", reads=False, decides=True)
    _order, case = await street.scene.disputed_in(DisputeState.MEDIATION)
    await mia.commands("moderate")
    assert "1. Dispute: A logo that lasts" in mia.sees
    await mia.takes(f"di.se:{case}")
    assert "It is not right." not in mia.sees
    await mia.takes("di.tk:")
    assert "It is not right." in mia.sees
