"""What a buyer sees before there is an order: the package, how many, the total, the days."""

from bot.context import Context
from bot.ui import (
    Action,
    Button,
    Fact,
    Line,
    Screen,
    Small,
    Style,
    Tone,
    button,
    rows,
)
from core import gigs
from core.checkout import Basket
from core.kit.ids import GigId
from core.kit.text import Text, _, _n, verbatim

QUANTITIES = (1, 2, 3, 5, 10)


class SetQuantity(Action, frozen=True, wire="ch.qt"):
    """Order this many. `key` names this checkout, so that it becomes one order at most."""

    gig: GigId
    tier: str
    quantity: int
    key: str


class PlaceOrder(Action, frozen=True, wire="ch.pl"):
    """Order it at the total that was seen, in minor units."""

    gig: GigId
    tier: str
    quantity: int
    seen: int
    key: str


def checkout_page(ctx: Context, basket: Basket, key: str) -> Screen:
    """Show what is ordered and what it costs, with everything that can be changed."""
    gig, package, quote = basket.gig, basket.package, basket.quote
    lines: list[Line] = [
        Fact(_("Gig"), verbatim(gig.title)),
        Fact(_("Seller"), verbatim(basket.seller.name)),
        Fact(_("Package"), gigs.TIERS[package.tier]),
    ]
    if package.includes:
        lines.append(Fact(_("Included"), verbatim(package.includes)))
    lines += [
        Fact(_("Quantity"), _times(basket)),
        Fact(_("Total"), Text("{total}").format(total=quote.total)),
        Fact(_("Delivery time"), _n("{n} day", "{n} days", quote.days)),
        Fact(_("Revisions"), _revisions(package.revisions)),
        Small(_begins(basket)),
    ]
    place = PlaceOrder(GigId(gig.id), package.tier, quote.quantity, quote.total.minor, key)
    return Screen(
        title=_("Your order"),
        lines=tuple(lines),
        buttons=(
            *rows(_quantities(ctx, basket, key), 5),
            (button(_("Place the order"), place, Style.GOOD),),
        ),
        tone=Tone.BUSY,
    )


def _times(basket: Basket) -> Text:
    return Text("{n} × {price}").format(n=basket.quote.quantity, price=basket.package.price)


def _revisions(revisions: int) -> Text:
    if revisions == gigs.UNLIMITED:
        return _("as many as needed")
    return _n("{n} revision", "{n} revisions", revisions) if revisions else _("none")


def _begins(basket: Basket) -> Text:
    if basket.gig.requirements:
        return _("The time runs once you have paid and answered the seller's questions.")
    return _("The time runs once you have paid.")


def _quantities(ctx: Context, basket: Basket, key: str) -> list[Button]:
    """Offer a few amounts, and one less and one more than now; no amount twice."""
    now, most = basket.quote.quantity, ctx.settings.quantity_most
    labels = {n: Text("× {n}").format(n=n) for n in QUANTITIES if n <= most}
    if now > 1:
        labels.setdefault(now - 1, Text("−"))
    if now < most:
        labels.setdefault(now + 1, Text("+"))
    return [_quantity(basket, labels[n], n, key) for n in sorted(labels) if n != now]


def _quantity(basket: Basket, label: Text, quantity: int, key: str) -> Button:
    action = SetQuantity(GigId(basket.gig.id), basket.package.tier, quantity, key)
    return button(label, action)
