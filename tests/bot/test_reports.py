"""Somebody reports something, and a moderator decides, through the real bot."""

import pytest

from bot.demo.people import Answer, NoSuchButton, Person
from bot.i18n import say
from bot.screens.reports import (
    DismissReport,
    ReportThing,
    ShowReport,
    SuspendGig,
    TakeReport,
    UpholdReport,
)
from bot.ui import encode
from core import gigs
from core.gigs import GigState
from core.kit.ids import GigId
from core.market import Market
from core.reports import REASONS, Reason, ReportState
from core.support import TicketState
from tests.bot.complaints import report_in
from tests.bot.parting import parting_in
from tests.bot.scene import meet
from tests.bot.street import Street, account, street_in
from tests.bot.test_messages import asks
from tests.bot.test_rights import House
from tests.bot.test_warnings import hands_in, looks_for_logos, moderator
from tests.bot.tickets import ticket_in
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
WORDS = "I have seen this <b>logo</b> elsewhere."
BOTH = pytest.mark.parametrize("platform", ["telegram", "discord"])


async def reports(person: Person, reason: Reason, *words: Answer, french: bool = False) -> None:
    """Report the first logo there is."""
    await looks_for_logos(person, french=french)
    await person.takes("gi.se:")
    await person.takes("rp.mk:gig:")
    await person.answers(say(REASONS[reason], "fr" if french else "en"), *words)


async def takes_the_first(mo: Person, platform: str) -> None:
    """Take the report that stands on top of the queue."""
    await mo.commands("moderate")
    assert "1. Report: A logo that lasts" in mo.sees, "what falls due first stands on top"
    assert "2. Ticket: A broken file" in mo.sees
    await mo.takes("rp.se:")
    assert "Ben" in mo.sees
    assert WORDS not in mo.sees, "an outline until it is theirs"
    await mo.takes("rp.tk:")
    assert WORDS in mo.sees


@BOTH
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_from_the_report_to_the_warning_across_platforms(
    town: Town, platform: str, language: str
) -> None:
    """Reported once, taken, upheld with a warning: the one is told, the other is warned."""
    french = language == "fr"
    street = await street_in(town, platform, language, questions=0)
    ana, ben = street.ana, street.ben
    mo = await moderator(street, "Mordecai", OTHER[platform])
    asker = street.scene.ben
    street.scene.ben = street.scene.ana
    await ticket_in(street.scene, TicketState.WAITING)
    street.scene.ben = asker
    await town.pass_time("PT2H")
    await reports(ben, Reason.COPIED, WORDS, french=french)
    assert ("C’est signalé" if french else "Reported. Thank you") in ben.sees

    await takes_the_first(mo, platform)
    await mo.takes("rp.up:")
    assert "Using the work of others as one's own" in mo.sees, "begun with what was reported"
    assert "“A logo that lasts”" in mo.sees
    await mo.takes("fo.su:")
    assert "Upheld. They are warned" in mo.sees
    await ben.look()
    assert ("vous a donné raison" if french else "agreed with you") in ben.everything
    await ana.look()
    assert ("un avertissement" if french else "gives you a warning") in ana.everything
    assert "Ben" not in ana.everything, "nobody learns who reported them"
    assert WORDS not in ana.everything
    for person in (ana, ben):
        assert "Mordecai" not in person.everything, "moderators have no name"
    await ben.takes("rp.se:")
    looked = "Un modérateur a consulté ce signalement" if french else "looked into this report"
    assert looked in ben.sees


@BOTH
async def test_a_dismissal_is_told_without_a_name(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    mo = await moderator(street, "Mordecai", platform)
    await reports(street.ben, Reason.FRAUD, "")
    await mo.look()
    assert "A report waits for a moderator." in mo.everything
    await mo.takes("rp.se:")
    await mo.takes("rp.tk:")
    await mo.takes("rp.di:")
    assert "Dismissed." in mo.sees
    await street.ben.look()
    assert "found nothing that breaks a rule" in street.ben.everything
    assert "Mordecai" not in street.ben.everything
    await street.ana.look()
    assert "report" not in street.ana.everything.lower()


@BOTH
async def test_a_gig_is_taken_off_the_market_and_given_back(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    mo = await moderator(street, "Mordecai", platform)
    await reports(street.ben, Reason.COPIED, WORDS)
    await mo.commands("moderate")
    await mo.takes("rp.se:")
    await mo.takes("rp.tk:")
    await mo.takes("rp.su:")
    await hands_in(mo, "The pictures are not yours.")
    await street.ana.look()
    assert "A moderator has taken this gig off the market." in street.ana.everything
    assert "The pictures are not yours." in street.ana.everything
    await looks_for_logos(street.eve)
    assert "Nothing fits." in street.eve.sees
    await mo.takes("wa.pe:")
    assert "The pictures are not yours." in mo.sees
    await mo.takes("rp.re:")
    assert "Given back, and paused." in mo.sees
    await street.ana.look()
    assert "This gig is yours again" in street.ana.everything
    assert await _state(street) is GigState.PAUSED


async def _state(street: Street) -> GigState:
    gig = GigId(street.scene.gig)
    return (await street.town.app.market.ask(lambda tx: gigs.get(tx, gig))).state


@BOTH
async def test_for_whom_it_is_about_the_queue_is_empty(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    await report_in(street.scene, ReportState.WAITING)
    await street.scene.moderator(await account(town, street.ana))
    await street.ana.commands("moderate")
    assert "Nothing waits for a moderator at the moment." in street.ana.sees
    with pytest.raises(NoSuchButton):
        await street.ana.takes("rp.se:")


async def test_to_a_stranger_and_to_whom_it_is_about_it_is_not_there(market: Market) -> None:
    """Whoever moderates included; and a second press says that it was reported."""
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    report = await report_in(house, ReportState.WAITING)
    await house.moderator(ana)
    for who in ("Ana", "Eve"):
        for kind in (ShowReport, TakeReport, DismissReport, UpholdReport, SuspendGig):
            seen, moved = await house.presses(who, encode(kind(report)))
            assert seen.startswith("There is nothing here by that name."), who
            assert moved == []
    again, moved = await house.presses("Rob", encode(ReportThing("gig", house.gig)))
    assert again.startswith("You have reported this already.")
    assert moved == []


@BOTH
async def test_a_message_is_reported_from_its_card_and_read_with_what_stands_around_it(
    town: Town, platform: str
) -> None:
    """Whoever reads is told; those who talked see that somebody looked."""
    two = await parting_in(town, platform, "en")
    mo = await town.meet("Mordecai", platform, "en")
    await mo.commands("menu")
    await two.scene.moderator(await account(town, mo))
    await asks(two, "Send me the money by bank transfer, or else.")
    await two.ana.takes("rp.mk:message:")
    await two.ana.answers(say(REASONS[Reason.ABUSE], "en"), "He threatens me.")
    await mo.commands("moderate")
    await mo.takes("rp.se:")
    assert "or else" not in mo.sees, "nothing of it is read before it is theirs"
    await mo.takes("rp.tk:")
    assert "or else" in mo.sees
    assert "He threatens me." in mo.sees
    await two.ana.commands("messages")
    await two.ana.takes("re.se:")
    assert two.heard(two.ana, "A moderator looked into this conversation on {moment}.")
    assert "Mordecai" not in two.ana.everything
    await mo.takes("rp.di:")
    await two.look()
    assert "He threatens me." not in two.ben.everything
