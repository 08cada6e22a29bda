"""Requests before they are made: what is asked, measured against the order as it stands."""

from collections.abc import Sequence

import msgspec

from core import orders
from core.accounts import Account
from core.kit.ids import OrderId, RequestId, new_id
from core.kit.money import Money
from core.orders import Extra, Order
from core.resolution import queries, rules
from core.resolution.errors import AllOfIt, WrongDays, WrongPercent
from core.resolution.models import Request
from core.resolution.states import RequestKind, RequestState
from core.store import Tx

WHOLE = 100  # percent


def extension(tx: Tx, me: Account, *, order: OrderId, days: int, reason: str) -> Request:
    """Draft a request for another due date, or refuse."""
    work = queries.expect_to_ask(tx, me, order, RequestKind.EXTEND)
    most = tx.settings.extension_days_most
    if not 1 <= days <= most:
        raise WrongDays(1, most)

    request = _draft(tx, me, work, RequestKind.EXTEND, rules.reason(reason))
    request.days = days
    return request


def change(
    tx: Tx,
    me: Account,
    *,
    order: OrderId,
    scope: str | None = None,
    price: Money | None = None,
    days: int | None = None,
    revisions: int | None = None,
) -> Request:
    """Draft another bargain, or refuse."""
    work = queries.expect_to_ask(tx, me, order, RequestKind.MODIFY)
    request = _draft(tx, me, work, RequestKind.MODIFY, rules.at_most(scope or ""))
    request.minor = price.minor if price is not None else 0
    request.days, request.revisions = days or 0, revisions or 0
    rules.measure(work, request, tx.now, tx.settings)
    return request


def extras(tx: Tx, me: Account, *, order: OrderId, extras: Sequence[Extra]) -> Request:
    """Draft an offer of something on top, or refuse."""
    work = queries.expect_to_ask(tx, me, order, RequestKind.EXTRA)
    offered = rules.extras(extras, tx.settings)

    request = _draft(tx, me, work, RequestKind.EXTRA, "")
    request.offered = msgspec.to_builtins(offered)
    request.minor = sum(each.price.minor for each in offered)
    request.days = sum(each.days for each in offered)
    return request


def part_back(tx: Tx, me: Account, *, order: OrderId, percent: int, reason: str) -> Request:
    """Draft a partial refund, or refuse."""
    work = queries.expect_to_ask(tx, me, order, RequestKind.REFUND)
    if percent == WHOLE:
        raise AllOfIt
    part = rules.part(work, percent)
    if not 1 <= percent <= rules.PERCENT_MOST or not part:
        raise WrongPercent(1, rules.PERCENT_MOST)

    request = _draft(tx, me, work, RequestKind.REFUND, rules.reason(reason))
    request.percent, request.minor = percent, -part.minor
    return request


def _draft(tx: Tx, me: Account, order: Order, kind: RequestKind, words: str) -> Request:
    """Write a request down that asks for nothing yet."""
    return Request(
        id=RequestId(new_id()),
        community_id=order.community_id,
        order_id=order.id,
        kind=kind,
        state=RequestState.OPEN,
        side=orders.role_of(order, me),
        words=words,
        minor=0,
        currency=order.currency,
        days=0,
        revisions=0,
        percent=0,
        offered=[],
        asked_at=tx.now,
    )
