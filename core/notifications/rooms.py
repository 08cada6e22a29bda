"""Rooms: a person's own place for everything about one subject, on one platform."""

from sqlalchemy import delete, select

from core.accounts import Account
from core.kit.ids import AccountId
from core.notifications.models import Card, Room
from core.store import Tx


def room_for(tx: Tx, account_id: AccountId | str, subject: str, *, platform: str) -> Room | None:
    """Return what is known of a person's room for this subject; nothing before the first time."""
    return tx.db.get(Room, (account_id, subject, platform))


def remember_room(
    tx: Tx, account_id: AccountId | str, subject: str, *, platform: str, chat: str
) -> None:
    """From now on this is the room; an empty `chat` says that there is none to be had."""
    room = room_for(tx, account_id, subject, platform=platform)
    if room is None:
        room = Room(account_id=account_id, subject=subject, platform=platform)
        tx.db.add(room)
    elif room.chat:
        _forget_cards(tx, room)
    room.chat = chat
    tx.db.flush()


def room_at(tx: Tx, me: Account, *, platform: str, chat: str) -> str:
    """Return the subject that this room of mine is for; empty when it is none."""
    query = select(Room.subject).where(
        Room.platform == platform, Room.chat == chat, Room.account_id == me.id
    )
    return tx.db.execute(query.limit(1)).scalar_one_or_none() or "" if chat else ""


def _forget_cards(tx: Tx, room: Room) -> None:
    """What stood in a room that is shut stands nowhere."""
    gone = delete(Card).where(
        Card.account_id == room.account_id,
        Card.platform == room.platform,
        Card.chat == room.chat,
    )
    tx.db.execute(gone.execution_options(synchronize_session="fetch"))
