"""What people see of warnings: their own, and moderators those of others."""

from bot.screens.warnings import notices
from bot.screens.warnings.actions import (
    AppealWarning,
    LiftWarning,
    ListWarnings,
    ShowPerson,
    ShowWarning,
    UpholdWarning,
    WarnPerson,
)
from bot.screens.warnings.pages import warning_page, warnings_page
from bot.screens.warnings.words import foreseen

__all__ = [
    "AppealWarning",
    "LiftWarning",
    "ListWarnings",
    "ShowPerson",
    "ShowWarning",
    "UpholdWarning",
    "WarnPerson",
    "foreseen",
    "notices",
    "warning_page",
    "warnings_page",
]
