"""State tables: what may happen to a thing, when, and by whose hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from core.kit.errors import NoSuchThing, NotYours, TooLate


class Role(StrEnum):
    """Who is acting, seen from the thing acted upon."""

    BUYER = "buyer"
    SELLER = "seller"
    ASKER = "asker"  # who made a request
    OTHER = "other"  # who is to answer it
    MODERATOR = "moderator"  # who decides between the two
    MARKET = "market"  # another feature's verb, in the same transaction
    CLOCK = "clock"  # nobody moved
    STRANGER = "stranger"


S = TypeVar("S", bound=StrEnum)
Condition = Callable[[Any, datetime], bool]  # the thing, the moment


def always(_thing: Any, _now: datetime) -> bool:
    """No condition."""
    return True


@dataclass(frozen=True, slots=True)
class Row(Generic[S]):
    """One line of a state table.

    `when` chooses between rows of the same state and verb. `after` makes the clock do it when
    nobody did, counted from the entry into the state; `warn_before` (counted back from that
    end) and `remind_after` (counted from the entry) say when those who could move are reminded;
    `redraw_before` (counted back too) says when cards that show the time left are drawn anew.
    """

    state: S
    verb: str
    to: S
    who: tuple[Role, ...]
    when: Condition = always
    after: timedelta | None = None
    warn_before: tuple[timedelta, ...] = ()
    remind_after: tuple[timedelta, ...] = ()
    redraw_before: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Timer:
    """What the clock will do, and what it does on the way there, counted from the start."""

    verb: str
    after: timedelta
    reminders: tuple[timedelta, ...]  # ascending
    redraws: tuple[timedelta, ...]  # ascending


class Table(Generic[S]):
    """The whole life of one kind of thing on one screen; the first row that fits is taken.

    `kind` is the thing's first name: its subjects read `kind:id`.
    """

    def __init__(self, kind: str, *rows: Row[S]) -> None:
        keys = {(row.state, row.verb, row.who, row.when) for row in rows}
        assert len(keys) == len(rows), "two rows for the same state, verb, hand and condition"
        assert all(Role.CLOCK in row.who for row in rows if row.after is not None)
        self.kind = kind
        self._rows = rows
        self._by_state: dict[S, tuple[Row[S], ...]] = {
            state: tuple(r for r in rows if r.state == state) for state in {r.state for r in rows}
        }

    def __iter__(self) -> Iterator[Row[S]]:
        return iter(self._rows)

    def step(self, thing: Any, verb: str, role: Role, now: datetime) -> S:
        """Return the state the thing goes to, or refuse. Strangers learn nothing."""
        if role is Role.STRANGER:
            raise NoSuchThing
        state: S = thing.state
        rows = [row for row in self._by_state.get(state, ()) if row.verb == verb]
        for row in rows:
            if role in row.who and row.when(thing, now):
                return row.to
        if any(row.when(thing, now) for row in rows):
            raise NotYours
        raise TooLate

    def verbs(self, thing: Any, role: Role, now: datetime) -> tuple[str, ...]:
        """Return what this person may do now: exactly the buttons to draw."""
        rows = self._by_state.get(thing.state, ())
        return tuple(dict.fromkeys(r.verb for r in rows if role in r.who and r.when(thing, now)))

    def timers(
        self, state: S, span_of: Callable[[str, timedelta], timedelta] = lambda _verb, span: span
    ) -> tuple[Timer, ...]:
        """Return what the clock will do in this state if nobody moves.

        `span_of(verb, default)` lets the settings change a length of time.
        """
        timers = []
        for row in self._by_state.get(state, ()):
            if row.after is not None:
                after = span_of(row.verb, row.after)
                told = {*row.remind_after, *(after - before for before in row.warn_before)}
                drawn = {after - before for before in row.redraw_before}
                timers.append(Timer(row.verb, after, _within(told, after), _within(drawn, after)))
        return tuple(timers)

    def patience(self, verb: str) -> timedelta:
        """Return how long the clock waits before it does this."""
        return next(r.after for r in self._rows if r.verb == verb and r.after is not None)

    def ends(self) -> frozenset[S]:
        """Return the states nothing leads out of."""
        return frozenset({r.to for r in self._rows} - {r.state for r in self._rows})


def _within(moments: set[timedelta], end: timedelta) -> tuple[timedelta, ...]:
    return tuple(sorted(moment for moment in moments if timedelta(0) < moment < end))
