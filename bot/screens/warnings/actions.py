"""What can be pressed about warnings."""

from bot.ui import Action
from core.kit.ids import AccountId, WarningId


class ListWarnings(Action, frozen=True, wire="wa.my"):
    """Look at one's own warnings."""


class ShowWarning(Action, frozen=True, wire="wa.se"):
    """Look at this warning."""

    warning: WarningId


class AppealWarning(Action, frozen=True, wire="wa.ap"):
    """Ask for another moderator."""

    warning: WarningId


# --- a moderator's


class ShowPerson(Action, frozen=True, wire="wa.pe"):
    """Look at somebody, and at what stands against them."""

    person: AccountId


class WarnPerson(Action, frozen=True, wire="wa.is"):
    """Warn them."""

    person: AccountId


class UpholdWarning(Action, frozen=True, wire="wa.up"):
    """Leave a warning as it is."""

    warning: WarningId


class LiftWarning(Action, frozen=True, wire="wa.li"):
    """Take a warning back."""

    warning: WarningId
