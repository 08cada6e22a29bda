"""Money back from the wallet to where it came from, on both platforms and in both languages."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from core import checkout, gigs, orders
from core.accounts import Account
from core.kit.ids import OrderId, new_id
from core.kit.money import Money
from core.orders import OrderState
from core.payments.models import TestReturn
from core.repayments import Repayment, RepaymentState
from core.store import Tx
from tests.bot.host import A_MOMENT, PATIENCE_SECONDS, Host, times
from tests.bot.parting import CROSSINGS, Parting, parting_in
from tests.bot.scene import EUR
from tests.bot.street import use
from tests.core.shop import one_package, words
from tests.town import Town

UNDERWAY = "{amount} is on its way back. You will be told when it has gone."
GONE = "{amount} left your wallet and went back the way you paid."
REFUSED = (
    "{amount} could not be sent back: where you paid from, it was refused. It is in your "
    "wallet again: spend it on another order, or try to send it back later."
)
NOTHING = (
    "Nothing of this payment can be sent back now. Your wallet shows what is on its way, and "
    "what else can go back."
)


async def called_off(two: Parting, price: Money) -> None:
    """Ben buys with test money, and calls it off again."""
    ben = two.ben
    gig = await two.scene.sells(essential_price=price, questions=("What is it called?",))
    placed = await two.scene.does(
        two.scene.ben, checkout.place, gig=gig, tier="essential", quantity=1, seen=price.minor,
        key=new_id(),
    )  # fmt: skip
    two.order = OrderId(placed.id)
    await two.opens(ben)
    for wire in ("pa.or:", "or.ca:", "or.cc:"):
        await use(ben, wire)
    await ben.commands("wallet")
    assert two.line(ben, "In your wallet") == two.words(ben, "{a}", a=price)


async def asks_back(two: Parting, price: Money) -> None:
    """Ben chooses the payment in his wallet, and confirms."""
    await chooses(two, price)
    await use(two.ben, "rp.ok:")
    await two.look()


async def chooses(two: Parting, price: Money) -> None:
    ben = two.ben
    await use(ben, "rp.as:")
    assert two.reads(ben, "Send {amount} back?", amount=price)
    assert two.line(ben, "Paid for") == "A logo that lasts"
    assert two.line(ben, "Goes to") == two.words(ben, "The test bank")


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_the_money_of_a_cancelled_order_goes_back(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ben, price = two.ben, Money(50_00, EUR)
    await called_off(two, price)
    assert (await town.book("wallet"), len(await town.book("provider"))) == ({"Ben": "€50.00"}, 1)

    await chooses(two, price)
    await ben.commands("wallet")
    await asks_back(two, price)
    assert two.reads(ben, UNDERWAY, amount=price)
    assert two.times(ben, GONE, amount=price) == 1
    for kind in ("wallet", "returning", "provider"):
        assert await town.book(kind) == {}, kind
    await use(ben, "rp.ok:")  # of the first time he thought about it
    assert two.reads(ben, NOTHING)
    await ben.commands("wallet")
    assert two.line(ben, "Sent back to you").startswith(two.words(ben, "{a}", a=price))
    assert two.line(ben, "Asked back, to where it came from")
    assert "rp.as" not in two.wires(ben)
    assert two.times(ben, GONE, amount=price) == 1


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_what_the_bank_refuses_is_in_the_wallet_again(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ben, price = two.ben, Money(50_91, EUR)
    await called_off(two, price)
    await asks_back(two, price)
    assert two.times(ben, REFUSED, amount=price) == 1
    assert two.times(ben, GONE, amount=price) == 0
    assert await town.book("wallet") == {"Ben": "€50.91"}
    assert await town.book("returning") == {}
    await ben.commands("wallet")
    assert two.line(ben, "Could not be sent back").startswith(two.words(ben, "{a}", a=price))
    await asks_back(two, price)
    assert two.times(ben, REFUSED, amount=price) == 2


async def test_what_can_go_back_is_leafed_through(town: Town) -> None:
    two = await parting_in(town, "discord", "en", questions=1)
    for _ in range(10):
        order = await two.scene.order_in(OrderState.REQUIREMENTS)
        await two.scene.does(two.scene.ben, orders.cancel, order=order)
    ben = two.ben
    await ben.commands("wallet")
    await use(ben, "rp.li:1")
    assert two.reads(ben, "Choose a payment to send back what is in your wallet of it.")
    assert len([b for b in ben.last["buttons"] if (b["payload"] or "").startswith("rp.as:")]) == 2
    await use(ben, "rp.li:0")
    await use(ben, "rp.as:")
    await use(ben, "rp.ok:")
    await two.look()
    assert await town.book("wallet") == {"Ben": "€450.00"}


# --- the process killed


async def test_killed_between_the_bank_and_its_books_the_market_sends_once(host: Host) -> None:
    """The bank has done it and says nothing; there the plug is pulled."""
    price = Money(50_93, EUR)
    ana = await host.meet("Ana", "discord", "en")
    ben = await host.meet("Ben", "telegram", "en")
    [_gig] = await host.sells(ana, "A name")

    def call_off(tx: Tx) -> None:
        ours, theirs = host.who(tx, ana), host.who(tx, ben)
        asked = ("What is it called?",)
        terms = {**words(questions=asked), **one_package(), "essential_price": price}
        order = place(tx, ours, theirs, terms, price)
        orders.pay(tx, theirs, order=order, provider="sandbox")
        orders.cancel(tx, theirs, order=order)

    await host.does(call_off)
    await host.starts()
    await ben.says("/start")
    await ben.commands("wallet")
    await use(ben, "rp.as:")
    doing = host.begins_to_press(ben, "Send €50.93 back")
    await bank_knows(host)
    await host.is_killed()
    await asyncio.gather(doing, return_exceptions=True)

    await host.starts()
    await host.pass_time("PT71S")  # what the dead one had in hand is let go
    await ben.look()
    assert times("€50.93 left your wallet and went back", ben) == 1, ben.everything
    await host.check_after_stop()
    await host.does(sent_once)


def place(tx: Tx, ana: Account, ben: Account, terms: dict[str, Any], price: Money) -> OrderId:
    gig = gigs.publish(tx, ana, **terms)
    placed = checkout.place(
        tx, ben, gig=gig.id, tier="essential", quantity=1, seen=price.minor, key=new_id()
    )
    return OrderId(placed.id)


async def bank_knows(host: Host) -> None:
    """Wait until the bank has written down that it gave something back."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await host.counts("SELECT count(*) FROM test_returns"):  # noqa: ASYNC110
            await asyncio.sleep(A_MOMENT)


def sent_once(tx: Tx) -> None:
    [known] = tx.db.execute(select(TestReturn)).scalars()
    [repayment] = tx.db.execute(select(Repayment)).scalars()
    assert (known.key, known.calls) == (repayment.id, 1)
    assert (repayment.state, repayment.tries) == (RepaymentState.SENT, 2)
