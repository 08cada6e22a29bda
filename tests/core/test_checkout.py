from typing import Any

import pytest

from core import accounts, checkout, gigs, orders
from core.gigs import Gig
from core.kit.errors import NoSuchThing
from core.kit.ids import OrderId
from core.kit.money import Money
from core.orders import OrderState, Question
from tests.core.trade import EUR, Trade


async def publish(trade: Trade, **changes: Any) -> Gig:
    """Ana offers one package or three."""
    await trade.does(trade.ana, accounts.start_selling, name="Ana", languages=["en"], bio="")
    usual: dict[str, Any] = {
        "title": "A logo that lasts",
        "category": "design",
        "description": "Two drafts, one logo, every file you need.",
        "tags": ("logo",),
        "tiers": "three",
        "essential_price": Money(50_00, EUR),
        "essential_days": 3,
        "essential_revisions": "1",
        "essential_includes": "Two drafts",
        "standard_price": Money(90_00, EUR),
        "standard_days": 4,
        "standard_revisions": "2",
        "standard_includes": "Four drafts",
        "premium_price": Money(200_00, EUR),
        "premium_days": 9,
        "premium_revisions": "unlimited",
        "premium_includes": "Everything",
        "cover": (),
        "questions": ("What is it called?", "Which colours?"),
    }
    return await trade.does(trade.ana, gigs.publish, **{**usual, **changes})


async def test_the_total_and_the_days_grow_with_the_quantity(trade: Trade):
    gig = await publish(trade)
    basket = await trade.does(trade.ben, checkout.quote, gig=gig.id, tier="standard", quantity=3)
    assert (basket.quote.total, basket.quote.days) == (Money(270_00, EUR), 12)
    assert basket.seller.name == "Ana"


async def test_placing_freezes_the_bargain(trade: Trade):
    gig = await publish(trade)
    order = await trade.does(
        trade.ben, checkout.place, gig=gig.id, tier="premium", quantity=2, seen=400_00, key="k"
    )
    await trade.does(trade.ana, gigs.edit_questions, gig=gig.id, questions=())
    work = await trade.stands(OrderId(order.id))
    assert work.gig_id == gig.id
    assert work.terms == orders.Terms(
        title="A logo that lasts",
        tier="premium",
        includes="Everything",
        price=Money(200_00, EUR),
        quantity=2,
        total=Money(400_00, EUR),
        days=18,
        revisions=orders.UNLIMITED,
        commission_basis_points=1_000,
        questions=(Question("q1", "What is it called?"), Question("q2", "Which colours?")),
    )
    assert (work.state, work.total) == (OrderState.AWAITING_PAYMENT, Money(400_00, EUR))


async def test_the_second_press_is_the_same_order_even_when_the_gig_is_gone(trade: Trade):
    gig = await publish(trade)
    how = {"gig": gig.id, "tier": "essential", "quantity": 1, "seen": 50_00, "key": "k"}
    first = await trade.does(trade.ben, checkout.place, **how)
    await trade.does(trade.ana, gigs.archive, gig=gig.id)
    assert (await trade.does(trade.ben, checkout.place, **how)).id == first.id


async def test_a_price_nobody_saw_is_not_charged(trade: Trade):
    gig = await publish(trade)
    with pytest.raises(checkout.PriceChanged) as no:
        await trade.does(
            trade.ben, checkout.place, gig=gig.id, tier="essential", quantity=1, seen=1, key="k"
        )
    assert no.value.total == Money(50_00, EUR)


@pytest.mark.parametrize(
    ("who", "tier", "quantity", "says"),
    [
        ("ana", "essential", 1, orders.OrderFromYourself),
        ("ben", "golden", 1, gigs.NoSuchPackage),
        ("ben", "essential", 0, gigs.TooManyAtOnce),
        ("ben", "essential", -1, gigs.TooManyAtOnce),
        ("ben", "essential", 21, gigs.TooManyAtOnce),
    ],
)
async def test_what_cannot_be_ordered(
    trade: Trade, who: str, tier: str, quantity: int, says: type[Exception]
):
    gig = await publish(trade)
    with pytest.raises(says):
        await trade.does(
            getattr(trade, who), checkout.place,
            gig=gig.id, tier=tier, quantity=quantity, seen=50_00 * quantity, key="k",
        )  # fmt: skip


async def test_a_paused_gig_takes_no_orders_and_an_archived_one_is_not_there(trade: Trade):
    gig = await publish(trade)
    about = {"gig": gig.id, "tier": "essential", "quantity": 1}
    await trade.does(trade.ana, gigs.pause, gig=gig.id)
    with pytest.raises(checkout.NotTakingOrders):
        await trade.does(trade.ben, checkout.quote, **about)
    await trade.does(trade.ana, gigs.archive, gig=gig.id)
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ben, checkout.quote, **about)
