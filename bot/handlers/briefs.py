"""Answers about briefs."""

from bot import dialogue
from bot.context import Context
from bot.registry import command, on
from bot.screens.briefs import (
    MARKET,
    MINE,
    CloseBrief,
    ConfirmClose,
    ListBriefs,
    ShowBrief,
    brief_page,
    briefs_list,
    confirm_close,
)
from bot.ui import Screen
from core import briefs
from core.kit.errors import NoSuchThing
from core.kit.text import _


def as_it_is(ctx: Context, press: CloseBrief | ConfirmClose) -> Screen:
    """Show the brief as it is now."""
    return brief_page(ctx, ctx.ask(briefs.look, press.brief))


@command("brief", _("/brief"), _("Say what you need, and get offers"))
def post(ctx: Context) -> Screen:
    """Open the form of a brief."""
    return dialogue.open_form(ctx, "briefs.post")


@command("briefs", _("/briefs"), _("What buyers look for, and what you look for"), reads=True)
def look_around(ctx: Context) -> Screen:
    """Show sellers what is looked for, and everybody else what they look for themselves."""
    return briefs_list(ctx, MARKET if ctx.me.sells else MINE)


@on(ListBriefs, reads=True)
def turn_page(ctx: Context, press: ListBriefs) -> Screen:
    """Look through the lists."""
    if press.whose not in (MINE, MARKET):
        raise NoSuchThing
    return briefs_list(ctx, press.whose, max(0, press.page))


@on(ShowBrief, reads=True)
def show(ctx: Context, press: ShowBrief) -> Screen:
    """Open one."""
    return brief_page(ctx, ctx.ask(briefs.look, press.brief))


@on(CloseBrief, stale=as_it_is)
def think_about_closing(ctx: Context, press: CloseBrief) -> Screen:
    """Say what closing means."""
    return confirm_close(ctx, ctx.ask(briefs.expect, press.brief, "close"))


@on(ConfirmClose, stale=as_it_is)
def close(ctx: Context, press: ConfirmClose) -> Screen:
    """Look no more."""
    brief = ctx.do(briefs.close, brief=press.brief)
    return brief_page(ctx, brief, _("Closed. The sellers who made an offer have been told."))
