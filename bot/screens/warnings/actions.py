"""What can be pressed about warnings."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import AccountId, WarningId


@dataclass(frozen=True)
class ListWarnings(Action, wire="wa.my"):
    """Look at one's own warnings."""


@dataclass(frozen=True)
class ShowWarning(Action, wire="wa.se"):
    """Look at this warning."""

    warning: WarningId


@dataclass(frozen=True)
class AppealWarning(Action, wire="wa.ap"):
    """Ask for another moderator."""

    warning: WarningId


# --- a moderator's


@dataclass(frozen=True)
class ShowPerson(Action, wire="wa.pe"):
    """Look at somebody, and at what stands against them."""

    person: AccountId


@dataclass(frozen=True)
class WarnPerson(Action, wire="wa.is"):
    """Warn them."""

    person: AccountId


@dataclass(frozen=True)
class UpholdWarning(Action, wire="wa.up"):
    """Leave a warning as it is."""

    warning: WarningId


@dataclass(frozen=True)
class LiftWarning(Action, wire="wa.li"):
    """Take a warning back."""

    warning: WarningId
