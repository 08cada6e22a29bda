"""Two people write to each other through the real bot, across platforms and languages."""

import pytest

from bot.demo.people import Person
from bot.screens.relay import (
    AnswerMessage,
    BlockPerson,
    ConfirmBlock,
    MarkSpam,
    ShowConversation,
    ShowMessage,
    UnblockPerson,
)
from bot.ui import Action, encode
from core import relay
from core.kit.ids import ConversationId, GigId, MessageId
from core.market import Market
from core.orders import OrderState
from core.relay import Message
from tests.bot.parting import Parting, parting_in, plain
from tests.bot.scene import meet
from tests.bot.test_rights import House
from tests.town import Town

CROSSINGS = [("telegram", "fr"), ("telegram", "en"), ("discord", "fr"), ("discord", "en")]
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf00000201010029f3c3270000000049454e44ae426082"
)
MEGABYTE = 1024 * 1024


async def asks(two: Parting, words: str = "Could you draw a lion?") -> None:
    """Ben writes to Ana from her gig."""
    await opens_gig(two.ben, two.scene.gig)
    await two.ben.takes("re.wr:")
    await two.ben.answers(words)
    await two.look()


async def opens_gig(person: Person, gig: GigId) -> None:
    if person.platform == "telegram":
        await person.says(f"/gig {gig}")
    else:
        await person.commands("search", words="logo")
        await person.takes(f"gi.se:{gig}")


def answered_in(person: Person, words: str) -> str:
    """What the message says below which these words stand, as an app shows it."""
    message = next(m for m in person.messages.values() if words in m["text"])
    told = message.get("reply_to")
    assert told is not None, f"{words!r} stands below nothing:\n{person.everything}"
    return str(person.messages[told]["text"])


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_two_people_talk_below_each_others_words(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await asks(two)
    assert two.reads(ana, "Message from {name}", name="Ben")
    assert "Could you draw a lion?" in ana.everything
    assert two.reads(ben, "Sent to {name}.", name="Ana")

    await ana.replies("With <b>wings</b>? **Yes** @everyone", to="Could you draw a lion?")
    await ben.look()
    assert "With <b>wings</b>? **Yes** @everyone" in plain(ben.everything)
    assert "Could you draw a lion?" in answered_in(ben, "<b>wings</b>")
    await ben.replies("With wings.", to="<b>wings</b>")
    await ana.look()
    assert "<b>wings</b>" in answered_in(ana, "With wings.")

    await ana.commands("messages")
    await ana.takes("re.se:")
    for words in ("Could you draw a lion?", "<b>wings</b>", "With wings."):
        assert words in ana.sees
    handles = {town.sandbox.world.people[p.id].handle for p in (ana, ben)}
    numbers = {str(town.sandbox.world.people[p.id].number) for p in (ana, ben)}
    for person in (ana, ben):
        assert not any(secret in person.everything for secret in handles | numbers if secret)


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_a_picture_and_a_file_go_along_and_come_back(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await asks(two)
    large = b"\x25PDF" + bytes(10 * MEGABYTE - 4)
    await ana.replies("Like this", [("lion.pdf", large)], to="Could you draw a lion?")
    await ben.look()
    assert [f["name"] for m in ben.inbox for f in m["files"]] == ["lion.pdf"]
    assert [f["size"] for m in ben.inbox for f in m["files"]] == [10 * MEGABYTE]
    await ben.replies("And this", [("wings.png", PICTURE)], to="Like this")
    await ana.look()
    assert sum(bool(m["picture"]) for m in ana.inbox) == 1
    assert "And this" in ana.everything
    await ben.replies("All of it", [("lion.pdf", large)], to="Like this")
    await ana.look()
    assert [f["size"] for m in ana.inbox for f in m["files"]] == [10 * MEGABYTE]


@pytest.mark.parametrize("locale", ["fr", "en"])  # Discord's own app sends nothing larger
async def test_a_file_too_large_for_everybody_is_refused_with_the_limit(
    town: Town, locale: str
) -> None:
    two = await parting_in(town, "telegram", locale)
    ana, ben = two.ana, two.ben
    await asks(two)
    huge = bytes(10 * MEGABYTE + 1)
    await ana.replies("Take this", [("all.zip", huge)], to="Could you draw a lion?")
    await ben.look()
    words = (
        "“{file}” is too large: files in messages can have up to {most} MB. "
        "Make it smaller, or put it online and send the link."
    )
    assert two.reads(ana, words, file="all.zip", most=10)
    assert not any(m["files"] for m in ben.inbox)


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_five_messages_then_the_other_must_answer(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    for nth in range(5):
        await asks(two, f"Hello {nth}")
    await opens_gig(ben, two.scene.gig)
    await ben.takes("re.wr:")
    words = (
        "You have sent {most} messages, the most there can be before {name} answers. "
        "You will hear as soon as they do."
    )
    assert two.reads(ben, words, most=5, name="Ana")
    await ana.replies("Hello!", to="Hello 4")
    await asks(two, "At last")
    assert "At last" in ana.everything


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_contact_details_are_masked_until_they_trade(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await asks(two, "Write to ben@example.org, please")
    assert "ben@example.org" not in ana.everything
    why = (
        "Contact details and ways to pay elsewhere are hidden until your first paid order "
        "together: what is agreed and paid here is covered."
    )
    assert two.reads(ana, why)
    assert two.reads(ben, why)
    await two.begin(OrderState.IN_PROGRESS)
    await two.opens(ben)
    await ben.takes("re.wo:")
    await ben.answers("My address is ben@example.org")
    await ana.look()
    assert "My address is ben@example.org" in ana.everything


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_whoever_is_blocked_is_told_nothing_but_that_nothing_is_taken(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await asks(two, "BUY MY COINS")
    await ana.takes("re.se:")
    await ana.takes("re.bl:")
    await ana.takes("re.sp:")
    await opens_gig(ben, two.scene.gig)
    await ben.takes("re.wr:")
    refused = (
        "{name} takes no messages at the moment. "
        "What you ordered goes on: everything about it is on the order's card."
    )
    assert two.reads(ben, refused, name="Ana")
    await ana.takes("re.ub:")
    await asks(two, "Sorry")
    assert "Sorry" in ana.everything


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_what_a_seller_cannot_be_brought_waits_until_they_are_back(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    town.sandbox.world.people[ana.id].unreachable = True
    await asks(two)
    stuck = (
        "{name} cannot be reached at the moment. "
        "Your message waits, and arrives as soon as they are back."
    )
    assert two.times(ben, stuck, name="Ana") == 1
    town.sandbox.world.people[ana.id].unreachable = False
    await ana.commands("menu")
    await two.look()
    assert "Could you draw a lion?" in ana.everything
    assert two.times(ben, "{name} is back, and has your message.", name="Ana") == 1


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_a_conversation_belongs_to_two(house: House) -> None:
    """Its two read it and do what is theirs to do; to anybody else there is none."""
    secret = "Could you draw a lion?"
    message: Message = await house.does(house.ben, relay.write, person=house.ana.id, words=secret)
    talk = ConversationId(message.conversation_id)
    shows: list[Action] = [ShowConversation(talk, 0), ShowMessage(MessageId(message.id))]
    moves: list[Action] = [ConfirmBlock(talk), MarkSpam(talk), UnblockPerson(talk)]
    asks: list[Action] = [AnswerMessage(MessageId(message.id)), BlockPerson(talk)]
    for press in (*shows, *moves, *asks):
        for who in ("Ana", "Ben"):
            seen, moved = await house.presses(who, encode(press))
            assert "There is nothing here by that name" not in seen, f"{who}: {press}"
            if press in moves[:2]:
                assert "conversation_sides" in moved, f"{who}: {press}: {seen}"
        for who in ("Eve", "Mo"):
            seen, moved = await house.presses(who, encode(press))
            assert "There is nothing here by that name" in seen, f"{who}: {press}: {seen}"
            assert (moved, secret in seen) == ([], False)
    assert all([secret in (await house.presses("Ana", encode(one)))[0] for one in shows])


async def test_pictures_of_one_album_all_arrive(town: Town) -> None:
    two = await parting_in(town, "telegram", "en")
    ana, ben = two.ana, two.ben
    await asks(two)
    album = [(f"{n}.png", PICTURE) for n in range(3)]
    await ana.replies("Three drafts", album, to="Could you draw a lion?")
    await ben.look()
    shown = [m["picture"] for m in ben.inbox if m["picture"]]
    assert len(shown) == 3, ben.everything
    await ana.takes("re.an:")
    await ana.says("Two more", album[:2])
    await ben.look()
    assert len([m for m in ben.inbox if m["picture"]]) == 5
