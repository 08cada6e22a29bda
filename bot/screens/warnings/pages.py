"""What people see of their warnings, and moderators of those of others."""

from bot.context import Context
from bot.registry import Part, Task, part, work
from bot.screens.communities import queue_button
from bot.screens.warnings.actions import (
    AppealWarning,
    LiftWarning,
    ListWarnings,
    ShowPerson,
    ShowWarning,
    UpholdWarning,
    WarnPerson,
)
from bot.screens.warnings.words import (
    STATES,
    appeal_lines,
    how_long,
    how_many,
    how_to_appeal,
    in_short,
    title_of,
    what_follows,
    what_for,
)
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
from core import disputes, suspensions, warnings
from core.accounts import Account
from core.disputes import Dispute
from core.kit.ids import AccountId, WarningId
from core.kit.text import Text, _, verbatim
from core.warnings import GivenWarning

SHOWN = 3  # warnings on somebody's profile

CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "appeal": (AppealWarning, _("Appeal"), Style.MAIN),
    "lift": (LiftWarning, _("Take it back"), Style.GOOD),
    "uphold": (UpholdWarning, _("Uphold it"), Style.GRAVE),
}


@work("warnings", _("Appeal against a warning"), _("Appeals"))
def in_the_queue(ctx: Context, most: int) -> list[Task]:
    """List the appeals that somebody in office may decide on."""
    return [
        Task(duty, warnings.RULES[duty.thing.rule], ShowWarning(WarningId(duty.thing.id)))
        for duty in ctx.ask(warnings.duties, most=most)
    ]


@part("profile", "warnings")
def of_somebody(ctx: Context, person: Account) -> Part:
    """Show a moderator what stands against somebody, and the way to warn them."""
    if person.id == ctx.me.id or not ctx.ask(warnings.moderates):
        return Part()
    found = ctx.ask(warnings.of_person, person.id)
    lines: list[Line] = [how_many(sum(one.counts for one in found))]
    lines += [in_short(one) for one in found[:SHOWN]]
    if not ctx.ask(warnings.may_issue, person.id):
        lines.append(Small(_("You had an order with them: another moderator must warn them.")))
        return Part(tuple(lines))
    warn = button(_("Warn them"), WarnPerson(AccountId(person.id)), Style.GRAVE)
    return Part(tuple(lines), (warn,))


@part("case", "warnings")
def whose_case(ctx: Context, dispute: Dispute) -> Part:
    """Lead the moderator who has a case to its two sides."""
    if dispute.moderator_id != ctx.me.id or not ctx.ask(warnings.moderates):
        return Part()
    order = ctx.ask(disputes.brief, dispute.id).order
    return Part(
        buttons=(
            button(_("About the buyer"), ShowPerson(AccountId(order.buyer_id))),
            button(_("About the seller"), ShowPerson(AccountId(order.seller_id))),
        )
    )


def warnings_page(ctx: Context, note: Text | None = None) -> Screen:
    """Show somebody their warnings; to moderators, the way to the appeals."""
    mine = ctx.ask(warnings.of_person, ctx.me.id) if ctx.me.id else ()
    counting = sum(one.counts for one in mine)
    lines: list[Line] = [how_many(counting) if counting else _("No warning counts against you.")]
    until = ctx.ask(suspensions.mine_until)
    if until is not None:
        lines.append(_("You cannot sell anything new until {until}.").format(until=until))
    ways = [queue_button("warnings")] if ctx.ask(warnings.moderates) else []
    return Screen(
        title=_("Warnings"),
        note=note,
        lines=(
            *lines,
            Small(_("Each ends by itself on its day, unless it is taken back before.")),
        ),
        menu=Menu(_("Look at a warning"), tuple(map(_listed, mine))) if mine else None,
        buttons=rows(ways),
        tone=Tone.GRAVE if until is not None else Tone.CALM,
    )


def warning_page(ctx: Context, warning: GivenWarning, note: Text | None = None) -> Screen:
    """Show a warning to whoever it was given to, or to a moderator."""
    mine = warning.account_id == ctx.me.id
    back = button(_("My warnings"), ListWarnings()) if mine else _to_person(warning)
    ends = (
        (*what_follows(warning, ctx.now), *how_to_appeal(warning, ctx.now))
        if mine
        else _to_moderator(ctx, warning)
    )
    return Screen(
        title=title_of(warning),
        note=note,
        lines=(
            *what_for(ctx, warning),
            *how_long(warning, ctx.now),
            *ends,
            *appeal_lines(ctx, warning),
        ),
        buttons=rows((*warning_buttons(ctx, warning), back)),
        tone=Tone.GRAVE if warning.counts else Tone.CALM,
    )


def warning_buttons(ctx: Context, warning: GivenWarning) -> list[Button]:
    """Return exactly what this person may do about it now, straight from the state table."""
    verbs = ctx.ask(warnings.verbs, warning)
    return [
        button(label, action(WarningId(warning.id)), style)
        for verb, (action, label, style) in CHOICES.items()
        if verb in verbs
    ]


def _to_moderator(ctx: Context, warning: GivenWarning) -> list[Line]:
    person = ctx.ask(warnings.warned, warning)
    lines: list[Line] = [Fact(_("Given to"), verbatim(person.name))]
    if warning.moderator_id == ctx.me.id:
        lines.append(Small(_("You issued it: another moderator decides on an appeal.")))
    return lines


def _to_person(warning: GivenWarning) -> Button:
    return button(_("About this person"), ShowPerson(AccountId(warning.account_id)))


def _listed(warning: GivenWarning) -> Choice:
    show = ShowWarning(WarningId(warning.id))
    return choice(warnings.RULES[warning.rule], show, STATES[warning.state])
