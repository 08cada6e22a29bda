"""Offices through the real bot: the owner whom the settings name, and those they invite."""

import msgspec
import pytest

from bot.demo.people import NoSuchButton, Person
from bot.i18n import say
from core import communities
from core.communities import HOME
from core.kit.text import Text
from core.store import Tx
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}


async def comes(town: Town, name: str, platform: str, language: str = "en") -> Person:
    """Let somebody come, and say hello."""
    person = await town.meet(name, platform, language)
    await greets(person)
    return person


async def greets(person: Person) -> None:
    if person.platform == "telegram":
        await person.says("/start")
    else:
        await person.commands("menu")


async def own(town: Town, *people: Person) -> None:
    """Start the bot anew, with these people as the market's owners in its settings."""
    numbers = [(one.platform, town.sandbox.world.people[one.id].number) for one in people]
    operators = tuple(f"{platform}:{number}" for platform, number in numbers)
    town.settings = msgspec.structs.replace(town.settings, operators=operators)
    await town.restart()


def code_on(person: Person) -> str:
    """The invitation on somebody's screen."""
    return person.sees.partition("/moderators ")[2][:16]


def word(text: str, language: str) -> str:
    return say(Text(text), language)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_an_owner_invites_and_dismisses(town: Town, platform: str, language: str) -> None:
    """Nobody tells a name or a number; the moderator is on the other platform."""
    olga = await comes(town, "Olga", platform, language)
    mo = await comes(town, "Mo", OTHER[platform], language)
    await own(town, olga)

    await olga.commands("moderators")
    assert word("Owns the market", language) in olga.sees
    await olga.takes("co.in")
    await olga.takes("co.ap:both")
    code = code_on(olga)
    await mo.commands("moderators", invitation=code)
    assert word("Reads and decides cases", language) in mo.sees
    await mo.takes("co.ta:")
    assert word("The office is yours. Thank you!", language) in mo.sees
    await olga.look()
    assert "Mo" in olga.sees
    await olga.takes("co.ls")
    await olga.takes("co.se:")
    await olga.takes(f"co.ch:{await number(town)}:read")
    await mo.look()
    assert word("An owner changed what you may do here.", language) in mo.everything

    await olga.takes("co.di:")
    await olga.takes("co.do:")
    assert word("Dismissed. They have been told.", language) in olga.sees
    await mo.look()
    assert word("Thank you for what you did there.", language) in mo.sees
    await mo.commands("moderators")
    assert "co." not in str(mo.last["buttons"]), "nothing is left to press"


async def number(town: Town) -> str:
    """The account of the only moderator."""

    def look(tx: Tx) -> str:
        owners = set(communities.owners(tx, HOME))
        return next(one for one in communities.moderators(tx, HOME) if one not in owners)

    return await town.app.market.ask(look)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_an_invitation_works_once(town: Town, platform: str) -> None:
    olga = await comes(town, "Olga", platform)
    mo, mia = [await comes(town, name, platform) for name in ("Mo", "Mia")]
    await own(town, olga)
    await olga.commands("moderators")
    await olga.takes("co.in")
    await olga.takes("co.ap:decide")
    code = code_on(olga)
    for person in (mo, mia):
        await person.commands("moderators", invitation=code)
    await mo.takes("co.ta:")
    await mia.takes("co.ta:")
    assert "This invitation is over, or was used." in mia.sees
    await mia.commands("moderators")
    assert "You are not one here." in mia.sees
    await mo.takes("co.re")
    await mo.takes("co.ro")
    assert "You have resigned." in mo.sees
    await olga.look()
    assert "Mo has resigned." in olga.sees


async def test_a_link_leads_to_the_invitation(town: Town) -> None:
    olga, mo = [await comes(town, name, "telegram") for name in ("Olga", "Mo")]
    await own(town, olga)
    await olga.commands("moderators")
    await olga.takes("co.in")
    await olga.takes("co.ap:own")
    code = code_on(olga)
    await olga.takes("co.ls")
    await olga.takes("co.iv:")
    assert code == code_on(olga), "and can be looked up again"
    await mo.says(f"/start moderators_{code}")
    assert "Owns the market" in mo.sees
    await olga.takes("co.wi:")
    await mo.takes("co.ta:")
    assert "This invitation is over" in mo.sees


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_whoever_has_no_office_finds_none_to_give(town: Town, platform: str) -> None:
    olga, eve = [await comes(town, name, platform) for name in ("Olga", "Eve")]
    await own(town, olga)
    await eve.commands("moderators")
    assert "You are not one here." in eve.sees
    assert "Olga" not in eve.everything
    await olga.commands("moderators")
    with pytest.raises(NoSuchButton):
        await olga.takes("co.re")
    found = await town.app.market.ask(lambda tx: communities.moderators(tx, HOME))
    assert len(found) == 1
