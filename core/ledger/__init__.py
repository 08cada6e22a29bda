"""The books: every cent that ever moved, twice."""

from core.ledger.audit import Finding, check
from core.ledger.books import Move, book
from core.ledger.models import Entry, Posting
from core.ledger.service import balance, holdings, post, posted, statement

__all__ = [
    "Entry",
    "Finding",
    "Move",
    "Posting",
    "balance",
    "book",
    "check",
    "holdings",
    "post",
    "posted",
    "statement",
]
