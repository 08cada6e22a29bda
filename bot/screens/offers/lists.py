"""One's offers page by page, those to a brief side by side, and the beginning of a new one."""

from collections.abc import Sequence

from bot.context import Context
from bot.registry import parts_of
from bot.screens.accounts import OpenCommand
from bot.screens.offers.actions import ListOffers, MakeOffer, ShowOffer
from bot.screens.offers.card import STATES
from bot.screens.offers.words import in_short, shortened
from bot.ui import (
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Screen,
    Small,
    Style,
    button,
    choice,
    rows,
)
from core import accounts, offers
from core.briefs import Brief
from core.gigs import Gig
from core.kit.ids import OfferId
from core.kit.states import Role
from core.kit.text import Text, _, verbatim
from core.offers import Offer

BASES_MOST = 20  # gigs to choose from
GIST_MOST = 160  # characters of a scope where offers stand side by side


def offers_list(ctx: Context, side: Role, *, page: int = 0) -> Screen:
    """Show one page of one's offers on one side, each a press away."""
    found, more = ctx.ask(offers.mine, side=side, page=page)
    buys = side is Role.BUYER
    empty = (
        _("Nobody has made you an offer yet. Post a brief, and sellers will.")
        if buys
        else _("You have made no offer yet. Answer a brief, or offer more to your clients.")
    )
    return Screen(
        title=_("Offers made to you") if buys else _("Offers you made"),
        lines=() if found else (Small(empty),),
        menu=Menu(_("Open an offer"), tuple(_line(ctx, o) for o in found)) if found else None,
        buttons=(*rows(_pages(side, page, more=more)), *rows(_ways(ctx, side, empty=not found))),
    )


def compare_page(ctx: Context, brief: Brief) -> Screen:
    """Show the offers to a brief side by side, the cheapest first."""
    found = ctx.ask(offers.for_brief, brief.id)
    lines: list[Line] = []
    for offer in found:
        lines += _side_by_side(ctx, offer, found)
    if not found:
        lines.append(Small(_("No seller has answered yet. You will hear as soon as one does.")))
    return Screen(
        title=_("Offers for: {title}").format(title=brief.title),
        lines=tuple(lines),
        menu=Menu(_("Open an offer"), tuple(_to_open(ctx, o) for o in found)) if found else None,
    )


def choose_base(kind: str, thing: str, gigs: Sequence[Gig]) -> Screen:
    """Ask which gig an offer is based on, if on any."""
    return Screen(
        title=_("New offer"),
        lines=(
            _("Is it based on one of your gigs? Then the buyer is asked that gig's questions."),
        ),
        menu=Menu(
            _("Choose a gig"),
            tuple(
                choice(verbatim(gig.title), MakeOffer(kind, thing, gig.id))
                for gig in gigs[:BASES_MOST]
            ),
        ),
        buttons=((button(_("Something else"), MakeOffer(kind, thing, ""), Style.MAIN),),),
    )


def deal_announced(seller: str, buyer: str) -> Screen:
    """Tell a group that two of its people have something to agree on, and nothing of it."""
    says = _("{seller} has an offer for {buyer}. Both of you: it goes on in our private chat.")
    return Screen(
        lines=(says.format(seller=seller, buyer=buyer),),
        buttons=((button(_("My offers"), OpenCommand("offers"), Style.MAIN),),),
        public=True,
    )


def deal_help() -> Screen:
    """Say how a job is offered in a group."""
    return Screen(
        title=_("Offer somebody a job"),
        lines=(
            _("In a group or a server where I am, say for whom, for how much and how soon:"),
            _("/deal @name 50 3d logo"),
            Small(_("You confirm the offer here, and the other one answers it in private.")),
        ),
        buttons=((button(_("My offers"), OpenCommand("offers")),),),
    )


def _line(ctx: Context, offer: Offer) -> Choice:
    name = ctx.ask(offers.counterpart, offer).name
    hint = Text("{state} · {total} · {name}").format(
        state=STATES[offer.state], total=offer.total, name=name
    )
    return choice(verbatim(offer.terms.title), ShowOffer(OfferId(offer.id)), hint)


def _side_by_side(ctx: Context, offer: Offer, others: Sequence[Offer]) -> list[Line]:
    seller = ctx.ask(accounts.profile_of, offer.seller_id)
    says = in_short(offer.terms)
    marks = _marks(offer, others)
    if marks:
        says = Text("{says} ({marks})").format(says=says, marks=marks)
    figures = (line for part in parts_of(ctx, "profile", seller) for line in part.lines)
    gist = " ".join(shortened(offer.terms.includes, GIST_MOST).split())
    return [Fact(verbatim(seller.name), says), *figures, Small(verbatim(gist))]


def _marks(offer: Offer, others: Sequence[Offer]) -> list[Text]:
    """Say in what an offer is better than all others, where there are any."""
    rest = [other for other in others if other is not offer]
    if not rest:
        return []
    marks = []
    if all(offer.total < other.total for other in rest):
        marks.append(_("cheapest"))
    if all(offer.terms.days < other.terms.days for other in rest):
        marks.append(_("fastest"))
    return marks


def _to_open(ctx: Context, offer: Offer) -> Choice:
    seller = ctx.ask(accounts.profile_of, offer.seller_id)
    return choice(verbatim(seller.name), ShowOffer(OfferId(offer.id)), in_short(offer.terms))


def _pages(side: Role, page: int, *, more: bool) -> list[Button]:
    buttons = []
    if page > 0:
        buttons.append(button(_("Newer"), ListOffers(side, page - 1)))
    if more:
        buttons.append(button(_("Older"), ListOffers(side, page + 1)))
    return buttons


def _ways(ctx: Context, side: Role, *, empty: bool) -> list[Button]:
    buys = side is Role.BUYER
    ways = [
        button(_("Post a brief"), OpenCommand("brief"), Style.MAIN if empty else Style.PLAIN)
        if buys
        else button(_("Open briefs"), OpenCommand("briefs"), Style.MAIN if empty else Style.PLAIN)
    ]
    if ctx.me.sells and buys:
        ways.append(button(_("Offers I made"), ListOffers(Role.SELLER, 0)))
    if not buys:
        ways.append(button(_("Offers made to me"), ListOffers(Role.BUYER, 0)))
    return ways
