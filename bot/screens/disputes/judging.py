"""What a moderator sees: one case, and a decision before it is given."""

from bot.context import Context
from bot.registry import Task, parts_of, work
from bot.screens.communities import queue_button
from bot.screens.disputes.actions import (
    AskSide,
    CheckDecision,
    DecideCase,
    GiveDecision,
    HandBackCase,
    ShowDispute,
    TakeCase,
)
from bot.screens.disputes.case import file_buttons, said_lines
from bot.screens.disputes.words import (
    decision_lines,
    outcome_lines,
    stage_lines,
    title_of,
)
from bot.screens.settlements import released_before
from bot.ui import (
    Button,
    Fact,
    Heading,
    Line,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    rows,
)
from core import disputes
from core.disputes import Brief, Decision, Dispute
from core.kit.ids import DecisionId, DisputeId
from core.kit.states import Role
from core.kit.text import Text, _, verbatim


@work("disputes", _("Dispute"), _("Disputes"))
def in_the_queue(ctx: Context, most: int) -> list[Task]:
    """List the cases of somebody in office."""
    return [
        Task(duty, verbatim(order.terms.title), ShowDispute(DisputeId(dispute.id)))
        for duty in ctx.ask(disputes.duties, most=most)
        for dispute, order in [duty.thing]
    ]


def case_page(ctx: Context, dispute: Dispute, note: Text | None = None) -> Screen:
    """Show a case to a moderator: only its outline until it is theirs, unless they read all."""
    lines: list[Line] = [*_outline(ctx, ctx.ask(disputes.brief, dispute.id))]
    buttons: list[Button] = []
    verbs = ctx.ask(disputes.verbs, dispute)
    if "take" in verbs:
        lines.append(Small(_("Take it only if you know neither side. You then see all of it.")))
        take = TakeCase(DisputeId(dispute.id))
        buttons.append(button(_("Take the case"), take, Style.MAIN))
    if dispute.moderator_id == ctx.me.id or ctx.ask(disputes.reads, dispute):
        case = ctx.ask(disputes.case_file, dispute.id)
        written = ctx.ask(disputes.drafted, dispute)
        if written is not None:
            lines.append(Heading(_("Written down, not given yet")))
            lines += _decided(ctx, dispute, written)
        lines += [*decision_lines(ctx, dispute), *said_lines(dispute, case)]
        buttons += _judging(dispute, written) if "decide" in verbs else []
        buttons += file_buttons(dispute, case)
    for more in parts_of(ctx, "case", dispute):
        lines += more.lines
        buttons += more.buttons
    return Screen(
        title=title_of(dispute),
        note=note,
        lines=tuple(lines),
        buttons=rows((*buttons, queue_button("disputes"))),
        tone=Tone.BUSY,
    )


def _judging(dispute: Dispute, written: Decision | None) -> list[Button]:
    """Return what can be done with a case that one has."""
    case, found = DisputeId(dispute.id), list[Button]()
    if written is not None:
        give = CheckDecision(DecisionId(written.id))
        found.append(button(_("Give this decision"), give, Style.MAIN))
    decide = _("Decide") if written is None else _("Write it anew")
    style = Style.MAIN if written is None else Style.PLAIN
    return [
        *found,
        button(decide, DecideCase(case), style),
        button(_("Ask a question"), AskSide(case)),
        button(_("Give it back"), HandBackCase(case)),
    ]


def check_decision(ctx: Context, dispute: Dispute, decision: Decision) -> Screen:
    """Show what was written down, in money; the first confirmation."""
    return Screen(
        title=_("Is this your decision?"),
        lines=(
            *_decided(ctx, dispute, decision),
            Small(_("Nothing is given yet: you confirm it twice.")),
        ),
        buttons=rows(
            (
                button(_("Yes, go on"), CheckDecision(DecisionId(decision.id)), Style.MAIN),
                button(_("Write it anew"), DecideCase(DisputeId(dispute.id))),
            )
        ),
        tone=Tone.BUSY,
    )


def give_decision(ctx: Context, dispute: Dispute, decision: Decision) -> Screen:
    """Ask for the second confirmation, with what follows from it."""
    last = (
        _("This is the decision on the appeal: it is done at once and cannot be undone.")
        if dispute.appellant_id is not None
        else _("Both sides are told at once. It is done after the time to appeal.")
    )
    return Screen(
        title=_("Give the decision?"),
        lines=(*_decided(ctx, dispute, decision), Small(last)),
        buttons=rows(
            (
                button(_("Give the decision"), GiveDecision(DecisionId(decision.id)), Style.GRAVE),
                button(_("Back"), ShowDispute(DisputeId(dispute.id))),
            )
        ),
        tone=Tone.GRAVE,
    )


def _decided(ctx: Context, dispute: Dispute, decision: Decision) -> list[Line]:
    lines = outcome_lines(ctx, dispute, decision.outcome, decision.share)
    lines.append(Fact(_("Reason"), disputes.RULINGS[decision.ruling].label))
    if decision.words:
        lines.append(Quote(decision.words))
    return lines


def _outline(ctx: Context, brief: Brief) -> list[Line]:
    dispute, order, buyer, seller = brief
    opener = _("The buyer") if dispute.side is Role.BUYER else _("The seller")
    lines: list[Line] = [
        *stage_lines(ctx, dispute),
        Fact(_("Order"), verbatim(order.terms.title)),
        Fact(_("Buyer"), verbatim(buyer)),
        Fact(_("Seller"), verbatim(seller)),
        Fact(_("Opened by"), opener),
        Fact(_("About"), disputes.COMPLAINTS[dispute.complaint]),
        Fact(_("At stake"), Text("{amount}").format(amount=dispute.stake)),
    ]
    lines += released_before(order)
    if dispute.appellant_id is not None:
        lines.append(Small(_("This is an appeal: another moderator decided before.")))
    return lines
