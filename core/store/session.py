"""The session of one unit of work."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, event, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.inspection import inspect
from sqlalchemy.orm import Mapper, Session


class UnitSession(Session):
    """Holds on to every row it has loaded until it closes: asked for again, it is not read again.

    SQLAlchemy's own identity map lets go of what nobody else holds. A unit of work is short, and
    several handlers ask for the same order and the same two people.
    """

    def __init__(self, *how: Any, **else_how: Any) -> None:
        super().__init__(*how, **else_how)
        self.held: list[object] = []

    def get(self, entity: Any, ident: Any, **how: Any) -> Any:
        """Return a row by its key; the statement that reads it is made once for each table.

        Whatever is asked for in a particular way is SQLAlchemy's to find.
        """
        if how:
            return super().get(entity, ident, **how)
        key = ident if isinstance(ident, tuple) else (ident,)
        mapper, by_key, names = _by_key(entity)
        row = self.identity_map.get(mapper.identity_key_from_primary_key(key))
        if row is None:
            found = self.execute(by_key, dict(zip(names, key, strict=True)))
            return found.scalars().one_or_none()
        return super().get(entity, ident) if inspect(row).expired else row

    def get_one(self, entity: Any, ident: Any, **how: Any) -> Any:
        """Return a row that must be there; see `get`."""
        row = self.get(entity, ident, **how)
        if row is None:
            raise NoResultFound(f"there is no {entity.__name__} {ident!r}")
        return row


@cache
def _by_key(entity: type) -> tuple[Mapper[Any], Select[Any], list[str]]:
    mapper: Mapper[Any] = inspect(entity)
    names = [f"key_{column.name}" for column in mapper.primary_key]
    keys = zip(mapper.primary_key, names, strict=True)
    return mapper, select(entity).where(*(column == bindparam(n) for column, n in keys)), names


def _hold(session: UnitSession, row: object) -> None:
    session.held.append(row)


event.listen(UnitSession, "loaded_as_persistent", _hold)
event.listen(UnitSession, "pending_to_persistent", _hold)
