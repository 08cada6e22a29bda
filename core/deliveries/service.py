"""What can be done with deliveries."""

from collections.abc import Sequence

from core import files as stored_files
from core import orders
from core.accounts import Account
from core.deliveries import queries, rules
from core.deliveries.errors import (
    CommentMissing,
    MessageTooLong,
    NoRevisionsLeft,
    NothingDelivered,
    TooManyFiles,
)
from core.deliveries.events import DeliveryMade, RevisionRequested
from core.deliveries.models import Delivery, Revision
from core.kit.ids import DeliveryId, OrderId, new_id
from core.kit.states import Role
from core.orders import Order, OrderState
from core.store import Tx


def deliver(
    tx: Tx, me: Account, *, order: OrderId, message: str | None = None, files: Sequence[str] = ()
) -> Order:
    """Hand the work over, for the first time or once more."""
    words = (message or "").strip()
    work = orders.look(tx, me, order)
    orders.deliver(tx, me, work)
    if not rules.is_enough(words, files, tx.settings):
        raise NothingDelivered(tx.settings.delivery_characters_least)
    if len(files) > tx.settings.files_most:
        raise TooManyFiles(tx.settings.files_most)
    if len(words) > rules.MESSAGE_MOST:
        raise MessageTooLong(rules.MESSAGE_MOST)

    delivery = Delivery(
        id=DeliveryId(new_id()),
        order_id=work.id,
        nth=queries.count(tx, work) + 1,
        message=words,
        files=[file.id for file in stored_files.own(tx, me, files)],
        made_at=tx.now,
    )
    tx.db.add(delivery)
    tx.emit(DeliveryMade(work, delivery))
    return work


def request_revision(tx: Tx, me: Account, *, order: OrderId, comment: str) -> Order:
    """Send the work back with what shall change."""
    work = orders.look(tx, me, order)
    buyer_asks = orders.role_of(work, me) is Role.BUYER
    if buyer_asks and work.state is OrderState.DELIVERED and work.revisions_left == 0:
        raise NoRevisionsLeft
    orders.request_revision(tx, me, work)
    if not comment.strip():
        raise CommentMissing
    if len(comment) > orders.COMMENT_MOST:
        raise MessageTooLong(orders.COMMENT_MOST)

    revision = Revision(
        id=new_id(),
        order_id=work.id,
        nth=queries.count_revisions(tx, work) + 1,
        comment=comment.strip(),
        asked_at=tx.now,
    )
    tx.db.add(revision)
    tx.emit(RevisionRequested(work, revision))
    return work
