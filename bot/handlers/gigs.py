"""Answers about gigs."""

from bot import dialogue
from bot.context import Context
from bot.conversations.gigs import answers_of
from bot.registry import Option, command, on
from bot.screens.accounts import invite_to_sell
from bot.screens.gigs import (
    PARTS,
    ArchiveGig,
    EditGig,
    ListMyGigs,
    ManageGig,
    NewGig,
    PauseGig,
    RestoreGig,
    ResumeGig,
    ShowGig,
    gig_card,
    managed_gig,
    my_gigs,
)
from bot.ui import Screen
from core import gigs
from core.kit.errors import NoSuchThing
from core.kit.ids import GigId
from core.kit.text import _


@command("gigs", _("/gigs"), _("Your gigs: see, change, pause them"), reads=True)
def list_mine(ctx: Context) -> Screen:
    """List one's own gigs."""
    return my_gigs(ctx) if ctx.me.sells else invite_to_sell(ctx)


@command("sell", _("/sell"), _("Start selling, or publish one more gig"))
def sell(ctx: Context) -> Screen:
    """Open the form of a new gig, or of the seller's profile first."""
    if not ctx.me.sells:
        return dialogue.open_form(ctx, "accounts.start_selling")
    ctx.ask(gigs.expect_to_publish)
    return dialogue.open_form(ctx, "gigs.publish")


@command(
    "gig",
    _("/gig"),
    _("Look at a gig by its number"),
    Option("number", _("number"), _("The gig's number, as in its link"), required=True),
    reads=True,
    listed=False,
)
def show_by_number(ctx: Context, number: str) -> Screen:
    """Show a gig somebody has a link to."""
    return gig_card(ctx, ctx.ask(gigs.look, GigId(number.upper())))


@on(ShowGig, reads=True)
def show(ctx: Context, press: ShowGig) -> Screen:
    """Show a gig."""
    return gig_card(ctx, ctx.ask(gigs.look, press.gig))


@on(ListMyGigs, reads=True)
def list_again(ctx: Context, _press: ListMyGigs) -> Screen:
    """List one's own gigs."""
    return list_mine(ctx)


@on(NewGig)
def publish(ctx: Context, _press: NewGig) -> Screen:
    """Open the form of a new gig."""
    return sell(ctx)


@on(ManageGig, reads=True)
def manage(ctx: Context, press: ManageGig) -> Screen:
    """Show a gig to its seller."""
    return managed_gig(ctx, ctx.ask(gigs.look_mine, press.gig))


def as_it_is(ctx: Context, press: PauseGig | ResumeGig | ArchiveGig | RestoreGig) -> Screen:
    """Show the gig as it is now."""
    return managed_gig(ctx, ctx.ask(gigs.look_mine, press.gig))


@on(EditGig)
def edit(ctx: Context, press: EditGig) -> Screen:
    """Open the form of a part of the gig, with what it says now."""
    gig = ctx.ask(gigs.look_mine, press.gig)
    if press.part not in PARTS or "edit" not in ctx.ask(gigs.verbs, gig):
        raise NoSuchThing
    given = answers_of(ctx, gig, press.part)
    return dialogue.open_form(ctx, f"gigs.edit_{press.part}", gig.id, given)


@on(PauseGig, stale=as_it_is)
def pause(ctx: Context, press: PauseGig) -> Screen:
    """Take no new orders for a while."""
    gig = ctx.do(gigs.pause, gig=press.gig)
    return managed_gig(ctx, gig, _("Paused. Running orders go on."))


@on(ResumeGig, stale=as_it_is)
def resume(ctx: Context, press: ResumeGig) -> Screen:
    """Take orders again."""
    return managed_gig(ctx, ctx.do(gigs.resume, gig=press.gig), _("Buyers can order it again."))


@on(ArchiveGig, stale=as_it_is)
def archive(ctx: Context, press: ArchiveGig) -> Screen:
    """Put it away."""
    return managed_gig(ctx, ctx.do(gigs.archive, gig=press.gig), _("Archived."))


@on(RestoreGig, stale=as_it_is)
def restore(ctx: Context, press: RestoreGig) -> Screen:
    """Take it out again."""
    return managed_gig(ctx, ctx.do(gigs.restore, gig=press.gig), _("Back again, and paused."))
