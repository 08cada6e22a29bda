"""What can happen to a warning."""

from dataclasses import dataclass

from core.store import Event
from core.warnings.models import GivenWarning


@dataclass(frozen=True, slots=True)
class WarningIssued(Event):
    """Somebody is warned."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class WarningAppealed(Event):
    """They want another moderator to look."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class WarningUpheld(Event):
    """The other moderator looked: it stays."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class WarningLifted(Event):
    """It is as if it had never been."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class WarningExpired(Event):
    """It counts no more."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class LevelLowered(Event):
    """Two warnings count, for two rules: that costs one level, from where levels are read."""

    warning: GivenWarning


@dataclass(frozen=True, slots=True)
class LevelRestored(Event):
    """The level that a warning had cost is given back."""

    warning: GivenWarning
