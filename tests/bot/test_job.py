"""The whole job, crossing platforms and languages, on both databases."""

import pytest

from bot.demo.people import NoSuchButton, Person
from tests.town import Town

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
OTHER = {"telegram": "discord", "discord": "telegram"}
WORDS = {  # what tells each reader's language on the order's card
    "fr": ("Commande", "En cours", "Terminée"),
    "en": ("Order", "In progress", "Completed"),
}


async def sells(seller: Person, *, price: str = "50", questions: str = "") -> None:
    """Become a seller and publish a gig with one package."""
    await seller.commands("sell")
    await seller.answers(f"{seller.name} Studio", ["Français"], "I draw logos for small shops.")
    await seller.takes("fo.su:")
    await seller.takes("ac.do:sell")
    category = "fo.pk:" if seller.platform == "telegram" else "design"
    words = ("A logo for your bakery", "A vector logo, two drafts by hand, as SVG and PNG.")
    if seller.platform == "telegram":
        await seller.answers(words[0])
        await seller.takes(category)
        await seller.answers(words[1], "logo, bakery")
        await seller.takes("fo.pk:")
        await seller.answers(price, "3", "2", "", "")
        await seller.answers(questions)
    else:
        await seller.answers(words[0], category, words[1], "logo, bakery", "one")
        await seller.answers(price, "3", "2", "", "", questions)
    await seller.takes("fo.su:")


async def orders(buyer: Person) -> None:
    """Find the gig, take it to the checkout, place the order and pay it."""
    await buyer.commands("search", words="bakery")
    await buyer.takes("gi.se:")
    await buyer.takes("gi.or:")
    await buyer.takes("ch.pl:")
    await buyer.takes("pa.or:")


async def delivers(seller: Person, message: str = "Here it is, as a vector file.") -> None:
    """Hand over one file with a message."""
    await seller.takes("de.li:")
    await seller.answers(message, [("logo.svg", SVG)])
    await seller.takes("fo.su:")


async def file_of(town: Town, person: Person, name: str) -> bytes:
    """The bytes of the last file of this name on somebody's screen."""
    for message in reversed(person.inbox):
        for file in message["files"]:
            if file["name"] == name:
                async with town._session.get(file["url"]) as answer:
                    return await answer.read()
    raise AssertionError(f"{person.name} has no file {name} in:\n{person.everything}")


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("locale", ["fr", "en"])
async def test_the_whole_job_crosses_platforms_and_languages(
    town: Town, platform: str, locale: str
) -> None:
    ana = await town.meet("Ana", platform, locale)
    ben = await town.meet("Ben", OTHER[platform], "en" if locale == "fr" else "fr")
    theirs = WORDS["en" if locale == "fr" else "fr"]

    await sells(ana, questions="What is the name of your shop?")
    await orders(ben)
    assert "What is the name of your shop?" in ben.everything or "or.an" in str(ben.last)
    assert list((await town.book("escrow")).values()) == ["€50.00"]

    await ben.takes("or.an:")
    await ben.answers("Crumb & Co", "")
    if any((b.get("payload") or "").startswith("fo.su") for b in ben.last["buttons"]):
        await ben.takes("fo.su:")
    await ana.look()
    assert WORDS[locale][0] in ana.sees
    assert "Crumb & Co" in ana.everything or "or.as" in str(ana.last)

    await delivers(ana)
    await ben.look()
    assert "Here it is, as a vector file." in ben.everything
    await ben.takes("de.fi:")
    assert await file_of(town, ben, "logo.svg") == SVG

    await ben.takes("or.ac:")
    await ben.takes("or.ok:")
    await ana.look()
    assert theirs[2] in ben.sees
    assert WORDS[locale][2] in ana.sees
    assert await town.book("clearing") == {"Ana Studio": "€45.00"}
    assert await town.book("escrow") == {}

    await town.pass_time("P13D")
    assert await town.book("clearing") == {"Ana Studio": "€45.00"}
    await town.pass_time("P1D")
    assert await town.book("available") == {"Ana Studio": "€45.00"}


async def test_silence_accepts_after_three_days_and_says_so_once(town: Town) -> None:
    ana = await town.meet("Ana", "telegram", "fr")
    ben = await town.meet("Ben", "discord", "en")
    await sells(ana)
    await orders(ben)
    await delivers(ana)
    await ben.look()
    before = len(ben.inbox)

    await town.pass_time("P2DT23H")
    await ben.look()
    assert await town.book("clearing") == {}
    assert len(ben.inbox) == before + 3, "reminded 48, 24 and 3 hours before the end"

    await town.pass_time("PT1H")
    await ben.look()
    assert await town.book("clearing") == {"Ana Studio": "€45.00"}
    told = ben.everything
    await town.pass_time("PT1H")
    await ben.look()
    assert ben.everything.count("counts as accepted") == told.count("counts as accepted")


async def test_an_order_nobody_pays_expires_and_its_button_says_so(town: Town) -> None:
    ana = await town.meet("Ana", "discord", "en")
    ben = await town.meet("Ben", "telegram", "fr")
    await sells(ana)
    await ben.commands("search", words="bakery")
    await ben.takes("gi.se:")
    await ben.takes("gi.or:")
    await ben.takes("ch.pl:")
    pay = next(b["payload"] for b in ben.last["buttons"] if b["payload"].startswith("pa.or"))
    message = ben.last["id"]

    await town.pass_time("PT16M")
    await ben.look()
    assert "Elle a pris fin avant le paiement" in ben.everything
    with pytest.raises(NoSuchButton):
        await ben.presses_raw(pay, message=message)
    assert await town.book("escrow") == {}


async def test_pressing_twice_places_and_pays_one_order(town: Town) -> None:
    ana = await town.meet("Ana", "telegram", "fr")
    ben = await town.meet("Ben", "discord", "en")
    await sells(ana)
    await ben.commands("search", words="bakery")
    await ben.takes("gi.se:")
    await ben.takes("gi.or:")
    checkout, place = (
        ben.last["id"],
        next(b["payload"] for b in ben.last["buttons"] if b["payload"].startswith("ch.pl")),
    )
    await ben.presses_raw(place, message=checkout)
    await ben.takes("pa.or:")
    assert list((await town.book("escrow")).values()) == ["€50.00"]
    await ben.commands("orders")
    assert ben.sees.count("A logo for your bakery") == 1


async def test_a_form_begun_before_a_restart_goes_on_after_it(town: Town) -> None:
    ana = await town.meet("Ana", "telegram", "fr")
    await ana.commands("sell")
    await ana.answers("Ana Studio")
    await town.restart()
    await ana.answers(["Français"], "Je dessine des logos.")
    await ana.takes("fo.su:")
    assert "Ana Studio" in ana.sees
