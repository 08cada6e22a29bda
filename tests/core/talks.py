"""Two people who talk things over: the shortest way to a request of any kind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from core import resolution
from core.accounts import Account
from core.kit.ids import OrderId, RequestId
from core.kit.money import Money
from core.orders import Extra
from core.resolution import Request, RequestKind, RequestState
from tests.core.trade import EUR, Trade

WHY = "The printer is late"
BANNER = Extra("A banner", Money(20_00, EUR), 2)
CARD = Extra("A business card", Money(15_00, EUR), 1)
VERBS: dict[RequestKind, Callable[..., Request]] = {
    RequestKind.EXTEND: resolution.extend,
    RequestKind.MODIFY: resolution.modify,
    RequestKind.EXTRA: resolution.add_extras,
    RequestKind.REFUND: resolution.refund,
}
GIVEN: dict[RequestKind, dict[str, Any]] = {
    RequestKind.EXTEND: {"days": 3, "reason": WHY},
    RequestKind.MODIFY: {"scope": "A poster as well", "price": Money(10_00, EUR), "days": 2},
    RequestKind.EXTRA: {"extras": (BANNER, CARD)},
    RequestKind.REFUND: {"percent": 30, "reason": "One draft is missing"},
}
CHEAPER = {"price": Money(-20_00, EUR), "days": -1}  # a change that costs the seller


class Stands(NamedTuple):
    """What an order and its books hold, in cents."""

    total: int
    commission: int
    escrow: int
    wallet: int


async def asks(
    trade: Trade, who: Account, order: OrderId, kind: RequestKind, **given: Any
) -> RequestId:
    """Somebody makes a request of this kind, the usual one unless it is said."""
    made: Request = await trade.does(who, VERBS[kind], order=order, **(given or GIVEN[kind]))
    return RequestId(made.id)


async def agrees(trade: Trade, who: Account, request: RequestId) -> Request:
    return await trade.does(who, resolution.agree, request=request)


async def pays(trade: Trade, request: RequestId, provider: str = "sandbox") -> None:
    await trade.does(trade.ben, resolution.pay, request=request, provider=provider)


async def found(trade: Trade, request: RequestId) -> Request:
    return await trade.market.ask(lambda tx: resolution.get(tx, request))


async def state(trade: Trade, request: RequestId) -> RequestState:
    return (await found(trade, request)).state


async def books(trade: Trade, order: OrderId) -> Stands:
    """What the order says it costs, and where the money is."""
    work = await trade.stands(order)
    return Stands(
        work.total_minor,
        work.commission_minor,
        await trade.book("escrow", order),
        await trade.book("wallet", trade.ben.id),
    )


def other(trade: Trade, who: Account) -> Account:
    return trade.ben if who.id == trade.ana.id else trade.ana


async def days_left(trade: Trade, order: OrderId) -> float:
    due_at = (await trade.stands(order)).due_at
    assert due_at is not None
    return (due_at - trade.clock.now) / timedelta(days=1)
