"""Every word of the market is explained, and found however it is written."""

import pytest

from core import glossary
from core.kit.errors import NoSuchThing
from core.kit.settings import MarketSettings
from core.kit.text import Lasting

# id, French, English: the rules, section 1
WORDS = (
    ("buyer", "Client", "Buyer"),
    ("seller", "Prestataire", "Seller"),
    ("byob", "BYOB", "BYOB"),
    ("custom_offer", "Offre personnalisée", "Custom offer"),
    ("dashboard", "Tableau de bord", "Dashboard"),
    ("earnings", "Revenus", "Earnings"),
    ("anywhere", "Anywhere", "Anywhere"),
    ("pro", "Pro", "Pro"),
    ("revenue_card", "Carte Revenus", "Revenue Card"),
    ("gig", "Service", "Gig"),
    ("extra", "Services supplémentaires", "Gig extras"),
    ("metadata", "Métadonnées du service", "Gig metadata"),
    ("level", "Niveau", "Level"),
    ("milestone", "Jalon", "Milestone"),
    ("multiple", "Multiples", "Gig multiples"),
    ("mutual_cancellation", "Annulation mutuelle", "Mutual cancellation"),
    ("order", "Commande", "Order"),
    ("out_of_office", "Mode Absent", "Out of office"),
    ("package", "Forfaits (Offres)", "Packages"),
    ("priority_support", "Assistance prioritaire", "Priority support"),
    ("resolution_center", "Gestionnaire de litiges", "Resolution Center"),
    ("response_rate", "Taux de réponse", "Response rate"),
    ("revision", "Révisions", "Revisions"),
    ("tag", "Balises", "Tags"),
    ("top_rated", "Top Prestataire (TRS)", "Top Rated Seller"),
    ("warning", "Avertissement", "Warning"),
)


def ids(words: str) -> list[str]:
    return [term.id for term in glossary.find(words)]


def test_every_word_of_the_rules_is_there_and_no_other() -> None:
    assert [(t.id, t.french, t.name.id) for t in glossary.TERMS] == list(WORDS)


@pytest.mark.parametrize(("term", "french", "english"), WORDS, ids=lambda word: word)
def test_a_word_is_found_by_its_names_in_any_spelling(term: str, french: str, english: str) -> None:
    for name in (term, french, english):
        for spelling in (name, name.upper(), name.lower(), f"  {name} ?", glossary.fold(name)):
            assert ids(spelling) == [term], spelling


@pytest.mark.parametrize(("term", "french", "english"), WORDS, ids=lambda word: word)
def test_a_word_is_found_though_a_letter_is_missing_doubled_or_swapped(
    term: str, french: str, english: str
) -> None:
    for name in (glossary.fold(french), glossary.fold(english)):
        if len(name) < 5:
            continue  # a mistake in three letters makes another word
        middle = len(name) // 2
        left, letter, right = name[:middle], name[middle], name[middle + 1 :]
        for mistake in (left + right, left + letter * 2 + right, name[:-2] + name[-1] + name[-2]):
            assert term in ids(mistake), mistake


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("revsion", "revision"),
        ("prestatère", "seller"),
        ("reponse", "response_rate"),
        ("jalons", "milestone"),
        ("les jalons", "milestone"),
        ("c'est quoi un jalon ?", "milestone"),
        ("what is a custom offer", "custom_offer"),
        ("vendeuse", "seller"),
        ("acheter", "buyer"),
        ("commende", "order"),
        ("annulation", "mutual_cancellation"),
        ("litige", "resolution_center"),
        ("mots-clés", "tag"),
        ("TRS", "top_rated"),
        ("carte", "revenue_card"),
        ("tableau", "dashboard"),
        ("bord", "dashboard"),
    ],
)
def test_people_find_what_they_mean(typed: str, term: str) -> None:
    assert ids(typed) == [term]


def test_a_word_with_two_meanings_brings_both() -> None:
    assert ids("offre") == ["custom_offer", "package"]


@pytest.mark.parametrize(
    "nonsense",
    ["", "?", "…", "a", "pizza", "bonjour", "hello", "merci", "football", "banana", "maison",
     "chat", "voiture", "python", "password", "français", "xyzzy", "☃", "0", "x" * 5_000],
)  # fmt: skip
def test_nothing_is_found_for_words_that_have_no_place_here(nonsense: str) -> None:
    assert ids(nonsense) == []


def test_the_nearest_words_are_proposed_and_never_many() -> None:
    assert [t.id for t in glossary.closest("tgas")] == ["tag"]
    assert len(glossary.closest("offertory")) <= 3
    assert glossary.closest("pizza") == []


def test_words_are_suggested_from_the_first_letter() -> None:
    assert len(glossary.suggest("")) == len(WORDS)
    assert "milestone" in [t.id for t in glossary.suggest("j")]
    assert [t.id for t in glossary.suggest("jal")] == ["milestone"]
    assert [t.id for t in glossary.suggest("METADO")] == ["metadata"]
    assert [t.id for t in glossary.suggest("prestatère")] == ["seller"]
    assert glossary.suggest("zzzz") == []


def test_every_word_leads_to_others_and_can_be_reached_from_one() -> None:
    known = {term.id for term in glossary.TERMS}
    reached = {other for term in glossary.TERMS for other in term.related}
    for term in glossary.TERMS:
        assert term.related, term.id
        assert set(term.related) <= known - {term.id}, term.id
        assert len(set(term.related)) == len(term.related) <= 5, term.id
    assert reached == known


def test_an_explanation_is_two_to_four_sentences_with_no_blank_left() -> None:
    for term in glossary.TERMS:
        says = glossary.explain(term, MarketSettings())
        assert 2 <= says.id.count(". ") + 1 <= 4, term.id
        assert says.id.endswith("."), term.id
        assert len(says.id) <= 450, term.id
        says.id.format_map(says.blanks)


def test_an_explanation_quotes_the_numbers_of_this_market() -> None:
    settings = MarketSettings()
    says = glossary.explain(glossary.get("earnings"), settings)
    assert says.blanks["clearance"] == Lasting(settings.clearance)


def test_no_such_word() -> None:
    with pytest.raises(NoSuchThing):
        glossary.get("fortune")


def test_no_name_means_two_things_by_accident() -> None:
    shared: dict[str, set[str]] = {}
    for term in glossary.TERMS:
        for name in (term.id, term.name.id, term.french, *term.also):
            shared.setdefault(glossary.fold(name), set()).add(term.id)
    twice = {name for name, terms in shared.items() if len(terms) > 1}
    assert twice == {"offre", "offres", "offer", "offers"}
