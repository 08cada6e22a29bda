"""What is looked at before a step: what accepting means, and what a version changed."""

from datetime import timedelta

from bot.context import Context
from bot.screens.offers.actions import ConfirmOffer, ShowOffer
from bot.screens.offers.words import change_lines, days, revisions, stage_lines
from bot.ui import Fact, Heading, Line, Screen, Small, Style, Tone, button
from core import offers
from core.kit.errors import NoSuchThing
from core.kit.ids import OfferId
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from core.offers import Offer


def accept_page(ctx: Context, offer: Offer) -> Screen:
    """Say what accepting means, before anything is paid."""
    terms = offer.terms
    first = terms.stages[0].price if terms.stages else terms.total
    return Screen(
        title=_("Accept this offer?"),
        lines=(
            Fact(_("Offer"), verbatim(terms.title)),
            Fact(_("Seller"), verbatim(ctx.ask(offers.counterpart, offer).name)),
            *_figures(ctx, offer),
            Small(_means(offer)),
        ),
        buttons=(
            (button(_accept(first), ConfirmOffer(OfferId(offer.id)), Style.GOOD),),
            (button(_("Back to the offer"), ShowOffer(OfferId(offer.id))),),
        ),
        tone=Tone.BUSY,
    )


def changes_page(ctx: Context, offer: Offer) -> Screen:
    """Show what a version says otherwise than the one before it."""
    old = ctx.ask(offers.before, offer)
    if old is None:
        raise NoSuchThing
    heading = _("Version {new} against version {old}").format(new=offer.nth, old=old.nth)
    return Screen(
        title=_("What changed"),
        lines=(Small(heading), *change_lines(offers.changes(old.terms, offer.terms))),
        buttons=((button(_("Back to the offer"), ShowOffer(OfferId(offer.id)), Style.MAIN),),),
    )


def _figures(ctx: Context, offer: Offer) -> list[Line]:
    terms = offer.terms
    total = Text("{total}").format(total=terms.total)
    if not terms.stages:
        return [
            Fact(_("You pay now"), total),
            Fact(_("Delivery"), _due(ctx, terms.days, asks=bool(terms.questions))),
            Fact(_("Revisions"), revisions(terms.revisions)),
        ]
    first = terms.stages[0]
    return [
        Fact(_("You pay now"), _("{price}, for the first milestone").format(price=first.price)),
        Fact(_("In total"), total),
        Fact(_("First delivery"), _due(ctx, first.days, asks=bool(terms.questions))),
        Heading(_("You pay the next one when you like the one before")),
        *stage_lines(terms.stages),
    ]


def _due(ctx: Context, count: int, *, asks: bool) -> Text:
    """Say when the work is due if it is paid now, and from when the days count."""
    if asks:
        return _("{days} after you have paid and answered the questions").format(days=days(count))
    due = (ctx.now + timedelta(days=count)).date()
    return _("{days} after you have paid: {day}").format(days=days(count), day=due)


def _accept(price: Money) -> Text:
    return _("Accept and pay {price}").format(price=price)


def _means(offer: Offer) -> Text:
    return _(
        "You agree to version {nth} as it stands. Jalon keeps the money safe until you accept "
        "the work."
    ).format(nth=offer.nth)
