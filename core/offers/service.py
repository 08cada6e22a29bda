"""What can be done with an offer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from core import accounts, briefs, drafts, gigs, lives, orders, out_of_office, suspensions
from core.accounts import Account
from core.briefs import Brief
from core.gigs import Gig
from core.kit.ids import CounterId, OfferId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.offers import queries, rules
from core.offers.errors import (
    AlreadyAnswered,
    NothingChanged,
    OfferToYourself,
    TooManyCounters,
    TooManyOffers,
    TooManyToOne,
)
from core.offers.events import (
    CounterDeclined,
    CounterTaken,
    CounterWithdrawn,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    OfferExpired,
    OfferPrepared,
    OfferReopened,
    OfferRevised,
    OfferSent,
    OfferViewed,
    OfferWithdrawn,
)
from core.offers.models import Counter, Introduction, Offer
from core.offers.queries import Occasion
from core.offers.rules import Proposal
from core.offers.states import COUNTER, OFFER, CounterState, OfferState
from core.orders import Order, Question, Terms
from core.store import Tx

FORM = "offers.send"  # whose answers a draft of an offer holds
PREPARED_REVISIONS = "1"  # in an offer begun with one command, unless the seller says otherwise


def prepare(tx: Tx, me: Account, *, person: str, title: str, price: Money, days: int) -> Account:
    """Begin an offer to somebody named in a group they share; it is sent once it is confirmed."""
    accounts.require_seller(me)
    suspensions.require_selling(tx, me)
    if person == me.id:
        raise OfferToYourself
    proposal = Proposal(title, title, "1", price, days, PREPARED_REVISIONS, ())
    terms = rules.bargain(tx.settings, me, proposal, ())
    if tx.db.get(Introduction, (me.id, person)) is None:
        tx.db.add(Introduction(seller_id=me.id, buyer_id=person, made_at=tx.now))
        tx.db.flush()
    occasion = f"person:{person}:"
    _require_room(tx, me, queries.occasion(tx, me, occasion))

    draft, _new = drafts.begin(tx, me, form=FORM, subject=occasion, answers={})
    answers = {
        "title": terms.title, "scope": terms.includes, "steps": "1", "price": price.minor,
        "days": days, "revisions": PREPARED_REVISIONS, "questions": None, "valid": None,
    }  # fmt: skip
    drafts.save(tx, me, draft, answers=answers, asking="")
    tx.emit(OfferPrepared(draft))
    return accounts.by_id(tx, person)


def send(
    tx: Tx,
    me: Account,
    *,
    occasion: str,
    title: str,
    scope: str,
    steps: str | None,
    price: Money | None = None,
    days: int | None = None,
    revisions: str | None = None,
    stages: Sequence[Mapping[str, Any]] = (),
    asks: str | None = None,
    questions: Sequence[str] = (),
    valid: int | None = None,
) -> Offer:
    """Offer somebody to work for them; see `queries.occasion` and `rules.Proposal`."""
    accounts.require_seller(me)
    _require_open_brief(tx, occasion)
    why = queries.occasion(tx, me, occasion)
    _require_room(tx, me, why)
    proposal = Proposal(title, scope, steps, price, days, revisions, stages)
    asked = _questions(why.gig, asks, questions)
    terms = rules.bargain(tx.settings, me, proposal, asked)
    span = rules.lasting(tx.settings, valid)

    offer = _draw_up(
        tx,
        terms,
        span,
        first="",
        nth=1,
        community_id=gigs.community_of(tx, me),
        seller_id=me.id,
        buyer_id=why.buyer.id,
        gig_id=why.gig.id if why.gig else None,
        brief_id=why.brief.id if why.brief else None,
    )
    tx.emit(OfferSent(offer))
    return offer


def revise(
    tx: Tx,
    me: Account,
    *,
    offer: OfferId,
    title: str,
    scope: str,
    steps: str | None,
    price: Money | None = None,
    days: int | None = None,
    revisions: str | None = None,
    stages: Sequence[Mapping[str, Any]] = (),
    asks: str | None = None,
    questions: Sequence[str] = (),
    valid: int | None = None,
) -> Offer:
    """Offer it otherwise: a new version takes the place of this one."""
    old = queries.expect(tx, me, offer, "revise")
    proposal = Proposal(title, scope, steps, price, days, revisions, stages)
    gig = None if old.gig_id is None else gigs.get(tx, old.gig_id)
    asked = _questions(gig, asks, questions)
    terms = rules.bargain(tx.settings, me, proposal, asked)
    span = rules.lasting(tx.settings, valid)
    if not rules.changes(old.terms, terms):
        raise NothingChanged

    new = _replace(tx, me, old, terms, span)
    tx.emit(OfferRevised(new))
    return new


def view(tx: Tx, me: Account, *, offer: OfferId) -> Offer:
    """Open an offer: its newest version. The seller sees that the buyer has seen it."""
    found = queries.newest(tx, me, queries.look(tx, me, offer))
    if "view" in queries.verbs(found, queries.role_of(found, me), tx.now):
        _step(tx, me, found, "view")
        tx.emit(OfferViewed(found))
    return found


def accept(tx: Tx, me: Account, *, offer: OfferId, placed_in: str = "") -> Order:
    """Place the order on exactly these terms; it then waits for its money.

    A second press is the same order. Once that expired unpaid, the next press is another one.
    """
    found = queries.look(tx, me, offer)
    if found.state is OfferState.ACCEPTED and found.buyer_id == me.id and found.order_id:
        return orders.get(tx, found.order_id)
    queries.expect(tx, me, offer, "accept")
    out_of_office.require_present(tx, found.seller_id)

    _step(tx, me, found, "accept")
    found.accepted_times += 1
    order = orders.start(
        tx,
        me,
        seller=found.seller_id,
        gig=found.gig_id,
        terms=replace(
            found.terms,
            commission_basis_points=tx.settings.commission_basis_points,
            offer=found.id,
        ),
        key=f"{found.subject}:{found.accepted_times}",
        community=found.community_id,
        placed_in=placed_in,
    )
    tx.db.flush()
    found.order_id = order.id
    _lapse(tx, found)
    tx.emit(OfferAccepted(found, order))
    return order


def decline(tx: Tx, me: Account, *, offer: OfferId, reason: str | None = None) -> Offer:
    """Say no, and perhaps why."""
    found = queries.expect(tx, me, offer, "decline")
    words = rules.at_most(reason or "", rules.REASON_MOST)

    _step(tx, me, found, "decline")
    found.reason = words
    _lapse(tx, found)
    tx.emit(OfferDeclined(found, Role.BUYER))
    return found


def withdraw(tx: Tx, me: Account, *, offer: OfferId) -> Offer:
    """Take it back, before it is accepted."""
    found = queries.expect(tx, me, offer, "withdraw")
    _step(tx, me, found, "withdraw")
    _lapse(tx, found)
    tx.emit(OfferWithdrawn(found))
    return found


def counter(tx: Tx, me: Account, *, offer: OfferId, price: Money, days: int, scope: str) -> Offer:
    """Propose another price, time or scope. Milestones change in proportion.

    It takes the place of a counter-offer that still waits for its answer.
    """
    found = queries.expect(tx, me, offer, "counter")
    if queries.count_counters(tx, found) >= rules.COUNTERS_MOST:
        raise TooManyCounters(rules.COUNTERS_MOST)
    words = rules.at_most(scope, rules.SCOPE_MOST) or found.terms.includes
    terms = rules.rescaled(found.terms, price=price, days=days, scope=words)
    rules.check(tx.settings, accounts.by_id(tx, found.seller_id), terms)
    if not rules.changes(found.terms, terms):
        raise NothingChanged

    _lapse(tx, found)
    _step(tx, me, found, "counter")
    made = Counter(
        id=CounterId(new_id()),
        offer_id=found.id,
        terms=terms,
        state=CounterState.MADE,
        made_at=tx.now,
    )
    tx.db.add(made)
    tx.emit(OfferCountered(found, made))
    return found


def take(tx: Tx, me: Account, *, counter: CounterId) -> Offer:
    """Agree to a counter-offer: its terms are the next version, sent with this press."""
    made, old = queries.look_counter(tx, me, counter)
    lives.step(tx, made, COUNTER, "take", queries.role_of(old, me), by=me)
    queries.expect(tx, me, OfferId(old.id), "revise")
    rules.check(tx.settings, me, made.terms)
    new = _replace(tx, me, old, made.terms, old.expires_at - old.sent_at)
    tx.emit(CounterTaken(new))
    return new


def decline_counter(tx: Tx, me: Account, *, counter: CounterId) -> Offer:
    """Stay with the offer as it is."""
    made, offer = queries.look_counter(tx, me, counter)
    lives.step(tx, made, COUNTER, "decline", queries.role_of(offer, me), by=me)
    tx.emit(CounterDeclined(offer))
    return offer


def withdraw_counter(tx: Tx, me: Account, *, counter: CounterId) -> Offer:
    """Take a counter-offer back."""
    made, offer = queries.look_counter(tx, me, counter)
    lives.step(tx, made, COUNTER, "withdraw", queries.role_of(offer, me), by=me)
    tx.emit(CounterWithdrawn(offer))
    return offer


def expire(tx: Tx, offer_id: str) -> None:
    """Let an offer go that nobody accepted in time."""
    offer = queries.get(tx, offer_id)
    lives.step(tx, offer, OFFER, "expire", Role.CLOCK)
    _lapse(tx, offer)
    tx.emit(OfferExpired(offer))


def reopen(tx: Tx, order: Order) -> None:
    """An order was not paid: while its offer lasts the buyer may accept that again."""
    offer = queries.of_order(tx, order)
    if offer is None:
        return
    lives.step(tx, offer, OFFER, "reopen", Role.MARKET, spans=_left(tx, offer))
    gone = offer.state is OfferState.EXPIRED
    tx.emit(OfferExpired(offer) if gone else OfferReopened(offer))


def settle_brief(tx: Tx, order: Order) -> None:
    """The money for an accepted offer arrived: the brief it answers needs no more offers."""
    offer = queries.of_order(tx, order)
    if offer is not None and offer.brief_id is not None:
        briefs.choose(tx, offer.brief_id)


def let_go(tx: Tx, brief: Brief) -> None:
    """A brief is over: the offers that were made to it are declined, and their sellers told."""
    for offer in queries.open_to(tx, brief):
        lives.step(tx, offer, OFFER, "decline", Role.MARKET)
        _lapse(tx, offer)
        tx.emit(OfferDeclined(offer, Role.MARKET))


# --- parts of the above


def _require_open_brief(tx: Tx, occasion: str) -> None:
    kind, _colon, rest = occasion.partition(":")
    if kind == "brief":
        briefs.require_open(tx, rest.partition(":")[0])


def _require_room(tx: Tx, me: Account, why: Occasion) -> None:
    """Refuse whoever floods one person, or everybody."""
    if why.brief is not None and queries.to_brief(tx, me, why.brief.id) is not None:
        raise AlreadyAnswered(why.buyer.name)
    to_one, to_all = tx.settings.offers_a_pair_most, tx.settings.offers_most
    if queries.count_open(tx, me, why.buyer.id) >= to_one:
        raise TooManyToOne(to_one)
    if queries.count_open(tx, me) >= to_all:
        raise TooManyOffers(to_all)


def _questions(gig: Gig | None, asks: str | None, questions: Sequence[str]) -> tuple[Question, ...]:
    """Return what the buyer is asked before the work begins: the gig's questions, or one's own."""
    if gig is not None and gig.requirements:
        return gig.requirements if asks == "yes" else ()
    (own,) = gigs.asked(questions)
    return tuple(Question(f"q{n}", words) for n, words in enumerate(own, 1))


def _draw_up(tx: Tx, terms: Terms, span: timedelta, *, first: str, nth: int, **whose: Any) -> Offer:
    """Write a version down and start its clock. `first` is empty, or names the thread."""
    name = OfferId(new_id())
    offer = Offer(
        id=name,
        thread_id=first or name,
        nth=nth,
        terms=terms,
        total_minor=terms.total.minor,
        currency=terms.total.currency,
        state=OfferState.SENT,
        sent_at=tx.now,
        expires_at=tx.now + span,
        **whose,
    )
    tx.db.add(offer)
    tx.db.flush()
    lives.begin(tx, offer, OFFER, {"expire": span})
    return offer


def _replace(tx: Tx, me: Account, old: Offer, terms: Terms, span: timedelta) -> Offer:
    """Let a new version take the place of this one."""
    _step(tx, me, old, "revise")
    _lapse(tx, old)
    return _draw_up(
        tx,
        terms,
        span,
        first=old.thread_id,
        nth=old.nth + 1,
        community_id=old.community_id,
        seller_id=old.seller_id,
        buyer_id=old.buyer_id,
        gig_id=old.gig_id,
        brief_id=old.brief_id,
    )


def _lapse(tx: Tx, offer: Offer) -> None:
    """Whatever was proposed instead of this version is no longer in question."""
    waiting = queries.waiting_counter(tx, offer)
    if waiting is not None:
        lives.step(tx, waiting, COUNTER, "lapse", Role.MARKET)
    tx.db.flush()  # one open version a thread, one counter-offer a version: before the next


def _step(tx: Tx, me: Account, offer: Offer, verb: str) -> None:
    lives.step(tx, offer, OFFER, verb, queries.role_of(offer, me), by=me, spans=_left(tx, offer))


def _left(tx: Tx, offer: Offer) -> Mapping[str, timedelta]:
    """Return the time that is left: whatever happens, an offer ends when it said it would."""
    return {"expire": offer.expires_at - tx.now}
