"""What people see of suspensions: a gig that takes no orders, and that it is over."""

from bot.context import Context
from bot.registry import Part, notice, part
from bot.screens.accounts import OpenCommand
from bot.ui import Screen, Small, Style, Tone, button
from core import suspensions
from core.gigs import Gig, GigState
from core.kit.errors import TooLate
from core.kit.text import _


@part("gig", "suspensions")
def of_a_gig(ctx: Context, gig: Gig) -> Part:
    """Say that a gig takes no orders, and to its seller until when."""
    if gig.state is not GigState.ACTIVE or ctx.ask(suspensions.takes_orders, gig.seller_id):
        return Part()
    until = ctx.ask(suspensions.mine_until) if gig.seller_id == ctx.me.id else None
    if until is None:
        return Part((Small(_("This seller takes no new orders at the moment.")),))
    says = _("Nobody finds or orders it until {until}: your selling is suspended.")
    return Part((says.format(until=until),))


@notice("suspensions.ended")
def ended(ctx: Context, _subject: str) -> Screen:
    """The time is up."""
    if ctx.ask(suspensions.mine_until) is not None:
        raise TooLate  # another one still runs
    return Screen(
        title=_("You can sell again"),
        lines=(_("Your suspension is over: your gigs can be found and ordered again."),),
        buttons=((button(_("My gigs"), OpenCommand("gigs"), Style.MAIN),),),
        tone=Tone.GOOD,
    )
