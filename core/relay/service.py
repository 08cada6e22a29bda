"""What can be done with words: say them, answer, stop hearing somebody."""

from collections.abc import Sequence

from core import communities
from core import files as stored_files
from core.accounts import Account
from core.communities import HOME
from core.kit.ids import AccountId, MessageId, new_id
from core.kit.words import cleaned, visible
from core.relay import queries, rules
from core.relay.errors import (
    FileTooLarge,
    NothingSaid,
    TooLongToSay,
    TooManyFilesToSay,
)
from core.relay.events import MessageArrived, MessageSent, MessageStuck
from core.relay.models import Conversation, Message, Side
from core.relay.rules import Excuse
from core.store import Tx

MEGABYTE = 1024 * 1024


def write(
    tx: Tx, me: Account, *, person: AccountId, words: str | None = None, files: Sequence[str] = ()
) -> Message:
    """Say something to somebody: to a seller, or to whoever one talks or trades with."""
    return _say(tx, me, person, words, files)


def write_about(
    tx: Tx,
    me: Account,
    *,
    person: AccountId,
    about: str,
    words: str | None = None,
    files: Sequence[str] = (),
) -> Message:
    """Say something about a thing, named in full, to somebody.

    The feature whose thing it is has looked whether both may see it.
    """
    return _say(tx, me, person, words, files, about=about)


def answer(
    tx: Tx, me: Account, *, message: MessageId, words: str | None = None, files: Sequence[str] = ()
) -> Message:
    """Reply to a message, one's own or the other's: it goes to the other one.

    What that one was about, the answer is about.
    """
    before = queries.look_message(tx, me, message)
    to = queries.besides(tx, me, before)
    return _say(tx, me, AccountId(to.id), words, files, answers=before.id, about=before.about)


def read(tx: Tx, me: Account, *, conversation: str) -> Conversation:
    """Open a conversation: everything in it is seen."""
    talk = queries.look(tx, me, conversation)
    _seen(tx, me, talk)
    return talk


def block(tx: Tx, me: Account, *, conversation: str) -> Conversation:
    """Hear nothing of the other one any more; they are not told."""
    talk = queries.look(tx, me, conversation)
    queries.side_of(tx, talk, me.id).blocks = True
    _seen(tx, me, talk)
    return talk


def unblock(tx: Tx, me: Account, *, conversation: str) -> Conversation:
    """Let the other one write again; what was called spam is an inquiry after all."""
    talk = queries.look(tx, me, conversation)
    queries.side_of(tx, talk, me.id).blocks = False
    if talk.asked_id == me.id and talk.excuse is Excuse.SPAM:
        talk.excuse = None
    return talk


def call_spam(tx: Tx, me: Account, *, conversation: str) -> Conversation:
    """Hear nothing more of somebody who asked for nothing; it does not count as an inquiry.

    Only before it was answered: whoever talks with somebody took them seriously.
    """
    talk = block(tx, me, conversation=conversation)
    if talk.asked_id == me.id and talk.answered_at is None:
        talk.excuse = Excuse.SPAM
    return talk


# --- what others make of it


def vouch(tx: Tx, one: AccountId | str, other: AccountId | str) -> None:
    """These two have a paid order together: they may write to each other, and nothing is masked."""
    talk = queries.between(tx, one, other) or _begin(tx, one, other)
    talk.paid_at = talk.paid_at or tx.now


def arrived(tx: Tx, reader_id: AccountId | str, subject: str) -> None:
    """Something stands before somebody: if it is a message and they are its reader, it arrived."""
    name = queries.subject_of(subject)
    message = tx.db.get(Message, name) if name else None
    if message is None or message.reader_id != reader_id or message.arrived_at is not None:
        return
    message.arrived_at = tx.now
    talk = tx.db.get_one(Conversation, message.conversation_id)
    if message.nth == 1:
        talk.arrived_at = tx.now
    side = queries.side_of(tx, talk, message.reader_id)
    if side.stuck:
        side.stuck = False
        tx.emit(MessageArrived(message))


def stuck(tx: Tx, message_id: MessageId | str) -> None:
    """A message cannot be brought to its reader: whoever said it is told so, once."""
    message = tx.db.get_one(Message, message_id)
    talk = tx.db.get_one(Conversation, message.conversation_id)
    side = queries.side_of(tx, talk, message.reader_id)
    if not side.stuck and not side.blocks:
        side.stuck = True
        tx.emit(MessageStuck(message))


def note_look(tx: Tx, moderator: Account, message: Message) -> None:
    """A moderator reads what was said around a message: its two see when."""
    talk = tx.db.get_one(Conversation, message.conversation_id)
    communities.note_look(tx, moderator, talk.subject)


def note_look_between(tx: Tx, moderator: Account, one: str, other: str) -> None:
    """A moderator reads what two people said to each other: they see when."""
    talk = queries.between(tx, one, other)
    if talk is not None:
        communities.note_look(tx, moderator, talk.subject)


# --- the engine room


def _say(
    tx: Tx,
    me: Account,
    to: AccountId,
    words: str | None,
    files: Sequence[str],
    *,
    answers: str | None = None,
    about: str = "",
) -> Message:
    reader = queries.expect(tx, me, to)
    said = cleaned(words or "")
    sent = _own_files(tx, me, files)
    if not visible(said) and not sent:
        raise NothingSaid
    if len(said) > rules.WORDS_MOST:
        raise TooLongToSay(len(said), rules.WORDS_MOST)

    talk = queries.between(tx, me.id, reader.id) or _begin(tx, me.id, reader.id)
    shown = said if talk.paid_at is not None else rules.masked(said)
    message = Message(
        id=MessageId(new_id()),
        conversation_id=talk.id,
        nth=talk.messages + 1,
        author_id=me.id,
        reader_id=reader.id,
        words=shown,
        masked=shown != said,
        files=[file.id for file in sent],
        answers_id=answers,
        about=about,
        said_at=tx.now,
    )
    tx.db.add(message)
    _note(tx, talk, message, reader)
    tx.emit(MessageSent(message))
    return message


def _own_files(tx: Tx, me: Account, files: Sequence[str]) -> list[stored_files.StoredFile]:
    if len(files) > tx.settings.files_most:
        raise TooManyFilesToSay(tx.settings.files_most)
    sent = stored_files.own(tx, me, files)
    most = tx.settings.message_file_bytes_most
    for file in sent:
        if file.size > most:
            raise FileTooLarge(file.name, most // MEGABYTE)
    return sent


def _begin(tx: Tx, one: str, other: str) -> Conversation:
    first, second = sorted((one, other))
    talk = Conversation(
        id=new_id(),
        community_id=HOME,
        one_id=first,
        two_id=second,
        messages=0,
        both_spoke=False,
    )
    tx.db.add(talk)
    tx.db.flush()
    for person in (first, second):
        tx.db.add(Side(conversation_id=talk.id, account_id=person))
    tx.db.flush()
    return talk


def _note(tx: Tx, talk: Conversation, message: Message, reader: Account) -> None:
    """Write down what a message means for its conversation: asked, answered, unread."""
    author_id = message.author_id
    talk.messages = message.nth
    if talk.asker_id is None:
        talk.asker_id, talk.asked_at = author_id, tx.now
        talk.asked_id = reader.id if reader.sells and talk.paid_at is None else None
    elif author_id != talk.asker_id:
        talk.both_spoke = True
    if author_id == talk.asked_id and talk.answered_at is None:
        talk.answered_at = tx.now
    mine = queries.side_of(tx, talk, author_id)
    theirs = queries.side_of(tx, talk, reader.id)
    mine.last_at = theirs.last_at = tx.now
    mine.seen, mine.unread, theirs.unread = message.nth, False, True


def _seen(tx: Tx, me: Account, talk: Conversation) -> None:
    side = queries.side_of(tx, talk, me.id)
    if side.unread or side.seen < talk.messages:
        side.seen, side.unread = talk.messages, False
