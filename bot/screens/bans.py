"""What people see of bans: the way to one for an owner, and what it means for whom it is about."""

from bot.context import Context
from bot.registry import Part, notice, part
from bot.screens.accounts import OpenCommand
from bot.ui import Action, Fact, Quote, Screen, Style, Tone, button, rows
from core import bans
from core.accounts import Account
from core.kit.ids import AccountId
from core.kit.text import Text, _


class BanPerson(Action, frozen=True, wire="ba.on"):
    """Say why somebody shall begin nothing new here."""

    person: AccountId


class LiftBan(Action, frozen=True, wire="ba.of"):
    """Let somebody trade here again."""

    person: AccountId


@part("profile", "warnings.bans")
def of_somebody(ctx: Context, person: Account) -> Part:
    """Show an owner whether somebody is banned, and the way to change that."""
    known = ctx.ask(bans.known, person.id)
    who = AccountId(person.id)
    if known is not None:
        since = Fact(_("Banned since"), Text("{day}").format(day=known.at))
        lift = button(_("Lift the ban"), LiftBan(who), Style.GOOD)
        return Part((since, Quote(known.words)), (lift,))
    if not ctx.ask(bans.may_ban, person):
        return Part()
    return Part(buttons=(button(_("Ban them"), BanPerson(who), Style.GRAVE),))


@notice("bans.banned")
def banned(ctx: Context, subject: str) -> Screen:
    """Say what a ban is for and what stays possible."""
    ban = ctx.ask(bans.look, subject)
    return Screen(
        title=_("You are banned from this market"),
        lines=(
            Quote(ban.words),
            _(
                "You can begin nothing new here. Orders under way go on, your money stays yours, "
                "and support answers you."
            ),
        ),
        buttons=rows(
            (
                button(_("My orders"), OpenCommand("orders"), Style.MAIN),
                button(_("My wallet"), OpenCommand("wallet")),
                button(_("Support"), OpenCommand("support")),
            )
        ),
        tone=Tone.GRAVE,
    )


@notice("bans.lifted")
def lifted(ctx: Context, subject: str) -> Screen:
    """Say that everything is open again."""
    ctx.ask(bans.look, subject)
    return Screen(
        lines=(_("Your ban is lifted: you can buy and sell here again."),),
        buttons=((button(_("Menu"), OpenCommand("menu"), Style.MAIN),),),
        tone=Tone.GOOD,
    )
