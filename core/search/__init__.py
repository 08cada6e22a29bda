"""Search: which gigs a few words mean, among a million, the same on every database."""

from core.search.errors import SearchForgotten
from core.search.models import Listing, Search, Term
from core.search.queries import Results, find, kept, suggest
from core.search.rules import PAGE, TEXT_MOST, Filter, Query, Sort, words_of
from core.search.service import index, index_seller, keep, look_for, refine, widen

__all__ = [
    "PAGE",
    "TEXT_MOST",
    "Filter",
    "Listing",
    "Query",
    "Results",
    "Search",
    "SearchForgotten",
    "Sort",
    "Term",
    "find",
    "index",
    "index_seller",
    "keep",
    "kept",
    "look_for",
    "refine",
    "suggest",
    "widen",
    "words_of",
]
