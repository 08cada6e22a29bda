"""What the two sides of a dispute, and the clock, can do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from core import files as stored_files
from core import lives, orders, settlements
from core.accounts import Account
from core.disputes import evidence, queries, rules
from core.disputes.case_file import Appeal, End, Happened, Opening, Proposal, Reply, Statement
from core.disputes.errors import (
    BidGiven,
    BidOutside,
    FilesTooMany,
    NobodyAsks,
    NotAComplaint,
    NotAnOutcome,
    ProposalChanged,
    ShareOutside,
    WordsMissing,
    WordsTooMany,
    YourOwnProposal,
)
from core.disputes.events import (
    DisputeAnswered,
    DisputeAppealed,
    DisputeEnded,
    DisputeOpened,
    DisputePassedOver,
    DisputeReferred,
    ModeratorWanted,
    QuestionAnswered,
    SettlementProposed,
)
from core.disputes.models import Bid, Dispute
from core.disputes.rules import Complaint, Outcome
from core.disputes.states import DISPUTE, OPEN, DisputeState
from core.kit.errors import NotYours, TooLate
from core.kit.ids import DisputeId, OrderId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Order
from core.store import Tx


def open_case(
    tx: Tx,
    me: Account,
    *,
    order: OrderId,
    complaint: str,
    words: str,
    files: Sequence[str] = (),
) -> Dispute:
    """Say that something is wrong with an order, and freeze all that is known of it."""
    work = orders.look(tx, me, order)
    if complaint not in tuple(Complaint):
        raise NotAComplaint
    queries.expect_complaint(tx, me, order, Complaint(complaint))
    said, sent = read(tx, me, words, files, rules.STATEMENT_MOST)

    side = orders.role_of(work, me)
    known = evidence.gather(tx, me, work)
    orders.hold(tx, work, "dispute", side, by=me, stops_delivery=True)
    stake = settlements.at_stake(tx, work)
    dispute = Dispute(
        id=DisputeId(new_id()),
        community_id=work.community_id,
        order_id=work.id,
        opener_id=me.id,
        other_id=orders.other_side(work, me),
        side=side,
        complaint=Complaint(complaint),
        state=DisputeState.OPENED,
        stake_minor=stake.minor,
        currency=stake.currency,
        opened_at=tx.now,
        entries=0,
        proposals=0,
        head="",
    )
    tx.db.add(dispute)
    tx.db.flush()
    evidence.write(tx, dispute, side, _opening(tx, work, dispute))
    for one in known:
        evidence.write(tx, dispute, one.by, one.what, at=one.at)
    evidence.write(tx, dispute, side, Statement(said, evidence.seen(tx, sent)))
    lives.begin(tx, dispute, DISPUTE)
    tx.emit(DisputeOpened(work, dispute, side))
    return dispute


def answer(
    tx: Tx, me: Account, *, dispute: DisputeId, words: str, files: Sequence[str] = ()
) -> Dispute:
    """State one's case against what the opener said."""
    case = queries.expect(tx, me, dispute, "answer")
    said, sent = read(tx, me, words, files, rules.STATEMENT_MOST)

    side = queries.side_of(case, me)
    step(tx, case, "answer", Role.OTHER, by=me)
    evidence.write(tx, case, side, Statement(said, evidence.seen(tx, sent)))
    step(tx, case, "begin", Role.MARKET)
    tx.emit(DisputeAnswered(queries.order_of(tx, case), case, side))
    return case


def pass_over(tx: Tx, dispute_id: str) -> None:
    """Go on without the other side's case; that it was silent is in the file."""
    case = queries.get(tx, dispute_id)
    step(tx, case, "pass_over", Role.CLOCK)
    tx.emit(DisputePassedOver(queries.order_of(tx, case), case))


def refer(tx: Tx, dispute_id: str) -> None:
    """The two did not settle: let a moderator decide."""
    case = queries.get(tx, dispute_id)
    step(tx, case, "refer", Role.CLOCK)
    case.waits_since = tx.now
    work = queries.order_of(tx, case)
    tx.emit(DisputeReferred(work, case))
    tx.emit(ModeratorWanted(work, case))


def escalate(tx: Tx, dispute_id: str) -> None:
    """Nobody took it for two days: tell everyone who could, again."""
    case = queries.get(tx, dispute_id)
    step(tx, case, "escalate", Role.CLOCK)
    tx.emit(ModeratorWanted(queries.order_of(tx, case), case))


def propose(
    tx: Tx, me: Account, *, dispute: DisputeId, outcome: str, share: Money | None = None
) -> Dispute:
    """Say how one would end it; a proposal takes the place of the one on the table.

    `share` is the seller's part, of a split. Only the opener can propose to withdraw.
    """
    case = queries.look(tx, me, dispute)
    role = queries.role_of(tx, case, me)
    if role is Role.MODERATOR:
        raise NotYours
    if case.state not in OPEN:
        raise TooLate
    end, part = read_outcome(tx, case, outcome, share)
    if end is Outcome.WITHDRAW and role is not Role.ASKER:
        raise NotYours

    case.proposals += 1
    case.proposer_id, case.proposal, case.proposal_share_minor = me.id, end, part.minor
    side = queries.side_of(case, me)
    evidence.write(
        tx, case, side, Proposal(case.proposals, end, part, given_back(tx, case, end, part))
    )
    tx.emit(SettlementProposed(queries.order_of(tx, case), case, side))
    return case


def accept(tx: Tx, me: Account, *, dispute: DisputeId, nth: int) -> Dispute:
    """End it as the other side proposes; `nth` is the proposal one has read."""
    case = queries.look(tx, me, dispute)
    role = queries.role_of(tx, case, me)
    DISPUTE.step(case, "accept", role, tx.now)
    if case.proposer_id == me.id:
        raise YourOwnProposal
    if case.proposals != nth or case.proposal is None:
        raise ProposalChanged

    outcome, share = case.proposal, case.proposal_share
    step(tx, case, "accept", role, by=me)
    end(tx, case, outcome, share, fault=None, by=queries.side_of(case, me))
    return case


def bid(tx: Tx, me: Account, *, dispute: DisputeId, share: Money) -> Dispute:
    """Give, sealed and once, the seller's part one would agree to: at most, or at least.

    When the two meet it is settled in the middle, and the odd cent is the seller's. When they do
    not, nothing shows that there was anything: no step, no entry, no notice.
    """
    case = queries.look(tx, me, dispute)
    if queries.role_of(tx, case, me) is Role.MODERATOR:
        raise NotYours
    if case.state not in OPEN:
        raise TooLate
    held = settlements.at_stake(tx, queries.order_of(tx, case))
    if not Money(0, held.currency) <= share <= held:
        raise BidOutside(held)
    if queries.has_bid(tx, me, case):
        raise BidGiven

    tx.db.add(Bid(dispute_id=case.id, account_id=me.id, share_minor=share.minor))
    other_id = case.other_id if me.id == case.opener_id else case.opener_id
    other = queries.bid_of(tx, case, other_id)
    if other is not None:
        buys = queries.side_of(case, me) is Role.BUYER
        limits = (other.share_minor, share.minor) if buys else (share.minor, other.share_minor)
        agreed = rules.middle(*limits)
        if agreed is not None:
            step(tx, case, "meet", Role.MARKET)
            end(tx, case, Outcome.SPLIT, Money(agreed, held.currency), fault=None, by=Role.MARKET)
    return case


def reply(
    tx: Tx, me: Account, *, dispute: DisputeId, words: str, files: Sequence[str] = ()
) -> Dispute:
    """Answer the moderator's question."""
    case = queries.look(tx, me, dispute)
    if queries.role_of(tx, case, me) is Role.MODERATOR:
        raise NotYours
    side = queries.side_of(case, me)
    if case.state is not DisputeState.HEARING or case.asked_side is not side:
        raise NobodyAsks
    said, sent = read(tx, me, words, files, rules.WORDS_MOST)

    case.asked_side = None
    evidence.write(tx, case, side, Reply(said, evidence.seen(tx, sent)))
    tx.emit(QuestionAnswered(queries.order_of(tx, case), case))
    return case


def appeal(tx: Tx, me: Account, *, dispute: DisputeId, words: str) -> Dispute:
    """Ask for another moderator; this can be done once, by either side."""
    case = queries.expect(tx, me, dispute, "appeal")
    said, _none = read(tx, me, words, (), rules.STATEMENT_MOST)

    side = queries.side_of(case, me)
    step(tx, case, "appeal", queries.role_of(tx, case, me), by=me)
    case.appellant_id, case.judge_id, case.moderator_id = me.id, case.moderator_id, None
    case.waits_since = tx.now
    evidence.write(tx, case, side, Appeal(said))
    work = queries.order_of(tx, case)
    tx.emit(DisputeAppealed(work, case, side))
    tx.emit(ModeratorWanted(work, case))
    return case


def execute(tx: Tx, dispute_id: str) -> None:
    """Nobody appealed: do what was decided."""
    case = queries.get(tx, dispute_id)
    step(tx, case, "execute", Role.CLOCK)
    carry_out(tx, case, Role.CLOCK)


# --- what its verbs have in common, those of a moderator among them


def step(
    tx: Tx,
    case: Dispute,
    verb: str,
    role: Role,
    *,
    by: Account | None = None,
    spans: Mapping[str, timedelta] = lives.NO_CHANGE,
) -> None:
    """Take a step, and put it into the case file. Nobody but the two sides is named there."""
    before = case.state
    lives.step(tx, case, DISPUTE, verb, role, by=by, spans=spans)
    side = queries.side_of(case, by) if by and role is not Role.MODERATOR else role
    evidence.write(tx, case, side, Happened(DISPUTE.kind, verb, before, case.state))


def carry_out(tx: Tx, case: Dispute, by: Role) -> None:
    """Do what the last decision says."""
    found = queries.last_given(tx, case)
    assert found is not None, "nothing was decided"
    fault = rules.RULINGS[found.ruling].fault
    end(tx, case, found.outcome, found.share, fault=fault, by=by)


def end(
    tx: Tx, case: Dispute, outcome: Outcome, share: Money, *, fault: Role | None, by: Role
) -> None:
    """Let the order go on, or divide what it holds; the case file is closed."""
    work = queries.order_of(tx, case)
    back = given_back(tx, case, outcome, share)
    case.outcome, case.share_minor, case.ended_at = outcome, share.minor, tx.now
    case.asked_side = None
    evidence.write(tx, case, by, End(case.state, outcome, share, back))
    if outcome in (Outcome.RESUME, Outcome.WITHDRAW):
        orders.release(tx, work, least=rules.LEAST_LEFT)
    else:
        settlements.settle(tx, work, share=share, fault=fault)
    tx.emit(DisputeEnded(work, case, by))


def read(tx: Tx, me: Account, words: str, files: Sequence[str], most: int) -> tuple[str, list[str]]:
    """Return somebody's words and their own files, or refuse."""
    said = (words or "").strip()
    if not said:
        raise WordsMissing
    if len(said) > most:
        raise WordsTooMany(most)
    if len(files) > tx.settings.files_most:
        raise FilesTooMany(tx.settings.files_most)
    return said, [file.id for file in stored_files.own(tx, me, files)]


def read_outcome(tx: Tx, case: Dispute, outcome: str, share: Money | None) -> tuple[Outcome, Money]:
    """Return how it would end, and the seller's part of what is in escrow; or refuse."""
    if outcome not in tuple(Outcome):
        raise NotAnOutcome
    held = settlements.at_stake(tx, queries.order_of(tx, case))
    nothing = Money(0, held.currency)
    if outcome == Outcome.SPLIT:
        if share is None or not nothing < share < held:
            raise ShareOutside(held)
        return Outcome.SPLIT, share
    return Outcome(outcome), held if outcome == Outcome.PAY else nothing


def given_back(tx: Tx, case: Dispute, outcome: Outcome, share: Money) -> Money:
    """Return what the buyer gets back."""
    if outcome in (Outcome.RESUME, Outcome.WITHDRAW):
        return Money(0, share.currency)
    return settlements.at_stake(tx, queries.order_of(tx, case)) - share


def _opening(tx: Tx, order: Order, dispute: Dispute) -> Opening:
    return Opening(
        case=dispute.id,
        order=order.id,
        buyer=evidence.name_of(tx, order.buyer_id),
        seller=evidence.name_of(tx, order.seller_id),
        opener=dispute.side,
        complaint=dispute.complaint,
        stake=dispute.stake,
        community=dispute.community_id,
    )
