"""What people see of themselves and of the way in: welcome, menu, help, profile."""

from collections.abc import Sequence

from bot.context import Context
from bot.forms.actions import ContinueForm
from bot.i18n import own_name
from bot.registry import REGISTRY, Part, part, parts_of
from bot.ui import (
    Action,
    Button,
    Fact,
    Heading,
    Quote,
    Screen,
    Small,
    Style,
    button,
    rows,
)
from core import drafts
from core.accounts import Account
from core.drafts import Draft
from core.gigs import Gig
from core.kit.errors import Refusal
from core.kit.ids import AccountId
from core.kit.text import Text, _, verbatim


class OpenCommand(Action, frozen=True, wire="ac.do"):
    """Do what a command does, by a press."""

    command: str


class StartSelling(Action, frozen=True, wire="ac.se"):
    """Take the seller's role, or change what it says."""


class ShowSeller(Action, frozen=True, wire="ac.sp"):
    """Look at what a seller says of themselves."""

    account: AccountId


# Every way in, by the command behind it; only commands that exist are shown.
FOR_BUYERS = (
    ("search", _("Find a gig")),
    ("orders", _("My orders")),
    ("messages", _("Messages")),
    ("offers", _("My offers")),
    ("briefs", _("Briefs")),
    ("wallet", _("My wallet")),
)
FOR_SELLERS = (
    ("gigs", _("My gigs")),
    ("sell", _("New gig")),
    ("earnings", _("My earnings")),
    ("absence", _("Out of office")),
)
FOR_ALL = (
    ("language", _("Language")),
    ("link", _("My other platform")),
    ("glossary", _("Glossary")),
    ("support", _("Support")),
    ("help", _("Help")),
)


FOR_BANNED = (
    ("orders", _("My orders")),
    ("messages", _("Messages")),
    ("wallet", _("My wallet")),
    ("earnings", _("My earnings")),
    ("warnings", _("Warnings")),
    ("language", _("Language")),
    ("glossary", _("Glossary")),
    ("support", _("Support")),
    ("help", _("Help")),
)


def welcome(ctx: Context) -> Screen:
    """Greet somebody, and show the ways in."""
    return _menu(
        ctx,
        _("Welcome, {name}!").format(name=ctx.me.name),
        _(
            "Jalon is a marketplace that lives in this chat: find somebody for a job, order, pay "
            "safely and get the work delivered, or sell your own skills."
        ),
        _("The money of an order stays with Jalon until the buyer has accepted the work."),
    )


def main_menu(ctx: Context) -> Screen:
    """Show the ways in."""
    return _menu(ctx, _("Menu"), _("What would you like to do?"))


def did_not_understand(ctx: Context) -> Screen:
    """Answer words nobody asked for."""
    return _menu(
        ctx,
        _("Menu"),
        _("I work with buttons and commands. Choose what you would like to do:"),
    )


def help_page(ctx: Context) -> Screen:
    """List every command with what it does."""
    listed = (command for command in REGISTRY.commands.values() if command.listed)
    return Screen(
        title=_("Help"),
        lines=(
            *(Fact(command.title, command.help) for command in listed),
            Heading(_("How an order goes")),
            _(
                "You choose a package and pay; the money waits in escrow. You answer the seller's "
                "questions, the seller delivers, you accept or ask for a revision. Then the "
                "seller is paid."
            ),
        ),
        buttons=rows(_known(("search", _("Find a gig")), ("glossary", _("Glossary")))),
        public=True,
    )


def profile_card(ctx: Context, person: Account, note: Text | None = None) -> Screen:
    """Show what others see of a seller, to the seller; or anybody, to whoever moderates."""
    mine = person.id == ctx.me.id
    languages = [verbatim(own_name(language)) for language in person.languages]
    parts = parts_of(ctx, "profile", person)
    return Screen(
        title=verbatim(person.name),
        note=note,
        lines=(
            *((Quote(person.bio),) if person.sells else ()),
            *((Fact(_("Languages"), Text("{list}").format(list=languages)),) if languages else ()),
            *(line for part in parts for line in part.lines),
            *((Small(_("This is what buyers see of you.")),) if mine else ()),
        ),
        buttons=rows(
            (
                *(_own_buttons() if mine else ()),
                *(button for part in parts for button in part.buttons),
            )
        ),
    )


@part("gig", "about")
def on_a_gig(ctx: Context, gig: Gig) -> Part:
    """The way to what the seller says of themselves."""
    if gig.seller_id == ctx.me.id:
        return Part()
    return Part(buttons=(button(_("About the seller"), ShowSeller(AccountId(gig.seller_id))),))


def _own_buttons() -> Sequence[Button]:
    return (
        *_known(("sell", _("New gig")), style=Style.MAIN),
        button(_("Change my profile"), StartSelling()),
        *_known(("gigs", _("My gigs"))),
    )


def invite_to_sell(ctx: Context) -> Screen:
    """Show a buyer how to become a seller."""
    return Screen(
        title=_("Sell on Jalon"),
        lines=(
            _(
                "Tell buyers who you are, publish a gig and take orders. You keep {share} of every "
                "order; nothing is due before you sell."
            ).format(share=_percent(100 - ctx.settings.commission_basis_points // 100)),
        ),
        buttons=((button(_("Start selling"), StartSelling(), Style.MAIN),),),
    )


def _percent(number: int) -> Text:
    return _("{number}%").format(number=number)


def _menu(ctx: Context, title: Text, *lines: Text) -> Screen:
    sells = ctx.me.sells
    if ctx.me.banned:
        return Screen(title=title, lines=lines, buttons=rows(_known(*FOR_BANNED)))
    ways = [*_known(*FOR_BUYERS)]
    if sells:
        ways += _known(*FOR_SELLERS)
    else:
        ways.append(button(_("Start selling"), StartSelling()))
    ways += _known(*FOR_ALL)
    return Screen(
        title=title,
        lines=lines,
        buttons=(*_unfinished(ctx), *rows(ways)),
    )


def _unfinished(ctx: Context) -> tuple[tuple[Button, ...], ...]:
    """Offer the forms this person has begun."""
    if not ctx.me.id:
        return ()
    latest = [(draft, _title_of(ctx, draft)) for draft in ctx.ask(drafts.open_ones)]
    return tuple(
        (button(_("Go on: {form}").format(form=title), ContinueForm(draft.id), Style.MAIN),)
        for draft, title in latest
        if title is not None
    )[:3]


def _title_of(ctx: Context, draft: Draft) -> Text | None:
    """Name a form that was begun, unless what it is about is not this person's any more."""
    make = REGISTRY.forms.get(draft.form)
    try:
        return None if make is None else make(ctx, draft.subject).title
    except Refusal:
        return None


def _known(*ways: tuple[str, Text], style: Style = Style.PLAIN) -> Sequence[Button]:
    return [_open(name, label, style) for name, label in ways if name in REGISTRY.commands]


def _open(command: str, label: Text, style: Style = Style.PLAIN) -> Button:
    return button(label, OpenCommand(command), style)
