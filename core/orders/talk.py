"""What the two of an order say to each other about it."""

from collections.abc import Sequence

from core import relay
from core.accounts import Account
from core.kit.ids import OrderId
from core.orders import queries
from core.relay import Message
from core.store import Tx


def write(
    tx: Tx, me: Account, *, order: OrderId, words: str | None = None, files: Sequence[str] = ()
) -> Message:
    """Say something about an order to its other side, once it is paid."""
    work = queries.expect_words(tx, me, order)
    return relay.write_about(
        tx,
        me,
        person=queries.other_side(work, me),
        about=work.subject,
        words=words,
        files=files,
    )
