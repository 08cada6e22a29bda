"""What somebody is to a thing, and whether that is enough."""

from collections.abc import Callable, Iterator, Mapping

from core import (
    bans,
    briefs,
    cancellations,
    communities,
    disputes,
    drafts,
    earnings,
    gigs,
    milestones,
    offers,
    orders,
    out_of_office,
    payments,
    relay,
    repayments,
    reports,
    resolution,
    support,
    warnings,
)
from core.accounts import Account
from core.communities import HOME, Rank
from core.kit.errors import NoSuchThing, NotYours, Refusal
from core.kit.states import Role
from core.rights.errors import ForAModerator
from core.rights.rules import BY_NAME, CLOSED_TO_BANNED, MARKET, SEEN_BY, Right, Way, Who
from core.store import Tx

JUDGING = frozenset({Who.DECIDER, Who.JUDGE})
SIDE: Mapping[Role, Who] = {Role.BUYER: Who.BUYER, Role.SELLER: Who.SELLER}


def right(way: Way, name: str) -> Right:
    """Return who may do this; everything that is answered has a row."""
    return BY_NAME[way, name]


def require(tx: Tx, me: Account, way: Way, name: str, thing: str) -> None:
    """Refuse whoever may not do this to this thing; who may not see it learns nothing."""
    wanted = right(way, name)
    _require_open(tx, me, way, name)
    if Who.EVERYBODY in wanted.who:
        return
    mine = _seen(tx, me, wanted, thing)
    if mine.isdisjoint(wanted.who):
        raise _why_not(wanted, mine)


def require_sight(tx: Tx, me: Account, way: Way, name: str, thing: str) -> None:
    """Refuse whoever may not even see the thing that this is done to."""
    wanted = right(way, name)
    _require_open(tx, me, way, name)
    if Who.EVERYBODY not in wanted.who:
        _seen(tx, me, wanted, thing)


def may(tx: Tx, me: Account, way: Way, name: str, thing: str) -> bool:
    """Tell whether I may do this to this thing, whatever state it is in."""
    wanted = right(way, name)
    return Who.EVERYBODY in wanted.who or bool(roles(tx, me, wanted.about, thing) & wanted.who)


def roles(tx: Tx, me: Account, about: str, thing: str) -> frozenset[Who]:
    """Return everything that I am to a thing; of one that is not there, nothing."""
    try:
        return _roles(tx, me, about, thing)
    except Refusal:
        return frozenset()


def _require_open(tx: Tx, me: Account, way: Way, name: str) -> None:
    """Refuse whoever is banned what begins something new, or shows what could be begun."""
    if me.banned and name in CLOSED_TO_BANNED and way is not Way.HEARS:
        bans.require_free(tx, me)


def _why_not(wanted: Right, mine: frozenset[Who]) -> Refusal:
    """Say why somebody who sees a thing may not do this to it; whoever passes by is told less."""
    if mine == {Who.PASSER_BY}:
        return NoSuchThing()
    if wanted.who <= JUDGING:
        return ForAModerator()
    return orders.OrderFromYourself() if wanted.who == {Who.PASSER_BY} else NotYours()


def _seen(tx: Tx, me: Account, wanted: Right, thing: str) -> frozenset[Who]:
    """Return what I am to a thing that I may know of, or refuse as if it were not there."""
    mine = _roles(tx, me, wanted.about, thing)
    if mine.isdisjoint(wanted.who.union(SEEN_BY[wanted.about])):
        raise NoSuchThing
    return mine


def _roles(tx: Tx, me: Account, about: str, thing: str) -> frozenset[Who]:
    return frozenset(ROLES[about](tx, me, thing)) if me.id else frozenset()


def _market(tx: Tx, me: Account, _thing: str) -> Iterator[Who]:
    office = communities.office_of(tx, me, HOME)
    if office is None:
        return
    if office.reads:
        yield Who.READER
    if office.decides:
        yield Who.DECIDER
    if office.rank is Rank.OWNER:
        yield Who.OPERATOR if office.in_settings else Who.OWNER


def _order(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    yield SIDE[orders.role_of(orders.look(tx, me, thing), me)]


def _gig(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    gig = gigs.look(tx, me, thing)
    yield Who.SELLER if gig.seller_id == me.id else Who.PASSER_BY


def _offer(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    offer = offers.look(tx, me, thing)
    yield Who.BUYER if offer.buyer_id == me.id else Who.SELLER


def _counter(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    _found, offer = offers.look_counter(tx, me, thing)
    yield Who.BUYER if offer.buyer_id == me.id else Who.SELLER


def _brief(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    brief = briefs.look(tx, me, thing)
    yield Who.BUYER if brief.buyer_id == me.id else Who.PASSER_BY


def _occasion(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """Somebody else may be offered something, or the market says itself why not."""
    try:
        offers.occasion(tx, me, thing)
    except NoSuchThing:
        raise
    except Refusal:
        pass
    yield Who.SELLER


def _milestone(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    _found, order = milestones.look(tx, me, thing)
    yield SIDE[orders.role_of(order, me)]


def _cancellation(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    yield from _order(tx, me, cancellations.look(tx, me, thing).order_id)


def _request(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    yield from _order(tx, me, resolution.look(tx, me, thing).order_id)


def _dispute(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """A side of the order is that and nothing else, whatever office it has."""
    case = disputes.known(tx, thing)
    if me.id in (case.opener_id, case.other_id):
        yield SIDE[disputes.side_of(case, me)]
        return
    if communities.may_read(tx, me, case.community_id):
        yield Who.READER
    if communities.may_moderate(tx, me, case.community_id):
        yield Who.DECIDER
        if case.moderator_id == me.id:
            yield Who.JUDGE
        elif case.state in disputes.UNTAKEN and case.judge_id != me.id:
            yield Who.CALLED


def _decision(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    disputes.decision(tx, me, thing)
    yield Who.JUDGE


def _ticket(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """Whoever asks for help does not give it."""
    ticket = support.known(tx, thing)
    if ticket.asker_id == me.id:
        yield Who.MAKER
    elif communities.may_moderate(tx, me, ticket.community_id):
        yield Who.DECIDER
        if ticket.staff_id == me.id:
            yield Who.JUDGE
        elif ticket.state is support.TicketState.WAITING:
            yield Who.CALLED


def _message(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    said = relay.look_message(tx, me, thing)
    yield Who.MAKER if said.author_id == me.id else Who.ADDRESSEE


def _conversation(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    relay.look(tx, me, thing)
    yield Who.MAKER


def _absence(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    out_of_office.look(tx, me, thing)
    yield Who.MAKER


def _warning(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """Whoever is warned is that and nothing else, whatever office they have."""
    warning = warnings.look(tx, me, thing)
    yield Who.ADDRESSEE if warning.account_id == me.id else Who.DECIDER


def _matter(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """Whoever sees a thing may report it, unless it is theirs."""
    found = reports.seen(tx, me, thing)
    if found.person.id == me.id:
        yield Who.MAKER
    else:
        yield Who.PASSER_BY if found.message is None else Who.ADDRESSEE


def _report(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    """To whom it is about, and to moderators with a part in it, it is not there."""
    report = reports.known(tx, thing)
    if report.reporter_id == me.id:
        yield Who.MAKER
        return
    if not reports.fit(tx, me.id, report):
        return
    if communities.may_read(tx, me, report.community_id):
        yield Who.READER
    if communities.may_moderate(tx, me, report.community_id):
        yield Who.DECIDER
        if report.moderator_id == me.id:
            yield Who.JUDGE
        elif report.state is reports.ReportState.WAITING:
            yield Who.CALLED


def _gig_off_sale(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    reports.expect_to_reinstate(tx, me, thing)
    yield Who.DECIDER


def _payment(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    payments.look(tx, me, thing)
    yield Who.BUYER


def _repayment(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    repayments.look(tx, me, thing)
    yield Who.BUYER


def _clearing(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    earnings.look(tx, me, thing)
    yield Who.SELLER


def _draft(tx: Tx, me: Account, thing: str) -> Iterator[Who]:
    drafts.get(tx, me, thing)
    yield Who.MAKER


def _office(tx: Tx, me: Account, _thing: str) -> Iterator[Who]:
    """Who owns the market may ask for anybody; whether they have an office is seen then."""
    yield from (who for who in _market(tx, me, MARKET) if who in (Who.OWNER, Who.OPERATOR))


ROLES: Mapping[str, Callable[[Tx, Account, str], Iterator[Who]]] = {
    MARKET: _market,
    "order": _order,
    "gig": _gig,
    "offer": _offer,
    "counter": _counter,
    "brief": _brief,
    "occasion": _occasion,
    "cancellation": _cancellation,
    "request": _request,
    "dispute": _dispute,
    "decision": _decision,
    "payment": _payment,
    "repayment": _repayment,
    "clearing": _clearing,
    "milestone": _milestone,
    "draft": _draft,
    "ticket": _ticket,
    "message": _message,
    "conversation": _conversation,
    "absence": _absence,
    "warning": _warning,
    "matter": _matter,
    "report": _report,
    "suspended": _gig_off_sale,
    "person": _market,
    "invitation": _office,
}
