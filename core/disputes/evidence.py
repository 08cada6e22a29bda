"""What is put into a case file: all that is known of an order when the dispute is opened."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from core import (
    accounts,
    cancellations,
    deliveries,
    files,
    lives,
    milestones,
    orders,
    relay,
    resolution,
)
from core.accounts import Account
from core.disputes import case_file, rules
from core.disputes.case_file import (
    Answer,
    Bargain,
    Delivered,
    Entry,
    FileSeen,
    Happened,
    LeftOut,
    Message,
    Request,
    Wanted,
    What,
    Wish,
)
from core.disputes.models import CaseEntry, Dispute
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Order
from core.store import Tx

TOLD = ("order", "hold")  # lives of an order that its case file tells


class Found(NamedTuple):
    """Something that counts, before it has its place in the file."""

    at: datetime
    by: Role
    what: What


def gather(tx: Tx, me: Account, order: Order) -> list[Found]:
    """Return what is known of this order, in the order in which it happened."""
    found = [
        *_bargains(tx, me, order),
        *_answers(tx, order),
        *_messages(tx, order),
        *_deliveries(tx, me, order),
        *_requests(tx, me, order),
        *_talks(tx, me, order),
        *_steps(tx, me, order),
    ]
    return sorted(found, key=lambda one: one.at)


def write(tx: Tx, dispute: Dispute, by: Role, what: What, *, at: datetime | None = None) -> None:
    """Add an entry at the end of a case file."""
    dispute.entries += 1
    entry = Entry(dispute.entries, at or tx.now, by, what)
    content = case_file.canonical(entry)
    dispute.head = case_file.chained(dispute.head or case_file.BEGINNING, content)
    row = CaseEntry(dispute_id=dispute.id, nth=dispute.entries, content=content, hash=dispute.head)
    tx.db.add(row)


def seen(tx: Tx, file_ids: Sequence[str]) -> tuple[FileSeen, ...]:
    """Describe stored files so that their bytes can be told."""
    return tuple(
        FileSeen(file.id, file.name, file.size, file.digest) for file in files.by_ids(tx, file_ids)
    )


def name_of(tx: Tx, account_id: str) -> str:
    """Return what a side of an order is called."""
    return accounts.by_id(tx, account_id).name


def _bargains(tx: Tx, me: Account, order: Order) -> Iterator[Found]:
    """Tell what was agreed when the order was placed, and each bargain that replaced it."""
    first, *later = resolution.versions(tx, me, order.id)
    yield Found(order.placed_at, Role.BUYER, Bargain(first, first.total))
    changes = resolution.changes(tx, me, order.id)
    for nth, (change, terms) in enumerate(zip(changes, later, strict=True), 2):
        at = change.ended_at or order.placed_at
        yield Found(at, change.side, Bargain(terms, terms.total, nth))


def _answers(tx: Tx, order: Order) -> Iterator[Found]:
    steps = lives.journal(tx, order.subject)
    at = next((step.at for step in steps if step.verb == "answer"), order.placed_at)
    for question in order.terms.questions:
        given = order.answers.get(question.key)
        if given is None:
            continue
        said = Answer(question.words, "" if question.files else str(given))
        if question.files:
            said = Answer(question.words, "", seen(tx, given))
        yield Found(at, Role.BUYER, said)
    attached = order.answers.get(orders.ATTACHED, ())
    if attached:
        yield Found(at, Role.BUYER, Answer("", "", seen(tx, attached)))


def _messages(tx: Tx, order: Order) -> Iterator[Found]:
    """Tell what the two wrote to each other about this order, or about none in particular."""
    said = relay.said_about(
        tx, order.buyer_id, order.seller_id, about=order.subject, most=rules.MESSAGES_MOST
    )
    if said.since is not None and said.until is not None:
        yield Found(said.until, Role.MARKET, LeftOut(said.earlier, said.since))
    for each in said.messages:
        by = Role.BUYER if each.author_id == order.buyer_id else Role.SELLER
        sent = seen(tx, each.files) if each.files else ()
        yield Found(each.said_at, by, Message(each.words, sent, each.masked, each.about))


def _deliveries(tx: Tx, me: Account, order: Order) -> Iterator[Found]:
    for each in deliveries.every(tx, me, order.id):
        what = Delivered(each.nth, each.message, seen(tx, each.files))
        yield Found(each.made_at, Role.SELLER, what)
    for wish in deliveries.revisions(tx, me, order.id):
        yield Found(wish.asked_at, Role.BUYER, Wish(wish.nth, wish.comment))


def _requests(tx: Tx, me: Account, order: Order) -> Iterator[Found]:
    for each in cancellations.every(tx, me, order):
        kind = cancellations.CANCELLATION.kind
        what = Request(kind, each.reason, each.note, each.share)
        yield Found(each.asked_at, each.side, what)
        sides = {Role.ASKER: each.side, Role.OTHER: _opposite(each.side)}
        for step in lives.journal(tx, each.subject):
            by = sides.get(Role(step.role), Role(step.role))
            yield Found(step.at, by, Happened(kind, step.verb, step.before, step.after))


def _talks(tx: Tx, me: Account, order: Order) -> Iterator[Found]:
    """Tell what was asked for in the Resolution Center, and what became of it."""
    for each in resolution.every(tx, me, order.id):
        kind = resolution.REQUEST.kind
        change = Money(each.minor, each.currency)
        titles = tuple(extra.title for extra in each.extras)
        what = Wanted(each.kind, each.words, change, each.days, each.revisions, titles)
        yield Found(each.asked_at, each.side, what)
        sides = {Role.ASKER: each.side, Role.OTHER: _opposite(each.side)}
        for step in lives.journal(tx, each.subject):
            by = sides.get(Role(step.role), Role(step.role))
            yield Found(step.at, by, Happened(kind, step.verb, step.before, step.after))


def _opposite(side: Role) -> Role:
    return Role.SELLER if side is Role.BUYER else Role.BUYER


def _steps(tx: Tx, me: Account, order: Order) -> Iterator[Found]:
    for kind in TOLD:
        for step in lives.journal(tx, f"{kind}:{order.id}"):
            what = Happened(kind, step.verb, step.before, step.after)
            yield Found(step.at, Role(step.role), what)
    for each in milestones.of(tx, me, order):
        for step in lives.journal(tx, each.subject):
            if step.verb == "fund":  # the rest of its life is in the order's steps
                what = Happened(milestones.MILESTONE.kind, step.verb, step.before, step.after)
                yield Found(step.at, Role.BUYER, what)
