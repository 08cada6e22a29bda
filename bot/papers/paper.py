"""What a paper is, and how it is named until it is written."""

from collections.abc import Callable
from typing import NamedTuple

SEPARATOR = ":"


class Paper(NamedTuple):
    """A document: its file name, and how its bytes are written. `write` is given the seal's key.

    What `write` needs was read before: it takes its time, and no transaction waits for it.
    """

    name: str
    mime: str
    write: Callable[[bytes], bytes]


def name_of(kind: str, subject: str, reader: str) -> str:
    """Name a paper before it is written, for a screen's files."""
    return SEPARATOR.join((kind, subject, reader))


def is_paper(file: str) -> bool:
    """Tell a paper from a stored file, whose name has no kind."""
    return SEPARATOR in file


def parts_of(file: str) -> tuple[str, str, str]:
    """Return a paper's kind, subject and reader."""
    kind, subject, reader = file.split(SEPARATOR)
    return kind, subject, reader
