"""What people see of gigs: the card that sells, and the seller's own view."""

from collections.abc import Sequence

from bot.context import Context
from bot.registry import REGISTRY, notice, parts_of
from bot.screens.out_of_office import away_lines
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Heading,
    Line,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import accounts, gigs, out_of_office
from core.gigs import Gig, GigState, Package
from core.kit.errors import TooLate
from core.kit.ids import GigId
from core.kit.text import Text, _, _n, verbatim

LISTED_MOST = 25


class ShowGig(Action, frozen=True, wire="gi.se"):
    """Look at this gig."""

    gig: GigId


class OrderPackage(Action, frozen=True, wire="gi.or"):
    """Take a package of this gig to the checkout."""

    gig: GigId
    tier: str


class NewGig(Action, frozen=True, wire="gi.nw"):
    """Publish one more gig."""


class ListMyGigs(Action, frozen=True, wire="gi.my"):
    """Look at one's own gigs."""


class ManageGig(Action, frozen=True, wire="gi.mg"):
    """Look at one's own gig as its seller."""

    gig: GigId


class EditGig(Action, frozen=True, wire="gi.ed"):
    """Change a part of one's gig."""

    gig: GigId
    part: str


class PauseGig(Action, frozen=True, wire="gi.pa"):
    """Take no new orders for a while."""

    gig: GigId


class ResumeGig(Action, frozen=True, wire="gi.re"):
    """Take orders again."""

    gig: GigId


class ArchiveGig(Action, frozen=True, wire="gi.ar"):
    """Put it away."""

    gig: GigId


class RestoreGig(Action, frozen=True, wire="gi.rs"):
    """Take it out again."""

    gig: GigId


STATES: dict[GigState, Text] = {
    GigState.DRAFT: _("Draft"),
    GigState.ACTIVE: _("Active: buyers find it and can order it"),
    GigState.PAUSED: _("Paused: the link works, nobody can order"),
    GigState.ARCHIVED: _("Archived: only you can see it"),
    GigState.SUSPENDED: _("Suspended by a moderator"),
}

PARTS: dict[str, Text] = {
    "words": _("Title, description, tags"),
    "packages": _("Packages and prices"),
    "cover": _("Cover picture"),
    "questions": _("Questions for buyers"),
}


def gig_card(ctx: Context, gig: Gig, note: Text | None = None) -> Screen:
    """Show a gig to whoever may order it, or to its seller as buyers see it."""
    packages = ctx.ask(gigs.packages_of, gig)
    mine = gig.seller_id == ctx.me.id
    parts = parts_of(ctx, "gig", gig)
    return Screen(
        title=verbatim(gig.title),
        note=note,
        picture=gig.cover_id or "",
        lines=(*_about(ctx, gig, packages), *(line for part in parts for line in part.lines)),
        buttons=(
            *(_own_buttons(gig) if mine else _order_buttons(ctx, gig, packages)),
            *rows(button for part in parts for button in part.buttons),
        ),
        public=not mine,
    )


def shared_gig(ctx: Context, gig: Gig) -> Screen:
    """Show a gig to whoever reads the chat it was put into."""
    packages = ctx.ask(gigs.packages_of, gig)
    return Screen(
        title=verbatim(gig.title),
        lines=(*_about(ctx, gig, packages), *away_lines(ctx, gig.seller_id)),
        buttons=_order_buttons(ctx, gig, packages),
        public=True,
    )


def managed_gig(ctx: Context, gig: Gig, note: Text | None = None) -> Screen:
    """Show a gig to its seller, with everything that can be done about it."""
    packages = ctx.ask(gigs.packages_of, gig)
    verbs = ctx.ask(gigs.verbs, gig)
    gig_id = GigId(gig.id)
    choices: dict[str, tuple[Button, ...]] = {
        "pause": (button(_("Pause"), PauseGig(gig_id)),),
        "resume": (button(_("Take orders again"), ResumeGig(gig_id), Style.MAIN),),
        "archive": (button(_("Archive"), ArchiveGig(gig_id), Style.GRAVE),),
        "restore": (button(_("Bring it back"), RestoreGig(gig_id)),),
    }
    return Screen(
        title=verbatim(gig.title),
        note=note,
        tone=Tone.GOOD if gig.state is GigState.ACTIVE else Tone.CALM,
        lines=(
            STATES[gig.state],
            *_suspended(gig),
            *(Fact(gigs.TIERS[package.tier], _in_short(package)) for package in packages),
            Fact(_("Questions for buyers"), Text("{n}").format(n=len(gig.requirements))),
        ),
        menu=Menu(
            _("Change something"),
            tuple(choice(label, EditGig(gig_id, part)) for part, label in PARTS.items()),
        )
        if "edit" in verbs
        else None,
        buttons=rows(
            (
                button(_("See it as buyers do"), ShowGig(gig_id)),
                *(b for verb in verbs for b in choices.get(verb, ())),
                button(_("My gigs"), ListMyGigs()),
            )
        ),
    )


def _suspended(gig: Gig) -> tuple[Line, ...]:
    """Say why a gig is off the market, and what can be done."""
    if gig.state is not GigState.SUSPENDED:
        return ()
    says = _("Its running orders go on. If that is not right, write to us: /support.")
    return Quote(gig.suspended_for), Small(says)


@notice("gigs.suspended")
def suspended(ctx: Context, subject: str) -> Screen:
    """A moderator took my gig off the market."""
    gig = ctx.ask(gigs.look_mine, subject)
    if gig.state is not GigState.SUSPENDED:
        raise TooLate
    return Screen(
        title=verbatim(gig.title),
        lines=(_("A moderator has taken this gig off the market."), *_suspended(gig)),
        buttons=((button(_("Look at the gig"), ManageGig(GigId(gig.id))),),),
        tone=Tone.GRAVE,
    )


@notice("gigs.reinstated")
def reinstated(ctx: Context, subject: str) -> Screen:
    """A moderator gave it back."""
    gig = ctx.ask(gigs.look_mine, subject)
    if gig.state is GigState.SUSPENDED:
        raise TooLate
    return Screen(
        title=verbatim(gig.title),
        lines=(_("This gig is yours again: it is paused, and you can take orders with it."),),
        buttons=((button(_("Look at the gig"), ManageGig(GigId(gig.id))),),),
        tone=Tone.GOOD,
    )


def my_gigs(ctx: Context) -> Screen:
    """List one's own gigs."""
    mine = ctx.ask(gigs.mine)
    listed = mine[:LISTED_MOST]
    return Screen(
        title=_("My gigs"),
        lines=(
            _n("You have {n} gig.", "You have {n} gigs.", len(mine))
            if mine
            else _("You have no gig yet. Publish your first one: it takes two minutes."),
        ),
        menu=Menu(_("Choose a gig"), tuple(_listed(gig) for gig in listed)) if listed else None,
        buttons=((button(_("New gig"), NewGig(), Style.MAIN),),),
    )


def price_from(gig: Gig) -> Text:
    """Say what a gig costs at least."""
    return _("from {price}").format(price=gigs.least_price(gig))


def _listed(gig: Gig) -> Choice:
    hint = price_from(gig) if gig.state is GigState.ACTIVE else SHORT_STATES[gig.state]
    return choice(verbatim(gig.title), ManageGig(GigId(gig.id)), hint)


SHORT_STATES: dict[GigState, Text] = {
    GigState.DRAFT: _("draft"),
    GigState.ACTIVE: _("active"),
    GigState.PAUSED: _("paused"),
    GigState.ARCHIVED: _("archived"),
    GigState.SUSPENDED: _("suspended"),
}


def _about(ctx: Context, gig: Gig, packages: Sequence[Package]) -> tuple[Line, ...]:
    seller = ctx.ask(accounts.profile_of, gig.seller_id)
    lines: list[Line] = [
        Fact(_("Seller"), verbatim(seller.name)),
        Fact(_("Category"), gigs.CATEGORIES[gig.category]),
        Quote(gig.description),
    ]
    for package in packages:
        lines += _package(package, alone=len(packages) == 1)
    if gig.requirements:
        lines.append(
            Small(
                _n(
                    "The seller asks {n} question before the work begins.",
                    "The seller asks {n} questions before the work begins.",
                    len(gig.requirements),
                )
            )
        )
    if gig.state is not GigState.ACTIVE:
        lines.append(Small(_("Nobody can order this at the moment.")))
    lines.append(Small(verbatim(" ".join(f"#{tag.replace(' ', '_')}" for tag in gig.tags))))
    return tuple(lines)


def _package(package: Package, *, alone: bool) -> list[Line]:
    lines: list[Line] = [] if alone else [Heading(gigs.TIERS[package.tier])]
    if alone:
        lines.append(Fact(_("Price"), Text("{price}").format(price=package.price)))
        lines.append(Fact(_("Delivery time"), _n("{n} day", "{n} days", package.days)))
        lines.append(Fact(_("Revisions"), revisions(package)))
    else:
        lines.append(_in_short(package))
    if package.includes:
        lines.append(Quote(package.includes))
    return lines


def _in_short(package: Package) -> Text:
    return _("{price} · {days} · revisions: {revisions}").format(
        price=package.price,
        days=_n("{n} day", "{n} days", package.days),
        revisions=revisions(package),
    )


def revisions(package: Package) -> Text:
    """Say how many revisions a package has."""
    if package.revisions == gigs.UNLIMITED:
        return _("as many as needed")
    return Text("{n}").format(n=package.revisions)


def _order_buttons(
    ctx: Context, gig: Gig, packages: Sequence[Package]
) -> tuple[tuple[Button, ...], ...]:
    away = ctx.ask(out_of_office.away, gig.seller_id) is not None
    if away or not ctx.ask(gigs.takes_orders, gig):
        return ()
    alone = len(packages) == 1
    return tuple(
        (
            button(
                _("Order for {price}").format(price=package.price)
                if alone
                else _("{package}: order for {price}").format(
                    package=gigs.TIERS[package.tier], price=package.price
                ),
                OrderPackage(GigId(gig.id), package.tier.value),
                Style.GOOD,
            ),
        )
        for package in packages
    )


def _own_buttons(gig: Gig) -> tuple[tuple[Button, ...], ...]:
    back = button(_("Back to managing it"), ManageGig(GigId(gig.id)))
    share = Button(_("Share"), search=gig.title) if REGISTRY.inline else None
    return rows(b for b in (back, share) if b is not None)
