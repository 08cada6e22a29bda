"""Agreeing through the real bot: briefs, offers, counter-offers, in both languages at once."""

import logging
from typing import Any

import pytest

from bot.demo.people import Person
from core import accounts, offers
from core.briefs import BriefState
from core.kit.ids import OfferId
from core.kit.money import Money
from tests.bot.scene import EUR, OFFER
from tests.bot.street import account, street_in, use
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
SCOPE = "A logo in three colours, two drafts, as SVG and PNG."
STAGES = (
    ("Sketches", "Three sketches as PDF", "60", "2"),
    ("Draft", "The one you like, drawn", "40", "3"),
    ("Logo", "The vector file", "80,50", "3"),
    ("Bag and window", "Two more files", "50", "2"),
)


def sees(person: Person) -> str:
    """What somebody sees, every space a plain one."""
    return plain(person.sees)


def reads(person: Person) -> str:
    """Everything somebody was told, every space a plain one."""
    return plain(person.everything)


def plain(words: str) -> str:
    return words.replace("\xa0", " ").replace("\u2060", "")


async def pair(town: Town, platform: str, locale: str) -> tuple[Person, Person]:
    """Ana sells on one platform in one language, Ben buys on the other in the other."""
    ana = await town.meet("Ana", platform, locale)
    ben = await town.meet("Ben", OTHER[platform], "en" if locale == "fr" else "fr")
    for person in (ana, ben):
        await (person.says("/start") if person.platform == "telegram" else person.commands("menu"))
    await sells(town, ana)
    return ana, ben


async def sells(town: Town, person: Person) -> None:
    me = await account(town, person)
    about: dict[str, Any] = {"name": person.name, "languages": ("en",), "bio": "I draw logos."}
    await town.app.market.do(
        lambda tx: accounts.start_selling(tx, accounts.by_id(tx, me.id), **about)
    )


async def posts(ben: Person, budget: str = "120") -> None:
    await ben.commands("brief")
    await ben.answers("A logo for my bakery", "Something warm, with a loaf in it.", budget, "10")
    await use(ben, "fo.su:")


async def picks(person: Person, value: str) -> None:
    """Answer a question by the option of this value, in a chat."""
    draft = next(b["payload"].split(":")[1] for b in person.last["buttons"])
    ends = f":{value}"
    wire = next(b["payload"] for b in person.last["buttons"] if b["payload"].endswith(ends))
    assert draft in wire
    await person.presses_raw(wire)


async def offers_at_once(ana: Person, price: str = "100") -> None:
    """Answer the open brief with an offer that is paid at once."""
    await ana.commands("briefs")
    await use(ana, "br.se:")
    await use(ana, "of.be:brief")
    if ana.platform == "telegram":
        await ana.answers(SCOPE)
        await picks(ana, "1")
        await ana.answers(price, "7")
        await picks(ana, "2")
        await ana.answers("What is it called?", "")
    else:
        await ana.answers(SCOPE, "1", "What is it called?", "", price, "7", "2")
    await use(ana, "fo.su:")


async def changes(person: Person, field: str, answer: str) -> None:
    """Change one answer of the form that is being reviewed."""
    submit = next(
        b["payload"]
        for m in sorted(person.inbox, key=lambda m: -m["seq"])
        for b in m["buttons"]
        if (b["payload"] or "").startswith("fo.su:")
    )
    await use(person, f"fo.ed:{submit.split(':')[1]}:{field}")
    await person.answers(answer)


@pytest.mark.parametrize(("platform", "locale"), [("telegram", "fr"), ("discord", "en")])
async def test_two_people_agree_across_platforms_and_languages(
    town: Town, platform: str, locale: str
) -> None:
    ana, ben = await pair(town, platform, locale)
    hers, his = (FR, EN) if locale == "fr" else (EN, FR)
    await posts(ben)
    await offers_at_once(ana)
    await ben.look()
    assert his["answers"] in reads(ben)
    assert hers["unopened"] in sees(ana)

    await use(ben, "of.se:")
    assert his["price 100"] in sees(ben)
    assert SCOPE in sees(ben)
    await ana.look()
    assert hers["seen"] in reads(ana), "her card is drawn anew when he opens it"

    await use(ben, "of.co:")
    await changes(ben, "price", "80")
    await use(ben, "fo.su:")
    await ana.look()
    assert hers["100 to 80"] in reads(ana)
    await use(ana, "of.ta:")
    await ben.look()
    assert his["agrees"] in reads(ben)

    await use(ben, "of.se:")
    await use(ben, "of.ac:")
    assert his["pay 80"] in sees(ben), "what is paid is said before it is paid"
    assert his["version 2"] in sees(ben)
    await use(ben, "of.ok:")
    assert await town.book("escrow") == {}
    await ana.look()
    assert hers["accepted"] in reads(ana)
    await use(ben, "pa.or:")
    assert list((await town.book("escrow")).values()) == ["€80.00"]
    await ana.look()
    assert hers["paid 80"] in reads(ana)
    await ben.commands("briefs")
    await use(ben, "br.se:")
    assert his["chosen"] in sees(ben)


EN = {
    "answers": "Ana answers your brief “A logo for my bakery” with an offer.",
    "unopened": "Sent to Ben, who has not opened it yet.", "seen": "Ben has seen your offer.",
    "price 100": "€100.00", "100 to 80": "€100.00 → €80.00", "agrees": "Ana agrees to your terms.",
    "pay 80": "Accept and pay €80.00", "version 2": "You agree to version 2 as it stands.",
    "accepted": "Ben accepted version 2 of your offer.", "paid 80": "Ben paid €80.00",
    "chosen": "An offer was chosen",
}  # fmt: skip
FR = {
    "answers": "Ana répond à votre brief « A logo for my bakery » par une offre.",
    "unopened": "Envoyée à Ben, qui ne l’a pas encore ouverte.", "seen": "Ben a vu votre offre.",
    "price 100": "100,00 €", "100 to 80": "100,00 € → 80,00 €",
    "agrees": "Ana accepte vos conditions.", "pay 80": "Accepter et payer 80,00 €",
    "version 2": "Vous acceptez la version 2 telle quelle.",
    "accepted": "Ben a accepté la version 2 de votre offre.", "paid 80": "Ben a payé 80,00 €",
    "chosen": "Une offre a été choisie",
}  # fmt: skip


async def test_four_milestones_one_question_at_a_time_with_a_pause(town: Town) -> None:
    ana, ben = await pair(town, "telegram", "en")
    await posts(ben)
    await ana.commands("briefs")
    await use(ana, "br.se:")
    await use(ana, "of.be:brief")
    await ana.answers(SCOPE)
    await picks(ana, "4")
    assert "Offer for Ben: Milestone 1" in sees(ana)
    for nth, stage in enumerate(STAGES, 1):
        await ana.answers(*stage)
        if nth == 2:  # leave in the middle, and find it again in the menu after a restart
            await ana.presses("Stop for now")
            await town.restart()
            await ana.commands("menu")
            await use(ana, "fo.go:")
            assert "Offer for Ben: Milestone 2" in sees(ana)
        await picks(ana, "1")
    await ana.answers("", "5")
    assert "In total: €230.50 · 10 days" in sees(ana)
    assert "3. Logo: €80.50 · 3 days · revisions: 1 – The vector file" in sees(ana)

    await ana.presses("Milestone 2")
    assert "What is delivered: The one you like, drawn" in sees(ana)
    await use(ana, "fo.ed:")
    await ana.answers("Draft one")
    assert "2. Draft one: €40.00" in sees(ana)
    await use(ana, "fo.su:")
    await ben.look()
    await use(ben, "of.se:")
    await use(ben, "of.ac:")
    assert "60,00 €, pour le premier jalon" in sees(ben)
    assert "4. Bag and window 50,00 €" in sees(ben)


async def test_four_milestones_take_five_modals(town: Town) -> None:
    ana, ben = await pair(town, "discord", "en")
    await posts(ben)
    await ana.commands("briefs")
    await use(ana, "br.se:")
    await use(ana, "of.be:brief")
    modals = 1
    await ana.answers(SCOPE, "4", "", "5")
    for title, brings, price, days in STAGES:
        await use(ana, "fo.go:")
        assert ana.modal is not None
        assert len(ana.modal["fields"]) == 5
        modals += 1
        await ana.answers(title, brings, price, days, "1")
    assert modals == 5
    assert "In total €230.50 · 10 days" in sees(ana)
    await use(ana, "fo.su:")
    await ben.look()
    assert "230,50 € · 10 jours · 4 jalons" in reads(ben)


async def test_an_offer_expires_and_each_is_told_once_in_their_language(town: Town) -> None:
    ana, ben = await pair(town, "telegram", "fr")
    await posts(ben)
    await offers_at_once(ana)
    await town.pass_time("P5DT23H")
    await ben.look()
    assert "left to accept" not in reads(ben)
    await town.pass_time("PT1H")
    await ben.look()
    assert reads(ben).count("1 day left to accept the offer of Ana.") == 1
    await ana.look()
    assert "Il reste" not in reads(ana), "who offers is not reminded"
    await town.pass_time("P1D")
    for person, says in ((ben, "The offer of Ana has expired."),
                         (ana, "Votre offre à Ben a expiré.")):  # fmt: skip
        await person.look()
        assert reads(person).count(says) == 1
    await town.pass_time("P2D")
    await ben.look()
    assert reads(ben).count("has expired.") == 1


async def test_a_new_version_takes_the_place_of_the_old_one_on_the_screen(town: Town) -> None:
    ana, ben = await pair(town, "discord", "en")
    await posts(ben)
    await offers_at_once(ana)
    await ben.look()
    await use(ben, "of.se:")
    await use(ben, "of.ac:")
    assert "Accepter et payer 100,00 €" in sees(ben)
    await use(ana, "of.re:")
    await changes(ana, "price", "90")
    await use(ana, "fo.su:")
    await ben.look()
    assert "Ana a changé l’offre. Voici la version 2 :" in reads(ben)
    assert "100,00 € → 90,00 €" in reads(ben)
    assert "Accepter et payer 100,00 €" not in reads(ben), "nobody can press the old price"
    await use(ben, "of.se:")
    await use(ben, "of.ch:")
    assert "Version 2 comparée à la version 1" in sees(ben)


async def test_the_buyer_compares_offers_side_by_side(town: Town) -> None:
    ana, ben = await pair(town, "telegram", "en")
    ada = await town.meet("Ada", "discord", "fr")
    await ada.commands("menu")
    await sells(town, ada)
    await posts(ben)
    await offers_at_once(ana, "100")
    await offers_at_once(ada, "90")
    await ben.look()
    await use(ben, "of.cm:")
    assert sees(ben).index("Ada") < sees(ben).index("Ana"), "the cheapest first"
    assert "90,00 € · 7 jours · révisions : 2 (la moins chère)" in sees(ben)
    await use(ben, "of.se:")
    assert "Ada vous propose ceci." in sees(ben)
    await ben.commands("briefs")
    await use(ben, "br.se:")
    await use(ben, "br.cl:")
    assert "2 offres attendent votre réponse" in sees(ben)
    await use(ben, "br.ok:")
    await ana.look()
    assert "Ben closed the brief “A logo for my bakery”, so your offer is over." in reads(ana)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_the_longest_offer_is_shown_to_its_last_milestone(town: Town, platform: str) -> None:
    street = await street_in(town, platform)
    scene, ben = street.scene, street.ben
    stages = [
        {"title": f"{nth} {'t' * 58}", "deliverable": "d" * 200, "price": Money(160_00, EUR),
         "days": 15, "revisions": "unlimited"} for nth in range(1, 7)
    ]  # fmt: skip
    brief = await scene.brief_in(BriefState.OPEN)
    [first] = await scene.does(scene.ben, offers.for_brief, brief_id=brief)
    long = {**OFFER, "scope": "s " * 600, "steps": "6", "stages": stages}
    await scene.does(scene.ana, offers.revise, offer=OfferId(first.id), **long)
    await ben.look()
    await use(ben, "of.se:")
    assert "6 ttt" in sees(ben)
    assert f"– {'d' * 200}" in sees(ben).split("6 ttt")[1], "to the last letter"
    newest = await town.app.market.ask(lambda tx: offers.newest(tx, scene.ben, first))
    other = {"price": Money(600_00, EUR), "days": 80, "scope": "z " * 600}
    await scene.does(scene.ben, offers.counter, offer=OfferId(newest.id), **other)
    await ben.commands("offers")
    await use(ben, "of.se:")
    assert sees(ben).count("6 ttt") == 2, "as it is, and as it would be"
    await use(ben, "of.ac:")
    assert "6 ttt" in sees(ben)


# --- in a group, in a server


async def test_a_deal_in_a_telegram_group_goes_on_in_private(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    ana = await town.meet("Ana", "telegram", "fr")
    ben, eve = [await town.meet(name, "telegram", "en") for name in ("Ben", "Eve")]
    for person in (ana, eve):
        await person.says("/start")
    await sells(town, ana)
    chat = await town.gather(ana, ben, eve)

    await ana.says("/deal @ben 50 3d logo for a van", chat=chat)
    assert "Je n’ai encore rien lu de « @ben » ici." in reads(ana), "he was not heard here"
    await ben.says("/help", chat=chat)
    for text in ("/deal @ben", "/deal @ben 2 3d logo", "/deal @ben 50 999 logo", "/deal",
                 "/deal @ben 50 3d x", "/deal <b>@ben</b> 1e9 3 x"):  # fmt: skip
        await ana.says(text, chat=chat)
    await eve.says("/deal @ben 50 3d logo for a van", chat=chat)
    assert "First become a seller" in reads(eve)
    await ben.look()
    assert "has an offer for" not in reads(ben), "whatever was unclear was told to its author"

    await ana.says("/proposer @BEN 50 3j logo for a van", chat=chat)
    await eve.look()
    assert "Ana a une offre pour Ben." in reads(eve), "the group hears that much"
    assert "50,00" not in reads(eve)
    assert "Prix : 50,00 €" in reads(ana)
    await use(ana, "fo.su:")
    await ben.look()
    assert "made you an offer" not in reads(ben), "Telegram lets nobody write first"
    await ben.says("/start")
    assert reads(ben).count("Ana made you an offer.") == 1
    await use(ben, "of.se:")
    await use(ben, "of.ac:")
    await use(ben, "of.ok:")
    await use(ben, "pa.or:")
    assert list((await town.book("escrow")).values()) == ["€50.00"]
    assert not [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]


async def test_a_deal_in_a_discord_server_names_somebody_who_never_wrote(town: Town) -> None:
    ana = await town.meet("Ana", "discord", "en")
    ben = await town.meet("Ben", "discord", "fr")
    await ana.commands("menu")
    await sells(town, ana)
    chat = await town.gather(ana, ben)
    await ana.commands("deal", chat=chat, person=ben.id, price="50", days=3, title="3d logo")
    assert "Ana has an offer for Ben." in reads(ana)
    await use(ana, "fo.su:")
    await ben.look()
    assert "Ana made you an offer." in reads(ben), "his language is not known before he speaks"
    await use(ben, "of.se:")
    assert "Ana vous propose ceci." in sees(ben)
    await use(ben, "of.de:")
    await ben.answers("Trop cher")
    await ana.look()
    assert "Ben declined your offer, and says why:" in reads(ana)
    assert "Trop cher" in reads(ana)
