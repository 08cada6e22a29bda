"""Answers about disputes."""

from bot import dialogue
from bot.context import Context
from bot.registry import on
from bot.screens.communities import work_page
from bot.screens.disputes import (
    AcceptProposal,
    AnswerDispute,
    AppealDecision,
    AskSide,
    CheckDecision,
    ChooseOutcome,
    DecideCase,
    GetCaseFile,
    GetEvidence,
    GiveDecision,
    HandBackCase,
    OpenDispute,
    ProposeSettlement,
    ReadMessage,
    ReadMessages,
    ReplyToModerator,
    SealAmount,
    SendProposal,
    ShowDispute,
    TakeCase,
    case_file_page,
    case_page,
    confirm_proposal,
    dispute_page,
    evidence_page,
    give_decision,
    message_page,
    talk_page,
    ways_to_settle,
)
from bot.screens.orders import order_card
from bot.ui import Screen
from core import disputes, orders
from core.disputes import Dispute, Outcome
from core.kit.errors import NoSuchThing, TooLate
from core.kit.ids import DisputeId
from core.kit.text import Text, _

AboutCase = (
    ShowDispute | AnswerDispute | ProposeSettlement | ChooseOutcome | SendProposal
    | AcceptProposal | SealAmount | ReplyToModerator | AppealDecision | HandBackCase | AskSide
    | DecideCase
)  # fmt: skip


def order_as_it_is(ctx: Context, press: OpenDispute) -> Screen:
    """Show the order as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


def as_it_is(ctx: Context, press: AboutCase) -> Screen:
    """Show the case as it is now; a moderator's look is written down."""
    return _page(ctx, ctx.do(disputes.look_into, dispute=press.dispute))


def case_of(ctx: Context, press: CheckDecision | GiveDecision) -> Screen:
    """Show the case of a decision as it is now; that is a look as well."""
    case = ctx.ask(disputes.decision, press.decision)[0]
    return case_page(ctx, ctx.do(disputes.look_into, dispute=DisputeId(case.id)))


def the_list(ctx: Context, press: TakeCase) -> Screen:
    """Show what waits now."""
    ctx.ask(disputes.to_take, press.dispute)
    return work_page(ctx, "disputes")


@on(OpenDispute, stale=order_as_it_is)
def open_case(ctx: Context, press: OpenDispute) -> Screen:
    """Ask what is wrong."""
    ctx.ask(disputes.expect_to_open, press.order)
    return dialogue.open_form(ctx, "disputes.open", press.order)


@on(ShowDispute)
def show(ctx: Context, press: ShowDispute) -> Screen:
    """Open the case; a moderator's look is written down."""
    return _page(ctx, ctx.do(disputes.look_into, dispute=press.dispute))


@on(AnswerDispute, stale=as_it_is)
def answer(ctx: Context, press: AnswerDispute) -> Screen:
    """Ask for one's own side of it."""
    ctx.ask(disputes.expect, press.dispute, "answer")
    return dialogue.open_form(ctx, "disputes.answer", press.dispute)


@on(ProposeSettlement, stale=as_it_is)
def think_about_settling(ctx: Context, press: ProposeSettlement) -> Screen:
    """Offer the ways to end it."""
    return ways_to_settle(ctx, _open(ctx, press.dispute))


@on(ChooseOutcome, stale=as_it_is)
def choose(ctx: Context, press: ChooseOutcome) -> Screen:
    """Say what it means, or ask how it is shared."""
    case = _open(ctx, press.dispute)
    if press.outcome not in tuple(Outcome):
        raise NoSuchThing
    if press.outcome == Outcome.SPLIT:
        return dialogue.open_form(ctx, "disputes.share", press.dispute)
    return confirm_proposal(ctx, case, Outcome(press.outcome))


@on(SendProposal, stale=as_it_is)
def propose(ctx: Context, press: SendProposal) -> Screen:
    """Put it on the table."""
    case = ctx.do(disputes.propose, dispute=press.dispute, outcome=press.outcome)
    return dispute_page(ctx, case, _("Proposed. The other side can agree with one press."))


@on(AcceptProposal, stale=as_it_is)
def accept(ctx: Context, press: AcceptProposal) -> Screen:
    """End it."""
    case = ctx.do(disputes.accept, dispute=press.dispute, nth=press.nth)
    order = ctx.ask(orders.look, case.order_id)
    return order_card(ctx, order, _("Agreed. The dispute is over."))


@on(SealAmount, stale=as_it_is)
def seal(ctx: Context, press: SealAmount) -> Screen:
    """Ask how far one would go."""
    _open(ctx, press.dispute)
    return dialogue.open_form(ctx, "disputes.seal", press.dispute)


@on(ReplyToModerator, stale=as_it_is)
def reply(ctx: Context, press: ReplyToModerator) -> Screen:
    """Ask for the answer."""
    case = _open(ctx, press.dispute)
    if case.asked_side is not disputes.side_of(case, ctx.me):
        raise disputes.NobodyAsks
    return dialogue.open_form(ctx, "disputes.reply", press.dispute)


@on(AppealDecision, stale=as_it_is)
def appeal(ctx: Context, press: AppealDecision) -> Screen:
    """Ask why."""
    ctx.ask(disputes.expect, press.dispute, "appeal")
    return dialogue.open_form(ctx, "disputes.appeal", press.dispute)


@on(GetEvidence)
def get_evidence(ctx: Context, press: GetEvidence) -> Screen:
    """Send some of the files."""
    return evidence_page(ctx, ctx.do(disputes.read_file, dispute=press.dispute), max(0, press.page))


@on(ReadMessages)
def read_messages(ctx: Context, press: ReadMessages) -> Screen:
    """Show what the two wrote before the dispute; a moderator's look is written down."""
    return talk_page(ctx, ctx.do(disputes.read_file, dispute=press.dispute), max(0, press.page))


@on(ReadMessage)
def read_message(ctx: Context, press: ReadMessage) -> Screen:
    """Show one of these messages whole."""
    return message_page(ctx, ctx.do(disputes.read_file, dispute=press.dispute), press.nth)


@on(GetCaseFile)
def get_case_file(ctx: Context, press: GetCaseFile) -> Screen:
    """Send the case file."""
    if press.paper not in ("pdf", "json"):
        raise NoSuchThing
    return case_file_page(ctx, ctx.do(disputes.read_file, dispute=press.dispute), press.paper)


# --- a moderator's


@on(TakeCase, stale=the_list)
def take(ctx: Context, press: TakeCase) -> Screen:
    """Take it on."""
    ctx.do(disputes.take, dispute=press.dispute)
    case = ctx.do(disputes.look_into, dispute=press.dispute)
    return case_page(ctx, case, _("It is yours. Read it, ask what is unclear, then decide."))


@on(HandBackCase, stale=as_it_is)
def hand_back(ctx: Context, press: HandBackCase) -> Screen:
    """Let another moderator have it."""
    ctx.do(disputes.hand_back, dispute=press.dispute)
    return work_page(ctx, "disputes", note=_("Given back: another moderator can take it."))


@on(AskSide, stale=as_it_is)
def ask(ctx: Context, press: AskSide) -> Screen:
    """Ask whom, and what."""
    ctx.ask(disputes.expect, press.dispute, "decide")
    return dialogue.open_form(ctx, "disputes.ask", press.dispute)


@on(DecideCase, stale=as_it_is)
def think_about_deciding(ctx: Context, press: DecideCase) -> Screen:
    """Ask how it shall end, and why."""
    ctx.ask(disputes.expect, press.dispute, "decide")
    return dialogue.open_form(ctx, "disputes.decide", press.dispute)


@on(CheckDecision, stale=case_of)
def check(ctx: Context, press: CheckDecision) -> Screen:
    """Confirm it the first time."""
    case, decision = ctx.ask(disputes.decision, press.decision)
    if decision.given_at is not None:
        raise TooLate
    return give_decision(ctx, case, decision)


@on(GiveDecision, stale=case_of)
def give(ctx: Context, press: GiveDecision) -> Screen:
    """Confirm it the second time."""
    case = ctx.do(disputes.decide, decision=press.decision)
    return case_page(ctx, case, _("Given. Both sides are told."))


def _page(ctx: Context, case: Dispute, note: Text | None = None) -> Screen:
    """Show the case to whoever is asking, as what they are to it."""
    if case.opener_id == ctx.me.id or case.other_id == ctx.me.id:
        return dispute_page(ctx, case, note)
    return case_page(ctx, case, note)


def _open(ctx: Context, dispute_id: DisputeId) -> Dispute:
    """Return a case of one's own that has not ended."""
    case = ctx.ask(disputes.look, dispute_id)
    if ctx.me.id not in (case.opener_id, case.other_id):
        raise NoSuchThing
    if not case.is_open:
        raise TooLate
    return case
