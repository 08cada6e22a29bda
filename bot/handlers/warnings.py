"""Answers about warnings."""

from bot import dialogue
from bot.context import Context
from bot.registry import command, on
from bot.screens.accounts import profile_card
from bot.screens.warnings import (
    AppealWarning,
    LiftWarning,
    ListWarnings,
    ShowPerson,
    ShowWarning,
    UpholdWarning,
    WarnPerson,
    warning_page,
    warnings_page,
)
from bot.ui import Screen
from core import warnings
from core.kit.text import _

AboutWarning = ShowWarning | AppealWarning | UpholdWarning | LiftWarning


def as_it_is(ctx: Context, press: AboutWarning) -> Screen:
    """Show the warning as it is now."""
    return warning_page(ctx, ctx.ask(warnings.look, press.warning))


def person_as_is(ctx: Context, press: ShowPerson | WarnPerson) -> Screen:
    """Show somebody to a moderator."""
    return profile_card(ctx, ctx.ask(warnings.person, press.person))


@command("warnings", _("/warnings"), _("Warnings you were given, and how to appeal"), reads=True)
def show_warnings(ctx: Context) -> Screen:
    """Show one's warnings."""
    return warnings_page(ctx)


@on(ListWarnings, reads=True)
def list_warnings(ctx: Context, _press: ListWarnings) -> Screen:
    """Show one's warnings."""
    return warnings_page(ctx)


@on(ShowWarning, reads=True)
def show(ctx: Context, press: ShowWarning) -> Screen:
    """Open one."""
    return as_it_is(ctx, press)


@on(AppealWarning, stale=as_it_is)
def appeal(ctx: Context, press: AppealWarning) -> Screen:
    """Ask why."""
    ctx.ask(warnings.expect_to_appeal, press.warning)
    return dialogue.open_form(ctx, "warnings.appeal", press.warning)


# --- a moderator's


@on(ShowPerson, reads=True)
def show_person(ctx: Context, press: ShowPerson) -> Screen:
    """Show somebody, and what stands against them."""
    return person_as_is(ctx, press)


@on(WarnPerson, stale=person_as_is)
def warn(ctx: Context, press: WarnPerson) -> Screen:
    """Ask what for."""
    ctx.ask(warnings.expect_to_issue, press.person)
    return dialogue.open_form(ctx, "warnings.issue", press.person)


@on(UpholdWarning, stale=as_it_is)
def uphold(ctx: Context, press: UpholdWarning) -> Screen:
    """Ask why it stays."""
    ctx.ask(warnings.expect_to_judge, press.warning)
    return dialogue.open_form(ctx, "warnings.uphold", press.warning)


@on(LiftWarning, stale=as_it_is)
def lift(ctx: Context, press: LiftWarning) -> Screen:
    """Ask why it goes."""
    ctx.ask(warnings.expect_to_judge, press.warning)
    return dialogue.open_form(ctx, "warnings.lift", press.warning)
