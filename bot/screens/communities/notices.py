"""What people are told about offices."""

from bot.context import Context
from bot.registry import notice
from bot.screens.communities.pages import all_button, office_lines
from bot.ui import Line, Screen, Small, Tone
from core import communities
from core.communities import Office
from core.kit.errors import TooLate
from core.kit.text import _


@notice("communities.appointed")
def appointed(ctx: Context, subject: str) -> Screen:
    """An invitation was taken."""
    office, person = ctx.ask(communities.colleague, subject)
    says = _("{name} has taken the office you offered.").format(name=person.name)
    return _told(says, *office_lines(office.trust))


@notice("communities.resigned")
def resigned(ctx: Context, subject: str) -> Screen:
    """Somebody gave their office back."""
    person = ctx.ask(communities.former, subject)
    says = _("{name} has resigned. The cases they had wait for another moderator.")
    return _told(says.format(name=person.name))


@notice("communities.changed")
def changed(ctx: Context, _subject: str) -> Screen:
    """An owner trusts me with something else."""
    return _told(_("An owner changed what you may do here."), *office_lines(_mine(ctx).trust))


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


def _told(*lines: Line) -> Screen:
    return Screen(title=_("Moderators"), lines=lines, buttons=((all_button(),),), tone=Tone.BUSY)
