"""Answers about absences."""

from bot import dialogue
from bot.context import Context
from bot.registry import command, on
from bot.screens.out_of_office import (
    AllowWriting,
    ComeBack,
    ForbidWriting,
    PlanAbsence,
    absence_card,
    absence_page,
)
from bot.ui import Screen
from core import out_of_office
from core.kit.text import _

AboutAbsence = AllowWriting | ComeBack | ForbidWriting


def as_it_is(ctx: Context, press: AboutAbsence) -> Screen:
    """Show the absence as it is now."""
    return absence_card(ctx, ctx.ask(out_of_office.look, press.absence))


@command("absence", _("/absence"), _("Say when you are away: no new orders meanwhile"), reads=True)
def show(ctx: Context) -> Screen:
    """Show one's absence, or how to plan one."""
    return absence_page(ctx)


@on(PlanAbsence)
def plan(ctx: Context, _press: PlanAbsence) -> Screen:
    """Ask from when to when; one absence at a time."""
    if ctx.ask(out_of_office.of, ctx.me.id) is not None:
        return absence_page(ctx, _("You have already planned this absence."))
    return dialogue.open_form(ctx, "out_of_office.declare")


@on(ComeBack, stale=as_it_is)
def come_back(ctx: Context, press: ComeBack) -> Screen:
    """Stay after all, or be back before the day."""
    ctx.do(out_of_office.take_back, absence=press.absence)
    return absence_page(ctx, _("You are here: your gigs can be ordered."))


@on(AllowWriting, stale=as_it_is)
def allow_writing(ctx: Context, press: AllowWriting) -> Screen:
    """Let people write to one meanwhile."""
    return _switched(ctx, press, allow=True)


@on(ForbidWriting, stale=as_it_is)
def forbid_writing(ctx: Context, press: ForbidWriting) -> Screen:
    """Let nobody write to one meanwhile."""
    return _switched(ctx, press, allow=False)


def _switched(ctx: Context, press: AllowWriting | ForbidWriting, *, allow: bool) -> Screen:
    verb = out_of_office.allow_writing
    return absence_card(ctx, ctx.do(verb, absence=press.absence, allow=allow))
