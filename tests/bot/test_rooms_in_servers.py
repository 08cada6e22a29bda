"""An order that is placed in a server on Discord has a private thread there, one for each side."""

import pytest

from core import notifications
from core.deliveries import deliver
from core.orders import OrderState
from sandbox.discord import Discord
from tests.bot.lodging import GREETING, TITLE, orders_in, room, said, told
from tests.bot.parting import plain, two_in
from tests.bot.scene import WORK
from tests.town import Town

PAID = "New order: {name} paid {total}."
PDF = [("lion.pdf", b"%PDF-1.4")]


pytestmark = pytest.mark.topics


def discord_of(town: Town) -> Discord:
    """The sandbox's Discord."""
    found = town.sandbox.platforms["discord"]
    assert isinstance(found, Discord)
    return found


def threads_opened(town: Town) -> int:
    """How often the bot tried to open a thread."""
    made = [c for c in town.sandbox.world.calls if c["method"].startswith("POST")]
    return sum(c["method"].endswith("/threads") for c in made)


async def test_an_order_in_a_server_has_a_thread_for_each_of_its_two(town: Town) -> None:
    two = await two_in(town, "discord", "discord")
    ana, ben = two.ana, two.ben
    eve = await town.meet("Eve", "discord", "en")
    channel = await town.gather(eve, ana, ben)
    await orders_in(two, channel)
    for person, other in ((ana, "Ben"), (ben, "Ana")):
        chat = await room(person)
        title = two.words(person, "Order {order}: {title}", order=two.order, title=TITLE)
        assert plain((await person.rooms())[chat]) == title
        assert two.words(person, GREETING, name=other) in told(person, chat)
    hers, his = await room(ana), await room(ben)
    assert hers != his
    assert not await eve.rooms()
    assert two.words(ana, PAID, name="Ben", total="§").partition("§")[0] in told(ana, hers)
    rings = [m for m in ana.inbox if m["chat"] == hers and ana.id in m.get("pings", ())]
    assert rings

    before = len([m for m in ana.inbox if m["chat"] == hers])
    await ana.takes("de.li:", chat=hers)
    await ana.answers(WORK, "")
    await ana.takes("fo.su:", chat=hers)
    await two.look()
    assert len([m for m in ana.inbox if m["chat"] == hers]) == before  # the card, redrawn
    assert not any(m["ephemeral"] for m in ana.inbox if m["chat"] == hers)
    await ben.takes("or.ac:", chat=his)
    await ben.takes("or.ok:", chat=his)
    await two.look()
    assert (await two.stands()).state is OrderState.COMPLETED
    assert two.words(ana, "Your work was accepted: {net} is yours once it has cleared.", net="§")[
        :20
    ] in told(ana, hers)


async def test_a_thread_and_a_topic_share_one_order(town: Town) -> None:
    two = await two_in(town, "telegram", "discord")
    ana, ben = two.ana, two.ben
    eve = await town.meet("Eve", "discord", "en")
    await orders_in(two, await town.gather(eve, ben))
    hers, his = await room(ana), await room(ben)
    await ana.says("Which <b>colours</b>? @everyone", PDF, chat=hers)
    await two.look()
    assert "Which <b>colours</b>? @everyone" in told(ben, his)
    assert [f["name"] for m in ben.inbox if m["chat"] == his for f in m["files"]] == ["lion.pdf"]
    await ben.replies("Gold, and black", PDF, to="Which <b>colours</b>?")
    await ben.replies("For the whole order", to=two.words(ben, GREETING, name="Ana"))
    await two.look()
    assert "Gold, and black" in told(ana, hers)
    assert "For the whole order" in told(ana, hers)
    assert await said(two) == [
        (words, f"order:{two.order}")
        for words in ("Which <b>colours</b>? @everyone", "Gold, and black", "For the whole order")
    ]
    secrets = {town.sandbox.world.people[p.id].handle for p in (ana, ben)}
    assert not any(secret in told(ana, hers) + told(ben, his) for secret in secrets)


async def test_what_is_not_said_to_the_bot_in_a_room_is_nobodys(town: Town) -> None:
    two = await two_in(town, "telegram", "discord")
    ben = two.ben
    eve = await town.meet("Eve", "discord", "en")
    channel = await town.gather(eve, ben)
    await orders_in(two, channel)
    his = await room(ben)
    await ben.says("To myself", chat=his)
    await eve.says("@Jalon are you there?", chat=channel)
    await ben.says("@Jalon before everybody", chat=channel)
    calls = len(town.sandbox.world.calls)
    await town.settle()
    assert len(town.sandbox.world.calls) == calls
    assert await said(two) == []
    await ben.says("@Jalon Please hurry", chat=his)
    await two.look()
    assert await said(two) == [("Please hurry", f"order:{two.order}")]


async def test_whoever_is_not_in_the_server_is_told_in_private(town: Town) -> None:
    two = await two_in(town, "discord", "discord")
    ana, ben = two.ana, two.ben
    eve = await town.meet("Eve", "discord", "en")
    await orders_in(two, await town.gather(eve, ben))
    assert len(await ben.rooms()) == 1
    assert not await ana.rooms()
    assert two.heard(ana, PAID) == 1
    assert threads_opened(town) == 1


async def test_a_server_that_allows_no_threads_leaves_everything_in_private(town: Town) -> None:
    two = await two_in(town, "discord", "discord")
    ana, ben = two.ana, two.ben
    eve = await town.meet("Eve", "discord", "en")
    channel = await town.gather(eve, ana, ben, denies=["CREATE_PRIVATE_THREADS"])
    await orders_in(two, channel)
    assert not await ana.rooms()
    assert not await ben.rooms()
    assert two.heard(ana, PAID) == 1
    tries = threads_opened(town)
    await two.scene.does(two.scene.ana, deliver, order=two.order, message=WORK)
    await two.look()
    assert two.reads(ben, "{name} delivered.", name="Ana")
    assert threads_opened(town) == tries == 2  # once a person, and never again


@pytest.mark.parametrize("way", ["leaves", "leaves the server", "removed"])
async def test_a_thread_that_was_left_is_left_alone(town: Town, way: str) -> None:
    two = await two_in(town, "telegram", "discord")
    ana, ben = two.ana, two.ben
    eve = await town.meet("Eve", "discord", "en")
    channel = await town.gather(eve, ben)
    await orders_in(two, channel)
    his, hers = await room(ben), await room(ana)
    if way == "removed":
        await eve.removes(his)
    else:
        chat = his if way == "leaves" else channel
        await ben.leaves(chat)
    for words in ("Are you there?", "Still there?"):
        await ana.says(words, chat=hers)
    await two.look()
    assert not await ben.rooms()
    assert "Are you there?" in ben.everything
    assert "Still there?" in ben.everything
    assert threads_opened(town) == 1
    assert not two.heard(ana, "{name} cannot be reached at the moment.")
    await two.scene.does(two.scene.ana, deliver, order=two.order, message=WORK)
    await two.look()
    assert two.reads(ben, "{name} delivered.", name="Ana")


async def test_a_silent_thread_is_taken_out_again_for_its_card(town: Town) -> None:
    two = await two_in(town, "telegram", "discord")
    ben = two.ben
    eve = await town.meet("Eve", "discord", "en")
    await orders_in(two, await town.gather(eve, ben))
    his = await room(ben)
    thread = discord_of(town).state.of(town.sandbox.world.chats[his])
    assert thread.thread is not None
    thread.thread.archived = True
    await two.scene.does(two.scene.ana, deliver, order=two.order, message=WORK)
    thread.thread.archived = True  # what was said since took it out
    seq = ben.seq
    await two.scene.market.do(
        lambda tx: notifications.tell(tx, two.scene.ben.id, "orders.card", two.order)
    )
    await two.look()
    assert not thread.thread.archived
    assert any(m["seq"] > seq and m["edited"] for m in ben.inbox if m["chat"] == his)


async def test_a_restart_changes_nothing_in_a_room(town: Town) -> None:
    two = await two_in(town, "discord", "discord")
    ben = two.ben
    eve = await town.meet("Eve", "discord", "en")
    await orders_in(two, await town.gather(eve, ben, two.ana))
    his = await room(ben)
    await town.restart()
    shown = len([m for m in ben.inbox if m["chat"] == his])
    await ben.takes("or.ls:", chat=his)
    assert len([m for m in ben.inbox if m["chat"] == his]) == shown
    assert not any(m["ephemeral"] for m in ben.inbox if m["chat"] == his)
    await ben.replies("After the night", to=two.words(ben, GREETING, name="Ana"))
    await two.look()
    assert "After the night" in told(two.ana, await room(two.ana))


async def test_somebody_else_in_the_thread_sees_and_does_nothing_of_it(town: Town) -> None:
    two = await two_in(town, "telegram", "discord")
    ben = two.ben
    eve = await town.meet("Eve", "discord", "en")
    channel = await town.gather(eve, ben)
    await orders_in(two, channel)
    his = await room(ben)
    discord_of(town).places.join(
        discord_of(town).state.of(town.sandbox.world.chats[his]),
        town.sandbox.world.people[eve.id],
    )
    before = told(ben, his)
    await eve.look()
    await eve.takes("or.ls:", chat=his)
    await eve.takes("re.wo:", chat=his)
    await eve.replies("I am Ben", to=two.words(ben, GREETING, name="Ana"))
    await two.look()
    assert await said(two) == []
    assert told(ben, his) == before
