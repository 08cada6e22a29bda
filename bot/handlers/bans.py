"""Answers about bans."""

from bot import dialogue
from bot.context import Context
from bot.registry import on
from bot.screens.accounts import profile_card
from bot.screens.bans import BanPerson, LiftBan
from bot.ui import Screen
from core import accounts, bans
from core.bans import CannotBan
from core.kit.errors import NoSuchThing
from core.kit.text import _


def as_they_are(ctx: Context, press: BanPerson | LiftBan) -> Screen:
    """Show the person as they stand now."""
    return profile_card(ctx, ctx.ask(accounts.somebody, press.person))


@on(BanPerson, stale=as_they_are)
def think_about_banning(ctx: Context, press: BanPerson) -> Screen:
    """Ask why."""
    person = ctx.ask(accounts.somebody, press.person)
    if ctx.ask(bans.known, person.id) is not None:
        raise NoSuchThing
    if not ctx.ask(bans.may_ban, person):
        raise CannotBan
    return dialogue.open_form(ctx, "bans.ban", press.person)


@on(LiftBan, stale=as_they_are)
def lift(ctx: Context, press: LiftBan) -> Screen:
    """Let them trade again."""
    person = ctx.do(bans.lift, person=press.person)
    return profile_card(ctx, person, _("The ban is lifted. They have been told."))
