"""The session of one unit of work."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session


class UnitSession(Session):
    """Holds on to every row it has loaded until it closes: asked for again, it is not read again.

    SQLAlchemy's own identity map lets go of what nobody else holds. A unit of work is short, and
    several handlers ask for the same order and the same two people.
    """

    def __init__(self, *how: Any, **else_how: Any) -> None:
        super().__init__(*how, **else_how)
        self.held: list[object] = []


def _hold(session: UnitSession, row: object) -> None:
    session.held.append(row)


event.listen(UnitSession, "loaded_as_persistent", _hold)
event.listen(UnitSession, "pending_to_persistent", _hold)
