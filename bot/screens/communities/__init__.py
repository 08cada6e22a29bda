"""What people see of offices, and those in office of what waits for them."""

from bot.screens.communities import notices
from bot.screens.communities.actions import (
    AppointModerator,
    ChangeTrust,
    ConfirmDismiss,
    ConfirmResign,
    DismissModerator,
    InviteModerator,
    ListModerators,
    ResignOffice,
    ShowInvitation,
    ShowModerator,
    ShowWork,
    TakeOffice,
    WithdrawInvitation,
)
from bot.screens.communities.pages import (
    confirm_dismiss,
    confirm_resign,
    invitation_page,
    invited_page,
    moderator_page,
    moderators_page,
    whom_to_invite,
)
from bot.screens.communities.work import queue_button, work_page

__all__ = [
    "AppointModerator",
    "ChangeTrust",
    "ConfirmDismiss",
    "ConfirmResign",
    "DismissModerator",
    "InviteModerator",
    "ListModerators",
    "ResignOffice",
    "ShowInvitation",
    "ShowModerator",
    "ShowWork",
    "TakeOffice",
    "WithdrawInvitation",
    "confirm_dismiss",
    "confirm_resign",
    "invitation_page",
    "invited_page",
    "moderator_page",
    "moderators_page",
    "notices",
    "queue_button",
    "whom_to_invite",
    "work_page",
]
