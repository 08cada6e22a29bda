"""What can be pressed about offices, and about what waits for those who have one."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import AccountId, InvitationCode


@dataclass(frozen=True)
class ShowWork(Action, wire="co.wk"):
    """Look at what waits for somebody in office: one kind of it, or all; page by page."""

    work: str
    page: int


@dataclass(frozen=True)
class ListModerators(Action, wire="co.ls"):
    """See my office, and who else has one."""


@dataclass(frozen=True)
class ShowModerator(Action, wire="co.se"):
    """Look at somebody's office."""

    person: AccountId


@dataclass(frozen=True)
class ChangeTrust(Action, wire="co.ch"):
    """Trust somebody with something else."""

    person: AccountId
    trust: str


@dataclass(frozen=True)
class DismissModerator(Action, wire="co.di"):
    """Think about taking somebody's office away."""

    person: AccountId


@dataclass(frozen=True)
class ConfirmDismiss(Action, wire="co.do"):
    """Take somebody's office away."""

    person: AccountId


@dataclass(frozen=True)
class InviteModerator(Action, wire="co.in"):
    """Think about whom to trust with what."""


@dataclass(frozen=True)
class AppointModerator(Action, wire="co.ap"):
    """Write an invitation to an office."""

    trust: str


@dataclass(frozen=True)
class ShowInvitation(Action, wire="co.iv"):
    """Look at an invitation that waits."""

    invitation: InvitationCode


@dataclass(frozen=True)
class WithdrawInvitation(Action, wire="co.wi"):
    """Take an invitation back."""

    invitation: InvitationCode


@dataclass(frozen=True)
class TakeOffice(Action, wire="co.ta"):
    """Take the office I was invited to."""

    invitation: InvitationCode


@dataclass(frozen=True)
class ResignOffice(Action, wire="co.re"):
    """Think about giving my office back."""


@dataclass(frozen=True)
class ConfirmResign(Action, wire="co.ro"):
    """Give my office back."""
