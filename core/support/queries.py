"""Questions about tickets."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select, tuple_

from core import accounts, communities, deadlines, orders
from core.accounts import Account
from core.communities import Claim, Duty
from core.kit.errors import NoSuchThing
from core.kit.ids import TicketId
from core.kit.states import Role
from core.orders import Order
from core.store import Tx
from core.support import rules
from core.support.models import Remark, Ticket
from core.support.states import OPEN, TICKET, TicketState

LINES = 20  # tickets in a list
ORDERS = 10  # that one may ask about
LAST_ANSWERED = 20  # tickets, to tell how long it takes


class Wait(NamedTuple):
    """A ticket's place in the queue, 1 being the next, and how long an answer usually takes."""

    place: int
    usual: timedelta | None


def get(tx: Tx, ticket_id: TicketId | str) -> Ticket:
    """Return this ticket."""
    return tx.db.get_one(Ticket, ticket_id)


def is_staff(tx: Tx, me: Account) -> bool:
    """Tell whether this person answers for support: whoever holds an office at home does."""
    return bool(me.id) and communities.may_moderate(tx, me, communities.HOME)


def role_of(tx: Tx, ticket: Ticket, person: Account) -> Role:
    """Return what this person is to this ticket. Nobody answers their own."""
    if person.id == ticket.asker_id:
        return Role.ASKER
    may_have_it = ticket.state is TicketState.WAITING or ticket.staff_id == person.id
    if may_have_it and communities.may_moderate(tx, person, ticket.community_id):
        return Role.MODERATOR
    return Role.STRANGER


def known(tx: Tx, ticket_id: TicketId | str) -> Ticket:
    """Return this ticket to the market, or refuse a name that is nobody's."""
    found = tx.db.get(Ticket, ticket_id)
    if found is None:
        raise NoSuchThing
    return found


def look(tx: Tx, me: Account, ticket_id: TicketId | str) -> Ticket:
    """Return this ticket to whoever opened it, has it, or may take it."""
    found = tx.db.get(Ticket, ticket_id)
    if found is None or role_of(tx, found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def to_take(tx: Tx, me: Account, ticket_id: TicketId | str) -> Ticket:
    """Return this ticket to anyone of support, whoever has it."""
    found = tx.db.get(Ticket, ticket_id)
    if found is None or me.id == found.asker_id:
        raise NoSuchThing
    if not communities.may_moderate(tx, me, found.community_id):
        raise NoSuchThing
    return found


def expect(tx: Tx, me: Account, ticket_id: TicketId | str, verb: str) -> Ticket:
    """Return this ticket if I may do this to it now; refuse just as doing it would."""
    found = look(tx, me, ticket_id)
    TICKET.step(found, verb, role_of(tx, found, me), tx.now)
    return found


def verbs(tx: Tx, me: Account, ticket: Ticket) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    return TICKET.verbs(ticket, role_of(tx, ticket, me), tx.now)


def mine(tx: Tx, me: Account) -> Sequence[Ticket]:
    """Return one's own tickets that are open or can be opened again, the latest first."""
    query = select(Ticket).where(
        Ticket.asker_id == me.id, Ticket.state.in_([*OPEN, TicketState.CLOSED])
    )
    latest = query.order_by(Ticket.opened_at.desc(), Ticket.id).limit(LINES)
    return tx.db.execute(latest).scalars().all()


def count_open(tx: Tx, me: Account) -> int:
    """Return how many open tickets this person has."""
    query = select(func.count()).where(Ticket.asker_id == me.id, Ticket.state.in_(OPEN))
    return tx.db.execute(query).scalar_one()


def duties(tx: Tx, me: Account, *, most: int) -> list[Duty[Ticket]]:
    """Return the first tickets that I have to answer or may take, the most urgent first."""
    if not is_staff(tx, me):
        return []
    taken = (Ticket.state == TicketState.TAKEN) & (Ticket.staff_id == me.id)
    due = deadlines.end_of(TICKET.kind, Ticket.id).label("due")
    query = (
        select(Ticket, due)
        .where(Ticket.community_id == communities.HOME, Ticket.asker_id != me.id)
        .where(or_(taken, Ticket.state == TicketState.WAITING))
        .order_by(due.asc().nulls_last(), Ticket.place_at, Ticket.id)
        .limit(most)
    )
    return [
        Duty(one.subject, one, _claim(one), at, one.waits_since, one.place_at)
        for one, at in tx.db.execute(query)
    ]


def _claim(ticket: Ticket) -> Claim:
    return Claim.FREE if ticket.state is TicketState.WAITING else Claim.MINE


def looks(tx: Tx, me: Account, ticket_id: TicketId | str) -> Sequence[datetime]:
    """Return when support last looked into this ticket, the latest first; never who."""
    return communities.looks(tx, look(tx, me, ticket_id).subject)


def wait_of(tx: Tx, me: Account, ticket: Ticket) -> Wait:
    """Return how many stand in front of this ticket, itself counted, and the usual wait."""
    before = select(func.count()).where(
        Ticket.state == TicketState.WAITING,
        Ticket.community_id == ticket.community_id,
        tuple_(Ticket.place_at, Ticket.id) < tuple_(ticket.place_at, ticket.id),
    )
    return Wait(tx.db.execute(before).scalar_one() + 1, usual_wait(tx, me, ticket))


def usual_wait(tx: Tx, _me: Account, ticket: Ticket) -> timedelta | None:
    """Return how long the last tickets of this standing waited for their answer, if known."""
    query = select(Ticket.answered_after).where(
        Ticket.standing == ticket.standing, Ticket.answered_after.is_not(None)
    )
    last = tx.db.execute(query.order_by(Ticket.answered_at.desc()).limit(LAST_ANSWERED)).scalars()
    return rules.usual_wait([span for span in last if span is not None])


def said(tx: Tx, me: Account, ticket_id: TicketId | str) -> Sequence[Remark]:
    """Return everything said in a ticket, first to last."""
    found = look(tx, me, ticket_id)
    query = select(Remark).where(Remark.ticket_id == found.id).order_by(Remark.id)
    return tx.db.execute(query).scalars().all()


def asker(tx: Tx, _me: Account, ticket: Ticket) -> Account:
    """Return who asks: whoever sees a ticket sees whose it is."""
    return accounts.by_id(tx, ticket.asker_id)


def about(tx: Tx, _me: Account, ticket: Ticket) -> Order | None:
    """Return the order a ticket is about, if it is about one."""
    return None if ticket.order_id is None else orders.get(tx, ticket.order_id)


def orders_to_name(tx: Tx, me: Account) -> Sequence[Order]:
    """Return one's latest orders, bought or sold, to say which one it is about."""
    sold = (Order.seller_id == me.id) & Order.paid_at.is_not(None)
    query = select(Order).where(or_(Order.buyer_id == me.id, sold))
    latest = query.order_by(Order.placed_at.desc(), Order.id).limit(ORDERS)
    return tx.db.execute(latest).scalars().all()


def ends_at(tx: Tx, _me: Account, ticket: Ticket) -> datetime | None:
    """Return when the clock will move it on, if it will."""
    found = (one for one in deadlines.of(tx, ticket.subject) if one.nth == 0)
    return next((deadline.at for deadline in found), None)
