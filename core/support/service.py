"""What can be done with tickets. Those who answer are never named to those who ask."""

from core import communities, lives, orders
from core.accounts import Account
from core.kit.errors import TooLate
from core.kit.ids import OrderId, TicketId, new_id
from core.kit.states import Role
from core.kit.words import cleaned, one_line, visible
from core.store import Tx
from core.support import queries, rules
from core.support.errors import (
    OtherHands,
    TicketWordsMissing,
    TicketWordsTooMany,
    TooManyTickets,
)
from core.support.events import (
    TicketAnswered,
    TicketAsked,
    TicketClosed,
    TicketQueued,
    TicketWritten,
)
from core.support.models import Remark, Ticket
from core.support.rules import Standing
from core.support.states import TICKET, TicketState


def open_ticket(
    tx: Tx,
    me: Account,
    *,
    title: str,
    words: str,
    order: OrderId | str | None = None,
    standing: Standing = Standing.STANDARD,
) -> Ticket:
    """Ask support something, perhaps about an order of one's own."""
    most = tx.settings.tickets_most
    if queries.count_open(tx, me) >= most:
        raise TooManyTickets(most)
    about = orders.look(tx, me, order) if order else None
    line, said = one_line(title, rules.TITLE_MOST), _read(words)
    if not line:
        raise TicketWordsMissing

    ticket = Ticket(
        id=TicketId(new_id()),
        community_id=communities.HOME,
        asker_id=me.id,
        order_id=about.id if about else None,
        title=line,
        standing=standing,
        state=TicketState.WAITING,
        opened_at=tx.now,
        waits_since=tx.now,
        place_at=rules.place_of(tx.now, standing),
    )
    tx.db.add(ticket)
    lives.begin(tx, ticket, TICKET)
    _say(tx, ticket, Role.ASKER, me, said)
    tx.emit(TicketQueued(ticket))
    return ticket


def write(tx: Tx, me: Account, *, ticket: TicketId, words: str) -> Ticket:
    """Say more, or answer support.

    Whoever answers a question keeps their place in the queue; whoever comes back after an
    answer begins to wait anew.
    """
    mine = queries.expect(tx, me, ticket, "write")
    said = _read(words)

    if mine.state is TicketState.ANSWERED:
        _wait_anew(tx, mine)
    _step(tx, mine, "write", Role.ASKER, by=me)
    _say(tx, mine, Role.ASKER, me, said)
    tx.emit(TicketWritten(mine))
    return mine


def close(tx: Tx, me: Account, *, ticket: TicketId) -> Ticket:
    """Need no more, or have no more to say."""
    found = queries.look(tx, me, ticket)
    role = queries.role_of(tx, found, me)
    _step(tx, found, "close", role, by=me)
    found.closed_at = tx.now
    tx.emit(TicketClosed(found, role))
    return found


def reopen(tx: Tx, me: Account, *, ticket: TicketId, words: str) -> Ticket:
    """Open a ticket again: something is still missing."""
    mine = queries.expect(tx, me, ticket, "reopen")
    said = _read(words)

    _wait_anew(tx, mine)
    _step(tx, mine, "reopen", Role.ASKER, by=me)
    mine.closed_at = None
    _say(tx, mine, Role.ASKER, me, said)
    tx.emit(TicketWritten(mine))
    return mine


# --- those who answer


def look_into(tx: Tx, me: Account, *, ticket: TicketId) -> Ticket:
    """Open a ticket; when support reads what somebody else wrote, that is written down."""
    found = queries.look(tx, me, ticket)
    if found.asker_id != me.id:
        communities.note_look(tx, me, found.subject)
    return found


def take(tx: Tx, me: Account, *, ticket: TicketId) -> Ticket:
    """Take the ticket on: the others leave it alone for a day."""
    found = queries.to_take(tx, me, ticket)
    if found.state is not TicketState.WAITING and found.staff_id != me.id:
        raise OtherHands if found.state is TicketState.TAKEN else TooLate

    _step(tx, found, "take", Role.MODERATOR, by=me)
    found.staff_id = me.id
    return found


def hand_back(tx: Tx, me: Account, *, ticket: TicketId) -> Ticket:
    """Let somebody else answer it; it keeps its place in the queue."""
    found = queries.expect(tx, me, ticket, "hand_back")
    _step(tx, found, "hand_back", Role.MODERATOR, by=me)
    _let_go(tx, found)
    return found


def let_go(tx: Tx, ticket_id: str) -> None:
    """A day without an answer: back into the queue, at its old place."""
    found = queries.get(tx, ticket_id)
    _step(tx, found, "let_go", Role.CLOCK)
    _let_go(tx, found)


def answer(tx: Tx, me: Account, *, ticket: TicketId, words: str) -> Ticket:
    """Answer."""
    found = queries.expect(tx, me, ticket, "answer")
    said = _read(words)

    _step(tx, found, "answer", Role.MODERATOR, by=me)
    found.answered_at, found.answered_after = tx.now, tx.now - found.waits_since
    _say(tx, found, Role.MODERATOR, me, said)
    tx.emit(TicketAnswered(found))
    return found


def ask(tx: Tx, me: Account, *, ticket: TicketId, words: str) -> Ticket:
    """Ask back before one can answer."""
    found = queries.expect(tx, me, ticket, "ask")
    said = _read(words)

    _step(tx, found, "ask", Role.MODERATOR, by=me)
    _say(tx, found, Role.MODERATOR, me, said)
    tx.emit(TicketAsked(found))
    return found


# --- the clock


def lapse(tx: Tx, ticket_id: str) -> None:
    """A week without a word: it is taken to be settled."""
    found = queries.get(tx, ticket_id)
    _step(tx, found, "lapse", Role.CLOCK)
    found.closed_at = tx.now
    tx.emit(TicketClosed(found, Role.CLOCK))


def file(tx: Tx, ticket_id: str) -> None:
    """Another week: it cannot be opened again."""
    _step(tx, queries.get(tx, ticket_id), "file", Role.CLOCK)


# --- parts of the above


def _read(words: str) -> str:
    said = cleaned(words)
    if not visible(said):
        raise TicketWordsMissing
    if len(said) > rules.WORDS_MOST:
        raise TicketWordsTooMany(rules.WORDS_MOST)
    return said


def _step(tx: Tx, ticket: Ticket, verb: str, role: Role, *, by: Account | None = None) -> None:
    lives.step(tx, ticket, TICKET, verb, role, by=by)


def _say(tx: Tx, ticket: Ticket, by: Role, person: Account, words: str) -> None:
    tx.db.flush()
    tx.db.add(Remark(ticket_id=ticket.id, by=by, account_id=person.id, words=words, said_at=tx.now))


def _wait_anew(tx: Tx, ticket: Ticket) -> None:
    ticket.waits_since = tx.now
    ticket.place_at = rules.place_of(tx.now, ticket.standing)


def _let_go(tx: Tx, ticket: Ticket) -> None:
    ticket.staff_id = None
    tx.emit(TicketQueued(ticket))
