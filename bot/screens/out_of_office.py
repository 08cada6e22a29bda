"""What people see of absences: one's own, and somebody else's on what they would order."""

from bot.context import Context
from bot.registry import Part, notice, part
from bot.screens.accounts import OpenCommand
from bot.ui import Action, Button, Fact, Line, Quote, Screen, Small, Style, Tone, button, rows
from core import orders, out_of_office
from core.accounts import Account
from core.gigs import Gig
from core.kit.ids import AbsenceId
from core.kit.text import Text, _
from core.orders import Order
from core.out_of_office import Absence, AbsenceState


class PlanAbsence(Action, frozen=True, wire="oo.nw"):
    """Say from when to when one is away."""


class ComeBack(Action, frozen=True, wire="oo.ba"):
    """Stay after all, or be back before the day."""

    absence: AbsenceId


class AllowWriting(Action, frozen=True, wire="oo.wr"):
    """Let people write to one meanwhile."""

    absence: AbsenceId


class ForbidWriting(Action, frozen=True, wire="oo.nx"):
    """Let nobody write to one meanwhile."""

    absence: AbsenceId


WRITING: dict[bool, Text] = {
    True: _("People may write to you meanwhile."),
    False: _("Nobody is asked to write to you meanwhile."),
}
REACHED: dict[bool, Text] = {
    True: _("You can write meanwhile."),
    False: _("Messages are taken again after the return."),
}


def absence_page(ctx: Context, note: Text | None = None) -> Screen:
    """Show one's own absence, or how to plan one."""
    absence = ctx.ask(out_of_office.of, ctx.me.id)
    if absence is not None:
        return absence_card(ctx, absence, note)
    return Screen(
        title=_("Out of office"),
        note=note,
        lines=(
            _(
                "Going away? Say from when to when. Meanwhile nobody can order from you; your "
                "gigs stay visible with the day you return, and open again by themselves."
            ),
            Small(_("Orders under way keep their due dates: finish them, or ask for more time.")),
        ),
        buttons=((button(_("Plan an absence"), PlanAbsence(), Style.MAIN),),),
    )


def absence_card(ctx: Context, absence: Absence, note: Text | None = None) -> Screen:
    """Show one absence to whoever declared it, with everything that can be done about it."""
    lines: list[Line] = [
        Fact(_("First day"), Text("{day}").format(day=absence.first)),
        Fact(_("Last day"), Text("{day}").format(day=absence.last)),
        Fact(_("Orders again from"), Text("{day}").format(day=absence.back)),
    ]
    if absence.message:
        lines.append(Quote(absence.message, by=ctx.me.name))
    lines += [
        WRITING[absence.may_write],
        Small(_("Orders under way keep their due dates: finish them, or ask for more time.")),
    ]
    return Screen(
        title=_("Out of office"),
        note=note,
        lines=tuple(lines),
        buttons=rows(_own_buttons(ctx, absence)),
        tone=Tone.BUSY,
    )


@notice("out_of_office.over")
def over(ctx: Context, subject: str) -> Screen:
    """The day of the return is here."""
    absence = ctx.ask(out_of_office.look, subject)
    away = absence.state is AbsenceState.OVER
    says = (
        _("Welcome back! Your absence is over, and your gigs can be ordered again.")
        if ctx.me.sells
        else _("Welcome back! Your absence is over.")
    )
    return Screen(
        title=_("Out of office"),
        lines=(says,) if away else (),
        buttons=((button(_("My orders"), OpenCommand("orders"), Style.MAIN),),),
        tone=Tone.GOOD,
    )


@part("gig", "out_of_office")
def on_a_gig(ctx: Context, gig: Gig) -> Part:
    """When it can be ordered again."""
    return Part(tuple(away_lines(ctx, gig.seller_id)))


def away_lines(ctx: Context, seller: str) -> list[Line]:
    """Say when a seller returns who is away now, and whether one can write to them."""
    absence = ctx.ask(out_of_office.away, seller)
    if absence is None:
        return []
    says = _("The seller is away: this can be ordered again from {day}.")
    lines: list[Line] = [says.format(day=absence.back)]
    if absence.message:
        lines.append(Quote(absence.message))
    return [*lines, Small(REACHED[absence.may_write])]


@part("order", "out_of_office")
def on_an_order(ctx: Context, order: Order) -> Part:
    """When the other side is away; the clocks of the order go on."""
    other = ctx.ask(orders.counterpart, order)
    absence = ctx.ask(out_of_office.of, other.id)
    if absence is None or order.state not in orders.PAID:
        return Part()
    says = _("{name} is away from {first} to {last}. The times of this order go on.")
    lines: list[Line] = [says.format(name=other.name, first=absence.first, last=absence.last)]
    if absence.message:
        lines.append(Quote(absence.message, by=other.name))
    answers = _("They may answer only after the return.")
    return Part((*lines, Small(REACHED[True] if absence.may_write else answers)))


@part("profile", "out_of_office")
def on_a_profile(ctx: Context, person: Account) -> Part:
    """From when to when they are away; to oneself, the way to change that."""
    absence = ctx.ask(out_of_office.of, person.id)
    mine = person.id == ctx.me.id
    buttons = (button(_("Out of office"), OpenCommand("absence")),) if mine else ()
    if absence is None:
        return Part(buttons=buttons)
    says = _("Away from {first} to {last}").format(first=absence.first, last=absence.last)
    return Part((Small(says),), buttons)


def _own_buttons(ctx: Context, absence: Absence) -> list[Button]:
    if absence.state is not AbsenceState.DECLARED:
        return [button(_("Plan an absence"), PlanAbsence(), Style.MAIN)]
    name = AbsenceId(absence.id)
    begun = absence.begins_at <= ctx.now
    back = _("I am back") if begun else _("Take it back")
    switch = (
        button(_("No messages meanwhile"), ForbidWriting(name))
        if absence.may_write
        else button(_("Let people write to me"), AllowWriting(name))
    )
    return [button(back, ComeBack(name), Style.MAIN), switch]
