"""Finding a word: by its name in either language, by another name, or by something close to it."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from string import Formatter

from core.glossary.terms import TERMS, Term
from core.kit.errors import NoSuchThing
from core.kit.settings import MarketSettings
from core.kit.text import Text

WORDS_MOST = 60  # characters looked at; nobody's word is longer
PART_LEAST = 3  # letters that make the beginning of a word worth finding
TYPO_LEAST = 4  # letters below which a mistake makes another word
NEARLY = 0.9  # likeness from which a misspelling comes before every other guess
SURELY = 0.8  # likeness from which a misspelling is taken for the word
PERHAPS = 0.65  # likeness from which a word is worth proposing

# The market's numbers that an explanation may quote.
FIGURES: dict[str, Callable[[MarketSettings], object]] = {
    "clearance": lambda settings: settings.clearance,
}


def get(term_id: str) -> Term:
    """Return the term of this id."""
    for term in TERMS:
        if term.id == term_id:
            return term
    raise NoSuchThing


def explain(term: Term, settings: MarketSettings) -> Text:
    """Say what a term means, with the numbers of this market."""
    blanks = {name for _text, name, _spec, _how in Formatter().parse(term.says.id) if name}
    return term.says.format(**{name: FIGURES[name](settings) for name in blanks})


def find(words: str) -> list[Term]:
    """Return the terms these words name, the surest way that finds any.

    First by a whole name, right or nearly so, then by a name said within a sentence, then by
    words of a name or their beginnings, and last by a name with a mistake or two. Nothing is
    better than nonsense.
    """
    said = fold(words[:WORDS_MOST])
    if not said:
        return []
    return (
        [term for term in TERMS if said in _names(term)]
        or _misspelt(said, NEARLY)
        or _said_within(said)
        or _begun(said)
        or _misspelt(said, SURELY)
        or _misspelt(said, SURELY, parts=True)
    )


def suggest(start: str) -> list[Term]:
    """Return the terms that somebody who has typed this much may mean; all of them at first."""
    said = fold(start[:WORDS_MOST])
    if not said:
        return list(TERMS)
    return [*dict.fromkeys([*_begun(said, least=1), *find(start)])]


def closest(words: str, most: int = 3) -> list[Term]:
    """Return the few terms that look most like words nobody knows, if any do at all."""
    alike = _alike(fold(words[:WORDS_MOST]), PERHAPS, parts=True)
    return [term for term, _likeness in alike[:most]]


def fold(words: str) -> str:
    """Reduce words to their letters and figures: small, bare of accents, one space apart."""
    bare = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe"))
    kept = (c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@cache
def _names(term: Term) -> frozenset[str]:
    """Return every way to say a term, folded."""
    return frozenset(map(fold, (term.id, term.name.id, term.french, *term.also)))


def _said_within(said: str) -> list[Term]:
    """Find the longest names that a sentence contains as whole words."""
    found = [
        (len(name), term)
        for term in TERMS
        for name in _names(term)
        if len(name) >= PART_LEAST and f" {name} " in f" {said} "
    ]
    longest = max((length for length, _term in found), default=0)
    return [*dict.fromkeys(term for length, term in found if length == longest)]


def _begun(said: str, least: int = PART_LEAST) -> list[Term]:
    """Find terms with a name of which these are words, the last one perhaps not finished."""
    if len(said) < least:
        return []
    first = [t for t in TERMS if any(name.startswith(said) for name in _names(t))]
    later = [t for t in TERMS if any(f" {said}" in name for name in _names(t))]
    return [*dict.fromkeys([*first, *later])]


def _misspelt(said: str, least: float, *, parts: bool = False) -> list[Term]:
    """Find the terms these words come nearest to, if they are near enough."""
    alike = _alike(said, least, parts=parts)
    return [term for term, likeness in alike if likeness == alike[0][1]]


def _alike(said: str, least: float, *, parts: bool) -> Sequence[tuple[Term, float]]:
    """Rank the terms that look like these words, the likest first."""
    likeness = {term: max(_likenesses(said, term, parts=parts)) for term in TERMS}
    found = [(term, score) for term, score in likeness.items() if score >= least]
    return sorted(found, key=lambda pair: -pair[1])


def _likenesses(said: str, term: Term, *, parts: bool) -> Iterator[float]:
    """Compare with every name of some length that begins alike, perhaps with words of names too."""
    yield 0.0
    for name in _names(term):
        for part in {name, *(name.split() if parts else ())}:
            if min(len(part), len(said)) >= TYPO_LEAST and _begin_alike(part, said):
                yield SequenceMatcher(None, said, part, autojunk=False).ratio()


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether two words start with the same letter, or with the same two swapped."""
    return one[0] == other[0] or one[:2] == other[1::-1]
