"""What people see of offices: their own, who else moderates, invitations."""

from bot.context import Context
from bot.screens.accounts import OpenCommand
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
    TakeOffice,
    WithdrawInvitation,
)
from bot.ui import (
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
from core.communities import AlreadyTrusted, Colleague, Invitation, Rank, Trust
from core.kit.ids import AccountId, InvitationCode
from core.kit.text import Text, _, verbatim

PEOPLE_MOST = 20  # in the menu, beside the invitations that wait

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
    lines: list[Line] = [*office_lines(office.trust)]
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


def moderator_page(colleague: Colleague, note: Text | None = None) -> Screen:
    """Show somebody's office to an owner, and what can be changed in it."""
    office, person = colleague
    buttons: list[Button] = []
    lines: list[Line] = [*office_lines(office.trust)]
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
        buttons=rows((*buttons, all_button())),
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
        buttons=rows((button(_("Resign"), ConfirmResign(), Style.GRAVE), all_button(_("Back")))),
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
        buttons=((all_button(_("Back")),),),
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
            *office_lines(invitation.trust),
            Small(_("It works once, until {end}.").format(end=invitation.until)),
        ),
        buttons=rows(
            (
                Button(_("Copy"), copy=f"/moderators {code}"),
                button(_("Take it back"), WithdrawInvitation(code), Style.GRAVE),
                all_button(),
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
            *office_lines(invitation.trust),
            Small(alone if free else AlreadyTrusted.says),
        ),
        buttons=rows((*((take,) if free else ()), button(_("Not now"), OpenCommand("menu")))),
        tone=Tone.BUSY,
    )


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


def office_lines(trust: Trust) -> tuple[Line, ...]:
    """Say what somebody is trusted with."""
    return (Fact(_("Office"), TRUSTS[trust]), Small(MEANS[trust]))


def _person(colleague: Colleague) -> Choice:
    office, person = colleague
    return choice(verbatim(person.name), ShowModerator(AccountId(person.id)), TRUSTS[office.trust])


def _waiting(invitation: Invitation) -> Choice:
    label = _("Invitation {code}").format(code=invitation.code[:4])
    code = InvitationCode(invitation.code)
    return choice(label, ShowInvitation(code), TRUSTS[invitation.trust])


def all_button(label: Text | None = None) -> Button:
    """Lead back to everybody in office."""
    return button(label or _("All moderators"), ListModerators())
