"""What people see of offices: their own, who else moderates, invitations, notices."""

from dataclasses import dataclass

from bot.context import Context
from bot.registry import notice, parts_of
from bot.screens.accounts import OpenCommand
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import communities
from core.communities import AlreadyTrusted, Colleague, Invitation, Office, Rank, Trust
from core.kit.errors import NoSuchThing, TooLate
from core.kit.ids import AccountId, InvitationCode
from core.kit.text import Text, _, verbatim

PEOPLE_MOST = 20  # in the menu, beside the invitations that wait


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


TRUSTS: dict[Trust, Text] = {
    Trust.READ: _("Reads cases"),
    Trust.DECIDE: _("Decides cases"),
    Trust.BOTH: _("Reads and decides cases"),
    Trust.OWN: _("Owns the market"),
}
MEANS: dict[Trust, Text] = {
    Trust.READ: _("Sees every case and what is said in it, and decides none."),
    Trust.DECIDE: _("Takes cases that wait, and sees all of those alone."),
    Trust.BOTH: _("Sees every case, and decides those they have taken."),
    Trust.OWN: _("Does all of that, and says who moderates."),
}


def moderators_page(ctx: Context, note: Text | None = None) -> Screen:
    """Show my office, and to an owner everybody else's."""
    office = ctx.ask(communities.mine)
    if office is None:
        return _no_office(note)
    lines: list[Line] = [*_office_lines(office.trust)]
    buttons = [button(_("What waits"), OpenCommand("moderate"))]
    menu = None
    if office.rank is Rank.OWNER:
        others, waiting = ctx.ask(communities.colleagues), ctx.ask(communities.invitations)
        buttons.insert(0, button(_("Invite somebody"), InviteModerator(), Style.MAIN))
        if others or waiting:
            every = (*map(_person, others[:PEOPLE_MOST]), *map(_waiting, waiting))
            menu = Menu(_("Choose a person or an invitation"), every[:25])
        else:
            lines.append(Small(_("You are alone in office. Invite somebody you trust.")))
    if ctx.ask(communities.may_resign):
        buttons.append(button(_("Resign"), ResignOffice(), Style.GRAVE))
    return Screen(
        title=_("Moderators"), note=note, lines=tuple(lines), menu=menu, buttons=rows(buttons)
    )


def work_page(ctx: Context) -> Screen:
    """Show somebody in office what waits for them, feature by feature."""
    office = ctx.ask(communities.mine)
    if office is None:
        raise NoSuchThing
    here = ctx.ask(communities.community, office.community_id)
    parts = parts_of(ctx, "moderate", here)
    buttons = [button for part in parts for button in part.buttons]
    lines: list[Line] = [line for part in parts for line in part.lines]
    if not buttons:
        lines.append(_("Nothing waits for a moderator at the moment."))
    return Screen(
        title=_("To moderate"),
        lines=tuple(lines),
        buttons=rows((*buttons, _all())),
        tone=Tone.BUSY if buttons else Tone.CALM,
    )


def moderator_page(colleague: Colleague, note: Text | None = None) -> Screen:
    """Show somebody's office to an owner, and what can be changed in it."""
    office, person = colleague
    buttons: list[Button] = []
    lines: list[Line] = [*_office_lines(office.trust)]
    menu = None
    if office.rank is Rank.OWNER:
        lines.append(Small(_("Nobody can dismiss an owner: owners resign themselves.")))
    else:
        who = AccountId(person.id)
        others = [one for one in Trust if one not in (office.trust, Trust.OWN)]
        menu = Menu(
            _("Change what they may do"),
            tuple(choice(TRUSTS[one], ChangeTrust(who, one), MEANS[one]) for one in others),
        )
        buttons.append(button(_("Dismiss"), DismissModerator(who), Style.GRAVE))
    return Screen(
        title=verbatim(person.name),
        note=note,
        lines=tuple(lines),
        menu=menu,
        buttons=rows((*buttons, _all())),
    )


def confirm_dismiss(colleague: Colleague) -> Screen:
    """Say what a dismissal means, before it is done."""
    person = colleague.person
    who = AccountId(person.id)
    return Screen(
        title=_("Dismiss {name}?").format(name=person.name),
        lines=(_("Their cases go to other moderators at once, and they are told."),),
        buttons=rows(
            (
                button(_("Dismiss"), ConfirmDismiss(who), Style.GRAVE),
                button(_("Back"), ShowModerator(who)),
            )
        ),
        tone=Tone.GRAVE,
    )


def confirm_resign() -> Screen:
    """Say what it means to resign, before it is done."""
    return Screen(
        title=_("Resign?"),
        lines=(
            _("Your cases go to other moderators at once, and the owners are told."),
            Small(_("You can only come back with a new invitation.")),
        ),
        buttons=rows((button(_("Resign"), ConfirmResign(), Style.GRAVE), _all(_("Back")))),
        tone=Tone.GRAVE,
    )


def whom_to_invite() -> Screen:
    """Ask an owner what the new one is trusted with."""
    return Screen(
        title=_("Invite somebody"),
        lines=(
            _("You get an invitation to hand on. Nobody has to tell you a name or a number."),
            Small(_("To read every case and to decide one are two rights: give what is needed.")),
        ),
        menu=Menu(
            _("What are they trusted with?"),
            tuple(choice(TRUSTS[one], AppointModerator(one), MEANS[one]) for one in Trust),
        ),
        buttons=((_all(_("Back")),),),
    )


def invitation_page(invitation: Invitation, note: Text | None = None) -> Screen:
    """Show an owner what to hand on."""
    code = InvitationCode(invitation.code)
    return Screen(
        title=_("An invitation"),
        note=note,
        lines=(
            _("Hand this on in private: whoever sends it to me first has the office."),
            Text("/moderators {code}").format(code=code),
            *_office_lines(invitation.trust),
            Small(_("It works once, until {end}.").format(end=invitation.until)),
        ),
        buttons=rows(
            (
                Button(_("Copy"), copy=f"/moderators {code}"),
                button(_("Take it back"), WithdrawInvitation(code), Style.GRAVE),
                _all(),
            )
        ),
    )


def invited_page(ctx: Context, invitation: Invitation) -> Screen:
    """Ask somebody whether they take an office."""
    market = ctx.ask(communities.community, invitation.community_id)
    free = ctx.ask(communities.mine) is None
    alone = _("What you read there is for you alone, and each look is written down.")
    take = button(_("Take the office"), TakeOffice(InvitationCode(invitation.code)), Style.GOOD)
    return Screen(
        title=_("You are invited"),
        lines=(
            _("{market} asks you to take an office.").format(market=market.name),
            *_office_lines(invitation.trust),
            Small(alone if free else AlreadyTrusted.says),
        ),
        buttons=rows((*((take,) if free else ()), button(_("Not now"), OpenCommand("menu")))),
        tone=Tone.BUSY,
    )


@notice("communities.appointed")
def appointed(ctx: Context, subject: str) -> Screen:
    """An invitation was taken."""
    office, person = ctx.ask(communities.colleague, subject)
    says = _("{name} has taken the office you offered.").format(name=person.name)
    return _told(says, *_office_lines(office.trust))


@notice("communities.resigned")
def resigned(ctx: Context, subject: str) -> Screen:
    """Somebody gave their office back."""
    person = ctx.ask(communities.former, subject)
    says = _("{name} has resigned. The cases they had wait for another moderator.")
    return _told(says.format(name=person.name))


@notice("communities.changed")
def changed(ctx: Context, _subject: str) -> Screen:
    """An owner trusts me with something else."""
    return _told(_("An owner changed what you may do here."), *_office_lines(_mine(ctx).trust))


@notice("communities.dismissed")
def dismissed(ctx: Context, subject: str) -> Screen:
    """I have no office any more."""
    if ctx.ask(communities.mine) is not None:
        raise TooLate
    market = ctx.ask(communities.community, subject)
    says = _("You have no office in {market} any more. The cases you had go to others.")
    return Screen(
        title=_("Moderators"),
        lines=(says.format(market=market.name), Small(_("Thank you for what you did there."))),
    )


def _mine(ctx: Context) -> Office:
    office = ctx.ask(communities.mine)
    if office is None:
        raise TooLate
    return office


def _no_office(note: Text | None) -> Screen:
    return Screen(
        title=_("Moderators"),
        note=note,
        lines=(
            _("Moderators settle what two people cannot settle themselves. You are not one here."),
            Small(_("If you were given an invitation, send it to me just as it is.")),
        ),
        buttons=((button(_("Menu"), OpenCommand("menu")),),),
    )


def _told(*lines: Line) -> Screen:
    return Screen(title=_("Moderators"), lines=lines, buttons=((_all(),),), tone=Tone.BUSY)


def _office_lines(trust: Trust) -> tuple[Line, ...]:
    return (Fact(_("Office"), TRUSTS[trust]), Small(MEANS[trust]))


def _person(colleague: Colleague) -> Choice:
    office, person = colleague
    return choice(verbatim(person.name), ShowModerator(AccountId(person.id)), TRUSTS[office.trust])


def _waiting(invitation: Invitation) -> Choice:
    label = _("Invitation {code}").format(code=invitation.code[:4])
    code = InvitationCode(invitation.code)
    return choice(label, ShowInvitation(code), TRUSTS[invitation.trust])


def _all(label: Text | None = None) -> Button:
    return button(label or _("All moderators"), ListModerators())
