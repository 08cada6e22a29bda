"""The bot killed again and again while hundreds of updates arrive."""

import asyncio
import random
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from sqlalchemy import func, select

from bot.demo.people import aloud
from core import checkout
from core.accounts import Account, Identity
from core.drafts import Draft
from core.lives import Step
from core.orders import ORDER, Order, OrderState
from core.payments import Payment
from core.store import Tx
from tests.bot.host import BIO, Host, NoSuchButton, Person, times

CRASHES = 4
SELLERS, BUYERS = 14, 14  # on each platform
A_GLANCE_SECONDS = 1
PAY = "Pay €50.00 with test money"
Seen = Callable[[], bool]


class Hasty:
    """Somebody who does one thing after another, and tries again what their app says failed."""

    def __init__(self, host: Host, person: Person) -> None:
        self.host, self.person = host, person
        self.updates = 0

    async def does(self, deed: str, seen: Seen, **body: object) -> None:
        """Do something and wait until it shows."""
        tries = 0
        while not seen():
            if tries == 0 or self.person.platform == "discord":
                self.updates += 1
                with suppress(*([NoSuchButton] if tries else [])):  # it was redrawn at last
                    await self.host.begins(self.person, deed, **body)
            tries += 1
            await self.person.glance(A_GLANCE_SECONDS)

    async def says(self, words: str, then: str) -> None:
        await self.does("say", self.reads(then), text=words)

    async def commands(self, word: str, then: str) -> None:
        if self.person.platform == "telegram":
            await self.says(f"/{word}", then)
        else:
            await self.does("command", self.reads(then), name=word)

    async def presses(self, label: str, seen: str | Seen) -> None:
        seen = self.reads(seen) if isinstance(seen, str) else seen
        message = next(m for m in self.person.inbox if f"[{label}]" in aloud(m))
        await self.does("press", seen, message=message["id"], button=label)

    def reads(self, words: str) -> Seen:
        return lambda: words in self.person.everything

    @property
    def everything(self) -> str:
        return self.person.everything


async def become_a_seller(hasty: Hasty, nth: int) -> None:
    person = hasty.person
    await hasty.commands("menu", then="[Start selling]")
    if person.platform == "telegram":
        await hasty.presses("Start selling", "What name")
        await hasty.says(f"Seller {nth}", then="Which languages")
        await hasty.presses("☐ English", "☑ English")
        await hasty.presses("Done", "What do you do?")
        await hasty.says(f"{BIO} {nth}", then="[Save]")
    else:
        await hasty.presses(
            "Start selling", lambda: person.modal is not None or "[Begin]" in hasty.everything
        )
        if person.modal is None:  # the answer came too late for a dialog, and became a card
            await hasty.presses("Begin", lambda: person.modal is not None)
        values = {"name": f"Seller {nth}", "languages": ["en"], "bio": f"{BIO} {nth}"}
        await hasty.does("fill", hasty.reads("[Save]"), values=values)
    await hasty.presses("Save", "This is what buyers see of you")


async def pay_for_an_order(hasty: Hasty, title: str) -> None:
    await hasty.commands("orders", then="What you ordered")
    for message in hasty.person.inbox:
        for select_ in message["selects"]:
            picked = {"message": message["id"], "select": select_["id"], "values": [title]}
            await hasty.does("choose", hasty.reads(PAY), **picked)
    if not hasty.reads(PAY)():
        await hasty.presses(title, PAY)
    await hasty.presses(PAY, "Paid. €50.00")


async def test_a_crowd_loses_nothing_however_often_the_bot_is_killed(host: Host):
    seed = random.randrange(2**32)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)
    ana = await host.meet("Ana", "telegram", "en")
    sellers, buyers = await meet(host, "Seller", SELLERS), await meet(host, "Buyer", BUYERS)
    (gig,) = await host.sells(ana, "I will draw a logo")
    await host.does(lambda tx: [order(tx, host.who(tx, each.person), gig) for each in buyers])
    await host.starts()
    await ana.commands("menu")

    async def gremlin() -> None:
        for nth in range(1, CRASHES + 1):
            share = (nth - chance.random()) / (CRASHES + 1)
            await host.until(partial(reached, share))
            await asyncio.sleep(chance.random() / 20)
            await host.crashes_and_starts()

    def reached(share: float) -> bool:
        updates = sum(each.updates for each in (*sellers, *buyers))
        return updates >= share * (SELLERS * 11 + BUYERS * 6)

    async with asyncio.timeout(120), asyncio.TaskGroup() as crowd:
        for nth, seller in enumerate(sellers):
            crowd.create_task(become_a_seller(seller, nth))
        for buyer in buyers:
            crowd.create_task(pay_for_an_order(buyer, "I will draw a logo"))
        crowd.create_task(gremlin())
    updates = sum(each.updates for each in (*sellers, *buyers))
    assert updates >= 200
    assert host.crashes == CRASHES

    await host.pass_time("PT91S")
    for each in (*sellers, *buyers):
        await each.person.glance()
        assert "Something went wrong" not in each.everything
        assert "busy" not in each.everything
    await ana.look()
    assert 0 <= times("New order", ana) - len(buyers) <= CRASHES, times("New order", ana)

    assert await host.is_told_to_stop() == 0
    await host.does(lambda tx: everyone_has_their_own(tx, host, sellers))
    await host.does(lambda tx: every_order_is_paid_once(tx, len(buyers)))
    await host.check_nobody_waits()
    assert "Traceback" not in host.said


async def meet(host: Host, name: str, many: int) -> list[Hasty]:
    """Let people come, as many on each platform."""
    return [
        Hasty(host, await host.meet(f"{name} {nth}", platform, "en"))
        for nth in range(many)
        for platform in ("telegram", "discord")
    ]


def order(tx: Tx, me: Account, gig: str) -> str:
    placed = checkout.place(
        tx, me, gig=gig, tier="essential", quantity=1, seen=50_00, key=f"{gig}{me.id}"
    )
    return str(placed.id)


def everyone_has_their_own(tx: Tx, host: Host, sellers: Sequence[Hasty]) -> None:
    everybody = len(sellers) + BUYERS * 2 + 1
    for row in (Account, Identity):
        assert tx.db.execute(select(func.count()).select_from(row)).scalar_one() == everybody
    for nth, each in enumerate(sellers):
        me = host.who(tx, each.person)
        assert (me.name, me.languages, me.bio) == (f"Seller {nth}", ["en"], f"{BIO} {nth}")
    assert tx.db.execute(select(func.count()).select_from(Draft)).scalar_one() == 0


def every_order_is_paid_once(tx: Tx, orders: int) -> None:
    states = tx.db.execute(select(Order.state)).scalars().all()
    assert states == [OrderState.IN_PROGRESS] * orders
    paid = tx.db.execute(select(Payment.pays)).scalars().all()
    assert len(set(paid)) == len(paid) == orders
    steps = tx.db.execute(select(Step.subject).where(Step.subject.startswith(ORDER.kind))).all()
    assert len(set(steps)) == len(steps) == orders
