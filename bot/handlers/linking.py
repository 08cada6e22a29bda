"""Answers about being one person on several platforms."""

from bot import dialogue
from bot.context import Context
from bot.registry import Option, command, on
from bot.screens.linking import (
    ConfirmLink,
    ConfirmUnlink,
    EnterLinkCode,
    MakeLinkCode,
    ShowLink,
    UnlinkPlatform,
    confirm_link,
    confirm_unlink,
    link_page,
    linked_page,
)
from bot.ui import Screen
from core import linking
from core.kit.text import _


@command(
    "link",
    _("/link"),
    _("Be the same person on Telegram and on Discord"),
    Option("code", _("code"), _("The code from your other platform")),
    reads=True,
)
def show_link(ctx: Context, code: str) -> Screen:
    """Show where one is oneself, or whom a code would make one."""
    return confirm_link(ctx, code) if code else link_page(ctx)


@on(ShowLink, reads=True)
def show(ctx: Context, _press: ShowLink) -> Screen:
    """Show where one is oneself."""
    return link_page(ctx)


@on(MakeLinkCode)
def make_code(ctx: Context, _press: MakeLinkCode) -> Screen:
    """Get a code to type on the other platform."""
    ctx.do(linking.invite)
    return link_page(ctx)


@on(EnterLinkCode)
def enter(ctx: Context, _press: EnterLinkCode) -> Screen:
    """Ask for the code."""
    return dialogue.open_form(ctx, "linking.enter")


@on(ConfirmLink)
def link(ctx: Context, press: ConfirmLink) -> Screen:
    """Be the same person."""
    return linked_page(ctx.do(linking.link, code=press.code))


@on(UnlinkPlatform, reads=True)
def think_about_unlinking(_ctx: Context, press: UnlinkPlatform) -> Screen:
    """Say what unlinking does."""
    return confirm_unlink(press.platform)


@on(ConfirmUnlink)
def unlink(ctx: Context, press: ConfirmUnlink) -> Screen:
    """Be somebody else there."""
    ctx.do(linking.unlink, platform=press.platform)
    return link_page(ctx, _("Unlinked."))
