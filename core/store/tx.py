"""One transaction: rows to change, facts to announce, and the moment it all happens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy.orm import Session

from core.kit.settings import MarketSettings

MAX_DEPTH = 8


class Event(Struct, frozen=True):
    """Something that happened. Past tense, no behaviour."""


Reaction = Callable[["Tx", Any], None]
Reactions = Mapping[type[Event], Sequence[Reaction]]


class Tx:
    """Given to every verb and query. `now` stands still inside one transaction.

    `stirred` is set when something was written that others wait for: a notice, a deadline.
    """

    __slots__ = ("_depth", "_reactions", "db", "now", "settings", "stirred")

    def __init__(
        self, db: Session, *, now: datetime, settings: MarketSettings, reactions: Reactions
    ) -> None:
        self.db = db
        self.now = now
        self.settings = settings
        self.stirred = False
        self._reactions = reactions
        self._depth = 0

    def emit(self, fact: Event) -> None:
        """Announce a fact; those who listed themselves in `core.reactions` act at once."""
        self._depth += 1
        assert self._depth <= MAX_DEPTH, f"reactions to {fact} never end"
        for reaction in self._reactions.get(type(fact), ()):
            reaction(self, fact)
        self._depth -= 1
