"""A memory that forgets: the most recent entries of a mapping, and no more."""

from collections import OrderedDict
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Keeps the last `most` entries that were written."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, V] = OrderedDict()

    def __setitem__(self, key: str, value: V) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> V | None:
        """Return what is remembered."""
        return self._kept.get(key)

    def pop(self, key: str) -> V | None:
        """Forget, and return what it was."""
        return self._kept.pop(key, None)
