"""The bot stopped, politely or not, and gone for a while: it comes back and goes on."""

import asyncio

import pytest
from sqlalchemy import select

from core import checkout, deliveries, orders
from core.accounts import Account
from core.kit.ids import OrderId
from core.lives import Step
from core.orders import Order, OrderState
from core.store import Tx
from tests.bot.host import Host, Person, times
from tests.core.trade import WORK

PAY = "Pay €50.00 with test money"


async def order_of(host: Host, ben: Person, ana: Person) -> OrderId:
    """Let Ben place an order with Ana, while the bot is not running."""
    (gig,) = await host.sells(ana, "I will draw a logo")

    def work(tx: Tx) -> OrderId:
        me = host.who(tx, ben)
        placed = checkout.place(
            tx, me, gig=gig, tier="essential", quantity=1, seen=50_00, key="one"
        )
        return OrderId(placed.id)

    return await host.does(work)


async def delivered_order(host: Host, ben: Person, ana: Person) -> OrderId:
    order = await order_of(host, ben, ana)

    def work(tx: Tx) -> None:
        orders.pay(tx, host.who(tx, ben), order=order, provider="sandbox")
        deliveries.deliver(tx, host.who(tx, ana), order=order, message=WORK)

    await host.does(work)
    return order


def verbs(tx: Tx, order: str) -> list[str]:
    """The steps an order took."""
    steps = select(Step.verb).where(Step.subject == f"order:{order}").order_by(Step.id)
    return list(tx.db.execute(steps).scalars())


# --- gone for days


async def test_what_fell_due_while_nobody_was_there_happens_once(host: Host):
    ana, ben = await host.meet("Ana", "telegram", "en"), await host.meet("Ben", "discord", "en")
    order = await delivered_order(host, ben, ana)
    await host.starts()
    for person in (ana, ben):
        await person.commands("menu")
    await host.is_killed()
    await host.pass_time("P4D")

    host.breaks("telegram")
    await host.starts()
    await host.until(lambda: host.failed("telegram"))
    await host.is_killed()  # the deed is done, not everybody knows
    host.mends()
    await host.starts()
    await host.pass_time("PT91S")
    await ana.look()
    await ben.look()
    assert times("Your work was accepted", ana) == 1
    assert times("the work counts as accepted. €50.00 was released", ben) in (1, 2)
    assert "unless you speak up" not in ben.everything  # too late for reminders

    assert await host.is_told_to_stop() == 0
    assert await host.does(lambda tx: verbs(tx, order)) == ["paid", "deliver", "accept"]
    await host.check_nobody_waits()


async def test_of_all_the_reminders_that_were_missed_the_last_one_is_given(host: Host):
    ana, ben = await host.meet("Ana", "telegram", "en"), await host.meet("Ben", "discord", "en")
    await delivered_order(host, ben, ana)
    await host.starts()
    await ben.look()
    assert times("unless you speak up", ben) == 0
    await host.is_killed()
    await host.pass_time("PT60H")  # past the reminders at 24 and at 48 hours
    await host.starts()
    await ben.look()
    assert times("unless you speak up", ben) == 1
    assert "In 12 hours" in ben.sees or "11 hours" in ben.sees, ben.sees
    await host.check_after_stop()


# --- told to stop


@pytest.mark.parametrize("seconds", [0.0, 0.5])
async def test_a_stop_loses_nothing_whatever_is_under_way(host: Host, seconds: float):
    ana = await host.meet("Ana", "telegram", "en")
    await host.starts()
    crowd = [
        await host.meet(f"{platform} {nth}", platform, "en")
        for nth in range(25)
        for platform in ("telegram", "discord")
    ]
    for person in crowd:
        if person.platform == "telegram":
            host.begins(person, "say", text="/menu")
        else:
            host.begins(person, "command", name="menu", options={})
    await asyncio.sleep(seconds)
    assert await host.is_told_to_stop() == 0
    assert "Traceback" not in host.said, host.said

    await host.starts()
    await ana.look()
    for person in crowd:
        await person.glance()
        if person.platform == "telegram" or person.inbox:
            assert times("What would you like to do?", person) == 1, person.everything
    await host.check_after_stop()


async def test_a_stop_waits_for_no_broken_platform(host: Host):
    ana, ben = await host.meet("Ana", "discord", "en"), await host.meet("Ben", "telegram", "en")
    order = await order_of(host, ben, ana)
    await host.starts()
    await ben.commands("orders")
    await ben.presses("I will draw a logo")
    host.breaks("telegram")
    host.breaks("discord", "drop")
    host.begins_to_press(ben, PAY)
    await host.until(lambda: host.failed("telegram") and host.failed("discord"))
    assert await host.is_told_to_stop() == 0
    assert "Traceback" not in host.said, host.said

    host.mends()
    await host.starts()
    await host.pass_time("PT91S")
    await ana.look()
    await ben.look()
    assert times("Paid. €50.00", ben) == 1
    assert times("New order", ana) == 1
    await host.check_after_stop()
    assert await host.does(lambda tx: verbs(tx, order)) == ["paid"]
    assert await host.does(lambda tx: is_paid(tx, host.who(tx, ben)))


def is_paid(tx: Tx, ben: Account) -> bool:
    (order,) = tx.db.execute(select(Order)).scalars()
    return order.state is OrderState.IN_PROGRESS and order.buyer_id == ben.id
