"""A dispute in words: its stage, what is next, who gets what."""

from bot.context import Context
from bot.screens.orders import time_bar
from bot.screens.settlements import released_before
from bot.ui import Fact, Heading, Line, Quote, Small
from core import disputes
from core.disputes import Dispute, DisputeState, Entry, Opening, Outcome
from core.kit.money import Money
from core.kit.states import Role
from core.kit.text import Text, _

QUOTED_MOST = 500  # characters of what is said on a screen; the case file has all of it

STATES: dict[DisputeState, Text] = {
    DisputeState.OPENED: _("Waiting for the other side's case"),
    DisputeState.ANSWERED: _("Both sides were heard"),
    DisputeState.SETTLING: _("Time to settle"),
    DisputeState.MEDIATION: _("Waiting for a moderator"),
    DisputeState.HEARING: _("A moderator has the case"),
    DisputeState.DECIDED: _("Decided"),
    DisputeState.APPEALED: _("Waiting for another moderator"),
    DisputeState.EXECUTED: _("Decided and done"),
    DisputeState.SETTLED: _("Settled by agreement"),
    DisputeState.WITHDRAWN: _("Taken back"),
}

# What comes next, for the parties.
NEXT: dict[DisputeState, Text] = {
    DisputeState.SETTLING: _("Try to agree now. After that, a moderator decides."),
    DisputeState.MEDIATION: _("A moderator will take the case. You can still agree."),
    DisputeState.HEARING: _("The moderator decides by {by}. You can still agree."),
    DisputeState.DECIDED: _("This is done when the time is over, unless one of you appeals."),
    DisputeState.APPEALED: _("Another moderator will take the case. You can still agree."),
}

OUTCOMES: dict[Outcome, Text] = {
    Outcome.RESUME: _("The order goes on"),
    Outcome.REFUND: _("Everything goes back to the buyer"),
    Outcome.PAY: _("Everything goes to the seller"),
    Outcome.SPLIT: _("The money is shared"),
    Outcome.WITHDRAW: _("The dispute is taken back"),
}


def title_of(dispute: Dispute) -> Text:
    """Name the case."""
    return _("Dispute {dispute}, order {order}").format(dispute=dispute.id, order=dispute.order_id)


def stage_lines(ctx: Context, dispute: Dispute) -> list[Line]:
    """Say where it stands and how much time is left."""
    running = ctx.ask(disputes.clock, dispute)
    lines: list[Line] = [Fact(_("Stage"), STATES[dispute.state])]
    if running is not None and running.verb != "escalate":
        whole = max(running.of, running.at - ctx.now)
        lines.append(time_bar(running.at - ctx.now, whole))
    return lines


def next_lines(ctx: Context, dispute: Dispute, other: str) -> list[Line]:
    """Say what comes next, to one of the two."""
    mine = dispute.opener_id == ctx.me.id
    if dispute.state is DisputeState.OPENED:
        says = (
            _("{name} can now answer you. Silence does no harm; it goes on without.")
            if mine
            else _("{name} opened a dispute. Say how you see it before the time is over.")
        )
        return [says.format(name=other)]
    if dispute.state not in NEXT:
        return []
    lines: list[Line] = []
    if dispute.asked_side is disputes.side_of(dispute, ctx.me):
        lines.append(_("The moderator has a question for you."))
    lines.append(NEXT[dispute.state].format(by=dispute.decide_by or ctx.now))
    return lines


def proposal_lines(ctx: Context, dispute: Dispute, other: str) -> list[Line]:
    """Say what is on the table, and what it means in money."""
    if dispute.proposal is None or not dispute.is_open:
        return []
    mine = dispute.proposer_id == ctx.me.id
    heading = _("You propose") if mine else _("{name} proposes").format(name=other)
    return [
        Heading(heading),
        *outcome_lines(ctx, dispute, dispute.proposal, dispute.proposal_share),
    ]


def outcome_lines(ctx: Context, dispute: Dispute, outcome: Outcome, share: Money) -> list[Line]:
    """Say how it ends: who gets what, in money."""
    if outcome in (Outcome.RESUME, Outcome.WITHDRAW):
        return [
            OUTCOMES[outcome],
            Small(
                _("The order goes on from where it stood, with a day at least left on every clock.")
            ),
        ]
    found = ctx.ask(disputes.amounts, dispute, outcome, share)
    to_seller = Text("{amount}").format(amount=found.to_seller)
    if found.commission:
        to_seller = _("{amount} (and {commission} commission)").format(
            amount=found.to_seller, commission=found.commission
        )
    return [
        OUTCOMES[outcome],
        Fact(_("Back to the buyer"), Text("{amount}").format(amount=found.to_buyer)),
        Fact(_("To the seller"), to_seller),
        *released_before(ctx.ask(disputes.brief, dispute.id).order),
    ]


def decision_lines(ctx: Context, dispute: Dispute) -> list[Line]:
    """Say what a moderator decided and why, if one did."""
    found = ctx.ask(disputes.given, dispute)
    if found is None or dispute.state in (DisputeState.SETTLED, DisputeState.WITHDRAWN):
        return []
    lines: list[Line] = [
        Heading(_("A moderator's decision")),
        *outcome_lines(ctx, dispute, found.outcome, found.share),
        Fact(_("Reason"), disputes.RULINGS[found.ruling].label),
    ]
    if found.words:
        lines.append(Quote(short(found.words)))
    return lines


def said_by(opening: Opening, entry: Entry) -> Text:
    """Say which of the two said something, and when."""
    buys = entry.by is Role.BUYER
    name = opening.buyer if buys else opening.seller
    says = _("{name}, the buyer, {at}") if buys else _("{name}, the seller, {at}")
    return says.format(name=name, at=entry.at)


def short(words: str, most: int = QUOTED_MOST) -> str:
    """Return the beginning of what somebody said."""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"
