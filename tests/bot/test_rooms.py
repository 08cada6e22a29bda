"""An order has a room of its own at each of its two: a topic of their chat on Telegram."""

from pathlib import Path

import pytest

from core.orders import OrderState, pay
from tests.bot.lodging import GREETING, TITLE, elsewhere, room, said, told, wires
from tests.bot.parting import Parting, plain, two_in
from tests.bot.scene import WORK
from tests.town import Town, open_town

PAID = "New order: {name} paid {total}."
PDF = [("lion.pdf", b"%PDF-1.4")]


pytestmark = pytest.mark.topics


async def pays(two: Parting, questions: int = 0) -> None:
    """Ben pays for an order that he finds in his list."""
    await two.begin(OrderState.AWAITING_PAYMENT)
    await two.opens(two.ben)
    await two.ben.takes("pa.or:")
    await two.look()


async def test_a_paid_order_has_a_topic_at_each_of_its_two(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram", questions=1)
    ana, ben = two.ana, two.ben
    await two.begin(OrderState.AWAITING_PAYMENT)
    await two.opens(ben)
    assert not await ben.rooms()  # nothing is ordered yet

    await ben.takes("pa.or:")
    await two.look()
    for person, other in ((ana, "Ben"), (ben, "Ana")):
        chat = await room(person)
        title = two.words(person, "Order {order}: {title}", order=two.order, title=TITLE)
        assert plain((await person.rooms())[chat]) == title
        assert two.words(person, GREETING, name=other) in told(person, chat)
    hers, his = await room(ana), await room(ben)
    assert two.words(ana, PAID, name="Ben", total="§").partition("§")[0] in told(ana, hers)
    assert "or.an" in wires(ben, his)  # the card, with the seller's questions to answer

    before = elsewhere(ana, hers)
    await ben.takes("or.an:", chat=his)
    await ben.says("Lion & Sons", chat=his)
    await ben.takes("fo.sk:", chat=his)
    await ben.takes("fo.su:", chat=his)
    await two.look()
    assert ben.last["chat"] == his
    await ana.takes("de.li:", chat=hers)
    await ana.says(WORK, chat=hers)
    await ana.takes("fo.sk:", chat=hers)
    await ana.takes("fo.su:", chat=hers)
    await two.look()
    await ben.takes("or.ac:", chat=his)
    await ben.takes("or.ok:", chat=his)
    await two.look()
    assert (await two.stands()).state is OrderState.COMPLETED
    assert elsewhere(ana, hers) == before
    assert len(await ana.rooms()) == len(await ben.rooms()) == 1


async def test_words_in_a_room_are_for_the_other_side(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram")
    ana, ben = two.ana, two.ben
    await pays(two)
    hers, his = await room(ana), await room(ben)
    await ana.says("Which colours?", chat=hers)
    await ben.says("Gold and black", PDF, chat=his)
    await two.look()
    assert "Which colours?" in told(ben, his)
    assert "Gold and black" in told(ana, hers)
    assert [f["name"] for m in ana.inbox if m["chat"] == hers for f in m["files"]] == ["lion.pdf"]
    await ben.replies("Above all gold", to="Which colours?")
    await ana.look()
    assert "Above all gold" in told(ana, hers)
    assert {about for _words, about in await said(two)} == {f"order:{two.order}"}
    assert "Which colours?" not in elsewhere(ben, his)
    # Which order it is about is plain in here, and so is where it was said.
    assert two.words(ben, "About order {order}: {title}", order=two.order, title=TITLE) not in (
        told(ben, his)
    )
    assert "re.an" in wires(ben, his)
    assert "re.se" not in wires(ben, his)


async def test_each_order_has_its_own_room(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram")
    await pays(two)
    first, other = two.order, await room(two.ben)
    await pays(two)
    assert two.order != first
    assert len(await two.ben.rooms()) == len(await two.ana.rooms()) == 2
    [mine] = set(await two.ben.rooms()) - {other}
    await two.ben.says("This one is urgent", chat=mine)
    await two.ben.says("That one can wait", chat=other)
    assert await said(two) == [
        ("This one is urgent", f"order:{two.order}"),
        ("That one can wait", f"order:{first}"),
    ]


async def test_a_form_hears_only_where_it_asks(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram")
    ana = two.ana
    await pays(two)
    hers = await room(ana)
    await ana.commands("brief")
    asked = ana.last
    await ana.says("Not a title", chat=hers)
    await two.look()
    assert "Not a title" in two.ben.everything
    assert [words for words, _about in await said(two)] == ["Not a title"]

    await ana.says("A poster for my shop")
    assert ana.last["chat"] == asked["chat"]
    await ana.takes("de.li:", chat=hers)
    await ana.says(WORK, chat=hers)
    assert ana.last["chat"] == hers
    assert WORK not in two.ben.everything
    assert [words for words, _about in await said(two)] == ["Not a title"]
    # What is asked in a room is answered in the main chat too: there, nothing else hears.
    await ana.says("", PDF)
    assert ana.last["chat"] == asked["chat"]
    await ana.takes("fo.ok:")
    await ana.takes("fo.su:")
    await two.look()
    assert WORK in two.ben.everything
    assert (await two.stands()).state is OrderState.DELIVERED


async def test_a_room_that_was_deleted_is_not_opened_again(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram")
    ana, ben = two.ana, two.ben
    await pays(two)
    hers = await room(ana)
    await ana.removes(hers)
    await ben.says("Are you there?", chat=await room(ben))
    await two.look()
    assert not await ana.rooms()
    assert "Are you there?" in ana.everything
    await town.restart()
    await ben.says("Good.", chat=await room(ben))
    await two.look()
    assert "Good." in ana.everything
    assert not await ana.rooms()
    await two.opens(ana)
    assert ana.last["chat"] not in {hers}


@pytest.mark.parametrize("status", [429, 500, "drop"])
async def test_a_stumble_leaves_one_room_and_loses_no_news(town: Town, status: int | str) -> None:
    two = await two_in(town, "telegram", "telegram")
    await two.begin(OrderState.AWAITING_PAYMENT)
    await town.settle()
    await two.scene.does(two.scene.ben, pay, order=two.order, provider="sandbox")
    fault = {"platform": "telegram", "status": status, "times": 1, "retry_after": 0.2}
    await town.call("POST", "/faults", fault)
    await town.pass_time("PT10S")
    await two.look()
    assert two.heard(two.ana, PAID) == 1
    assert len(await two.ana.rooms()) == 1


async def test_a_bot_without_topics_tells_everything_in_the_private_chat(
    database_url: str, tmp_path: Path
) -> None:
    async with open_town(database_url, tmp_path) as town:
        two = await two_in(town, "telegram", "telegram")
        await pays(two)
        assert not await two.ana.rooms()
        assert two.heard(two.ana, PAID) == 1
        assert two.times(two.ben, GREETING, name="Ana") == 0


async def test_whoever_comes_back_has_a_room_after_all(town: Town) -> None:
    two = await two_in(town, "telegram", "telegram")
    ana = two.ana
    await two.begin(OrderState.AWAITING_PAYMENT)
    await town.call("PATCH", f"/people/{ana.id}", {"unreachable": True})
    await two.opens(two.ben)
    await two.ben.takes("pa.or:")
    await two.look()
    assert not await ana.rooms()
    await town.call("PATCH", f"/people/{ana.id}", {"unreachable": False})
    await ana.says("/start")
    await two.look()
    assert two.words(ana, GREETING, name="Ben") in told(ana, await room(ana))
    assert two.heard(ana, PAID) == 1
