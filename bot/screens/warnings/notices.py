"""What people are told about warnings."""

from bot.context import Context
from bot.registry import notice
from bot.screens.communities import queue_button
from bot.screens.warnings.actions import ShowWarning
from bot.screens.warnings.pages import warning_buttons
from bot.screens.warnings.words import (
    appeal_lines,
    how_long,
    how_to_appeal,
    title_of,
    what_follows,
    what_for,
)
from bot.ui import Line, Quote, Screen, Style, Tone, button, rows
from core import warnings
from core.kit.errors import TooLate
from core.kit.ids import WarningId
from core.kit.text import _
from core.warnings import GivenWarning, WarningState


@notice("warnings.issued")
def issued(ctx: Context, subject: str) -> Screen:
    """A moderator warns somebody."""
    warning = ctx.ask(warnings.look, subject)
    return _told(
        ctx,
        warning,
        _("A moderator of this market gives you a warning."),
        *what_for(ctx, warning),
        *how_long(warning, ctx.now),
        *what_follows(warning, ctx.now),
        *how_to_appeal(warning, ctx.now),
    )


@notice("warnings.upheld")
def upheld(ctx: Context, subject: str) -> Screen:
    """Another moderator looked: it stays."""
    warning = ctx.ask(warnings.look, subject)
    says = _("Another moderator looked at your warning and upholds it.")
    return _told(ctx, warning, says, Quote(warning.decision), *how_long(warning, ctx.now))


@notice("warnings.lifted")
def lifted(ctx: Context, subject: str) -> Screen:
    """Another moderator took it back."""
    warning = ctx.ask(warnings.look, subject)
    says = _("Another moderator took your warning back, with everything that followed from it.")
    return _told(ctx, warning, says, Quote(warning.decision))


@notice("warnings.expired")
def expired(ctx: Context, subject: str) -> Screen:
    """It counts no more."""
    warning = ctx.ask(warnings.look, subject)
    return _told(ctx, warning, _("A warning of yours is over: it counts no more."))


@notice("warnings.appealed")
def appealed(ctx: Context, subject: str) -> Screen:
    """An appeal waits for a moderator."""
    warning = ctx.ask(warnings.look, subject)
    if warning.state is not WarningState.APPEALED:
        raise TooLate
    show = button(_("Look at the appeal"), ShowWarning(WarningId(warning.id)), Style.MAIN)
    return Screen(
        title=title_of(warning),
        lines=(
            _("An appeal against a warning waits for a moderator."),
            *what_for(ctx, warning),
            *appeal_lines(ctx, warning),
        ),
        buttons=rows((show, queue_button("warnings"))),
        tone=Tone.BUSY,
    )


def _told(ctx: Context, warning: GivenWarning, *lines: Line) -> Screen:
    show = button(_("Look at the warning"), ShowWarning(WarningId(warning.id)))
    return Screen(
        title=title_of(warning),
        lines=lines,
        buttons=rows((*warning_buttons(ctx, warning), show)),
        tone=Tone.GRAVE if warning.counts else Tone.GOOD,
    )
