"""A moderator warns somebody, who appeals, through the real bot."""

from functools import partial
from itertools import product

import pytest

from bot.demo.people import Answer, NoSuchButton, Person
from bot.screens.warnings import AppealWarning, LiftWarning, UpholdWarning, WarnPerson
from bot.ui import Action, encode
from core import warnings
from core.accounts import Account
from core.kit.ids import AccountId, WarningId
from core.market import Market
from core.orders import OrderState
from core.store import Tx
from core.warnings import Rule, WarningState
from tests.bot.penalties import warning_in, warns
from tests.bot.scene import meet
from tests.bot.street import Street, account, street_in
from tests.bot.test_rights import House
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
DEEDS: dict[type[Action], str] = {
    AppealWarning: "appeal", UpholdWarning: "uphold", LiftWarning: "lift",
}  # fmt: skip


async def moderator(street: Street, name: str, platform: str) -> Person:
    """Let somebody come who moderates the market."""
    person = await street.town.meet(name, platform, "en")
    await person.commands("menu")
    await street.scene.moderator(await account(street.town, person))
    return person


async def fills(person: Person, *answers: Answer) -> None:
    """Answer a form to its review."""
    await person.answers(*answers)


async def hands_in(person: Person, *answers: Answer) -> None:
    """Answer a form to its end."""
    await person.answers(*answers)
    await person.takes("fo.su:")


async def looks_for_logos(person: Person, *, french: bool = False) -> None:
    on_telegram = person.platform == "telegram"
    await person.commands("recherche" if french and on_telegram else "search", words="logo")


async def begins(mo: Person) -> None:
    """Go from a gig to the warning of its seller."""
    await looks_for_logos(mo)
    await mo.takes("gi.se:")
    await mo.takes("ac.sp:")
    await mo.takes("wa.is:")


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_from_the_warning_to_the_appeal_across_platforms(
    town: Town, platform: str, language: str
) -> None:
    """Warned twice, suspended, appealed, taken back: every step is told and shown."""
    french = language == "fr"
    street = await street_in(town, platform, language, questions=0)
    ana, ben = street.ana, street.ben
    mo = await moderator(street, "Mordecai", OTHER[platform])
    mia = await moderator(street, "Miranda", platform)
    order = await street.scene.order_in(OrderState.IN_PROGRESS)
    await looks_for_logos(ben, french=french)
    await ben.takes("gi.se:")

    await begins(mo)
    await fills(mo, "Insults or threats", "You called him <b>names</b>.", order)
    assert "the first that counts: nothing else follows" in mo.sees, "what the ladder will do"
    await mo.takes("fo.su:")
    await ana.look()
    assert ("un avertissement" if french else "gives you a warning") in ana.everything
    assert ("Insultes ou menaces" if french else "Insults or threats") in ana.everything
    assert "You called him <b>names</b>." in ana.everything
    assert order in ana.everything, "what it is about"
    assert ("Vous pouvez faire appel" if french else "Appeal by") in ana.everything

    await begins(mo)
    await fills(mo, "Insults or threats", "And again.", "")
    assert "the second for this rule" in mo.sees
    await mo.takes("fo.su:")
    await ana.look()
    until = "vous ne pouvez rien vendre" if french else "you cannot sell anything new until"
    assert until in ana.everything
    await ana.commands("vendre" if french and platform == "telegram" else "sell")
    assert ("Vous ne pouvez rien vendre" if french else "You cannot sell anything new") in ana.sees
    await ben.takes("gi.or:")
    assert ("ne prend pas de nouvelle" if french else "takes no new orders") in ben.sees
    await looks_for_logos(ben, french=french)
    assert ("Rien ne correspond" if french else "Nothing fits.") in ben.sees

    await ana.takes("wa.ap:")
    await hands_in(ana, "It was a joke among friends.")
    with pytest.raises(NoSuchButton):
        await mo.takes("wa.li:")
    await mia.look()
    assert "It was a joke among friends." in mia.everything
    await mia.takes("wa.se:")
    await mia.takes("wa.li:")
    await hands_in(mia, "It was a joke.")
    await ana.look()
    back = "a annulé votre avertissement" if french else "took your warning back"
    assert back in ana.everything
    assert "It was a joke." in ana.everything
    for name in ("Mordecai", "Miranda"):
        assert name not in ana.everything, "moderators have no name"
    await looks_for_logos(ben, french=french)
    await ben.takes("gi.se:")
    await ben.takes("gi.or:")
    assert "ch.pl:" in str(ben.last["buttons"]), "it can be ordered again"
    warned = "avertissements" if french and platform == "telegram" else "warnings"
    await ana.commands(warned)
    assert ("1 avertissement compte" if french else "1 warning counts.") in ana.sees


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_week_without_selling_is_over_by_itself(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    for _time in range(2):
        await warns(street.scene)
    await street.ana.look()
    await street.ana.commands("warnings")
    assert "You cannot sell anything new until" in street.ana.sees
    await town.pass_time("P7D")
    await street.ana.look()
    assert "You can sell again" in street.ana.everything
    await town.pass_time("P83D")
    await street.ana.look()
    assert "it counts no more" in street.ana.everything


async def test_whoever_is_suspended_still_finishes_their_orders(town: Town) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    order = await street.scene.order_in(OrderState.IN_PROGRESS)
    for rule in (Rule.INSULTS, Rule.STOLEN, Rule.FAKED):
        await warns(street.scene, rule)
    await street.ana.commands("orders")
    await street.ana.takes(f"or.se:{order}")
    await street.ana.takes("de.li:")
    work = "Here is the work: https://example.org/logo.svg"
    await hands_in(street.ana, work, "")
    assert (await street.scene.state(order)) is OrderState.DELIVERED


async def test_a_moderator_with_a_part_in_it_is_told_to_leave_it(town: Town) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    await street.scene.order_in(OrderState.IN_PROGRESS)
    await street.scene.moderator(street.scene.ben)
    await looks_for_logos(street.ben)
    await street.ben.takes("gi.se:")
    await street.ben.takes("ac.sp:")
    assert "another moderator must warn them" in street.ben.sees
    with pytest.raises(NoSuchButton):
        await street.ben.takes("wa.is:")


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_each_at_a_warning_may_do_what_the_table_says(house: House) -> None:
    """Whoever is warned, who warned, another moderator, a stranger."""
    for state in WarningState:
        warning = await warning_in(house, state)
        for name, (kind, verb) in product(("Ana", "Mo", "Mia", "Eve"), DEEDS.items()):
            person = await meet(house.market, name)
            seen, moved = await house.presses(name, encode(kind(warning)))
            may = await house.pretend(partial(_may, warning=warning, who=person, verb=verb))
            assert may or moved == [], f"{name} {verb} on a {state} warning: {seen}"
            assert not may or "drafts" in moved, f"{name} pressed {kind.__name__}: {seen}"


async def test_only_moderators_may_warn(house: House) -> None:
    await house.moderator()
    whom = AccountId(house.ana.id)
    for name in ("Ana", "Ben", "Eve"):
        _seen, moved = await house.presses(name, encode(WarnPerson(whom)))
        assert moved == []
    _seen, moved = await house.presses("Mo", encode(WarnPerson(whom)))
    assert "drafts" in moved
    mo = await meet(house.market, "Mo")
    seen, moved = await house.presses("Mo", encode(WarnPerson(AccountId(mo.id))))
    assert moved == []
    assert "You cannot warn yourself." in seen


def _may(tx: Tx, *, warning: WarningId, who: Account, verb: str) -> bool:
    return verb in warnings.verbs(tx, who, warnings.get(tx, warning))
