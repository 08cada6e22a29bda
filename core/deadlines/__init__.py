"""Promises about time: what will happen when nobody moves."""

from core.deadlines.models import Deadline
from core.deadlines.service import (
    clear,
    due,
    earliest,
    end_of,
    left_on,
    of,
    overtaken,
    pause,
    promise,
    resume,
    take,
)

__all__ = [
    "Deadline",
    "clear",
    "due",
    "earliest",
    "end_of",
    "left_on",
    "of",
    "overtaken",
    "pause",
    "promise",
    "resume",
    "take",
]
