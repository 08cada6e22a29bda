"""When this happens, do that; when time is up, do this. The wiring of the house on one page."""

from collections.abc import Callable, Mapping

from core.store import Reactions, Tx

Deed = Callable[[Tx, str], None]  # the transaction, the subject's id

REACTIONS: Reactions = {}

WHEN_TIME_IS_UP: Mapping[tuple[str, str], Deed] = {}

REMINDERS: Mapping[tuple[str, str], Deed] = {}
