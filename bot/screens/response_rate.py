"""What people see of how soon a seller answers."""

from bot.context import Context
from bot.registry import Part, part
from bot.ui import Action, Fact, Line, Screen, Small, button
from core import accounts, response_rate
from core.accounts import Account
from core.gigs import Gig
from core.kit.text import Text, _, verbatim
from core.response_rate import Inquiry, Outcome, Rate


class ListInquiries(Action, frozen=True, wire="rr.ls"):
    """See what my response rate is made of."""

    page: int


OUTCOMES: dict[Outcome, Text] = {
    Outcome.IN_TIME: _("answered in time"),
    Outcome.LATE: _("answered late"),
    Outcome.MISSED: _("not answered in time"),
    Outcome.WAITING: _("waits for your answer"),
    Outcome.UNDELIVERED: _("does not count: it did not reach you yet"),
    Outcome.SPAM: _("does not count: spam"),
    Outcome.AWAY: _("does not count: you were away"),
}


def rate_line(rate: Rate) -> Fact:
    """Say in one line how often a seller answers, and how soon."""
    label = _("Response rate")
    if rate.percent is None:
        return Fact(label, _("new"))
    percent = _("{number}%").format(number=rate.percent)
    if rate.delay is None:
        return Fact(label, percent)
    return Fact(label, _("{percent}, usually within {delay}").format(
        percent=percent, delay=rate.delay
    ))  # fmt: skip


def inquiries_page(ctx: Context, page: int = 0) -> Screen:
    """List the first messages people wrote to a seller, and what came of each."""
    found, more = ctx.ask(response_rate.inquiries, page=page)
    rate = ctx.ask(response_rate.of, ctx.me.id)
    lines: list[Line] = [
        rate_line(rate),
        Small(
            _(
                "First messages of the last {days} days; answered within {hours} hours counts as "
                "in time. Under {least} of them it reads “new”."
            ).format(
                days=ctx.settings.response_over.days,
                hours=int(ctx.settings.response_within.total_seconds()) // 3600,
                least=rate.least,
            )
        ),
        *(_line(ctx, one) for one in found),
    ]
    if not found:
        lines.append(_("Nobody has asked you anything yet."))
    turns = [button(_("Back"), ListInquiries(page - 1))] if page else []
    turns += [button(_("More"), ListInquiries(page + 1))] if more else []
    return Screen(
        title=_("Response rate"), lines=tuple(lines), buttons=(tuple(turns),) if turns else ()
    )


@part("profile", "response_rate")
def on_a_profile(ctx: Context, person: Account) -> Part:
    """How soon a seller answers; to themselves, what that is made of."""
    if not person.sells:
        return Part()
    mine = person.id == ctx.me.id
    return Part(
        (rate_line(ctx.ask(response_rate.of, person.id)),),
        (button(_("Response rate"), ListInquiries(0)),) if mine else (),
    )


@part("gig", "response_rate")
def on_a_gig(ctx: Context, gig: Gig) -> Part:
    """How soon its seller answers, once that can be said."""
    rate = ctx.ask(response_rate.of, gig.seller_id)
    return Part() if rate.is_new else Part((rate_line(rate),))


def _line(ctx: Context, one: Inquiry) -> Fact:
    name = verbatim(ctx.ask(accounts.profile_of, one.asker_id).name)
    says = OUTCOMES[response_rate.outcome(one, ctx.now, ctx.settings)]
    label = Text("{name}, {day}").format(name=name, day=one.asked_at)
    if one.delay is None:
        return Fact(label, says)
    return Fact(label, _("{outcome}, after {delay}").format(outcome=says, delay=one.delay))
