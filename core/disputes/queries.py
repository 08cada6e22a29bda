"""Questions about disputes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, case, false, func, or_, select

from core import (
    accounts,
    cancellations,
    communities,
    deadlines,
    lives,
    orders,
    resolution,
    settlements,
)
from core.accounts import Account
from core.communities import Claim, Duty
from core.disputes import rules
from core.disputes.case_file import CaseFile
from core.disputes.errors import AlreadyDisputed, NotDisputable, TalkFirst
from core.disputes.models import Bid, CaseEntry, Decision, Dispute
from core.disputes.rules import Complaint, Outcome
from core.disputes.states import DISPUTE, ENDED, UNTAKEN, DisputeState
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, CommunityId, DecisionId, DisputeId, OrderId
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Hold, Order
from core.store import Tx

LAST = (
    select(Dispute)
    .where(Dispute.order_id == bindparam("of"))
    .order_by(Dispute.opened_at.desc())
    .limit(1)
)


class Brief(NamedTuple):
    """What everybody in a case may know of it."""

    dispute: Dispute
    order: Order
    buyer: str
    seller: str


class Amounts(NamedTuple):
    """Who gets what of what is in escrow; the seller's part without the commission."""

    to_buyer: Money
    to_seller: Money
    commission: Money


class Running(NamedTuple):
    """The clock of a dispute: what it will do, when, and how long it had in all."""

    verb: str
    at: datetime
    of: timedelta


def get(tx: Tx, dispute_id: DisputeId | str) -> Dispute:
    """Return this dispute."""
    return tx.db.get_one(Dispute, dispute_id)


def order_of(tx: Tx, dispute: Dispute) -> Order:
    """Return what the dispute is about."""
    return orders.get(tx, dispute.order_id)


def role_of(tx: Tx, dispute: Dispute, person: Account) -> Role:
    """Return what this person is to this dispute. A party is never its moderator."""
    if person.id == dispute.opener_id:
        return Role.ASKER
    if person.id == dispute.other_id:
        return Role.OTHER
    has_it = person.id == dispute.moderator_id
    waits = dispute.state in UNTAKEN and person.id != dispute.judge_id
    if (has_it or waits) and communities.may_moderate(tx, person, dispute.community_id):
        return Role.MODERATOR
    return Role.STRANGER


def side_of(dispute: Dispute, person: Account) -> Role:
    """Return whether this party buys or sells."""
    other = Role.SELLER if dispute.side is Role.BUYER else Role.BUYER
    return dispute.side if person.id == dispute.opener_id else other


def party(order: Order, side: Role) -> AccountId:
    """Return who is on this side."""
    return AccountId(order.buyer_id if side is Role.BUYER else order.seller_id)


def look(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Dispute:
    """Return this dispute to its parties, its moderator, or one who may take it."""
    found = known(tx, dispute_id)
    if role_of(tx, found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def see(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Dispute:
    """Return this dispute to those who may look at it, and to readers, who may do no more."""
    found = known(tx, dispute_id)
    return found if reads(tx, me, found) else look(tx, me, dispute_id)


def known(tx: Tx, dispute_id: DisputeId | str) -> Dispute:
    """Return this dispute to the market, or refuse a name that is nobody's."""
    found = tx.db.get(Dispute, dispute_id)
    if found is None:
        raise NoSuchThing
    return found


def reads(tx: Tx, me: Account, dispute: Dispute) -> bool:
    """Tell whether I see every case here, and have no part in this one."""
    a_part = me.id in (dispute.opener_id, dispute.other_id)
    return not a_part and communities.may_read(tx, me, dispute.community_id)


def sees_all(tx: Tx, me: Account, dispute: Dispute) -> bool:
    """Tell whether I see, in an office, what was said in this case: its judge does, and readers."""
    return me.id == dispute.moderator_id or reads(tx, me, dispute)


def looks(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Sequence[datetime]:
    """Return when a moderator last looked into this case, the latest first; never who."""
    return communities.looks(tx, see(tx, me, dispute_id).subject)


def brief(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Brief:
    """Return what the parties, its moderator and one who may take it can know of a case."""
    dispute = see(tx, me, dispute_id)
    order = order_of(tx, dispute)
    names = [accounts.by_id(tx, one).name for one in (order.buyer_id, order.seller_id)]
    return Brief(dispute, order, *names)


def held(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Money:
    """Return what there is to divide."""
    return settlements.at_stake(tx, order_of(tx, see(tx, me, dispute_id)))


def amounts(tx: Tx, me: Account, dispute: Dispute, outcome: Outcome, share: Money) -> Amounts:
    """Return who gets what; nobody gets anything of an order that goes on."""
    if outcome in (Outcome.RESUME, Outcome.WITHDRAW):
        nothing = Money(0, dispute.currency)
        return Amounts(nothing, nothing, nothing)
    stake = held(tx, me, dispute.id) if dispute.is_open else dispute.stake
    commission = order_of(tx, dispute).commission_on(share)
    return Amounts(stake - share, share - commission, commission)


def expect(tx: Tx, me: Account, dispute_id: DisputeId | str, verb: str) -> Dispute:
    """Return this dispute if I may do this to it now; refuse just as doing it would."""
    found = look(tx, me, dispute_id)
    DISPUTE.step(found, verb, role_of(tx, found, me), tx.now)
    return found


def verbs(tx: Tx, me: Account, dispute: Dispute) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    mine = DISPUTE.verbs(dispute, role_of(tx, dispute, me), tx.now)
    return tuple(v for v in mine if v != "accept" or dispute.proposer_id != me.id)


def disputable(order: Order) -> bool:
    """Tell whether there is work to argue about, and nobody argues yet."""
    return order.state in orders.WORKED_ON and order.hold is not Hold.DISPUTED


def expect_to_open(tx: Tx, me: Account, order_id: OrderId | str) -> tuple[Complaint, ...]:
    """Return what I may complain of about this order now; refuse just as opening would."""
    order = orders.look(tx, me, order_id)
    if order.hold is Hold.DISPUTED:
        raise AlreadyDisputed
    if not disputable(order):
        raise NotDisputable
    return rules.complaints(heard=heard(tx, me, order))


def expect_complaint(tx: Tx, me: Account, order_id: OrderId | str, complaint: Complaint) -> None:
    """Refuse what has to be talked over first."""
    if complaint not in expect_to_open(tx, me, order_id):
        raise TalkFirst


def heard(tx: Tx, me: Account, order: Order) -> bool:
    """Tell whether talking has failed: a request about the order was declined or ran out.

    Whoever is asked to cancel declines by opening a dispute.
    """
    asked = cancellations.open_for(tx, me, order)
    asks_me = asked is not None and asked.other_id == me.id
    declined = cancellations.was_declined(tx, me, order) or resolution.refused(tx, order)
    return asks_me or declined


def running(tx: Tx, _me: Account, order: Order) -> Dispute | None:
    """Return the dispute this order stands still for, if it does."""
    query = select(Dispute).where(Dispute.order_id == order.id, Dispute.state.not_in(ENDED))
    return tx.db.execute(query).scalar_one_or_none()


def last(tx: Tx, _me: Account, order: Order) -> Dispute | None:
    """Return the latest dispute about this order, open or not."""
    return tx.db.execute(LAST, {"of": order.id}).scalar_one_or_none()


def clock(tx: Tx, _me: Account, dispute: Dispute) -> Running | None:
    """Return what the clock will do to this dispute, and when."""
    for deadline in deadlines.of(tx, dispute.subject):
        if deadline.nth == 0 and deadline.at is not None:
            of = lives.patience(tx, DISPUTE, deadline.verb)
            return Running(deadline.verb, deadline.at, of)
    return None


def has_bid(tx: Tx, me: Account, dispute: Dispute) -> bool:
    """Tell whether I have given my sealed amount; nobody else's is ever told of."""
    return bid_of(tx, dispute, me.id) is not None


def bid_of(tx: Tx, dispute: Dispute, account_id: str) -> Bid | None:
    """Return a sealed amount, to the market alone."""
    return tx.db.get(Bid, (dispute.id, account_id))


def decision(tx: Tx, me: Account, decision_id: DecisionId | str) -> tuple[Dispute, Decision]:
    """Return a decision that is not given yet to the moderator who means to give it."""
    found = tx.db.get(Decision, decision_id)
    if found is None or found.moderator_id != me.id:
        raise NoSuchThing
    return look(tx, me, found.dispute_id), found


def to_take(tx: Tx, me: Account, dispute_id: DisputeId | str) -> Dispute:
    """Return this dispute to whoever moderates where it is, whatever its stage."""
    found = tx.db.get(Dispute, dispute_id)
    if found is None or not communities.may_moderate(tx, me, found.community_id):
        raise NoSuchThing
    return found


def drafted(tx: Tx, me: Account, dispute: Dispute) -> Decision | None:
    """Return what I last wrote down and have not given, while I have the case."""
    if dispute.state is not DisputeState.HEARING or dispute.moderator_id != me.id:
        return None
    query = select(Decision).where(
        Decision.dispute_id == dispute.id,
        Decision.moderator_id == me.id,
        Decision.given_at.is_(None),
    )
    return tx.db.execute(query.order_by(Decision.made_at.desc()).limit(1)).scalar_one_or_none()


def given(tx: Tx, _me: Account, dispute: Dispute) -> Decision | None:
    """Return the latest decision that counts, if there is one."""
    return last_given(tx, dispute)


def last_given(tx: Tx, dispute: Dispute) -> Decision | None:
    """Return the latest decision that counts, if there is one."""
    query = select(Decision).where(
        Decision.dispute_id == dispute.id, Decision.given_at.is_not(None)
    )
    latest = query.order_by(Decision.on_appeal.desc(), Decision.given_at.desc()).limit(1)
    return tx.db.execute(latest).scalar_one_or_none()


def case_file(tx: Tx, me: Account, dispute_id: DisputeId | str) -> CaseFile:
    """Return the case file as it stands, to the parties, the one who judges, and readers."""
    dispute = see(tx, me, dispute_id)
    theirs = me.id in (dispute.opener_id, dispute.other_id, dispute.moderator_id)
    if not theirs and not reads(tx, me, dispute):
        raise NoSuchThing
    return written(tx, dispute)


def written(tx: Tx, dispute: Dispute) -> CaseFile:
    """Return the case file as it stands."""
    query = select(CaseEntry.content, CaseEntry.hash).where(CaseEntry.dispute_id == dispute.id)
    rows = tx.db.execute(query.order_by(CaseEntry.nth)).all()
    return CaseFile(dispute.id, dispute.order_id, [(content, said) for content, said in rows])


def in_the_hands_of(tx: Tx, moderator: Account, community: CommunityId | str) -> Sequence[Dispute]:
    """Return every case that this moderator has here."""
    query = select(Dispute).where(
        Dispute.community_id == community,
        Dispute.moderator_id == moderator.id,
        Dispute.state == DisputeState.HEARING,
    )
    return tx.db.execute(query.order_by(Dispute.id)).scalars().all()


def duties(tx: Tx, me: Account, *, most: int) -> list[Duty[tuple[Dispute, Order]]]:
    """Return the first cases that I have, may take, or may read; what falls due stands first."""
    office = communities.mine(tx, me)
    if office is None:
        return []
    held = and_(Dispute.state == DisputeState.HEARING, Dispute.moderator_id == me.id)
    free = and_(Dispute.state.in_(UNTAKEN), Dispute.judge_id.is_distinct_from(me.id))
    to_do = or_(held, free) if office.decides else false()
    seen = or_(to_do, Dispute.state.not_in(ENDED)) if office.reads else to_do
    due = deadlines.end_of(DISPUTE.kind, Dispute.id).label("due")
    place = func.coalesce(Dispute.waits_since, Dispute.opened_at).label("place")
    query = (
        select(Dispute, Order, due, place, to_do.label("to_do"))
        .join(Order, Order.id == Dispute.order_id)
        .where(Dispute.community_id == office.community_id, seen)
        .where(Dispute.opener_id != me.id, Dispute.other_id != me.id)
        .order_by(case((to_do, 0), else_=1), due.asc().nulls_last(), place, Dispute.id)
        .limit(most)
    )
    return [
        Duty(case_.subject, (case_, order), _claim(me, case_, to_do=may), at, since, since)
        for case_, order, at, since, may in tx.db.execute(query)
    ]


def _claim(me: Account, dispute: Dispute, *, to_do: bool) -> Claim:
    if not to_do:
        return Claim.READ
    return Claim.MINE if dispute.moderator_id == me.id else Claim.FREE
