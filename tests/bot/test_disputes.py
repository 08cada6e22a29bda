"""A dispute through the real bot: two people who cannot agree, and whoever decides."""

import re

import pytest
from sqlalchemy import select

from bot.demo.people import Answer, NoSuchButton, Person
from bot.i18n import say
from core import disputes
from core.disputes import Complaint, Dispute, Ruling
from core.kit.text import Text
from core.orders import OrderState
from core.store import Tx
from tests.bot.street import Street, account, street_in
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
FILE = [("chat.txt", b"what she wrote")]
ENDED = "This order has ended, and the money it held is divided:"
BAR = re.compile("[▰▱]{8}")


async def moderator(street: Street, name: str) -> Person:
    """Let somebody come who moderates the market."""
    person = await street.town.meet(name, "telegram", "en")
    await person.says("/start")
    await street.scene.moderator(await account(street.town, person))
    return person


async def fills(person: Person, *answers: Answer) -> None:
    """Answer a form to its end."""
    await person.answers(*answers)
    if any((b.get("payload") or "").startswith("fo.su") for b in person.last["buttons"]):
        await person.takes("fo.su:")


def word(text: Text, language: str) -> str:
    return say(text, language)


async def opens(street: Street, language: str) -> str:
    """Let Ben dispute a delivered order, for a reason of safety, with a file that shows it."""
    order = await street.scene.order_in(OrderState.DELIVERED)
    await street.ben.commands("orders")
    await street.ben.takes(f"or.se:{order}")
    await street.ben.takes("di.op:")
    reason = word(disputes.COMPLAINTS[Complaint.OUTSIDE], language)
    await fills(street.ben, reason, "She wants a bank transfer <b>now</b>.", FILE)
    return order


async def decides(moderator: Person, share: str) -> None:
    """Share the money, for a reason, in words; confirm it twice."""
    await moderator.takes("di.dc:")
    ruling = word(disputes.RULINGS[Ruling.PARTLY_DONE].label, "en")
    shared = word(Text("The money is shared"), "en")
    await fills(moderator, shared, share, ruling, "Two of three drafts were made.")
    await moderator.takes("di.ck:")
    await moderator.takes("di.gv:")


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_from_the_first_complaint_to_the_last_cent(
    town: Town, platform: str, language: str
) -> None:
    """Stated, answered, not settled, judged, appealed, judged again: everyone hears of it."""
    street = await street_in(town, platform, language, buyers=OTHER[platform], questions=0)
    ana, ben = street.ana, street.ben
    mo, mia = await moderator(street, "Mo"), await moderator(street, "Mia")
    french = language == "fr"
    order = await opens(street, language)
    assert BAR.search(ben.sees), "the card shows the time left"

    await ana.look()
    assert ("a ouvert un litige" if french else "opened a dispute") in ana.everything
    assert "She wants a bank transfer <b>now</b>." in ana.everything
    await ana.takes("di.an:")
    await fills(ana, "I only asked for her address.", "")
    await ben.look()
    assert "I only asked for her address." in ben.everything

    await town.pass_time("P3D")
    for side in (ana, ben):
        await side.look()
        assert ("un modérateur" if french else "a moderator") in side.sees
    await mo.look()
    assert "A dispute waits for a moderator" in mo.everything
    await mo.takes("di.se:")
    assert "bank transfer <b>" not in mo.sees, "not all of it, before it is theirs"
    await mo.takes("di.tk:")
    assert "She wants a bank transfer <b>now</b>." in mo.sees
    await mo.takes("di.ev:")
    sent = {file["name"] for message in mo.inbox for file in message["files"]}
    assert sent == {"logo.txt", "chat.txt"}
    await mo.takes("di.se:")
    await mo.takes("di.as:")
    await fills(mo, "The seller", "Why did you ask for an address?")
    await ana.look()
    assert "Why did you ask for an address?" in ana.everything
    await ana.takes("di.re:")
    await fills(ana, "To send a bill.", "")
    await mo.look()
    assert "To send a bill." in mo.sees

    await mo.takes("di.se:")
    await decides(mo, "20")
    for side in (ana, ben):
        await side.look()
        assert ("Rendu au client" if french else "Back to the buyer") in side.sees
        assert ("18,00" if french else "18.00") in side.sees
        assert "Two of three drafts were made." in side.everything
        assert "Mo" not in side.everything.split(), "moderators have no name"
    assert await town.book("clearing") == {}
    await ben.takes("di.ap:")
    await fills(ben, "The drafts are copies.")
    with pytest.raises(NoSuchButton):
        await mo.takes("di.tk:")
    await mia.takes("di.se:")
    await mia.takes("di.tk:")
    await decides(mia, "10")
    assert await town.book("clearing") == {"Ana": "€9.00"}
    assert await town.book("escrow") == {}
    for side in (ana, ben):
        await side.look()
        assert word(Text(ENDED), language) in side.everything
    assert (await street.scene.state(order)) is OrderState.CANCELLED  # type: ignore[arg-type]


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_counter_proposal_is_agreed_with_one_press(
    town: Town, platform: str, language: str
) -> None:
    street = await street_in(town, platform, language, questions=0)
    ana, ben = street.ana, street.ben
    await opens(street, language)
    await ana.takes("di.pr:")
    await ana.takes(f"di.ch:{await _case(town)}:pay")
    await ana.takes("di.sp:")
    await ben.look()
    assert ("45,00" if language == "fr" else "45.00") in ben.sees, "who gets what, in money"
    await ben.takes("di.pr:")
    await ben.takes(f"di.ch:{await _case(town)}:split")
    await fills(ben, "20")
    await ana.takes("di.ac:")
    assert await town.book("clearing") == {"Ana": "€18.00"}
    assert await town.book("escrow") == {}


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_sealed_amount_shows_nothing_to_the_other(town: Town, platform: str) -> None:
    street = await street_in(town, platform, "en", questions=0)
    ana, ben = street.ana, street.ben
    await opens(street, "en")
    await ana.look()
    before, seq = ana.everything, ana.seq
    await ben.takes("di.se:")
    await ben.takes("di.bd:")
    await fills(ben, "20")
    assert "Sealed." in ben.sees
    assert "[Sealed amount]" not in ben.sees, "it is given once"
    await ana.look()
    assert (ana.everything, ana.seq) == (before, seq), "no message, no card drawn anew"
    await ana.takes("di.se:")
    assert "20.00" not in ana.sees
    await ana.takes("di.bd:")
    await fills(ana, "10")
    assert await town.book("clearing") == {"Ana": "€13.50"}
    for side in (ana, ben):
        await side.look()
        assert "This order has ended" in side.everything


async def test_silence_is_reminded_and_then_passed_over(town: Town) -> None:
    street = await street_in(town, "discord", "fr", buyers="telegram", questions=0)
    await opens(street, "fr")
    await street.ana.look()
    told = len(street.ana.inbox)
    await town.pass_time("P1DT23H")
    await street.ana.look()
    assert len(street.ana.inbox) == told + 2, "reminded 24 and 6 hours before the end"
    assert "Votre version du litige manque encore" in street.ana.everything
    await town.pass_time("PT1H")
    for side in (street.ana, street.ben):
        await side.look()
        assert "Le litige suit son cours" in side.everything or "Le litige suit" in side.sees
    with pytest.raises(NoSuchButton):
        await street.ana.presses_raw("di.an:", message=street.ana.last["id"])


async def test_the_bot_was_down_for_a_week_and_nobody_lost_anything(town: Town) -> None:
    street = await street_in(town, "telegram", "en", buyers="discord", questions=0)
    await opens(street, "en")
    await town.sleep()
    await town.pass_time("P7D")
    await town.wake()
    await town.settle()
    found = await town.app.market.ask(lambda tx: disputes.get(tx, _only(tx)).state)
    assert found == "settling", "the talks begin when we are back: nobody was away for them"


async def _case(town: Town) -> str:
    return await town.app.market.ask(_only)


def _only(tx: Tx) -> str:
    return tx.db.execute(select(Dispute.id)).scalar_one()
