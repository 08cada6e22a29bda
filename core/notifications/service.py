"""Write down what to tell whom; `bot.delivery` does the telling."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from core import accounts
from core.accounts import Account
from core.kit.ids import AccountId
from core.notifications.events import CardShown, NoticeHeld
from core.notifications.models import Card, Notice, NoticeState, Room, Urgency
from core.store import Tx, table_of

LEASE = timedelta(seconds=90)  # a sender that died gives its notices back after so long

NOTICES = table_of(Notice)
TELL = insert(NOTICES)
CLAIM = select(Notice).from_statement(
    update(Notice)
    .where(
        Notice.id.in_(
            select(NOTICES.c.id)
            .where(NOTICES.c.state == NoticeState.WAITING, NOTICES.c.due_at <= bindparam("moment"))
            .order_by(NOTICES.c.urgency, NOTICES.c.id)
            .limit(bindparam("most"))
            .with_for_update(skip_locked=True)
        )
    )
    .values(due_at=bindparam("until"), tries=Notice.tries + 1)
    .returning(Notice)
)
TOLD = delete(NOTICES).where(NOTICES.c.id.in_(bindparam("ids", expanding=True)))
EARLIEST = select(func.min(NOTICES.c.due_at)).where(NOTICES.c.state == NoticeState.WAITING)


def tell(
    tx: Tx, to: AccountId | str, kind: str, subject: str, urgency: Urgency = Urgency.MONEY
) -> None:
    """Promise to tell this person."""
    tell_each(tx, [(to, kind, subject, urgency)])


def tell_each(tx: Tx, promises: Iterable[tuple[AccountId | str, str, str, Urgency]]) -> None:
    """Promise to tell several: (whom, kind, subject, urgency), in one statement."""
    _write(tx, [_row(tx, *promise) for promise in promises])


def tell_everywhere(tx: Tx, to: AccountId | str, kind: str, subject: str, *, but: str = "") -> None:
    """Promise to tell this person on every platform where they can be reached, `but` on this."""
    found = (identity.platform for identity in accounts.reaches(tx, to))
    reached = dict.fromkeys(platform for platform in found if platform != but)
    _write(
        tx,
        [
            {**_row(tx, to, kind, subject, Urgency.MONEY), "platform": platform}
            for platform in reached or (() if but else (None,))
        ],
    )


def claim(tx: Tx, limit: int) -> Sequence[Notice]:
    """Lease the most urgent notices, oldest first, to whoever sends them now."""
    given = {"moment": tx.now, "most": limit, "until": tx.now + LEASE}
    claimed = tx.db.execute(CLAIM, given).scalars().all()
    return sorted(claimed, key=lambda notice: (notice.urgency, notice.id))


def let_go(tx: Tx) -> None:
    """Nobody but us is sending: what somebody leased and did not send is due now."""
    leased = (
        update(Notice)
        .where(Notice.state == NoticeState.WAITING, Notice.due_at > tx.now)
        .values(due_at=tx.now)
        .execution_options(synchronize_session=False)
    )
    tx.db.execute(leased)


def before(tx: Tx, notice: Notice, except_for: Collection[int]) -> Notice | None:
    """Return the oldest notice of this urgency to this person that must be told before this one.

    Those in `except_for` are on their way already, and keep the order of their chat.
    """
    query = select(Notice).where(
        Notice.state == NoticeState.WAITING,
        Notice.account_id == notice.account_id,
        Notice.urgency == notice.urgency,
        Notice.id < notice.id,
    )
    earlier = tx.db.execute(query.order_by(Notice.id)).scalars()
    return next((each for each in earlier if each.id not in except_for), None)


def told(tx: Tx, notices: Sequence[int]) -> None:
    """These were sent."""
    tx.db.execute(TOLD, {"ids": list(notices)})


def put_off(tx: Tx, notice_id: int, until: datetime, trouble: str) -> None:
    """Try again then."""
    _change(tx, notice_id, due_at=until, trouble=trouble)
    tx.stirred = True


def hold(tx: Tx, notice_id: int) -> None:
    """Keep it for the person's next visit."""
    notice = tx.db.get_one(Notice, notice_id)
    _change(tx, notice_id, state=NoticeState.HELD)
    tx.emit(NoticeHeld(notice.kind, notice.account_id, notice.subject))


def bury(tx: Tx, notice_id: int, trouble: str) -> None:
    """Give up, visibly."""
    _change(tx, notice_id, state=NoticeState.DEAD, trouble=trouble[:500])


def wake(tx: Tx, me: Account) -> int:
    """Somebody who could not be reached is back: tell what was held. Returns how many."""
    return _requeue(tx, Notice.account_id == me.id, Notice.state == NoticeState.HELD)


def replay(tx: Tx) -> int:
    """Try every dead letter once more. Returns how many."""
    return _requeue(tx, Notice.state == NoticeState.DEAD)


def dead(tx: Tx) -> Sequence[Notice]:
    """Return what the platforms refused."""
    query = select(Notice).where(Notice.state == NoticeState.DEAD).order_by(Notice.id)
    return tx.db.execute(query).scalars().all()


def waiting(tx: Tx) -> int:
    """Return how many notices still wait to be told, due or not."""
    query = select(func.count()).where(Notice.state == NoticeState.WAITING)
    return tx.db.execute(query).scalar_one()


def earliest(tx: Tx) -> datetime | None:
    """Return when the next notice is due."""
    return tx.db.execute(EARLIEST).scalar_one_or_none()


def cards_of(tx: Tx, account_id: AccountId | str, subject: str) -> Card | None:
    """Return the live message that shows this subject to this person, if there is one."""
    return tx.db.get(Card, (account_id, subject))


def remember_card(
    tx: Tx, account_id: AccountId | str, subject: str, *, platform: str, chat: str, message: str
) -> None:
    """From now on this message is the live one; what it showed before stands nowhere."""
    card = tx.db.get(Card, (account_id, subject))
    if card is None or (card.platform, card.chat, card.message) != (platform, chat, message):
        gone = delete(Card).where(*_at(account_id, platform, chat, message))
        tx.db.execute(gone.execution_options(synchronize_session="fetch"))
    if card is None:
        card = Card(account_id=account_id, subject=subject)
        tx.db.add(card)
    card.platform, card.chat, card.message, card.covered = platform, chat, message, False
    tx.emit(CardShown(str(account_id), subject))


def place(tx: Tx, me: Account, subject: str, *, platform: str, chat: str, message: str) -> None:
    """What I wrote myself, in this message, is where this subject stands for me."""
    remember_card(tx, me.id, subject, platform=platform, chat=chat, message=message)


def card_at(tx: Tx, me: Account, *, platform: str, chat: str, message: str) -> str:
    """Return the subject that this message shows to me; empty when it shows none."""
    query = select(Card.subject).where(
        *_at(me.id, platform, chat, message), Card.covered.is_(False)
    )
    return tx.db.execute(query).scalar_one_or_none() or ""


def cover(tx: Tx, account_id: AccountId | str, *, platform: str, chat: str, message: str) -> None:
    """Where this message showed a card, a form asks: what is said below is not about the card."""
    covered = update(Card).where(*_at(account_id, platform, chat, message)).values(covered=True)
    tx.db.execute(covered.execution_options(synchronize_session=False))


def uncover(tx: Tx, account_id: AccountId | str, subject: str) -> None:
    """The card is drawn over what stood in its place."""
    shown = update(Card).where(Card.account_id == account_id, Card.subject == subject)
    tx.db.execute(shown.values(covered=False).execution_options(synchronize_session=False))


def forget_card(tx: Tx, account_id: AccountId | str, subject: str) -> None:
    """The message is gone; the next drawing is a new one."""
    gone = delete(Card).where(Card.account_id == account_id, Card.subject == subject)
    tx.db.execute(gone.execution_options(synchronize_session=False))


def hand_over(tx: Tx, goes: Account, stays: Account) -> None:
    """Tell the account that somebody has from now on what was to be told to them."""
    given = update(Notice).where(Notice.account_id == goes.id).values(account_id=stays.id)
    tx.db.execute(given.execution_options(synchronize_session=False))
    for kept in (Card, Room):
        gone = delete(kept).where(kept.account_id == goes.id)
        tx.db.execute(gone.execution_options(synchronize_session=False))


def forget_platform(tx: Tx, me: Account, platform: str) -> None:
    """Whoever reads on this platform is somebody else from now on: redraw nothing of mine there."""
    for kept in (Card, Room):
        gone = delete(kept).where(kept.account_id == me.id, kept.platform == platform)
        tx.db.execute(gone.execution_options(synchronize_session=False))


def _at(
    account_id: AccountId | str, platform: str, chat: str, message: str
) -> tuple[ColumnElement[bool], ...]:
    return (
        Card.platform == platform,
        Card.chat == chat,
        Card.message == message,
        Card.account_id == account_id,
    )


def _row(tx: Tx, to: AccountId | str, kind: str, subject: str, urgency: Urgency) -> dict[str, Any]:
    return {
        "kind": kind,
        "account_id": to,
        "subject": subject,
        "platform": None,
        "urgency": urgency,
        "state": NoticeState.WAITING,
        "made_at": tx.now,
        "due_at": tx.now,
    }


def _write(tx: Tx, rows: list[dict[str, Any]]) -> None:
    if rows:
        tx.db.execute(TELL, rows)
        tx.stirred = True


def _change(tx: Tx, notice_id: int, **values: object) -> None:
    change = update(Notice).where(Notice.id == notice_id).values(**values)
    tx.db.execute(change.execution_options(synchronize_session=False))


def _requeue(tx: Tx, *which: object) -> int:
    change = (
        update(Notice)
        .where(*which)  # type: ignore[arg-type]
        .values(state=NoticeState.WAITING, due_at=tx.now, tries=0)
        .execution_options(synchronize_session=False)
    )
    count: int = tx.db.execute(change).rowcount  # type: ignore[attr-defined]
    tx.stirred = tx.stirred or count > 0
    return count
