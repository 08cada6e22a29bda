"""What people are told about disputes when somebody else, or the clock, did something."""

from typing import TypeVar

from bot.context import Context
from bot.platform import Room
from bot.registry import notice, room
from bot.screens.communities import queue_button
from bot.screens.disputes.actions import ShowDispute
from bot.screens.disputes.card import main_buttons, show_dispute
from bot.screens.disputes.words import (
    decision_lines,
    next_lines,
    proposal_lines,
    short,
    stage_lines,
    title_of,
)
from bot.screens.orders import room_of, show_button
from bot.ui import Fact, Line, Quote, Screen, Style, Tone, button, rows
from core import disputes, orders
from core.disputes import Dispute, DisputeState, Question, Statement
from core.kit.errors import TooLate
from core.kit.ids import DisputeId
from core.kit.text import _

W = TypeVar("W")


@notice("disputes.opened")
def opened(ctx: Context, subject: str) -> Screen:
    """The other side is to state its case."""
    case, name = _open(ctx, subject)
    said = _last(ctx, case, Statement)
    lines: list[Line] = [
        *next_lines(ctx, case, name),
        Fact(_("About"), disputes.COMPLAINTS[case.complaint]),
        *([Quote(short(said.words), by=name)] if said else []),
        *stage_lines(ctx, case),
    ]
    return _told(ctx, case, *lines)


@notice("disputes.answer_wanted")
def answer_wanted(ctx: Context, subject: str) -> Screen:
    """The time to state one's case is nearly over."""
    case, _name = _open(ctx, subject, DisputeState.OPENED)
    says = _("Your side of the dispute is still missing. Without it, it goes on all the same.")
    return _told(ctx, case, says, *stage_lines(ctx, case))


@notice("disputes.answered")
def answered(ctx: Context, subject: str) -> Screen:
    """Both sides were heard; now they can settle."""
    case, name = _open(ctx, subject)
    said = _last(ctx, case, Statement)
    lines: list[Line] = [_("{name} answered in the dispute.").format(name=name)]
    if said is not None:
        lines.append(Quote(short(said.words), by=name))
    return _told(ctx, case, *lines, *next_lines(ctx, case, name), *stage_lines(ctx, case))


@notice("disputes.passed_over")
def passed_over(ctx: Context, subject: str) -> Screen:
    """One side said nothing in time."""
    case, name = _open(ctx, subject)
    if case.opener_id == ctx.me.id:
        says = _("{name} did not answer in time. It goes on without.")
    else:
        says = _("You did not answer in time. It goes on, and you can still agree with {name}.")
    lines = (*next_lines(ctx, case, name), *stage_lines(ctx, case))
    return _told(ctx, case, says.format(name=name), *lines)


@notice("disputes.proposed")
def proposed(ctx: Context, subject: str) -> Screen:
    """The other side says how it would end it."""
    case, name = _open(ctx, subject)
    lines = proposal_lines(ctx, case, name)
    if not lines or case.proposer_id == ctx.me.id:
        raise TooLate
    return _told(ctx, case, *lines)


@notice("disputes.settle_wanted")
def settle_wanted(ctx: Context, subject: str) -> Screen:
    """A moderator will be called soon."""
    case, name = _open(ctx, subject, DisputeState.SETTLING)
    says = _("Soon a moderator decides for the two of you. You can still agree.")
    lines = (*stage_lines(ctx, case), *proposal_lines(ctx, case, name))
    return _told(ctx, case, says, *lines)


@notice("disputes.referred")
def referred(ctx: Context, subject: str) -> Screen:
    """A moderator is called."""
    case, name = _open(ctx, subject)
    says = _("You two did not agree in time, so a moderator of this market is called.")
    return _told(ctx, case, says, *next_lines(ctx, case, name))


@notice("disputes.taken")
def taken(ctx: Context, subject: str) -> Screen:
    """A moderator has the case."""
    case, name = _open(ctx, subject, DisputeState.HEARING)
    says = _("A moderator has taken the case and reads all of it, your messages too.")
    return _told(ctx, case, says, *next_lines(ctx, case, name))


@notice("disputes.asked")
def asked(ctx: Context, subject: str) -> Screen:
    """The moderator wants to know something."""
    case, _name = _open(ctx, subject)
    question = _last(ctx, case, Question)
    if question is None or case.asked_side is not disputes.side_of(case, ctx.me):
        raise TooLate
    return _told(ctx, case, _("The moderator asks you:"), Quote(short(question.words)))


@notice("disputes.decided")
def decided(ctx: Context, subject: str) -> Screen:
    """A moderator decided."""
    case, name = _look(ctx, subject)
    lines = (*decision_lines(ctx, case), *next_lines(ctx, case, name), *stage_lines(ctx, case))
    return _told(ctx, case, *lines)


@notice("disputes.appeal_ends")
def appeal_ends(ctx: Context, subject: str) -> Screen:
    """The decision is done soon."""
    case, _name = _open(ctx, subject, DisputeState.DECIDED)
    says = _("The time to appeal is nearly over; then this is done:")
    return _told(ctx, case, says, *decision_lines(ctx, case), *stage_lines(ctx, case))


@notice("disputes.appealed")
def appealed(ctx: Context, subject: str) -> Screen:
    """The other side wants another moderator."""
    case, name = _open(ctx, subject)
    says = _("{name} appealed against the decision. Nothing is done yet.").format(name=name)
    return _told(ctx, case, says, *next_lines(ctx, case, name))


@notice("disputes.ended")
def ended(ctx: Context, subject: str) -> Screen:
    """The order goes on."""
    case, _name = _look(ctx, subject)
    return _told(ctx, case, _("The dispute is over, and the order goes on from where it stood."))


# --- to moderators


@notice("disputes.waiting")
def waiting(ctx: Context, subject: str) -> Screen:
    """A case can be taken."""
    case = ctx.ask(disputes.look, subject)
    if case.state not in disputes.UNTAKEN:
        raise TooLate
    return _to_moderator(case, _("A dispute waits for a moderator. Who can take it?"))


@notice("disputes.replied")
def replied(ctx: Context, subject: str) -> Screen:
    """A side answered the moderator."""
    case = ctx.ask(disputes.look, subject)
    reply = _last(ctx, case, disputes.Reply)
    lines = [Quote(short(reply.words))] if reply is not None else []
    return _to_moderator(case, _("Your question was answered."), *lines)


@notice("disputes.decision_wanted")
def decision_wanted(ctx: Context, subject: str) -> Screen:
    """The time to decide is nearly over."""
    case = ctx.ask(disputes.look, subject)
    if case.state is not DisputeState.HEARING or case.decide_by is None:
        raise TooLate
    says = _("Please decide by {by}; after that another moderator is asked.")
    return _to_moderator(case, says.format(by=case.decide_by), *stage_lines(ctx, case))


@notice("disputes.closed")
def closed(ctx: Context, subject: str) -> Screen:
    """The two settled it themselves."""
    case = ctx.ask(disputes.look, subject)
    says = _("The two sides settled this dispute themselves: there is nothing left to decide.")
    return Screen(title=title_of(case), lines=(says,), buttons=((queue_button("disputes"),),))


@room("disputes")
def room_of_dispute(ctx: Context, subject: str) -> Room | None:
    """What the two sides are told goes into the room of the order."""
    return room_of(ctx, ctx.ask(disputes.look, subject).order_id)


def _look(ctx: Context, dispute_id: str) -> tuple[Dispute, str]:
    case = ctx.ask(disputes.look, dispute_id)
    order = ctx.ask(orders.look, case.order_id)
    return case, ctx.ask(orders.counterpart, order).name


def _open(ctx: Context, dispute_id: str, state: DisputeState | None = None) -> tuple[Dispute, str]:
    """Return a case that goes on, perhaps in this state; of one that does not, nobody is told."""
    case, name = _look(ctx, dispute_id)
    if not case.is_open or state not in (None, case.state):
        raise TooLate
    return case, name


def _last(ctx: Context, case: Dispute, kind: type[W]) -> W | None:
    """Return what was last said of this kind."""
    entries = ctx.ask(disputes.case_file, case.id).entries
    return next((e.what for e in reversed(entries) if isinstance(e.what, kind)), None)


def _told(ctx: Context, case: Dispute, *lines: Line) -> Screen:
    """Say what happened in which dispute, and offer the next step."""
    next_ones = main_buttons(ctx, case) if case.is_open else []
    order = ctx.ask(orders.look, case.order_id)
    style = Style.PLAIN if next_ones else Style.MAIN
    return Screen(
        title=title_of(case),
        lines=lines,
        buttons=rows((*next_ones, show_dispute(case), show_button(order, style))),
        tone=Tone.BUSY,
    )


def _to_moderator(case: Dispute, *lines: Line) -> Screen:
    show = button(_("Open the case"), ShowDispute(DisputeId(case.id)), Style.MAIN)
    return Screen(
        title=title_of(case),
        lines=lines,
        buttons=rows((show, queue_button("disputes"))),
        tone=Tone.BUSY,
    )
