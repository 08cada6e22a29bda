"""What can happen to a warning."""

from core.store import Event
from core.warnings.models import GivenWarning


class WarningIssued(Event, frozen=True):
    """Somebody is warned."""

    warning: GivenWarning


class WarningAppealed(Event, frozen=True):
    """They want another moderator to look."""

    warning: GivenWarning


class WarningUpheld(Event, frozen=True):
    """The other moderator looked: it stays."""

    warning: GivenWarning


class WarningLifted(Event, frozen=True):
    """It is as if it had never been."""

    warning: GivenWarning


class WarningExpired(Event, frozen=True):
    """It counts no more."""

    warning: GivenWarning


class LevelLowered(Event, frozen=True):
    """Two warnings count, for two rules: that costs one level, from where levels are read."""

    warning: GivenWarning


class LevelRestored(Event, frozen=True):
    """The level that a warning had cost is given back."""

    warning: GivenWarning
