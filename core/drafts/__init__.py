"""Answers begun and not yet handed in: they outlive restarts and change of platform."""

from core.drafts.errors import FormClosed
from core.drafts.models import Draft
from core.drafts.service import (
    ask_in,
    begin,
    close,
    current,
    get,
    hand_over,
    open_ones,
    park,
    save,
)

__all__ = [
    "Draft",
    "FormClosed",
    "ask_in",
    "begin",
    "close",
    "current",
    "get",
    "hand_over",
    "open_ones",
    "park",
    "save",
]
