"""People ask what a word means, and in which language they are spoken to."""

import pytest

from bot.demo.people import NoSuchButton, Person
from bot.registry import REGISTRY
from core import glossary
from tests.town import Town


def choices(person: Person) -> list[str]:
    """What can be chosen on the last message: pressed in a chat, selected in a menu."""
    labels = [button["label"] for button in person.last["buttons"]]
    return labels + [o["label"] for select in person.last["selects"] for o in select["options"]]


PLATFORMS = pytest.mark.parametrize("platform", ["telegram", "discord"])


@PLATFORMS
async def test_a_word_is_explained_in_the_readers_language(town: Town, platform: str) -> None:
    ana = await town.meet("Ana", platform, "en")
    await ana.commands("glossary", term="milestone")
    assert "Milestone" in ana.sees
    assert "released once the buyer accepts it" in ana.sees

    luc = await town.meet("Luc", platform, "fr")
    await luc.commands("glossaire" if platform == "telegram" else "glossary", term="jalons")
    assert "Jalon" in luc.sees
    assert "Milestone" in luc.sees, "its other name is there too"
    assert "[Offre personnalisée]" in luc.sees


@PLATFORMS
async def test_one_word_leads_to_the_next(town: Town, platform: str) -> None:
    ana = await town.meet("Ana", platform, "en")
    await ana.commands("glossary", term="milestone")
    await ana.presses("Custom offer")
    assert "counter-offer" in ana.sees
    await ana.presses("All words")
    await ana.presses("Anywhere")
    assert "QR code" in ana.sees


@PLATFORMS
async def test_all_words_are_on_two_pages_in_the_readers_order(town: Town, platform: str) -> None:
    luc = await town.meet("Luc", platform, "fr")
    await luc.commands("glossary")
    first = choices(luc)
    await luc.presses("Mots suivants")
    second = choices(luc)
    words = [label for label in (*first, *second) if not label.startswith("Mots")]
    assert sorted(words) == sorted(term.french for term in glossary.TERMS)
    assert words[:2] == ["Annulation mutuelle", "Anywhere"]
    assert words == sorted(words, key=glossary.fold)
    await luc.presses("Mots précédents")
    assert choices(luc) == first


@PLATFORMS
async def test_a_mistake_is_understood_and_nonsense_is_not(town: Town, platform: str) -> None:
    ana = await town.meet("Ana", platform, "en")
    await ana.commands("glossary", term="prestatère")
    assert "Seller" in ana.sees
    await ana.commands("glossary", term="tgas")
    assert "Did you mean" in ana.sees
    await ana.presses("Tags")
    assert "20 characters" in ana.sees
    await ana.commands("glossary", term="pizza <b>")
    assert "“pizza <b>” is not in the glossary" in ana.sees
    await ana.commands("glossary", term="offers")
    assert "several things" in ana.sees
    await ana.presses("Packages")
    assert "Essential, Standard and Premium" in ana.sees


@PLATFORMS
async def test_the_language_changes_at_once_and_stays(town: Town, platform: str) -> None:
    ana = await town.meet("Ana", platform, "en")
    await ana.commands("language")
    assert "I am speaking English" in ana.sees
    await ana.presses("Français")
    assert "Langue" in ana.sees
    assert "Français" in ana.sees
    await ana.commands("glossary", term="gig")
    assert "Service" in ana.sees
    await ana.commands("language")
    await ana.presses("English")
    assert "I am speaking English" in ana.sees


async def test_a_language_nobody_speaks_is_refused(town: Town) -> None:
    ana = await town.meet("Ana", "telegram", "en")
    await ana.commands("language")
    with pytest.raises(NoSuchButton):
        await ana.presses_raw("pr.lo:xx")


def test_looking_up_a_word_changes_nothing() -> None:
    assert REGISTRY.commands["glossary"].reads
    assert REGISTRY.commands["language"].reads
