"""A dispute about the third of four milestones through the real bot: what everybody sees of it."""

from dataclasses import dataclass

import pytest

from bot.demo.people import Person
from core import deliveries, disputes, offers, orders
from core.disputes import Complaint, Ruling
from core.kit.ids import OfferId, OrderId
from core.kit.money import Money
from core.kit.text import Text
from core.orders import OrderState
from tests.bot.scene import EUR, STAGE, STEPS, WORK
from tests.bot.street import Street, street_in, use
from tests.bot.test_disputes import OTHER, decides, fills, moderator, word
from tests.bot.test_milestones import bare, delivers, money
from tests.bot.test_offers import reads, sees
from tests.town import Town

PRICES = (33_35, 40_05, 26_65, 30_15)


@dataclass(frozen=True)
class Words:
    """What the two read, in their language."""

    before: str  # of the money, while they argue
    kept: str
    first: tuple[str, ...]  # the first decision
    second: tuple[str, ...]  # the one on the appeal
    settled: tuple[str, ...]  # the news of the end
    third: str
    fourth: str


FR = Words(
    before="26,65 € en séquestre · 73,40 € versés · 30,15 € restent à payer",
    kept="73,40 € ont été versés auparavant, jalon par jalon, et restent au prestataire.",
    first=("Rendu au client 26,65 €", "Versé au prestataire 0,00 €"),
    second=("Rendu au client 10,66 €", "Versé au prestataire 14,40 € (et 1,59 € de commission)"),
    settled=("Rendu au portefeuille du client 10,66 €", "Versé au prestataire 15,99 €"),
    third="3. Part 3 26,65 € · 3 jours · annulé",
    fourth="4. Part 4 30,15 € · 3 jours · non commencé",
)
EN = Words(
    before="€56.80 funded · €73.40 released · €0.00 left to pay",
    kept="€73.40 was released before, milestone by milestone, and stays with the seller.",
    first=("Back to the buyer €56.80", "To the seller €0.00"),
    second=("Back to the buyer €22.72", "To the seller €30.68 (and €3.40 commission)"),
    settled=("Back to the buyer's wallet €22.72", "To the seller €34.08"),
    third="3. Part 3 €26.65 · 3 days · cancelled",
    fourth="4. Part 4 €30.15 · 3 days · cancelled",
)


async def third_of_four(street: Street, *, ahead: bool) -> OrderId:
    """Two milestones are released, the third is paid, and perhaps the fourth too."""
    scene = street.scene
    await scene.does(scene.ana, scene.introduced)
    stages = [
        {**STAGE, "title": f"Part {nth}", "price": Money(price, EUR)}
        for nth, price in enumerate(PRICES, 1)
    ]
    terms = {**STEPS, "steps": "4", "stages": stages}
    offer = await scene.does(scene.ana, offers.send, occasion=f"person:{scene.ben.id}:", **terms)
    order = OrderId((await scene.does(scene.ben, offers.accept, offer=OfferId(offer.id))).id)
    await scene.does(scene.ben, orders.pay, order=order, provider="sandbox")
    for _each in range(2):
        await scene.does(scene.ana, deliveries.deliver, order=order, message=WORK)
        await scene.does(scene.ben, orders.accept, order=order)
        await scene.funds(order)
    if ahead:
        await scene.funds(order)
    return order


async def gives_all_back(mo: Person) -> None:
    """Decide for the buyer, and see before it is given what it is about."""
    await mo.takes("di.dc:")
    ruling = word(disputes.RULINGS[Ruling.NOT_AS_AGREED].label, "en")
    await fills(mo, word(Text("Everything goes back to the buyer"), "en"), ruling, "")
    await mo.takes("di.ck:")
    assert EN.kept in sees(mo)
    await mo.takes("di.gv:")


async def read(side: Person, *wanted: str) -> None:
    """Look, and find all of it among what the bot said."""
    await side.look()
    for words in wanted:
        assert bare(words) in bare(reads(side)), f"{side.name} does not read {words}"


@pytest.mark.parametrize(
    ("platform", "language", "ahead", "share", "books"),
    [
        ("telegram", "fr", False, "15.99", (80_47, 8_92, 10_66)),
        ("discord", "en", True, "34.08", (96_75, 10_73, 22_72)),
    ],
)
async def test_sixty_to_forty_after_an_appeal_in_money(
    town: Town, platform: str, language: str, ahead: bool, share: str, books: tuple[int, ...]
) -> None:
    """Ana sells on one platform, Ben buys on the other; what was released stays hers."""
    street = await street_in(town, platform, language, buyers=OTHER[platform], questions=0)
    ana, ben, says = street.ana, street.ben, FR if language == "fr" else EN
    mo, mia = await moderator(street, "Mo"), await moderator(street, "Mia")
    order = await third_of_four(street, ahead=ahead)
    stake = 56_80 if ahead else 26_65
    held = {"escrow": stake, "clearing": 66_07, "commission": 7_33}
    await ana.look()
    await delivers(ana)
    await ben.commands("orders")
    await use(ben, f"or.se:{order}")
    await use(ben, "di.op:")
    reason = word(disputes.COMPLAINTS[Complaint.OUTSIDE], language)
    await fills(ben, reason, "She wants a bank transfer.", "")
    await read(ben, says.before)
    await read(ana, says.before)
    await ana.takes("di.an:")
    await fills(ana, "I only asked for her address.", "")
    await town.pass_time("P3D")

    await mo.look()
    await mo.takes("di.se:")
    assert f"At stake: €{stake / 100:.2f}" in sees(mo)
    assert EN.kept in sees(mo)
    await mo.takes("di.tk:")
    await gives_all_back(mo)
    for side in (ana, ben):
        await read(side, *says.first, says.kept)
    assert await money(town) == held, "nothing is done before the time to appeal is over"

    await ana.takes("di.ap:")
    await fills(ana, "All of it is there.")
    await town.pass_time("P2D")
    assert await money(town) == held, "the first decision is not done any more"
    await mia.look()
    await mia.takes("di.se:")
    assert EN.kept in sees(mia)
    await mia.takes("di.tk:")
    await decides(mia, share)
    for side in (ana, ben):
        await read(side, *says.second, *says.settled, says.kept)
    clearing, commission, wallet = books
    assert await money(town) == {
        "clearing": clearing, "commission": commission, "wallet": wallet,
    }  # fmt: skip
    await ben.commands("orders")
    await use(ben, f"or.se:{order}")
    assert bare(says.third) in bare(sees(ben))
    assert bare(says.fourth) in bare(sees(ben))
    assert await street.scene.state(order) is OrderState.COMPLETED
