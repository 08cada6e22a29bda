"""Answers about offices: whom a market trusts with what."""

from bot.context import Context
from bot.registry import Option, command, on
from bot.screens.communities import (
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
    confirm_dismiss,
    confirm_resign,
    invitation_page,
    invited_page,
    moderator_page,
    moderators_page,
    whom_to_invite,
    work_page,
)
from bot.ui import Screen
from core import communities
from core.kit.errors import TooLate
from core.kit.text import _

AboutSomebody = ShowModerator | ChangeTrust | DismissModerator | ConfirmDismiss
AboutMe = TakeOffice | ResignOffice | ConfirmResign


def as_they_are(ctx: Context, press: AboutSomebody) -> Screen:
    """Show somebody's office as it is now."""
    return moderator_page(ctx.ask(communities.colleague, press.person))


def as_i_am(ctx: Context, _press: AboutMe) -> Screen:
    """Show my own office as it is now."""
    return moderators_page(ctx)


def everybody(ctx: Context, _press: AppointModerator) -> Screen:
    """Show an owner who is in office, and who is invited."""
    ctx.ask(communities.owned)
    return moderators_page(ctx)


@command(
    "moderators",
    _("/moderators"),
    _("Who moderates this market"),
    Option("invitation", _("invitation"), _("What you were given to become a moderator")),
    reads=True,
)
def moderators(ctx: Context, invitation: str) -> Screen:
    """Show one's own office and to an owner all of them, or open an invitation."""
    if invitation:
        return invited_page(ctx, ctx.ask(communities.invitation, invitation))
    return moderators_page(ctx)


@command("moderate", _("/moderate"), _("What waits for you, if you moderate"), reads=True)
def moderate(ctx: Context) -> Screen:
    """Show what waits for somebody in office."""
    return work_page(ctx)


@on(ShowWork, reads=True)
def look_at_work(ctx: Context, press: ShowWork) -> Screen:
    """Show one page of what waits, of one kind or of all."""
    return work_page(ctx, press.work, press.page)


@on(ListModerators, reads=True)
def list_moderators(ctx: Context, _press: ListModerators) -> Screen:
    """Show one's own office, and to an owner all of them."""
    return moderators_page(ctx)


@on(ShowModerator, reads=True)
def show(ctx: Context, press: ShowModerator) -> Screen:
    """Show somebody's office."""
    return as_they_are(ctx, press)


@on(InviteModerator, reads=True)
def invite(ctx: Context, _press: InviteModerator) -> Screen:
    """Ask what they are trusted with."""
    ctx.ask(communities.owned)
    return whom_to_invite()


@on(AppointModerator, stale=everybody)
def appoint(ctx: Context, press: AppointModerator) -> Screen:
    """Hand the invitation over."""
    return invitation_page(ctx.do(communities.appoint, trust=press.trust))


@on(ShowInvitation, reads=True)
def show_invitation(ctx: Context, press: ShowInvitation) -> Screen:
    """Show an invitation that waits."""
    return invitation_page(ctx.ask(communities.own_invitation, press.invitation))


@on(WithdrawInvitation)
def withdraw_invitation(ctx: Context, press: WithdrawInvitation) -> Screen:
    """Let nobody come with it any more."""
    ctx.do(communities.uninvite, code=press.invitation)
    return moderators_page(ctx, _("Taken back. Nobody can use that invitation any more."))


@on(TakeOffice, stale=as_i_am)
def take_office(ctx: Context, press: TakeOffice) -> Screen:
    """Welcome somebody in office."""
    ctx.do(communities.take_office, code=press.invitation)
    return moderators_page(ctx, _("The office is yours. Thank you!"))


@on(ChangeTrust, stale=as_they_are)
def change(ctx: Context, press: ChangeTrust) -> Screen:
    """Trust somebody with something else."""
    ctx.do(communities.change, person=press.person, trust=press.trust)
    colleague = ctx.ask(communities.colleague, press.person)
    return moderator_page(colleague, _("Changed. They have been told."))


@on(DismissModerator, stale=as_they_are)
def think_about_dismissing(ctx: Context, press: DismissModerator) -> Screen:
    """Ask once more."""
    colleague = ctx.ask(communities.colleague, press.person)
    if colleague.office.rank is communities.Rank.OWNER:
        raise communities.OwnersResign
    return confirm_dismiss(colleague)


@on(ConfirmDismiss, stale=as_they_are)
def dismiss(ctx: Context, press: ConfirmDismiss) -> Screen:
    """Take somebody's office away."""
    ctx.do(communities.dismiss, person=press.person)
    return moderators_page(ctx, _("Dismissed. They have been told."))


@on(ResignOffice, stale=as_i_am)
def think_about_resigning(ctx: Context, _press: ResignOffice) -> Screen:
    """Ask once more."""
    if not ctx.ask(communities.may_resign):
        raise TooLate
    return confirm_resign()


@on(ConfirmResign, stale=as_i_am)
def resign(ctx: Context, _press: ConfirmResign) -> Screen:
    """Give one's own office back."""
    ctx.do(communities.resign)
    return moderators_page(ctx, _("You have resigned. Thank you for what you did."))
