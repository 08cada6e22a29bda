"""What two people wrote to each other is in the file of their case; they and a judge read it."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.people import Person
from bot.screens.disputes import ReadMessage, ReadMessages
from bot.ui import encode
from core import deliveries, disputes, orders, relay
from core.disputes import Complaint, Dispute
from core.kit.ids import AccountId, DisputeId, OrderId
from core.market import Market
from core.orders import OrderState
from tests.bot.parting import OTHER, plain
from tests.bot.scene import WORK, meet
from tests.bot.street import Street, street_in
from tests.bot.test_disputes import fills, moderator, word
from tests.bot.test_papers import has, read
from tests.bot.test_rights import MADE_UP, House
from tests.town import Town

LION = b"%PDF-1.4 a lion"
ASKED = "Shall the lion look to the left?"
SHOWN = "Is this the lion? <b>&amp;</b>"
LATE = "Let us talk it over."
FRENCH = {
    "title": "Ce que les deux parties se sont écrit", "ben": "Ben, le client,",
    "ana": "Ana, le prestataire,", "about": "à propos de cette commande",
    "looked": "Un modérateur a consulté ce dossier", "in": "Un modérateur a consulté cette conv",
    "hidden": "Une partie du message est masquée", "file": "1 fichier",
}  # fmt: skip
ENGLISH = {
    "title": "What the two wrote to each other", "ben": "Ben, the buyer,",
    "ana": "Ana, the seller,", "about": "about this order",
    "looked": "A moderator looked into this case", "in": "A moderator looked into this conv",
    "hidden": "A part of it is hidden", "file": "1 file",
}  # fmt: skip


async def talk(street: Street, order: OrderId) -> None:
    """Ben asks before he buys, and writes from the order's card; Ana answers below hers."""
    ana, ben = street.ana, street.ben
    await ben.commands("orders")
    await ben.takes(f"or.se:{order}")
    await ben.takes("re.wo:")
    await ben.answers(ASKED)
    await ana.commands("orders")
    await ana.takes(f"or.se:{order}")
    await ana.replies(SHOWN, [("lion.pdf", LION)], to=order)


async def dispute(street: Street, order: OrderId, language: str) -> str:
    """Ana delivers, and Ben opens a dispute; return its id."""
    scene, ben = street.scene, street.ben
    await scene.does(scene.ana, deliveries.deliver, order=order, message=WORK)
    await ben.commands("orders")
    await ben.takes(f"or.se:{order}")
    await ben.takes("di.op:")
    reason = word(disputes.COMPLAINTS[Complaint.OUTSIDE], language)
    await fills(ben, reason, "It is a bear.", "")
    query = select(Dispute.id).where(Dispute.order_id == order)
    return await scene.market.ask(lambda tx: tx.db.execute(query).scalar_one())


async def opens(person: Person, order: OrderId) -> None:
    """Open the case from the card of its order."""
    await person.commands("orders")
    await person.takes(f"or.se:{order}")
    await person.takes("di.se:")


async def written(town: Town, person: Person, case: str) -> list[dict[str, Any]]:
    """The messages in the sealed file of the case that somebody is looking at."""
    await person.takes(f"di.cf:{case}:json")
    sealed = json.loads(await has(town, person, ".json"))
    found = [one["entry"]["what"] for one in sealed["entries"]]
    return [what for what in found if what["type"] == "message"]


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_what_the_two_wrote_is_read_by_both_and_by_their_judge(
    town: Town, platform: str, language: str
) -> None:
    street = await street_in(town, platform, language, buyers=OTHER[platform], questions=0)
    says = FRENCH if language == "fr" else ENGLISH
    scene, ana, ben = street.scene, street.ana, street.ben
    mo = await moderator(street, "Mo")
    asked = {"person": AccountId(scene.ana.id), "words": "Write to ben@example.org"}
    await scene.does(scene.ben, relay.write, **asked)
    order = await scene.order_in(OrderState.IN_PROGRESS)
    await talk(street, order)
    case = await dispute(street, order, language)
    await scene.does(scene.ben, orders.write, order=order, words=LATE)

    for person in (ana, ben):
        await opens(person, order)
        sealed = [what["words"] for what in await written(town, person, case)]
        assert sealed == ["Write to •••", ASKED, SHOWN], "and nothing said later"
        await person.takes("di.se:")
        await person.takes(f"di.cf:{case}:pdf")
        paper = " ".join(read(await has(town, person, ".pdf")).split())
        for words in (says["title"], ASKED, SHOWN, "Write to •••", "lion.pdf", says["hidden"]):
            assert words in plain(paper), words
        assert LATE not in paper
        await person.takes("di.se:")
        await person.takes("di.ms:")
        for words in (ASKED, SHOWN, says["ben"], says["ana"], says["about"], says["file"]):
            assert words in plain(person.sees), words
        assert LATE not in person.sees
        assert says["looked"] not in person.everything

    await town.pass_time("P5D")
    await mo.takes("di.se:")
    assert "di.ms:" not in {(b.get("payload") or "")[:6] for b in mo.last["buttons"]}
    await mo.takes("di.tk:")
    await mo.takes("di.ms:")
    assert ASKED in mo.sees
    assert SHOWN in mo.sees
    assert "Ana, the seller," in mo.sees
    await mo.takes("di.me:")
    assert (SHOWN in mo.everything, ASKED in mo.everything) == (True, False)
    assert [f["name"] for m in mo.inbox for f in m["files"]] == ["lion.pdf"]
    await mo.takes("di.ms:")
    await mo.takes("di.se:")
    assert len(await written(town, mo, case)) == 3

    for person in (ana, ben):
        await opens(person, order)
        assert says["looked"] in plain(person.sees)
        await person.commands("messages")
        await person.takes("re.se:")
        assert says["in"] in plain(person.sees)
        assert LATE in person.sees, "the chat goes on"


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_long_conversation_is_read_page_by_page_and_message_by_message(
    town: Town, platform: str
) -> None:
    street = await street_in(town, platform, "en", questions=0)
    scene, ben = street.scene, street.ben
    order = await scene.order_in(OrderState.IN_PROGRESS)
    longest = ("A lion. " * 500)[: relay.WORDS_MOST - 1] + "!"
    for nth in range(13):
        words = longest if nth == 0 else f"Word {nth}."
        await scene.does(scene.ben, orders.write, order=order, words=words)
    await dispute(street, order, "en")
    await opens(ben, order)
    await ben.takes("di.ms:")
    assert [f"Word {nth}." in ben.sees for nth in (7, 8, 12)] == [False, True, True]
    assert "[Newer]" not in ben.sees
    await ben.presses("Older")
    await ben.presses("Older")
    assert ("Word 3." in ben.sees, "A lion. A lion." in ben.sees) == (False, True)
    assert (longest in ben.sees, "[Older]" in ben.sees) == (False, False)
    await ben.takes("di.me:")
    assert longest in ben.sees
    await ben.presses("Back")
    assert "A lion. A lion." in ben.sees, "back where it stands"


async def test_a_case_without_messages_has_no_way_to_them(town: Town) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    order = await street.scene.order_in(OrderState.IN_PROGRESS)
    await dispute(street, order, "en")
    await opens(street.ben, order)
    assert "di.ms:" not in {(b.get("payload") or "")[:6] for b in street.ben.last["buttons"]}


async def test_only_the_sides_and_whoever_sees_the_whole_case_read_its_messages(
    market: Market,
) -> None:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    order = await house.order_in(OrderState.DELIVERED)
    await house.does(ben, orders.write, order=order, words=ASKED)
    await house.moderator(await meet(market, "Mia"))
    mo = await house.moderator(await meet(market, "Mo"))
    opened: Dispute = await house.does(
        ben, disputes.open_case, order=order, complaint="outside", words="It is a bear."
    )
    case = DisputeId(opened.id)

    async def reads(who: str) -> list[tuple[bool, list[str]]]:
        """Whether somebody reads the words, on either page, and what is written down of it."""
        presses = ReadMessages(case, 0), ReadMessages(case, 99), ReadMessage(case, 1)
        found = [await house.presses(who, encode(press)) for press in presses]
        return [(ASKED in seen, moved) for seen, moved in found]

    sides, nobody = [(True, list[str]())] * 3, [(False, list[str]())] * 3
    assert [await reads(who) for who in ("Ana", "Ben")] == [sides, sides]
    assert [await reads(who) for who in ("Eve", "Mo", "Mia")] == [nobody] * 3
    await house.does(ana, disputes.answer, dispute=case, words="It is a lion.")
    await market.do(lambda tx: disputes.refer(tx, case))
    assert [await reads(who) for who in ("Eve", "Mo", "Mia")] == [nobody] * 3
    await house.does(mo, disputes.take, dispute=case)
    assert await reads("Mo") == [(True, ["looks"])] * 3
    assert await reads("Mia") == nobody
    for wire in (encode(ReadMessage(case, 2)), encode(ReadMessages(DisputeId(MADE_UP), 0))):
        seen, moved = await house.presses("Ben", wire)
        assert "There is nothing here by that name" in seen, seen
        assert moved == []
