"""An order in milestones through the real bot: both platforms, both languages at once."""

from datetime import timedelta

import pytest

from bot.demo.people import Person
from core import ledger, offers, orders
from core.kit.ids import OrderId
from core.orders import OrderState
from core.store import Tx
from tests.bot.scene import STEPS, WORK, Scene
from tests.bot.street import Street, account, street_in, use
from tests.bot.test_offers import pair, reads, sees
from tests.town import Town

LATE = timedelta(days=2)

# What the story says to whoever reads it in this language.
EN = {
    "first": "You pay now: €30.00, for the first milestone",
    "funded": "€30.00 funded · €0.00 released · €60.00 left to pay",
    "later": "€30.00 funded · €30.00 released · €30.00 left to pay",
    "left": "2. Colours: €30.00 · 3 days · planned",
    "at": "Milestone 1 of 3: Delivered",
    "next": "The next milestone, Colours, costs €30.00 and takes 3 days.",
    "released": "Milestone 1, Sketches, was accepted: €27.00 is yours once it has cleared.",
    "paid": "paid €30.00 for milestone 2, Colours. It is kept safe.",
    "stopped": "The order is completed after milestone 2 of 3",
    "over": "3. Letters: €30.00 · 3 days · not started",
}
FR = {
    "first": "À payer maintenant : 30,00 €, pour le premier jalon",
    "funded": "30,00 € en séquestre · 0,00 € versés · 60,00 € restent à payer",
    "later": "30,00 € en séquestre · 30,00 € versés · 30,00 € restent à payer",
    "left": "2. Colours : 30,00 € · 3 jours · prévu",
    "at": "Jalon 1 sur 3 : Livrée",
    "next": "Le jalon suivant, Colours, coûte 30,00 € et prend 3 jours.",
    "released": "Le jalon 1, Sketches, a été accepté : 27,00 € sont à vous une fois disponibles.",
    "paid": "a payé 30,00 € pour le jalon 2, Colours. L’argent est gardé en lieu sûr.",
    "stopped": "La commande est terminée après le jalon 2 sur 3",
    "over": "3. Letters : 30,00 € · 3 jours · non commencé",
}


def bare(words: str) -> str:
    """Words without colons: one platform sets a label apart by them, the other by a column."""
    return words.replace(" :", "").replace(":", "")


async def money(town: Town) -> dict[str, int]:
    """Every book that is not empty, in cents, by its kind; providers aside."""

    def look(tx: Tx) -> dict[str, int]:
        held = {kind: amount.minor for kind, _owner, amount in ledger.holdings(tx)}
        return {kind: minor for kind, minor in held.items() if kind != "provider"}

    return await town.app.market.ask(look)


async def offered(town: Town, ana: Person, ben: Person) -> Scene:
    """Ana has sent Ben an offer in three milestones of 30 euros."""
    scene = Scene(town.app.market, await account(town, ana), await account(town, ben))
    await scene.does(scene.ana, scene.introduced)
    await scene.does(scene.ana, offers.send, occasion=f"person:{scene.ben.id}:", **STEPS)
    await ben.look()
    return scene


async def delivers(ana: Person) -> None:
    await ana.takes("de.li:")
    await ana.answers(WORK, "")
    await ana.takes("fo.su:")


@pytest.mark.parametrize(
    ("platform", "locale"), [("telegram", "fr"), ("discord", "en"), ("telegram", "en")]
)
async def test_from_the_offer_to_the_last_wanted_milestone(
    town: Town, platform: str, locale: str
) -> None:
    """Paid, delivered, revised, accepted with the next one paid, delivered, and stopped there."""
    ana, ben = await pair(town, platform, locale)
    hers, his = (FR, EN) if locale == "fr" else (EN, FR)
    await offered(town, ana, ben)
    await ben.takes("of.se:")
    await ben.takes("of.ac:")
    assert bare(his["first"]) in bare(sees(ben))
    await ben.takes("of.ok:")
    await ben.takes("pa.or:")
    assert bare(his["funded"]) in bare(sees(ben))
    assert bare(his["left"]) in bare(sees(ben))
    assert await money(town) == {"escrow": 30_00}

    await ana.look()
    assert bare(hers["funded"]) in bare(reads(ana))
    await delivers(ana)
    await ben.takes("de.rv:")
    await ben.answers("Bigger, please.")
    await ana.look()
    assert "Bigger, please." in reads(ana)
    await delivers(ana)
    await ben.look()
    assert bare(his["at"]) in bare(reads(ben))
    assert await money(town) == {"escrow": 30_00}

    await ben.takes("or.ac:")
    assert bare(his["next"]) in bare(sees(ben))
    await ben.takes("ms.af:")
    assert bare(his["later"]) in bare(sees(ben))
    assert await money(town) == {"escrow": 30_00, "clearing": 27_00, "commission": 3_00}
    await ana.look()
    assert bare(hers["released"]) in bare(reads(ana))
    assert bare(hers["paid"]) in bare(reads(ana))

    await delivers(ana)
    await ben.takes("or.ac:")
    await ben.takes("or.aq:")
    assert bare(his["over"]) in bare(sees(ben))
    assert await money(town) == {"clearing": 54_00, "commission": 6_00}
    await ana.look()
    assert bare(hers["stopped"]) in bare(reads(ana))
    await town.pass_time("P14D")
    assert await money(town) == {"available": 54_00, "commission": 6_00}


async def waiting(town: Town, locale: str) -> tuple[Street, OrderId]:
    """A street where Ana is on one platform, Ben on the other, between two milestones.

    Ben has the order before his eyes.
    """
    street = await street_in(town, "discord", locale, buyers="telegram", questions=0)
    order = await street.scene.steps_in(OrderState.AWAITING_FUNDING)
    await street.ben.commands("orders")
    await use(street.ben, f"or.se:{order}")
    await street.ana.look()
    return street, order


async def test_silence_is_reminded_three_times_and_then_completes(town: Town) -> None:
    street, order = await waiting(town, "fr")
    waits = "Le jalon 2, Colours, attend ses 30,00 €."
    for days, told in (("P2DT23H", 0), ("PT2H", 1), ("P4D", 2), ("P2D", 3), ("PT22H", 3)):
        await town.pass_time(days)
        await street.ben.look()
        await street.ana.look()
        assert reads(street.ben).count(waits) == told, days
        assert waits not in reads(street.ana)
    await town.pass_time("PT2H")
    await street.ben.look()
    await street.ana.look()
    assert "Le jalon suivant n’a pas été payé à temps" in reads(street.ben)
    assert "le suivant n’est pas souhaité" in reads(street.ana)
    assert await street.scene.state(order) is OrderState.COMPLETED


async def test_the_next_one_is_paid_from_its_reminder(town: Town) -> None:
    street, order = await waiting(town, "en")
    await town.pass_time("P3D")
    await street.ben.look()
    assert "Milestone 2, Colours, waits for its €30.00." in sees(street.ben)
    await street.ben.takes("ms.fu:")
    assert "Paid. The money is kept safe until you accept the milestone." in sees(street.ben)
    assert await street.scene.state(order) is OrderState.IN_PROGRESS
    await street.ana.look()
    assert "You can start: it is due" in reads(street.ana)
    await use(street.ben, "or.st:")  # on the older news: it does nothing any more
    assert await street.scene.state(order) is OrderState.IN_PROGRESS


async def test_stopping_between_two_is_asked_once_more(town: Town) -> None:
    street, order = await waiting(town, "en")
    await use(street.ben, "or.st:")
    assert "2 milestones are then not started." in sees(street.ben)
    await use(street.ben, "or.sc:")
    assert await street.scene.state(order) is OrderState.COMPLETED
    await street.ana.look()
    assert "The order is completed after milestone 1 of 3" in reads(street.ana)


async def test_paying_ahead_is_explained_and_an_old_button_pays_nothing(town: Town) -> None:
    street = await street_in(town, "telegram", "en", buyers="discord", questions=0)
    order = await street.scene.steps_in(OrderState.IN_PROGRESS)
    await street.ben.commands("orders")
    await use(street.ben, f"or.se:{order}")
    await use(street.ben, "ms.pa:")
    assert "Pay milestone 2 ahead?" in sees(street.ben)
    assert "when the milestone before is accepted" in sees(street.ben)
    await street.scene.funds(order)  # from elsewhere
    await use(street.ben, "ms.fu:")
    assert "€60.00 funded · €0.00 released · €30.00 left to pay" in sees(street.ben)
    assert await money(town) == {"escrow": 60_00}
    await street.ana.look()
    assert "It begins when the milestone before it is accepted." in reads(street.ana)


async def test_the_review_of_a_milestone_ends_by_itself(town: Town) -> None:
    street = await street_in(town, "telegram", "fr", buyers="discord", questions=0)
    order = await street.scene.steps_in(OrderState.DELIVERED)
    await town.pass_time("P4DT23H")
    assert await street.scene.state(order) is OrderState.DELIVERED
    await town.pass_time("PT1H")
    assert await street.scene.state(order) is OrderState.AWAITING_FUNDING
    await street.ben.look()
    assert "le jalon 1, Sketches, est considéré comme accepté" in reads(street.ben)
    assert "S’arrêter là" in reads(street.ben)


async def test_calling_off_says_what_stays(town: Town) -> None:
    street = await street_in(town, "telegram", "en", buyers="discord", questions=0)
    order = await street.scene.steps_in(OrderState.AWAITING_FUNDING)
    await street.scene.funds(order)

    def late(tx: Tx) -> None:
        found = orders.get(tx, order)
        assert found.due_at is not None
        orders.extend(tx, found, tx.now - found.due_at - LATE)

    await town.app.market.do(late)
    await street.ben.commands("orders")
    await use(street.ben, f"or.se:{order}")
    await use(street.ben, "ca.la:")
    await use(street.ben, "ca.lc:")
    for side in (street.ben, street.ana):
        await side.look()
        assert "€30.00 was released before, milestone by milestone" in reads(side)
    assert await money(town) == {"wallet": 30_00, "clearing": 27_00, "commission": 3_00}
    assert await street.scene.state(order) is OrderState.COMPLETED
