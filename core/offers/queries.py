"""Questions about offers."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select

from core import accounts, briefs, gigs, orders, relay, suspensions
from core.accounts import Account
from core.briefs import Brief
from core.gigs import Gig, GigState
from core.kit.errors import NoSuchThing, Refusal, TooLate
from core.kit.ids import AccountId, BriefId, CounterId, OfferId
from core.kit.states import Role
from core.offers.errors import (
    OfferReplaced,
    OfferTaken,
    OfferTakenBack,
    OfferTooOld,
    OfferToYourself,
)
from core.offers.models import Counter, Introduction, Offer
from core.offers.states import COUNTER, OFFER, OPEN, CounterState, OfferState
from core.orders import Order
from core.store import Tx

LINES = 8  # offers on one page
COMPARED_MOST = 20  # offers to one brief, side by side


class Occasion(NamedTuple):
    """Why a seller may make somebody an offer, and what it is based on."""

    buyer: Account
    gig: Gig | None
    brief: Brief | None


def get(tx: Tx, offer_id: OfferId | str) -> Offer:
    """Return this version."""
    return tx.db.get_one(Offer, offer_id)


def role_of(offer: Offer, person: Account) -> Role:
    """Return what this person is to this offer."""
    roles = {offer.buyer_id: Role.BUYER, offer.seller_id: Role.SELLER}
    return roles.get(person.id, Role.STRANGER)


def look(tx: Tx, me: Account, offer_id: OfferId | str) -> Offer:
    """Return this version to one of its two sides."""
    found = tx.db.get(Offer, offer_id)
    if found is None or role_of(found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def newest(tx: Tx, me: Account, offer: Offer | str) -> Offer:
    """Return the newest version of this offer, or of this thread."""
    thread = offer if isinstance(offer, str) else offer.thread_id
    query = select(Offer).where(Offer.thread_id == thread).order_by(Offer.nth.desc()).limit(1)
    found = tx.db.execute(query).scalar_one_or_none()
    if found is None or role_of(found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def before(tx: Tx, me: Account, offer: Offer) -> Offer | None:
    """Return the version this one took the place of."""
    query = select(Offer).where(Offer.thread_id == offer.thread_id, Offer.nth == offer.nth - 1)
    found = tx.db.execute(query).scalar_one_or_none()
    return None if found is None else look(tx, me, found.id)


def counterpart(tx: Tx, me: Account, offer: Offer) -> Account:
    """Return the person on the other side."""
    other = offer.seller_id if offer.buyer_id == me.id else offer.buyer_id
    return accounts.by_id(tx, other)


def verbs(offer: Offer, role: Role, now: datetime) -> tuple[str, ...]:
    """Return what this side may do now: exactly the buttons to draw."""
    return OFFER.verbs(offer, role, now)


def expect(tx: Tx, me: Account, offer_id: OfferId | str, verb: str) -> Offer:
    """Return this version if I may do this to it now; refuse just as doing it would."""
    offer = look(tx, me, offer_id)
    role = role_of(offer, me)
    try:
        OFFER.step(offer, verb, role, tx.now)
    except TooLate:
        raise _too_late(tx, me, offer) from None
    if verb == "accept":
        suspensions.require_orders_taken(tx, offer.seller_id)
    elif verb == "revise":
        suspensions.require_selling(tx, me)
    return offer


def _too_late(tx: Tx, me: Account, offer: Offer) -> Refusal:
    """Say what became of an offer that somebody wants to do something to."""
    match offer.state:
        case OfferState.SUPERSEDED:
            return OfferReplaced(offer.nth, newest(tx, me, offer).nth)
        case OfferState.WITHDRAWN:
            return OfferTakenBack()
        case OfferState.ACCEPTED:
            return OfferTaken()
        case OfferState.DECLINED:
            return TooLate()
    return OfferTooOld()


def look_counter(tx: Tx, me: Account, counter_id: CounterId | str) -> tuple[Counter, Offer]:
    """Return a counter-offer, and the offer it answers, to one of the two sides."""
    found = tx.db.get(Counter, counter_id)
    if found is None:
        raise NoSuchThing
    return found, look(tx, me, found.offer_id)


def counter_of(tx: Tx, me: Account, offer: Offer) -> Counter | None:
    """Return the counter-offer that waits for the seller's answer."""
    look(tx, me, offer.id)
    return waiting_counter(tx, offer)


def waiting_counter(tx: Tx, offer: Offer) -> Counter | None:
    """Return the counter-offer to this version that nobody has answered."""
    query = select(Counter).where(Counter.offer_id == offer.id, Counter.state == CounterState.MADE)
    return tx.db.execute(query).scalar_one_or_none()


def counter_verbs(counter: Counter, role: Role, now: datetime) -> tuple[str, ...]:
    """Return what this side may do with a counter-offer."""
    return COUNTER.verbs(counter, role, now)


def count_counters(tx: Tx, offer: Offer) -> int:
    """Return how many counter-offers were made to this version."""
    query = select(func.count()).where(Counter.offer_id == offer.id)
    return tx.db.execute(query).scalar_one()


def count_open(tx: Tx, seller: Account, buyer_id: str | None = None) -> int:
    """Return how many open offers a seller has, to everybody or to one person."""
    query = select(func.count()).where(Offer.seller_id == seller.id, Offer.state.in_(OPEN))
    if buyer_id is not None:
        query = query.where(Offer.buyer_id == buyer_id)
    return tx.db.execute(query).scalar_one()


def mine(tx: Tx, me: Account, *, side: Role, page: int = 0) -> tuple[Sequence[Offer], bool]:
    """Return one page of one's offers on one side, the open ones first; of each the newest."""
    owner = Offer.buyer_id if side is Role.BUYER else Offer.seller_id
    place = case(dict.fromkeys(OPEN, 0), value=Offer.state, else_=1)
    query = (
        select(Offer)
        .where(owner == me.id, Offer.state != OfferState.SUPERSEDED)
        .order_by(place, Offer.sent_at.desc(), Offer.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).scalars().all()
    return found[:LINES], len(found) > LINES


def for_brief(tx: Tx, me: Account, brief_id: BriefId | str) -> Sequence[Offer]:
    """Return the open offers to one's brief, the cheapest first."""
    brief = briefs.look_mine(tx, me, brief_id)
    query = (
        select(Offer)
        .where(Offer.brief_id == brief.id, Offer.state.in_(OPEN))
        .order_by(Offer.total_minor, Offer.sent_at, Offer.id)
        .limit(COMPARED_MOST)
    )
    return tx.db.execute(query).scalars().all()


def to_brief(tx: Tx, me: Account, brief_id: BriefId | str) -> Offer | None:
    """Return the open offer this seller has made to a brief."""
    query = select(Offer).where(
        Offer.brief_id == brief_id, Offer.seller_id == me.id, Offer.state.in_(OPEN)
    )
    return tx.db.execute(query.limit(1)).scalar_one_or_none()


def open_to(tx: Tx, brief: Brief) -> Sequence[Offer]:
    """Return every open offer to a brief."""
    query = select(Offer).where(Offer.brief_id == brief.id, Offer.state.in_(OPEN))
    return tx.db.execute(query.order_by(Offer.sent_at, Offer.id)).scalars().all()


def of_order(tx: Tx, order: Order) -> Offer | None:
    """Return the offer this order was placed with, if it was, and with no other since."""
    found = tx.db.get(Offer, order.terms.offer) if order.terms.offer else None
    return found if found is not None and found.order_id == order.id else None


def agreed(tx: Tx, me: Account, order: Order) -> Offer | None:
    """Return the version whose terms this order froze, to one of its two sides."""
    found = tx.db.get(Offer, order.terms.offer) if order.terms.offer else None
    return found if found is not None and role_of(found, me) is not Role.STRANGER else None


def brief_of(tx: Tx, me: Account, offer: Offer) -> Brief | None:
    """Return the brief an offer answers, to one of its two sides."""
    look(tx, me, offer.id)
    return None if offer.brief_id is None else briefs.get(tx, offer.brief_id)


def bases(tx: Tx, me: Account) -> Sequence[Gig]:
    """Return the gigs this seller can base an offer on."""
    return [gig for gig in gigs.mine(tx, me) if gig.state in (GigState.ACTIVE, GigState.PAUSED)]


def occasion(tx: Tx, me: Account, named: str) -> Occasion:
    """Return to whom this seller may make an offer, and about what; strangers are not found.

    `named` reads `kind:id:gig`: an order, a brief or an earlier offer of theirs, a conversation
    with them, or a person named to them; the gig may be empty.
    """
    kind, _colon, rest = named.partition(":")
    thing, _colon, gig_id = rest.partition(":")
    brief = briefs.look(tx, me, thing) if kind == "brief" else None
    buyer_id = brief.buyer_id if brief else _buyer_of(tx, me, kind, thing)
    if buyer_id == me.id:
        raise OfferToYourself
    gig = gigs.look_mine(tx, me, gig_id) if gig_id else None
    if gig is not None and gig.state not in (GigState.ACTIVE, GigState.PAUSED):
        raise NoSuchThing
    suspensions.require_selling(tx, me)
    return Occasion(accounts.by_id(tx, AccountId(buyer_id)), gig, brief)


def _buyer_of(tx: Tx, me: Account, kind: str, thing: str) -> str:
    match kind:
        case "order":
            order = orders.look(tx, me, thing)
            if orders.role_of(order, me) is Role.SELLER and order.paid_at is not None:
                return order.buyer_id
        case "offer":
            offer = look(tx, me, thing)
            if offer.seller_id == me.id:
                return offer.buyer_id
        case "talk":
            talk = relay.look(tx, me, thing)
            if relay.wants_an_offer(tx, me, talk):
                return relay.other(tx, me, talk).id
        case "person":
            if tx.db.get(Introduction, (me.id, thing)) is not None:
                return thing
    raise NoSuchThing
