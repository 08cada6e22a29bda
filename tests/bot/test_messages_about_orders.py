"""Two people write to each other about an order, across platforms and languages."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.demo.people import Person
from bot.screens.relay import WriteAbout
from bot.ui import encode
from core import drafts, orders, relay
from core.cancellations import Reason
from core.kit.ids import OrderId
from core.market import Market
from core.orders import OrderState
from core.relay import Message
from tests.bot.parting import CROSSINGS, TWO, Parting, parting_in, plain
from tests.bot.scene import meet
from tests.bot.street import use
from tests.bot.test_rights import MADE_UP, House
from tests.town import Town

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf00000201010029f3c3270000000049454e44ae426082"
)
PDF = [("lion.pdf", b"%PDF-1.4")]
TITLE = "A logo that lasts"
ABOUT = "About order {order}: {title}"
TAKES_NONE = (
    "{name} takes no messages at the moment. "
    "What you ordered goes on: everything about it is on the order's card."
)
UNPAID = (
    "You can write about this order once it is paid. "
    "Until then, your conversations are in /messages."
)


async def said(two: Parting) -> list[tuple[str, str]]:
    """What was said, and which thing it is about, in the order it was said."""
    query = select(Message.words, Message.about).order_by(Message.nth)
    return await two.town.app.market.ask(
        lambda tx: [(words, about) for words, about in tx.db.execute(query)]
    )


async def writes(two: Parting, person: Person, words: str) -> None:
    """Write to the other side from the order's card."""
    await two.opens(person)
    await person.takes("re.wo:")
    await person.answers(words)
    await two.look()


async def replies(
    two: Parting, person: Person, words: str, files: Sequence[tuple[str, bytes]] = ()
) -> None:
    """Write below the order's card."""
    await two.opens(person)
    await person.replies(words, files, to=two.order)
    await two.look()


def message_with(person: Person, words: str) -> int:
    """Return the latest message in which somebody reads these words."""
    return max(int(m["id"]) for m in person.inbox if words in plain(m["text"]))


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_what_is_written_from_an_order_stays_about_it_to_and_fro(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    about = {"order": await two.begin(), "title": TITLE}
    await two.opens(ben)
    await ben.takes("re.wo:")
    form = ben.modal["title"] if ben.modal else ben.sees
    assert two.words(ben, "To {name}, order {order}", name="Ana", order=two.order) in plain(form)
    await ben.answers("Shall the lion look to the left?")
    assert two.reads(ben, "Sent to {name}.", name="Ana")
    assert not two.reads(ben, ABOUT, **about), "whoever wrote it knows"

    await ana.look()
    came = message_with(ana, "Shall the lion look to the left?")
    assert two.says(ana, came, "Message from {name}", name="Ben")
    assert two.says(ana, came, ABOUT, **about)
    await ana.replies("As you like", to="Shall the lion look to the left?")
    await ben.look()
    back = message_with(ben, "As you like")
    assert two.says(ben, back, ABOUT, **about)
    await ben.takes("re.an:", on="As you like")
    await ben.answers("To the left, then.")
    await ana.look()
    assert two.says(ana, message_with(ana, "To the left, then."), ABOUT, **about)
    full = f"order:{two.order}"
    assert await said(two) == [
        ("Shall the lion look to the left?", full), ("As you like", full),
        ("To the left, then.", full),
    ]  # fmt: skip

    await ana.takes("or.se:", on="To the left, then.")
    assert two.words(ana, "Order {order}: {title}", **about) in plain(ana.sees)
    await ana.commands("messages")
    await ana.takes("re.se:")
    beside = two.words(ana, "order {order}", order=two.order)
    assert plain(ana.sees).count(f" · {beside}") == 3


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_what_is_written_below_the_card_is_passed_on_with_its_file(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    about = {"order": await two.begin(), "title": TITLE}
    await replies(two, ana, "Is this the lion?", files=PDF)
    assert two.words(ana, "Sent to {name}.", name="Ben") in plain(ana.sees)
    assert "Is this the lion?" not in ana.sees, "it stands where she wrote it"
    assert two.says(ben, message_with(ben, "Is this the lion?"), ABOUT, **about)
    assert [f["name"] for m in ben.inbox for f in m["files"]] == ["lion.pdf"]

    await replies(two, ben, "It is.")
    assert two.says(ana, message_with(ana, "It is."), ABOUT, **about)
    await ana.replies("Then I begin.", to="Is this the lion?")  # below her own words
    await ben.look()
    assert two.says(ben, message_with(ben, "Then I begin."), ABOUT, **about)
    full = f"order:{two.order}"
    assert [thing for _words, thing in await said(two)] == [full, full, full]


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_what_is_written_to_a_person_is_about_no_order(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    await writes(two, ben, "Hello!")
    await ben.takes("re.se:")
    await ben.takes("re.wr:")
    await ben.answers("And your bears?")
    await ana.look()
    came = message_with(ana, "And your bears?")
    assert not two.says(ana, came, ABOUT, order=two.order, title=TITLE)
    assert "or.se:" not in two.wires(ana, came)
    assert [about for _words, about in await said(two)] == [f"order:{two.order}", ""]
    await ben.commands("messages")
    await ben.takes("re.se:")
    beside = two.words(ben, "order {order}", order=two.order)
    assert plain(ben.sees).count(f" · {beside}") == 1


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_an_unpaid_order_cannot_be_written_about(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin(OrderState.AWAITING_PAYMENT)
    await two.opens(ben)
    assert "re.wo:" not in two.wires(ben)
    await ben.replies("When do you begin?", to=two.order)
    await ana.look()
    assert two.words(ben, UNPAID) in plain(ben.sees)
    assert "When do you begin?" not in ana.everything
    assert await said(two) == []


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_whoever_is_blocked_hears_the_same_about_an_order(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    await writes(two, ben, "Faster!")
    await two.opens(ben)
    [old] = [b["payload"] for b in ben.last["buttons"] if b["payload"].startswith("re.wo:")]
    await ana.takes("re.se:")
    await ana.takes("re.bl:")
    await ana.takes("re.bo:")
    await ben.presses_raw(old)
    assert two.words(ben, TAKES_NONE, name="Ana") in plain(ben.sees)
    assert two.words(ben, "Order {order}: {title}", order=two.order, title=TITLE) in plain(ben.sees)
    assert "re.wo:" not in two.wires(ben), "the card as it is now"
    before = two.times(ben, TAKES_NONE, name="Ana")
    await ben.replies("Hello?", to=two.order)
    await ana.look()
    assert two.times(ben, TAKES_NONE, name="Ana") > before
    assert [words for words, _about in await said(two)] == ["Faster!"]
    await ana.takes("re.ub:")
    await replies(two, ben, "Sorry")
    assert "Sorry" in ana.everything


async def test_words_below_a_message_are_about_what_it_shows_now(town: Town) -> None:
    """On Telegram one order opens where another stood."""
    two = await parting_in(town, "telegram", "en")
    first, second = await two.begin(), await two.begin()
    place = await two.opens(two.ana)
    await use(two.ana, "or.ls:")
    await use(two.ana, f"or.se:{first}")
    assert int(two.ana.last["id"]) == place
    await two.ana.replies("The first", to=first)
    await use(two.ana, "or.ls:")
    await use(two.ana, f"or.se:{second}")
    assert int(two.ana.last["id"]) == place
    await two.ana.replies("The second", to=second)
    assert await said(two) == [("The first", f"order:{first}"), ("The second", f"order:{second}")]


async def test_what_is_written_below_a_question_answers_it(town: Town) -> None:
    """On Telegram a form asks in the card's place; what is meant for it goes nowhere else."""
    two = await parting_in(town, "telegram", "en")
    await two.begin()
    place = await two.opens(two.ana)
    await two.ana.takes("de.li:")
    assert int(two.ana.last["id"]) == place
    question = two.ana.last["text"].splitlines()[0]
    await two.ana.replies("It is not for him to read yet.", to=question)
    await two.look()
    assert await said(two) == []
    assert "not for him to read" not in two.ben.everything
    draft = await town.app.market.ask(lambda tx: drafts.current(tx, two.scene.ana))
    assert draft is not None
    assert "It is not for him to read yet." in draft.answers.values()

    await two.scene.does(two.scene.ben, orders.write, order=two.order, words="Are you there?")
    await two.asks(two.ben, Reason.AGREED)
    assert two.says(two.ana, place, "Order {order}: {title}", order=two.order, title=TITLE)
    await two.ana.replies("Why?", to=str(two.message(two.ana, place)["text"]))
    assert [words for words, _about in await said(two)] == ["Are you there?", "Why?"]


async def test_pictures_sent_in_one_go_below_a_card_all_arrive(town: Town) -> None:
    two = await parting_in(town, "telegram", "en")
    await two.begin()
    album = [(f"{n}.png", PICTURE) for n in range(3)]
    await replies(two, two.ana, "Three drafts", files=album)
    assert len([m for m in two.ben.inbox if m["picture"]]) == 3, two.ben.everything
    assert {about for _words, about in await said(two)} == {f"order:{two.order}"}


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_the_longest_words_about_an_order_arrive_whole(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    await two.scene.sells(title="W" * 80)
    await two.begin()
    words = "A lion " * (relay.WORDS_MOST // 7)
    words = words[:-1] + "!"
    assert len(words) == relay.WORDS_MOST
    await two.scene.does(two.scene.ben, orders.write, order=two.order, words=words)
    await two.look()
    assert words in two.ana.last["text"]
    assert two.says(two.ana, int(two.ana.last["id"]), ABOUT, order=two.order, title="W" * 80)


# --- who may not


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_an_order_is_talked_about_by_its_two(house: House) -> None:
    """A press or a form that somebody else made up finds nothing, and says nothing to anybody."""
    order = await house.order_in(OrderState.IN_PROGRESS)
    words = {"words": "Give me the files", "files": None}
    for who in (house.ana, house.ben):
        seen, moved = await house.presses(who.name, encode(WriteAbout(order)))
        assert "drafts" in moved, f"{who.name}: {seen}"
        draft, _new = await house.does(
            who, drafts.begin, form="relay.order", subject=order, answers=words
        )
        seen, moved = await house.presses(who.name, f"fo.su:{draft.id}")
        assert "messages" in moved, f"{who.name}: {seen}"
    await house.moderator(await meet(house.market, "Mo"))
    for who in (house.eve, await meet(house.market, "Mo")):
        for thing in (order, OrderId(MADE_UP)):
            seen, moved = await house.presses(who.name, encode(WriteAbout(thing)))
            assert "There is nothing here by that name" in seen, f"{who.name}: {seen}"
            assert (moved, TITLE in seen) == ([], False)
            draft, _new = await house.does(
                who, drafts.begin, form="relay.order", subject=thing, answers=words
            )
            for wire in (f"fo.su:{draft.id}", f"fo.go:{draft.id}"):
                seen, moved = await house.presses(who.name, wire)
                assert "There is nothing here by that name" in seen, f"{who.name}: {seen}"
                assert (moved, TITLE in seen) == ([], False)


@pytest.mark.parametrize("state", [OrderState.AWAITING_PAYMENT, OrderState.CANCELLED])
async def test_a_made_up_press_about_an_unpaid_order_is_answered_clearly(
    house: House, state: OrderState
) -> None:
    order = await house.order_in(state)
    for who in (house.ana, house.ben):
        seen, moved = await house.presses(who.name, encode(WriteAbout(order)))
        assert seen.startswith(UNPAID), seen
        assert (moved, f"Order {order}" in seen) == ([], True)
        draft, _new = await house.does(
            who, drafts.begin, form="relay.order", subject=order,
            answers={"words": "Hello", "files": None},
        )  # fmt: skip
        seen, moved = await house.presses(who.name, f"fo.su:{draft.id}")
        assert UNPAID in seen
        assert "messages" not in moved


async def test_the_button_is_shown_on_paid_orders_only(house: House) -> None:
    for state in OrderState:
        order = await house.order_in(state)
        seen, _moved = await house.presses("Ben", f"or.se:{order}")
        paid = state not in (OrderState.AWAITING_PAYMENT, OrderState.CANCELLED)
        assert ("[Write to Ana]" in seen) == paid, seen
