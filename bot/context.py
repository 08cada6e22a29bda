"""Who is asking, and their hands inside the market."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from bot.platform import PlaceKind, Who
from core.accounts import Account
from core.kit.errors import Refusal
from core.kit.settings import MarketSettings
from core.store import Tx

P = ParamSpec("P")
R = TypeVar("R")


class Context:
    """One person, one update, one transaction.

    `chat` names the group the person speaks in, `people` are those whom a command names.
    `public_place` names where in public they act, "platform:chat", also by pressing a button.
    """

    def __init__(
        self,
        me: Account,
        tx: Tx,
        *,
        platform: str,
        place: PlaceKind = PlaceKind.PRIVATE,
        chat: str = "",
        people: Sequence[Who] = (),
        public_place: str = "",
    ) -> None:
        self.me = me
        self.platform = platform
        self.place = place
        self.chat = chat
        self.people = people
        self.public_place = public_place
        self._tx = tx

    @property
    def now(self) -> datetime:
        """The moment of this update."""
        return self._tx.now

    @property
    def settings(self) -> MarketSettings:
        """The market's numbers."""
        return self._tx.settings

    def do(
        self,
        verb: Callable[Concatenate[Tx, Account, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Do something as this person; nobody can act as anyone else."""
        return verb(self._tx, self.me, *args, **kwargs)

    def attempt(
        self,
        verb: Callable[Concatenate[Tx, Account, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | Refusal:
        """Do something as this person, or return why not; a refused verb leaves no trace."""
        try:
            with self._tx.db.begin_nested():
                return self.do(verb, *args, **kwargs)
        except Refusal as no:
            return no

    def ask(
        self,
        query: Callable[Concatenate[Tx, Account, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Ask something as this person; nobody sees what is not theirs."""
        return query(self._tx, self.me, *args, **kwargs)
