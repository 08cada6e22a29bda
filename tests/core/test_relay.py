"""What people say to each other: who may, how much, what is hidden, what waits."""

import hashlib
from functools import partial
from typing import Any

import pytest

from core import accounts, files, notifications, relay
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId
from core.notifications import Urgency
from core.orders import OrderState
from core.relay import Conversation, Excuse, Message
from core.relay.errors import FileTooLarge, TooManyFilesToSay
from core.store import Tx
from tests.core.shop import sell
from tests.core.trade import Trade


@pytest.fixture
async def talking(trade: Trade) -> Trade:
    """Ana sells; Ben may write to her."""
    await sell(trade, trade.ana)
    return trade


async def says(
    trade: Trade, who: Account, to: Account, words: str = "Hello", **more: Any
) -> Message:
    message: Message = await trade.does(
        who, relay.write, person=AccountId(to.id), words=words, **more
    )
    return message


async def talk_of(trade: Trade, who: Account) -> Conversation:
    [glance], _more = await trade.does(who, relay.mine)
    return glance.conversation


async def a_file(trade: Trade, owner: Account, size: int = 3, name: str = "a.png") -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()
    kept = await trade.does(
        owner, files.keep, name=name, mime="image/png", size=size, digest=digest
    )
    return str(kept.id)


async def stands_before(trade: Trade, who: Account, message: Message, at: str = "1") -> None:
    """The message was sent to its reader's chat."""

    def show(tx: Tx) -> None:
        notifications.remember_card(
            tx, who.id, message.subject, platform="town", chat=who.id, message=at
        )

    await trade.market.do(show)


async def test_a_buyer_writes_and_the_seller_answers(talking: Trade):
    asked = await says(talking, talking.ben, talking.ana, "Do you draw bears?")
    assert await talking.told(talking.ana) == ["relay.said"]
    seen = await talking.does(talking.ana, relay.look_message, message_id=asked.id)
    assert (seen.words, seen.masked, seen.files) == ("Do you draw bears?", False, [])

    said: Message = await talking.does(
        talking.ana, relay.answer, message=asked.id, words="Gladly.", files=()
    )
    assert (said.reader_id, said.answers_id, said.nth) == (talking.ben.id, asked.id, 2)
    assert await talking.told(talking.ben) == ["relay.said"]
    talk = await talk_of(talking, talking.ben)
    assert (talk.both_spoke, talk.asked_id, talk.asker_id) == (
        True, talking.ana.id, talking.ben.id,
    )  # fmt: skip
    more: Message = await talking.does(
        talking.ben, relay.answer, message=asked.id, words="One more thing."
    )
    assert more.reader_id == talking.ana.id, "replying to one's own words goes to the other too"


async def test_what_is_said_goes_after_money_and_before_cards(talking: Trade):
    await says(talking, talking.ben, talking.ana)
    claimed = await talking.market.do(lambda tx: notifications.claim(tx, 10))
    assert [(n.kind, n.urgency) for n in claimed] == [("relay.said", Urgency.WORDS)]


@pytest.mark.parametrize("to", ["eve", "ben", "nobody"])
async def test_only_a_seller_or_somebody_one_knows_can_be_written_to(talking: Trade, to: str):
    whom = {"eve": talking.eve.id, "ben": talking.ben.id, "nobody": "N0SUCHID"}[to]
    refusal = relay.TalkToYourself if to == "ben" else relay.NobodyThere
    with pytest.raises(refusal):
        await talking.does(talking.ben, relay.write, person=AccountId(whom), words="Hello")
    with pytest.raises(refusal):
        await talking.does(talking.ben, relay.expect, to=whom)
    assert not await talking.does(talking.ben, relay.may_write, to=whom)
    with pytest.raises(relay.NobodyThere):
        await talking.does(talking.ana, relay.write, person=AccountId(talking.ben.id), words="Hi")


async def test_a_stranger_sees_and_says_nothing(talking: Trade):
    message = await says(talking, talking.ben, talking.ana)
    talk = await talk_of(talking, talking.ben)
    for verb in (relay.block, relay.unblock, relay.read, relay.call_spam):
        for name in (talk.id, "N0SUCHID"):
            with pytest.raises(NoSuchThing):
                await talking.does(talking.eve, verb, conversation=name)
    for name in (message.id, "N0SUCHID"):
        with pytest.raises(NoSuchThing):
            await talking.does(talking.eve, relay.answer, message=name, words="Me too")
        with pytest.raises(NoSuchThing):
            await talking.does(talking.eve, relay.look_message, message_id=name)
    assert await talking.does(talking.eve, relay.mine) == ([], False)


@pytest.mark.parametrize("words", ["", "  \n", "\u200b", "\u202e"])
async def test_nothing_is_not_sent(talking: Trade, words: str):
    with pytest.raises(relay.NothingSaid):
        await says(talking, talking.ben, talking.ana, words)
    assert await talking.told(talking.ana) == []


async def test_the_longest_message_fits_and_one_letter_more_does_not(talking: Trade):
    await says(talking, talking.ben, talking.ana, "x" * relay.WORDS_MOST)
    with pytest.raises(relay.TooLongToSay) as no:
        await says(talking, talking.ben, talking.ana, "x" * (relay.WORDS_MOST + 1))
    assert (no.value.length, no.value.most) == (3_501, 3_500)


async def test_a_file_of_ten_megabytes_goes_and_a_byte_more_does_not(talking: Trade):
    most = 10 * 1024 * 1024
    fits = await a_file(talking, talking.ben, most)
    sent = await says(talking, talking.ben, talking.ana, "", files=[fits])
    assert (sent.words, sent.files) == ("", [fits])
    large = await a_file(talking, talking.ben, most + 1, "large.psd")
    with pytest.raises(FileTooLarge) as no:
        await says(talking, talking.ben, talking.ana, "Look", files=[large])
    assert (no.value.file, no.value.most) == ("large.psd", 10)
    many = [await a_file(talking, talking.ben) for _ in range(11)]
    with pytest.raises(TooManyFilesToSay):
        await says(talking, talking.ben, talking.ana, files=many)
    theirs = await a_file(talking, talking.eve)
    with pytest.raises(NoSuchThing):
        await says(talking, talking.ben, talking.ana, files=[theirs])


async def test_five_messages_then_the_other_must_answer(talking: Trade):
    for n in range(5):
        last = await says(talking, talking.ben, talking.ana, f"Hello {n}")
    with pytest.raises(relay.TooManyUnanswered) as no:
        await says(talking, talking.ben, talking.ana, "Hello?")
    assert (no.value.most, no.value.name) == (5, "ana")
    with pytest.raises(relay.TooManyUnanswered):
        await talking.does(talking.ben, relay.answer, message=last.id, words="Hello?")
    await talking.does(talking.ana, relay.answer, message=last.id, words="Here I am")
    for _ in range(6):
        await says(talking, talking.ben, talking.ana)


async def test_a_paid_order_lifts_the_limit_and_opens_both_ways(talking: Trade):
    await says(talking, talking.ben, talking.ana, "Write to ana@example.com")
    with pytest.raises(relay.NobodyThere):
        await talking.does(
            talking.ana, relay.write, person=AccountId(talking.eve.id), words="Hello"
        )
    await talking.order_in(OrderState.IN_PROGRESS)
    for _ in range(6):
        said = await says(talking, talking.ben, talking.ana, "Mine is ben@example.com")
        assert (said.words, said.masked) == ("Mine is ben@example.com", False)
    assert (await says(talking, talking.ana, talking.ben)).reader_id == talking.ben.id


async def test_contact_details_are_hidden_before_the_first_paid_order(talking: Trade):
    said = await says(talking, talking.ben, talking.ana, "Call 06 12 34 56 78, it is 50 €")
    assert (said.words, said.masked) == ("Call •••, it is 50 €", True)
    await talking.order_in(OrderState.AWAITING_PAYMENT)
    again = await says(talking, talking.ben, talking.ana, "0612345678")
    assert (again.words, again.masked) == ("•••", True), (
        "an order that is not paid vouches for nothing"
    )
    await talking.order_in(OrderState.IN_PROGRESS)
    assert not (await says(talking, talking.ben, talking.ana, "0612345678")).masked


async def test_whoever_is_blocked_learns_nothing_special(talking: Trade):
    first = await says(talking, talking.ben, talking.ana)
    talk = await talk_of(talking, talking.ana)
    await talking.told(talking.ana)
    await talking.does(talking.ana, relay.block, conversation=talk.id)
    assert await talking.told(talking.ben) == []
    with pytest.raises(relay.NotTaken) as no:
        await says(talking, talking.ben, talking.ana)
    assert "block" not in no.value.text().id.lower()
    with pytest.raises(relay.NotTaken):
        await talking.does(talking.ben, relay.answer, message=first.id, words="Hello?")
    with pytest.raises(relay.YouBlocked):
        await talking.does(talking.ana, relay.answer, message=first.id, words="Go away")
    assert await talking.told(talking.ana) == []
    await talking.does(talking.ana, relay.block, conversation=talk.id)  # twice is once
    await talking.does(talking.ana, relay.unblock, conversation=talk.id)
    await says(talking, talking.ben, talking.ana)
    await talking.does(talking.ben, relay.unblock, conversation=talk.id)  # nothing to undo
    await talking.does(talking.ana, relay.answer, message=first.id, words="Sorry")


async def test_the_unread_stand_first(talking: Trade):
    await says(talking, talking.ben, talking.ana, "From Ben")
    await talking.wait(minutes=1)
    await says(talking, talking.eve, talking.ana, "From Eve")
    glances, more = await talking.does(talking.ana, relay.mine)
    assert [(g.other.name, g.last.words, g.unread) for g in glances] == [
        ("eve", "From Eve", True), ("ben", "From Ben", True),
    ]  # fmt: skip
    assert not more
    await talking.does(talking.ana, relay.read, conversation=glances[0].conversation.id)
    glances, _more = await talking.does(talking.ana, relay.mine)
    assert [(g.other.name, g.unread) for g in glances] == [("ben", True), ("eve", False)]
    await talking.wait(minutes=1)
    await talking.does(talking.ana, relay.answer, message=glances[0].last.id, words="Yes?")
    glances, _more = await talking.does(talking.ana, relay.mine)
    assert [(g.other.name, g.unread) for g in glances] == [("ben", False), ("eve", False)]


async def test_a_long_talk_has_pages(talking: Trade):
    first = await says(talking, talking.ben, talking.ana, "1")
    for n in range(2, 9):
        await talking.does(
            talking.ana if n % 2 == 0 else talking.ben, relay.answer, message=first.id, words=str(n)
        )
    talk = await talk_of(talking, talking.ana)
    newest, more = await talking.does(talking.ana, relay.page, conversation=talk)
    assert ([m.words for m in newest], more) == (["3", "4", "5", "6", "7", "8"], True)
    oldest, more = await talking.does(talking.ana, relay.page, conversation=talk, nth=1)
    assert ([m.words for m in oldest], more) == (["1", "2"], False)


async def test_what_cannot_be_brought_waits_and_its_writer_hears_of_it_once(talking: Trade):
    first = await says(talking, talking.ben, talking.ana, "One")
    await says(talking, talking.ben, talking.ana, "Two")
    [one, two] = await talking.market.do(lambda tx: notifications.claim(tx, 10))
    await talking.market.do(lambda tx: accounts.lose(tx, platform="town", external_id="ana"))
    for notice in (one, two):
        await talking.market.do(partial(notifications.hold, notice_id=notice.id))
    assert await talking.told(talking.ben) == ["relay.stuck"]
    await talking.meet("ana")  # she is heard again
    back = await talking.market.do(lambda tx: notifications.claim(tx, 10))
    assert [n.subject for n in back] == [first.id, one.subject, two.subject][1:]
    await stands_before(talking, talking.ana, first)
    assert await talking.told(talking.ben) == ["relay.arrived"]
    await stands_before(talking, talking.ana, first, at="2")
    assert await talking.told(talking.ben) == [], "told once"


async def test_a_message_arrives_before_its_reader_and_nobody_else(talking: Trade):
    message = await says(talking, talking.ben, talking.ana)
    await stands_before(talking, talking.ben, message)
    assert (await talk_of(talking, talking.ben)).arrived_at is None
    await talking.wait(hours=2)
    await stands_before(talking, talking.ana, message)
    assert (await talk_of(talking, talking.ben)).arrived_at == talking.clock.now

    def found(tx: Tx, at: str) -> str:
        me = accounts.by_id(tx, talking.ana.id)
        return notifications.card_at(tx, me, platform="town", chat=me.id, message=at)

    assert await talking.market.ask(lambda tx: found(tx, "1")) == message.subject
    assert await talking.market.ask(lambda tx: found(tx, "2")) == ""


async def test_spam_is_blocked_and_unblocking_makes_it_an_inquiry_again(talking: Trade):
    await says(talking, talking.ben, talking.ana, "Buy now")
    talk = await talk_of(talking, talking.ana)
    await talking.does(talking.ben, relay.call_spam, conversation=talk.id)
    assert (await talk_of(talking, talking.ana)).excuse is None, "only the one who was asked"
    await talking.does(talking.ben, relay.unblock, conversation=talk.id)
    await talking.does(talking.ana, relay.call_spam, conversation=talk.id)
    assert (await talk_of(talking, talking.ana)).excuse is Excuse.SPAM
    with pytest.raises(relay.NotTaken):
        await says(talking, talking.ben, talking.ana)
    await talking.does(talking.ana, relay.unblock, conversation=talk.id)
    assert (await talk_of(talking, talking.ana)).excuse is None


async def test_whoever_answered_cannot_call_it_spam_afterwards(talking: Trade):
    message = await says(talking, talking.ben, talking.ana)
    await talking.does(talking.ana, relay.answer, message=message.id, words="No, thank you")
    talk = await talk_of(talking, talking.ana)
    await talking.does(talking.ana, relay.call_spam, conversation=talk.id)
    found = await talk_of(talking, talking.ana)
    assert (found.excuse, found.asked_id) == (None, talking.ana.id)
