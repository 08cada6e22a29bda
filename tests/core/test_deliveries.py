from datetime import timedelta

import pytest

from core import deliveries, files, orders
from core.accounts import Account
from core.deliveries.rules import is_enough
from core.files import StoredFile
from core.kit.errors import NoSuchThing, TooLate
from core.kit.settings import MarketSettings
from core.orders import UNLIMITED, OrderState
from tests.core.trade import WORK, Trade

DELIVERED, IN_PROGRESS, IN_REVISION = (
    OrderState.DELIVERED,
    OrderState.IN_PROGRESS,
    OrderState.IN_REVISION,
)


async def a_file(trade: Trade, owner: Account, name: str = "logo.png") -> StoredFile:
    return await trade.does(owner, files.keep, name=name, mime="image/png", size=3, digest="0" * 64)


@pytest.mark.parametrize(
    ("message", "attached", "enough"),
    [
        ("Done", ["F"], True),
        ("", ["F"], True),
        ("See https://example.org/work", [], True),
        ("x" * 200, [], True),
        ("x" * 199, [], False),
        (" " * 300, [], False),
        ("https://", [], False),
        ("http://nothing here", [], False),
        ("", [], False),
    ],
)
def test_a_delivery_is_a_file_a_link_or_enough_words(
    message: str, attached: list[str], enough: bool
):
    assert is_enough(message, attached, MarketSettings()) is enough


async def test_an_empty_delivery_is_refused_and_changes_nothing(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    with pytest.raises(deliveries.NothingDelivered) as no:
        await trade.deliver(order, "Done!")
    assert no.value.least == 200
    with pytest.raises(deliveries.MessageTooLong):
        await trade.deliver(order, "x" * 4_001)
    with pytest.raises(deliveries.TooManyFiles):
        await trade.does(trade.ana, deliveries.deliver, order=order, message="", files=["X"] * 11)
    assert await trade.state(order) is IN_PROGRESS


async def test_the_first_delivery_decides_whether_it_was_on_time(trade: Trade):
    punctual = await trade.order_in(IN_PROGRESS)
    tardy = await trade.order_in(IN_PROGRESS)
    await trade.wait(days=4)
    await trade.deliver(punctual)
    await trade.wait(seconds=1)
    await trade.deliver(tardy)
    assert (await trade.stands(punctual)).on_time is True
    assert (await trade.stands(tardy)).on_time is False

    first = (await trade.stands(punctual)).delivered_at
    await trade.deliver(punctual, WORK + " (second draft)")
    work = await trade.stands(punctual)
    assert (work.on_time, work.delivered_at) == (True, first)


async def test_delivering_again_gives_the_rest_of_the_review_but_a_day_at_least(trade: Trade):
    for passed, left in ((timedelta(days=1), 48), (timedelta(days=2, hours=20), 24)):
        order = await trade.order_in(DELIVERED)
        await trade.wait(seconds=passed.total_seconds())
        await trade.deliver(order)
        await trade.wait_almost(hours=left)
        assert await trade.state(order) is DELIVERED
        await trade.wait(seconds=1)
        assert await trade.state(order) is OrderState.COMPLETED


async def test_both_sides_see_every_delivery_and_strangers_none(trade: Trade):
    order = await trade.order_in(DELIVERED)
    picture = await a_file(trade, trade.ana)
    await trade.does(trade.ana, deliveries.deliver, order=order, message="Two", files=[picture.id])
    for who in (trade.ana, trade.ben):
        every = await trade.does(who, deliveries.every, order_id=order)
        assert [(d.nth, d.files) for d in every] == [(1, []), (2, [picture.id])]
        last = await trade.does(who, deliveries.latest, order_id=order)
        assert last is not None
        assert last.message == "Two"
        seen = await trade.does(who, deliveries.look, delivery_id=last.id)
        assert seen.id == last.id
    for query, about in (
        (deliveries.every, {"order_id": order}),
        (deliveries.latest, {"order_id": order}),
        (deliveries.latest_revision, {"order_id": order}),
        (deliveries.look, {"delivery_id": every[0].id}),
        (deliveries.look, {"delivery_id": "NOSUCHDE"}),
    ):
        with pytest.raises(NoSuchThing):
            await trade.does(trade.eve, query, **about)


async def test_nobody_delivers_somebody_elses_files(trade: Trade):
    order = await trade.order_in(IN_PROGRESS)
    theirs = await a_file(trade, trade.eve)
    for wrong in (theirs.id, "NOSUCHFI"):
        with pytest.raises(NoSuchThing):
            await trade.does(
                trade.ana, deliveries.deliver, order=order, message=WORK, files=[wrong]
            )


# --- revisions


async def test_a_revision_sends_the_work_back_with_new_time(trade: Trade):
    for days, hours in ((4, 48), (1, 24)):  # half the time, but a day at least
        order = await trade.order_in(DELIVERED, days=days)
        await trade.told(trade.ana)
        await trade.does(
            trade.ben, deliveries.request_revision, order=order, comment="  Bigger, please "
        )
        work = await trade.stands(order)
        assert work.state is IN_REVISION
        assert work.due_at == trade.clock.now + timedelta(hours=hours)
        assert (work.revisions_used, work.revisions_left) == (1, 0)
        assert await trade.told(trade.ana) == ["deliveries.revision_requested"]
        wish = await trade.does(trade.ana, deliveries.latest_revision, order_id=order)
        assert wish is not None
        assert wish.comment == "Bigger, please"


async def test_a_wish_for_changes_needs_words(trade: Trade):
    order = await trade.order_in(DELIVERED)
    for comment, says in (
        ("", deliveries.CommentMissing),
        (" \n ", deliveries.CommentMissing),
        ("x" * 1_001, deliveries.MessageTooLong),
    ):
        with pytest.raises(says):
            await trade.does(trade.ben, deliveries.request_revision, order=order, comment=comment)
    assert (await trade.stands(order)).revisions_used == 0


async def test_revisions_run_out(trade: Trade):
    order = await trade.order_in(IN_REVISION)
    await trade.deliver(order)
    with pytest.raises(deliveries.NoRevisionsLeft):
        await trade.does(trade.ben, deliveries.request_revision, order=order, comment="More")
    assert "request_revision" not in orders.verbs(
        await trade.stands(order), orders.role_of(await trade.stands(order), trade.ben),
        trade.clock.now,
    )  # fmt: skip


async def test_unlimited_revisions_do_not(trade: Trade):
    order = await trade.order_in(DELIVERED, revisions=UNLIMITED)
    for _ in range(12):
        await trade.does(trade.ben, deliveries.request_revision, order=order, comment="More")
        await trade.deliver(order)
    assert (await trade.stands(order)).revisions_left == UNLIMITED


async def test_the_review_clock_stops_while_the_seller_revises(trade: Trade):
    order = await trade.order_in(IN_REVISION)
    await trade.wait(days=30)
    assert await trade.state(order) is IN_REVISION
    await trade.deliver(order)
    await trade.wait_almost(days=3)
    assert await trade.state(order) is DELIVERED
    await trade.wait(seconds=1)
    assert await trade.state(order) is OrderState.COMPLETED
    with pytest.raises(TooLate):
        await trade.does(trade.ben, deliveries.request_revision, order=order, comment="More")
