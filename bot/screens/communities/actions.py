"""What can be pressed about offices, and about what waits for those who have one."""

from bot.ui import Action
from core.kit.ids import AccountId, InvitationCode


class ShowWork(Action, frozen=True, wire="co.wk"):
    """Look at what waits for somebody in office: one kind of it, or all; page by page."""

    work: str
    page: int


class ListModerators(Action, frozen=True, wire="co.ls"):
    """See my office, and who else has one."""


class ShowModerator(Action, frozen=True, wire="co.se"):
    """Look at somebody's office."""

    person: AccountId


class ChangeTrust(Action, frozen=True, wire="co.ch"):
    """Trust somebody with something else."""

    person: AccountId
    trust: str


class DismissModerator(Action, frozen=True, wire="co.di"):
    """Think about taking somebody's office away."""

    person: AccountId


class ConfirmDismiss(Action, frozen=True, wire="co.do"):
    """Take somebody's office away."""

    person: AccountId


class InviteModerator(Action, frozen=True, wire="co.in"):
    """Think about whom to trust with what."""


class AppointModerator(Action, frozen=True, wire="co.ap"):
    """Write an invitation to an office."""

    trust: str


class ShowInvitation(Action, frozen=True, wire="co.iv"):
    """Look at an invitation that waits."""

    invitation: InvitationCode


class WithdrawInvitation(Action, frozen=True, wire="co.wi"):
    """Take an invitation back."""

    invitation: InvitationCode


class TakeOffice(Action, frozen=True, wire="co.ta"):
    """Take the office I was invited to."""

    invitation: InvitationCode


class ResignOffice(Action, frozen=True, wire="co.re"):
    """Think about giving my office back."""


class ConfirmResign(Action, frozen=True, wire="co.ro"):
    """Give my office back."""
