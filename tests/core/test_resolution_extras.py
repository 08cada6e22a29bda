"""Extras bought in the middle of an order, and parts of the price that go back."""

import pytest

from core import orders, resolution
from core.kit.errors import Refusal
from core.kit.money import Money
from core.orders import Extra, OrderState
from core.resolution import RequestKind
from tests.core.talks import (
    BANNER,
    CARD,
    agrees,
    asks,
    books,
    days_left,
    other,
    pays,
)
from tests.core.trade import EUR, Trade

IN_PROGRESS = OrderState.IN_PROGRESS
MODIFY, EXTRA, REFUND = RequestKind.MODIFY, RequestKind.EXTRA, RequestKind.REFUND
BOTH = ("ana", "ben")
DAYS = 4  # of an order under test


# --- extras


async def test_extras_bought_in_the_middle_of_an_order(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, EXTRA))
    assert await books(trade, order) == (85_00, 8_50, 85_00, 0)
    assert await days_left(trade, order) == DAYS + 3
    assert (await trade.stands(order)).terms.extras == (BANNER, CARD)
    await pays(trade, await asks(trade, trade.ana, order, EXTRA, extras=[CARD]))
    assert (await trade.stands(order)).terms.extras == (BANNER, CARD, CARD)


@pytest.mark.parametrize(
    ("extras", "says"),
    [
        ([], resolution.WrongExtras),
        ([CARD] * 4, resolution.WrongExtras),
        ([Extra("", Money(10_00, EUR), 0)], resolution.ExtraIncomplete),
        ([Extra("x" * 81, Money(10_00, EUR), 0)], resolution.ExtraIncomplete),
        ([Extra("A banner", Money(4_99, EUR), 0)], resolution.ExtraIncomplete),
        ([Extra("A banner", Money(-20_00, EUR), 0)], resolution.ExtraIncomplete),
        ([Extra("A banner", Money(10_000_01, EUR), 0)], resolution.ExtraIncomplete),
        ([Extra("A banner", Money(10_00, EUR), -1)], resolution.WrongDays),
        ([Extra("A banner", Money(10_00, EUR), 91)], resolution.WrongDays),
    ],
)
async def test_extras_within_bounds(trade: Trade, extras: list[Extra], says: type[Refusal]):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(says):
        await trade.does(trade.ana, resolution.add_extras, order=order, extras=extras)


# --- a part of the price back


@pytest.mark.parametrize(
    ("percent", "after"),
    [
        (1, (49_50, 4_95, 49_50, 50)),
        (33, (33_50, 3_35, 33_50, 16_50)),
        (99, (50, 5, 50, 49_50)),
    ],
)
@pytest.mark.parametrize("who", BOTH)
async def test_a_part_goes_back_and_the_order_goes_on(
    trade: Trade, who: str, percent: int, after: tuple[int, ...]
):
    order = await trade.order_in(IN_PROGRESS)
    me = getattr(trade, who)
    request = await asks(trade, me, order, REFUND, percent=percent, reason="A draft is missing")
    await agrees(trade, other(trade, me), request)
    assert await books(trade, order) == after
    assert await days_left(trade, order) == DAYS
    await trade.deliver(order)
    await trade.does(trade.ben, orders.accept, order=order)
    assert await trade.book("clearing", trade.ana.id) == after[0] - after[1]
    assert await trade.book("commission", "JALON") == after[1]


async def test_a_part_of_the_price_is_one_of_the_extras_too(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    await pays(trade, await asks(trade, trade.ana, order, EXTRA))
    await agrees(trade, trade.ana, await asks(trade, trade.ben, order, REFUND))
    assert await books(trade, order) == (59_50, 5_95, 59_50, 25_50)


async def test_the_whole_price_is_a_cancellation(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(resolution.AllOfIt):
        await asks(trade, trade.ben, order, REFUND, percent=100, reason="All of it")
    for percent in (0, -5, 101, 10**9):
        with pytest.raises(resolution.WrongPercent):
            await asks(trade, trade.ben, order, REFUND, percent=percent, reason="All of it")


async def test_nobody_gives_back_more_than_there_is_left(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    nearly_all = await asks(trade, trade.ben, order, REFUND, percent=90, reason="Nearly all")
    cheaper = await asks(trade, trade.ben, order, MODIFY, price=Money(-10_00, EUR))
    await agrees(trade, trade.ana, cheaper)
    with pytest.raises(resolution.NotThatMuchLeft):
        await agrees(trade, trade.ana, nearly_all)
    await trade.does(trade.ben, resolution.withdraw, request=nearly_all)
    assert await books(trade, order) == (40_00, 4_00, 40_00, 10_00)
