"""Somebody writes to support and is answered, through the real bot."""

from functools import partial
from itertools import product

import pytest

from bot.demo.people import Answer, NoSuchButton, Person
from bot.screens.support import (
    AnswerTicket,
    AskBack,
    CloseTicket,
    HandBackTicket,
    ReopenTicket,
    TakeTicket,
    WriteTicket,
)
from bot.ui import Action, encode
from core import support
from core.accounts import Account
from core.kit.ids import TicketId
from core.market import Market
from core.orders import OrderState
from core.store import Tx
from core.support import TicketState
from tests.bot.scene import meet
from tests.bot.street import Street, account, street_in
from tests.bot.test_rights import House
from tests.bot.tickets import ticket_in
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
DEEDS: dict[type[Action], str] = {
    TakeTicket: "take", AnswerTicket: "answer", AskBack: "ask", HandBackTicket: "hand_back",
    WriteTicket: "write", CloseTicket: "close", ReopenTicket: "reopen",
}  # fmt: skip
AT_ONCE = (TakeTicket, HandBackTicket, CloseTicket)


async def staff(street: Street, name: str, platform: str) -> Person:
    """Let somebody come who answers for support."""
    person = await street.town.meet(name, platform, "en")
    await person.commands("menu")
    await street.scene.moderator(await account(street.town, person))
    return person


async def fills(person: Person, *answers: Answer) -> None:
    """Answer a form to its end."""
    await person.answers(*answers)
    if any((b.get("payload") or "").startswith("fo.su") for b in person.last["buttons"]):
        await person.takes("fo.su:")


async def opens(person: Person, french: bool, *order: Answer) -> None:
    on_telegram = person.platform == "telegram"
    await person.commands("assistance" if french and on_telegram else "support")
    await person.takes("su.op")
    await fills(person, "A broken file", "It does not <b>open</b>.", *order)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_from_the_question_to_the_end_across_platforms(
    town: Town, platform: str, language: str
) -> None:
    """Asked, taken, asked back, answered, silence, closed, opened again: both hear of it."""
    french = language == "fr"
    street = await street_in(town, platform, language, questions=0)
    ben = street.ben
    mo = await staff(street, "Mordecai", OTHER[platform])
    order = await street.scene.order_in(OrderState.DELIVERED)
    await opens(ben, french, f"{order}: A logo that lasts")
    assert ("Votre place dans la file" if french else "Your place in the queue") in ben.sees
    assert ("Trop peu de tickets" if french else "Too few tickets") in ben.sees

    await mo.look()
    assert "A ticket waits for support" in mo.everything
    assert "It does not <b>open</b>." in mo.everything
    await mo.takes("su.se:")
    assert order in mo.sees, "support sees which order it is about"
    await mo.takes("su.tk:")
    await mo.takes("su.as:")
    await fills(mo, "Which file is it?")
    await ben.look()
    assert "Which file is it?" in ben.everything
    await ben.takes("su.wr:")
    await fills(ben, "The blue one.")
    await mo.look()
    assert "The blue one." in mo.everything
    await mo.takes("su.se:")
    await mo.takes("su.tk:")
    await mo.takes("su.an:")
    await fills(mo, "I have repaired it.")
    await ben.look()
    assert ("L’assistance a répondu." if french else "Support has answered.") in ben.everything
    assert "I have repaired it." in ben.everything
    assert "Mordecai" not in ben.everything, "those who answer have no name"

    await town.pass_time("P7D")
    await ben.look()
    assert ("Votre ticket sera bientôt fermé" if french else "is closed soon") in ben.everything
    assert ("Votre ticket est fermé" if french else "Your ticket is closed.") in ben.everything
    await ben.takes("su.ro:")
    await fills(ben, "It broke again.")
    await mo.look()
    assert "It broke again." in mo.everything
    await ben.takes("su.cl:")
    assert ("Vous pouvez le rouvrir jusqu’au" if french else "You can open it again") in ben.sees
    await town.pass_time("P8D")
    await ben.takes("su.ro:")
    assert ("fermé pour de bon" if french else "closed for good") in ben.sees
    assert "Mordecai" not in ben.everything


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_two_of_support_press_take_and_one_has_it(town: Town, platform: str) -> None:
    street = await street_in(town, platform, questions=0)
    mo, mia = await staff(street, "Mo", "telegram"), await staff(street, "Mia", "discord")
    await opens(street.ben, french=False)
    for person in (mo, mia):
        await person.look()
        await person.takes("su.se:")
        assert "[Take the ticket]" in person.sees
    await mo.takes("su.tk:")
    assert "It is yours." in mo.sees
    await mia.takes("su.tk:")
    assert "Somebody else has just taken this ticket." in mia.sees
    await mo.takes("su.hb:")
    await mia.look()
    await mia.takes("su.se:")
    await mia.takes("su.tk:")
    assert "It is yours." in mia.sees


async def test_a_bot_that_was_down_closes_late_and_forgets_nobody(town: Town) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    ticket = await ticket_in(street.scene, TicketState.ANSWERED)
    await town.sleep()
    await town.pass_time("P20D")
    await town.wake()
    await town.settle()
    found = await town.app.market.ask(lambda tx: support.get(tx, ticket).state)
    assert found is TicketState.CLOSED, "the week to come back begins when we are back"
    await street.ben.look()
    assert "Your ticket is closed." in street.ben.everything


async def test_the_queue_is_shown_to_support_alone(town: Town) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    await ticket_in(street.scene, TicketState.WAITING)
    await street.eve.commands("support")
    with pytest.raises(NoSuchButton):
        await street.eve.takes("co.wk:")
    mo = await staff(street, "Mo", "telegram")
    await mo.commands("support")
    await mo.takes("co.wk:support:")
    assert "A broken file" in mo.sees


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    return House(market, ana, ben, eve=eve)


async def test_each_at_a_ticket_may_do_what_the_table_says(house: House) -> None:
    """Whoever asks, whoever of support has it, another one of support, and a stranger."""
    await house.moderator(await meet(house.market, "Mia"))
    for state in TicketState:
        ticket = await ticket_in(house, state)
        for name, (kind, verb) in product(("Ben", "Mo", "Mia", "Eve"), DEEDS.items()):
            person = await meet(house.market, name)
            seen, moved = await house.presses(name, encode(kind(ticket)))
            may = await house.pretend(partial(_may, ticket=ticket, who=person, verb=verb))
            assert may or moved == [], f"{name} {verb} on a {state} ticket: {seen}"
            if may and kind in AT_ONCE:
                assert "tickets" in moved, f"{name} pressed {kind.__name__}: {seen}"
        if state in support.OPEN:
            await house.does(house.ben, support.close, ticket=ticket)


def _may(tx: Tx, *, ticket: TicketId, who: Account, verb: str) -> bool:
    return verb in support.verbs(tx, who, support.get(tx, ticket))
