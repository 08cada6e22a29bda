"""What people see of being one person on several platforms."""

from bot.context import Context
from bot.registry import notice
from bot.screens.accounts import OpenCommand
from bot.ui import Action, Button, Fact, Line, Screen, Small, Style, Tone, button, rows
from core import linking
from core.accounts import Account
from core.kit.text import Text, _, verbatim

NAMES: dict[str, Text] = {
    "telegram": verbatim("Telegram"),
    "discord": verbatim("Discord"),
    "console": _("this terminal"),
}


class ShowLink(Action, frozen=True, wire="li.se"):
    """See on which platforms I am myself."""


class MakeLinkCode(Action, frozen=True, wire="li.co"):
    """Get a code to type on the other platform."""


class EnterLinkCode(Action, frozen=True, wire="li.en"):
    """Type a code from the other platform."""


class ConfirmLink(Action, frozen=True, wire="li.ok"):
    """Be the same person as whoever made this code."""

    code: str


class UnlinkPlatform(Action, frozen=True, wire="li.un"):
    """Think about being somebody else on a platform."""

    platform: str


class ConfirmUnlink(Action, frozen=True, wire="li.uo"):
    """Be somebody else on a platform from now on."""

    platform: str


def link_page(ctx: Context, note: Text | None = None) -> Screen:
    """Show where one is oneself, and how to be it on one more platform."""
    mine = ctx.ask(linking.platforms)
    code = ctx.ask(linking.waiting)
    lines: list[Line] = [
        *(Fact(_name(one.platform), verbatim(one.name)) for one in mine),
    ]
    if code is not None:
        says = _("Open Jalon on your other platform, use {command} there and give the code {code}.")
        lines += [
            says.format(command=_("/link"), code=code.code),
            Small(_("It works once, until {at}. Give it to nobody.").format(at=code.ends_at)),
        ]
    else:
        lines += [
            _(
                "Are you on Telegram and on Discord? Link the two: your orders, messages and forms "
                "are then the same on both."
            ),
        ]
    buttons = [button(_("Get a code"), MakeLinkCode(), Style.PLAIN if code else Style.MAIN)]
    if code is not None:
        buttons.insert(0, Button(_("Copy the code"), copy=code.code, style=Style.MAIN))
    buttons.append(button(_("I have a code"), EnterLinkCode()))
    if len(mine) > 1:
        buttons += [
            button(_("Unlink {platform}").format(platform=_name(one.platform)),
                   UnlinkPlatform(one.platform), Style.GRAVE)
            for one in mine
        ]  # fmt: skip
    return Screen(
        title=_("My other platform"), note=note, lines=tuple(lines), buttons=rows(buttons)
    )


def confirm_link(ctx: Context, code: str) -> Screen:
    """Say with whom one becomes the same person, before it is done."""
    other = ctx.ask(linking.to_join, code)
    return Screen(
        title=_("Is this you?"),
        lines=(
            _("This code was made by {name}.").format(name=other.name),
            _(
                "Link only with an account of your own: whoever has it sees your orders, messages "
                "and money, and can act for you."
            ),
        ),
        buttons=rows(
            (
                button(_("Yes, link us"), ConfirmLink(code.strip().upper()), Style.GOOD),
                button(_("No"), ShowLink()),
            )
        ),
        tone=Tone.BUSY,
    )


def linked_page(account: Account) -> Screen:
    """Say that it is done."""
    return Screen(
        title=_("Linked"),
        lines=(
            _("From now on you are {name} on both platforms.").format(name=account.name),
            Small(_("What you begin on one you can go on with on the other.")),
        ),
        buttons=rows(
            (
                button(_("Menu"), OpenCommand("menu"), Style.MAIN),
                button(_("My orders"), OpenCommand("orders")),
            )
        ),
        tone=Tone.GOOD,
    )


def confirm_unlink(platform: str) -> Screen:
    """Say what unlinking does, before it is done."""
    name = _name(platform)
    return Screen(
        title=_("Unlink {platform}?").format(platform=name),
        lines=(
            _(
                "On {platform} you begin anew, with an empty account. Your orders, messages and "
                "money stay with your other platform."
            ).format(platform=name),
        ),
        buttons=rows(
            (
                button(_("Unlink"), ConfirmUnlink(platform), Style.GRAVE),
                button(_("Back"), ShowLink()),
            )
        ),
        tone=Tone.GRAVE,
    )


@notice("linking.linked")
def linked(ctx: Context, _subject: str) -> Screen:
    """Somebody typed the code: say so where it was made."""
    names = [_name(one.platform) for one in ctx.ask(linking.platforms)]
    return Screen(
        title=_("Linked"),
        lines=(
            _("You are now the same person on: {platforms}.").format(platforms=names),
            Small(_("If that was not you, unlink the other one and write to support.")),
        ),
        buttons=rows(
            (
                button(_("My other platform"), ShowLink()),
                button(_("Support"), OpenCommand("support")),
            )
        ),
        tone=Tone.GOOD,
    )


def _name(platform: str) -> Text:
    return NAMES.get(platform) or verbatim(platform)
