"""Where rows live, and the one transaction they change in."""

from core.store.base import Base, Moment, Span, Versioned, table_of
from core.store.engine import CannotOpen, Clash, Store, open_store
from core.store.tx import Event, Reaction, Reactions, Tx

__all__ = [
    "Base",
    "CannotOpen",
    "Clash",
    "Event",
    "Moment",
    "Reaction",
    "Reactions",
    "Span",
    "Store",
    "Tx",
    "Versioned",
    "open_store",
    "table_of",
]
