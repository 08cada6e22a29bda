"""The bot killed at every point on the way of a press, from its coming to the other's notice."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import select

from core import checkout
from core.accounts import Account
from core.lives import Step
from core.orders import ORDER, Order, OrderState
from core.payments import Payment, PaymentState
from core.store import Tx
from sandbox.world import PlatformName
from tests.bot.host import A_WHILE, Call, Host, Person, times

PAY = "Pay €50.00 with test money"
PAID, NEW = "Paid. €50.00", "New order"
Doing = asyncio.Task[Any]
Crash = Callable[[Host, Person, Person], Awaitable[Doing]]


async def before_it_is_kept(host: Host, ben: Person, _ana: Person) -> Doing:
    async with host.stuck("inbox"):
        doing = host.begins_to_press(ben, PAY)
        await asyncio.sleep(A_WHILE)
        await host.is_killed()
    return doing


async def before_its_commit(host: Host, ben: Person, _ana: Person) -> Doing:
    async with host.stuck("orders"):
        doing = host.begins_to_press(ben, PAY)
        await host.is_stuck_with_a_letter()
        await host.is_killed()
    return doing


async def before_the_answer_is_sent(host: Host, ben: Person, _ana: Person) -> Doing:
    doing = host.begins_to_press(ben, PAY)
    await host.dies_before(ben.platform)
    return doing


async def before_it_hears_that_the_answer_was_sent(host: Host, ben: Person, _ana: Person) -> Doing:
    doing = host.begins_to_press(ben, PAY)
    await host.dies_after(ben.platform, shows_something)
    return doing


async def before_the_notice_is_sent(host: Host, ben: Person, ana: Person) -> Doing:
    doing = host.begins_to_press(ben, PAY)
    await host.dies_before(ana.platform)
    return doing


async def before_it_hears_that_the_notice_was_sent(host: Host, ben: Person, ana: Person) -> Doing:
    doing = host.begins_to_press(ben, PAY)
    await host.dies_after(ana.platform, shows_something)
    return doing


async def while_nothing_can_be_sent(host: Host, ben: Person, ana: Person) -> Doing:
    host.breaks(ben.platform, 500)
    host.breaks(ana.platform, "drop")
    doing = host.begins_to_press(ben, PAY)
    await host.until(lambda: host.failed(ben.platform) and host.failed(ana.platform))
    await host.is_killed()
    host.mends()
    return doing


POINTS: Mapping[str, Crash] = {
    crash.__name__: crash
    for crash in (
        before_it_is_kept,
        before_its_commit,
        before_the_answer_is_sent,
        before_it_hears_that_the_answer_was_sent,
        before_the_notice_is_sent,
        before_it_hears_that_the_notice_was_sent,
        while_nothing_can_be_sent,
    )
}


def shows_something(call: Call) -> bool:
    """Whether a call put words before somebody's eyes."""
    word = call["method"].rpartition("/")[2]
    return word in {"sendMessage", "editMessageText", "callback", "messages", "{message}"}


@pytest.mark.parametrize("here", ["telegram", "discord"])
async def test_paying_survives_a_crash_at_every_point(host: Host, here: PlatformName):
    ana = await host.meet("Ana", "discord" if here == "telegram" else "telegram", "en")
    ben = await host.meet("Ben", here, "en")
    titles = [f"I will draw logo {nth}" for nth in range(len(POINTS))]
    wanted = await host.sells(ana, *titles)
    await host.does(lambda tx: [order(tx, host.who(tx, ben), gig) for gig in wanted])
    await host.starts()
    await ana.commands("menu")
    for point, crash in POINTS.items():
        await ben.commands("orders")
        await ben.presses(titles.pop())
        assert PAY in ben.sees
        await ana.look()
        paid, told = times(PAID, ben), times(NEW, ana)

        sys.stdout.write(f"killed {point}\n")
        doing = await crash(host, ben, ana)
        await host.starts()
        await host.pass_time("PT91S")  # what another process may have had in hand is let go
        await ben.look()
        if (await doing)["error"] and PAY in ben.sees:
            await ben.presses(PAY)

        assert times(PAID, ben) - paid in (1, 2), ben.everything
        await ana.look()
        assert times(NEW, ana) - told in (1, 2), ana.everything

    assert await host.is_told_to_stop() == 0
    await host.does(lambda tx: paid_once_each(tx, len(POINTS)))
    await host.check_nobody_waits()
    assert "Traceback" not in host.said


def order(tx: Tx, me: Account, gig: str) -> str:
    placed = checkout.place(tx, me, gig=gig, tier="essential", quantity=1, seen=50_00, key=gig)
    return str(placed.id)


def paid_once_each(tx: Tx, orders: int) -> None:
    everyone = tx.db.execute(select(Order)).scalars().all()
    assert [order.state for order in everyone] == [OrderState.IN_PROGRESS] * orders
    charged = tx.db.execute(select(Payment.pays, Payment.state)).all()
    assert len({pays for pays, _state in charged}) == len(charged) == orders
    assert {state for _pays, state in charged} == {PaymentState.CAPTURED}
    steps = tx.db.execute(select(Step.subject).where(Step.subject.startswith(ORDER.kind))).all()
    assert len(set(steps)) == len(steps) == orders
