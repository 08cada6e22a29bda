"""The words of the market: what each one means, found by any of its names, in any spelling."""

from core.glossary.queries import WORDS_MOST, closest, explain, find, fold, get, suggest
from core.glossary.terms import TERMS, Term

__all__ = [
    "TERMS",
    "WORDS_MOST",
    "Term",
    "closest",
    "explain",
    "find",
    "fold",
    "get",
    "suggest",
]
