"""Questions about what people say to each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from core import bans, communities, files, out_of_office
from core.accounts import Account
from core.files import StoredFile
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import AccountId
from core.relay.errors import (
    AwayFromMessages,
    NobodyThere,
    NotTaken,
    TalkToYourself,
    TooManyUnanswered,
    YouBlocked,
)
from core.relay.models import Conversation, Message, Side
from core.store import Tx

LINES = 8  # conversations on one page
MESSAGES = 6  # messages on one page
SUBJECT = "message"

BETWEEN = (
    select(Conversation, Side)
    .join(Side, Side.conversation_id == Conversation.id)
    .where(Conversation.one_id == bindparam("first"), Conversation.two_id == bindparam("second"))
)


class Glance(NamedTuple):
    """A conversation in a list: who it is with, what was said last, and whether it was read."""

    conversation: Conversation
    other: Account
    last: Message
    unread: bool


class Said(NamedTuple):
    """The latest that two people said, oldest first, and how much they had said before.

    The `earlier` ones are from `since` until `until`.
    """

    messages: Sequence[Message]
    earlier: int = 0
    since: datetime | None = None
    until: datetime | None = None


def between(tx: Tx, one: str, other: str) -> Conversation | None:
    """Return the conversation of these two, if they have one; what it is to each is read along."""
    first, second = sorted((one, other))
    found = tx.db.execute(BETWEEN, {"first": first, "second": second}).scalars().all()
    return found[0] if found else None


def side_of(tx: Tx, conversation: Conversation, person_id: str) -> Side:
    """Return what this conversation is to one of its two."""
    return tx.db.get_one(Side, (conversation.id, person_id))


def other_id(conversation: Conversation, person_id: str) -> AccountId:
    """Return the one of the two who is not this person."""
    two = conversation.two_id == person_id
    return AccountId(conversation.one_id if two else conversation.two_id)


def other(tx: Tx, me: Account, conversation: Conversation) -> Account:
    """Return the person I talk with."""
    return tx.db.get_one(Account, other_id(conversation, me.id))


def besides(tx: Tx, me: Account, message: Message) -> Account:
    """Return the person of a message who is not me."""
    theirs = message.reader_id if message.author_id == me.id else message.author_id
    return tx.db.get_one(Account, theirs)


def look(tx: Tx, me: Account, conversation_id: str) -> Conversation:
    """Return this conversation to one of its two."""
    found = tx.db.get(Conversation, conversation_id)
    if found is None or me.id not in (found.one_id, found.two_id):
        raise NoSuchThing
    return found


def look_message(tx: Tx, me: Account, message_id: str) -> Message:
    """Return this message to whoever said it, or to its reader while they take what is said."""
    found = tx.db.get(Message, message_id)
    if found is None or me.id not in (found.author_id, found.reader_id):
        raise NoSuchThing
    return found


def get(tx: Tx, message_id: str) -> Message:
    """Return this message."""
    return tx.db.get_one(Message, message_id)


def around(tx: Tx, message: Message, *, before: int, after: int) -> Sequence[Message]:
    """Return a message and what was said before and after it, oldest first: to the market."""
    query = select(Message).where(
        Message.conversation_id == message.conversation_id,
        Message.nth.between(message.nth - before, message.nth + after),
    )
    return tx.db.execute(query.order_by(Message.nth)).scalars().all()


def said_about(tx: Tx, one: str, other: str, *, about: str, most: int) -> Said:
    """Return what two people said about a thing, and about nothing in particular: to the market.

    Nothing they said about another thing is told, nor counted.
    """
    talk = between(tx, one, other)
    if talk is None:
        return Said(())
    meant = (Message.conversation_id == talk.id, Message.about.in_((about, "")))
    latest = select(Message).where(*meant).order_by(Message.nth.desc()).limit(most + 1)
    found = tx.db.execute(latest).scalars().all()
    if len(found) <= most:
        return Said(found[::-1])
    every = select(func.count(), func.min(Message.said_at)).where(*meant)
    number, since = tx.db.execute(every).one()
    return Said(found[:most][::-1], number - most, since, found[most].said_at)


def looks(tx: Tx, _me: Account, conversation: Conversation) -> Sequence[datetime]:
    """Return when a moderator last looked into this conversation, the latest first; never who."""
    return communities.looks(tx, conversation.subject)


def files_of(tx: Tx, _me: Account, message: Message) -> list[StoredFile]:
    """Return what was sent along with a message."""
    return files.by_ids(tx, message.files) if message.files else []


def subject_of(subject: str) -> str:
    """Return the id of the message that stands in a place of a chat, empty if it is no message."""
    kind, _colon, name = subject.partition(":")
    return name.partition("#")[0] if kind == SUBJECT else ""


def expect(tx: Tx, me: Account, to: AccountId | str) -> Account:
    """Return whom I may write to now; refuse just as writing would."""
    if to == me.id and me.id:
        raise TalkToYourself
    reader = tx.db.get(Account, to) if to else None
    talk = between(tx, me.id, to) if reader is not None else None
    if reader is None or (talk is None and not reader.sells):
        raise NobodyThere
    if talk is not None:
        _require_open(tx, me, talk, reader)
    if talk is None or talk.paid_at is None:
        bans.require_free(tx, me)
        _require_present(tx, reader)
    return reader


def may_write(tx: Tx, me: Account, to: AccountId | str) -> bool:
    """Tell whether I may write to this person now."""
    try:
        expect(tx, me, to)
    except Refusal:
        return False
    return True


def wants_an_offer(tx: Tx, me: Account, conversation: Conversation) -> bool:
    """Tell whether a seller may make an offer to the other one: who has written to them."""
    spoke = conversation.asker_id not in (None, me.id) or conversation.both_spoke
    return me.sells and spoke and may_write(tx, me, other_id(conversation, me.id))


def blocks(tx: Tx, me: Account, conversation: Conversation) -> bool:
    """Tell whether I hear nothing of the other one any more."""
    return side_of(tx, conversation, me.id).blocks


def _require_present(tx: Tx, reader: Account) -> None:
    """Refuse words to somebody who is away and takes none; whoever trades with them may always."""
    absence = out_of_office.away(tx, reader, reader.id)
    if absence is not None and not absence.may_write:
        raise AwayFromMessages(reader.name, absence.back)


def _require_open(tx: Tx, me: Account, talk: Conversation, reader: Account) -> None:
    if side_of(tx, talk, me.id).blocks:
        raise YouBlocked(reader.name)
    if side_of(tx, talk, reader.id).blocks:
        raise NotTaken(reader.name)
    most = tx.settings.unanswered_most
    new = not talk.both_spoke and talk.paid_at is None
    if new and talk.asker_id == me.id and talk.messages >= most:
        raise TooManyUnanswered(most, reader.name)


def mine(tx: Tx, me: Account, *, page: int = 0) -> tuple[list[Glance], bool]:
    """Return one page of one's conversations, the unread first, and whether there is more."""
    query = (
        select(Conversation, Message, Side.unread)
        .join(Side, Side.conversation_id == Conversation.id)
        .join(
            Message,
            (Message.conversation_id == Conversation.id) & (Message.nth == Conversation.messages),
        )
        .where(Side.account_id == me.id)
        .order_by(Side.unread.desc(), Side.last_at.desc(), Conversation.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = [
        Glance(talk, other(tx, me, talk), last, unread)
        for talk, last, unread in tx.db.execute(query).all()
    ]
    return found[:LINES], len(found) > LINES


def page(
    tx: Tx, _me: Account, conversation: Conversation, *, nth: int = 0
) -> tuple[Sequence[Message], bool]:
    """Return one page of what was said, oldest first; page 0 holds the newest."""
    query = (
        select(Message)
        .where(Message.conversation_id == conversation.id)
        .order_by(Message.nth.desc())
        .offset(nth * MESSAGES)
        .limit(MESSAGES + 1)
    )
    found = tx.db.execute(query).scalars().all()
    return found[:MESSAGES][::-1], len(found) > MESSAGES


def asked(tx: Tx, seller_id: AccountId | str, since: datetime) -> Sequence[Conversation]:
    """Return the conversations that began with an inquiry to this seller since then, newest first.

    What was said and has not arrived is among them.
    """
    query = (
        select(Conversation)
        .where(Conversation.asked_id == seller_id, Conversation.asked_at >= since)
        .order_by(Conversation.asked_at.desc(), Conversation.id)
    )
    return tx.db.execute(query).scalars().all()
