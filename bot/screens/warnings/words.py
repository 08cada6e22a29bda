"""A warning in words: what for, what follows, how long, and what was decided."""

from datetime import datetime

from bot.context import Context
from bot.screens.orders import time_bar
from bot.ui import Fact, Heading, Line, Quote, Small
from core import warnings
from core.kit.text import Text, _, _n, verbatim
from core.warnings import GivenWarning, Penalty, Rung, WarningState

STATES: dict[WarningState, Text] = {
    WarningState.ACTIVE: _("It counts"),
    WarningState.APPEALED: _("It counts; another moderator looks at it"),
    WarningState.UPHELD: _("It counts; another moderator upheld it"),
    WarningState.LIFTED: _("Taken back: it never counted"),
    WarningState.EXPIRED: _("Over: it counts no more"),
}

GOES_ON = _("Running orders go on, and money that has cleared can be withdrawn.")


def title_of(warning: GivenWarning) -> Text:
    """Name a warning."""
    return _("Warning {warning}").format(warning=warning.id)


def what_for(ctx: Context, warning: GivenWarning) -> list[Line]:
    """Say which rule was broken, how, and in what."""
    lines: list[Line] = [Fact(_("Rule"), warnings.RULES[warning.rule])]
    about = ctx.ask(warnings.title_of_matter, warning)
    if about:
        number = warning.matter.partition(":")[2]
        lines.append(Fact(_("About"), Text("{n}: {title}").format(n=number, title=about)))
    return [*lines, Quote(warning.evidence)]


def how_long(warning: GivenWarning, now: datetime) -> list[Line]:
    """Say where it stands and how long it still counts."""
    lines: list[Line] = [Fact(_("State"), STATES[warning.state])]
    if warning.counts:
        lines.append(time_bar(warning.expires_at - now, warning.expires_at - warning.issued_at))
        lines.append(Small(_("It expires on {at}.").format(at=warning.expires_at)))
    return lines


def what_follows(warning: GivenWarning, now: datetime) -> list[Line]:
    """Say what it leads to today, to whoever was warned."""
    until = warning.penalty_until
    if not warning.counts or until is None or until <= now:
        return [Small(_("A second one can suspend selling, a third one does."))]
    if warning.penalty is Penalty.LEVEL:
        return [_("It is the second that counts. A third one suspends selling.")]
    says = (
        _("It is the second for this rule: you cannot sell anything new until {until}.")
        if warning.penalty is Penalty.PAUSE
        else _("Three warnings count: you cannot sell anything new until {until}.")
    )
    return [says.format(until=until), Small(GOES_ON)]


def how_to_appeal(warning: GivenWarning, now: datetime) -> list[Line]:
    """Say until when one may ask for another moderator."""
    if warning.state is not WarningState.ACTIVE:
        return []
    if now >= warning.appeal_until:
        return [Small(_("The time to appeal is over."))]
    says = _("Not right? Appeal by {until}: a moderator who had no part in it looks again.")
    return [says.format(until=warning.appeal_until)]


def appeal_lines(ctx: Context, warning: GivenWarning) -> list[Line]:
    """Quote the appeal, and what was decided on it."""
    lines: list[Line] = []
    if warning.appeal:
        mine = warning.account_id == ctx.me.id
        lines += [Heading(_("Your appeal") if mine else _("The appeal")), Quote(warning.appeal)]
    if warning.decision:
        lines += [Heading(_("What was decided")), Quote(warning.decision)]
    return lines


def foreseen(rung: Rung) -> list[Line]:
    """Say to a moderator what a warning would lead to."""
    says = {
        Penalty.NOTHING: _("It would be the first that counts: nothing else follows."),
        Penalty.PAUSE: _(
            "It would be the second for this rule: they cannot sell anything new until {until}."
        ),
        Penalty.LEVEL: _(
            "It would be the second, for another rule: it is noted to cost one level until {until}."
        ),
        Penalty.SUSPENSION: _(
            "It would be the third or more that counts: they cannot sell anything new until "
            "{until}."
        ),
    }[rung.penalty]
    if rung.until is None:
        return [says]
    return [says.format(until=rung.until), Small(GOES_ON)]


def in_short(warning: GivenWarning) -> Fact:
    """Say in a line what for, and since when."""
    says = Text("{rule} · {state}").format(
        rule=warnings.RULES[warning.rule], state=STATES[warning.state]
    )
    return Fact(verbatim(warning.id), says)


def how_many(number: int) -> Text:
    """Say how many count."""
    return _n("{n} warning counts.", "{n} warnings count.", number)
