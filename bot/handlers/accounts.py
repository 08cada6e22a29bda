"""Answers about the way in: welcome, menu, help, the seller's role, plain words."""

from bot import dialogue
from bot.context import Context
from bot.registry import REGISTRY, Option, command, on, said
from bot.screens.accounts import (
    OpenCommand,
    ShowSeller,
    StartSelling,
    did_not_understand,
    help_page,
    invite_to_sell,
    main_menu,
    profile_card,
    welcome,
)
from bot.ui import Screen
from core import accounts
from core.kit.errors import NoSuchThing
from core.kit.text import _

LINK_SIGN = "_"  # in a deep link: the command, this sign, what it is about


@command(
    "start",
    _("/start"),
    _("Begin here"),
    Option("link", _("link"), _("Where a link led you")),
    reads=True,
    listed=False,
)
def start(ctx: Context, link: str) -> Screen:
    """Welcome somebody, or lead them where their link points to."""
    word, _sign, about = link.partition(LINK_SIGN)
    wanted = REGISTRY.commands.get(word)
    if wanted is None or not wanted.reads or wanted.run is start:
        return welcome(ctx)
    values = dict.fromkeys((option.name for option in wanted.options), "")
    if wanted.options:
        values[wanted.options[0].name] = about
    return wanted.run(ctx, **values)


@command("menu", _("/menu"), _("Everything you can do here"), reads=True)
def menu(ctx: Context) -> Screen:
    """Show the ways in."""
    return main_menu(ctx)


@command("help", _("/help"), _("What I can do, and how an order goes"), reads=True)
def show_help(ctx: Context) -> Screen:
    """List the commands."""
    return help_page(ctx)


@command("profile", _("/profile"), _("What buyers see of you"), reads=True)
def profile(ctx: Context) -> Screen:
    """Show one's own profile."""
    if not ctx.me.sells:
        return invite_to_sell(ctx)
    return profile_card(ctx, ctx.me)


@on(OpenCommand)
def open_command(ctx: Context, press: OpenCommand) -> Screen:
    """Do what a command does without arguments."""
    wanted = REGISTRY.commands.get(press.command)
    if wanted is None:
        raise NoSuchThing
    return wanted.run(ctx, **dict.fromkeys((option.name for option in wanted.options), ""))


@on(ShowSeller, reads=True)
def show_seller(ctx: Context, press: ShowSeller) -> Screen:
    """Show what a seller says of themselves."""
    return profile_card(ctx, ctx.ask(accounts.seller, press.account))


@on(StartSelling)
def start_selling(ctx: Context, _press: StartSelling) -> Screen:
    """Ask what a seller's profile says; what it says already stands there."""
    given = {}
    if ctx.me.sells:
        given = {"name": ctx.me.name, "languages": list(ctx.me.languages), "bio": ctx.me.bio}
    return dialogue.open_form(ctx, "accounts.start_selling", given=given)


@said
def answer_words(ctx: Context, _words: str) -> Screen:
    """Answer words that belong to no form with the menu."""
    return did_not_understand(ctx)
