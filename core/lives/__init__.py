"""A thing's life, one step at a time: refused or taken, timers exchanged, written down."""

from core.lives.models import Living, Step
from core.lives.service import NO_CHANGE, begin, journal, patience, step, wind

__all__ = ["NO_CHANGE", "Living", "Step", "begin", "journal", "patience", "step", "wind"]
