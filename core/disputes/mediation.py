"""What a moderator can do with a dispute. Moderators are never named to the two sides."""

from datetime import datetime

from core import communities, relay
from core.accounts import Account
from core.disputes import evidence, queries, rules, service
from core.disputes.case_file import Question, Verdict
from core.disputes.errors import (
    AnotherJudge,
    InTheCase,
    NotAnOutcome,
    NotARuling,
    TakenElsewhere,
    WordsTooMany,
)
from core.disputes.events import DisputeDecided, DisputeTaken, ModeratorWanted, QuestionAsked
from core.disputes.models import Decision, Dispute
from core.disputes.rules import Outcome, Ruling
from core.disputes.states import DISPUTE, UNTAKEN, DisputeState
from core.kit.errors import NotYours
from core.kit.ids import CommunityId, DecisionId, DisputeId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.store import Tx

SIDES = (Role.BUYER, Role.SELLER)


def take(tx: Tx, me: Account, *, dispute: DisputeId) -> Dispute:
    """Take a case that waits for a moderator: never one's own, nor one's own decision."""
    case = queries.to_take(tx, me, dispute)
    if me.id in (case.opener_id, case.other_id):
        raise InTheCase
    if case.state is DisputeState.HEARING and case.moderator_id != me.id:
        raise TakenElsewhere
    if case.state in UNTAKEN and case.judge_id == me.id:
        raise AnotherJudge

    decide_by = _decide_by(tx)
    spans = {"run_over": decide_by - tx.now}
    service.step(tx, case, "take", Role.MODERATOR, by=me, spans=spans)
    case.moderator_id, case.decide_by, case.waits_since = me.id, decide_by, None
    tx.emit(DisputeTaken(queries.order_of(tx, case), case))
    return case


def look_into(tx: Tx, me: Account, *, dispute: DisputeId) -> Dispute:
    """Open a case; when a moderator sees what was said in it, that is written down."""
    case = queries.see(tx, me, dispute)
    if queries.sees_all(tx, me, case):
        communities.note_look(tx, me, case.subject)
    return case


def read_file(tx: Tx, me: Account, *, dispute: DisputeId) -> Dispute:
    """Open the case file; that a moderator reads the two's own messages in it is written down."""
    file = queries.case_file(tx, me, dispute)
    case = look_into(tx, me, dispute=dispute)
    if queries.sees_all(tx, me, case) and file.messages:
        relay.note_look_between(tx, me, case.opener_id, case.other_id)
    return case


def hand_back(tx: Tx, me: Account, *, dispute: DisputeId) -> Dispute:
    """Give a case back that one should not, or cannot, decide."""
    case = queries.expect(tx, me, dispute, "hand_back")
    service.step(tx, case, "hand_back", Role.MODERATOR, by=me)
    _let_go(tx, case)
    return case


def relieve(tx: Tx, moderator: Account, community: CommunityId | str) -> None:
    """Somebody decides nothing here any more: let others have the cases they had."""
    for case in queries.in_the_hands_of(tx, moderator, community):
        service.step(tx, case, "hand_back", Role.MARKET)
        _let_go(tx, case)


def run_over(tx: Tx, dispute_id: str) -> None:
    """Five working days without a decision: let another moderator have it."""
    case = queries.get(tx, dispute_id)
    service.step(tx, case, "run_over", Role.CLOCK)
    _let_go(tx, case)


def ask(tx: Tx, me: Account, *, dispute: DisputeId, to: str, words: str) -> Dispute:
    """Ask one side something; the answer becomes part of the case."""
    case = _mine(tx, me, dispute)
    if to not in SIDES:
        raise NotYours
    said, _none = service.read(tx, me, words, (), rules.WORDS_MOST)

    case.asked_side = Role(to)
    evidence.write(tx, case, Role.MODERATOR, Question(Role(to), said))
    tx.emit(QuestionAsked(queries.order_of(tx, case), case))
    return case


def draft(
    tx: Tx,
    me: Account,
    *,
    dispute: DisputeId,
    outcome: str,
    ruling: str,
    share: Money | None = None,
    words: str | None = None,
) -> Decision:
    """Write a decision down, to see who gets what before it is given."""
    case = _mine(tx, me, dispute)
    end, part = service.read_outcome(tx, case, outcome, share)
    if end is Outcome.WITHDRAW:
        raise NotAnOutcome
    if ruling not in tuple(Ruling):
        raise NotARuling
    said = (words or "").strip()
    if len(said) > rules.WORDS_MOST:
        raise WordsTooMany(rules.WORDS_MOST)

    decision = Decision(
        id=DecisionId(new_id()),
        dispute_id=case.id,
        moderator_id=me.id,
        outcome=end,
        share_minor=part.minor,
        currency=part.currency,
        ruling=Ruling(ruling),
        words=said,
        on_appeal=case.appellant_id is not None,
        made_at=tx.now,
    )
    tx.db.add(decision)
    return decision


def decide(tx: Tx, me: Account, *, decision: DecisionId) -> Dispute:
    """Give a decision. The first can be appealed for a while; one on an appeal is done at once."""
    case, found = queries.decision(tx, me, decision)
    service.step(tx, case, "decide", queries.role_of(tx, case, me), by=me)
    found.given_at = tx.now
    case.asked_side = None
    case.proposer_id = case.proposal = case.proposal_share_minor = None
    work = queries.order_of(tx, case)
    back = service.given_back(tx, case, found.outcome, found.share)
    what = Verdict(found.outcome, found.share, back, found.ruling, found.words, found.on_appeal)
    evidence.write(tx, case, Role.MODERATOR, what)
    tx.emit(DisputeDecided(work, case))
    if case.state is DisputeState.EXECUTED:
        tx.db.flush()
        service.carry_out(tx, case, Role.MODERATOR)
    return case


def _mine(tx: Tx, me: Account, dispute: DisputeId) -> Dispute:
    """Return a case that I have, or refuse."""
    return queries.expect(tx, me, dispute, "decide")


def _let_go(tx: Tx, case: Dispute) -> None:
    case.moderator_id, case.decide_by, case.asked_side = None, None, None
    case.waits_since = tx.now
    tx.emit(ModeratorWanted(queries.order_of(tx, case), case))


def _decide_by(tx: Tx) -> datetime:
    """Return the end of the working days to decide in, or of the time the settings give."""
    span = tx.settings.timers.get(f"{DISPUTE.kind}.run_over")
    if span is not None:
        return tx.now + span
    return rules.after_working_days(tx.now, tx.settings.decision_working_days)
