"""Groups and topics on Telegram: what the bot hears there, who opens them, who goes."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden

from tests.sandbox.telegram_town import Neighbour, Town, open_town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(town: Town) -> None:
    ana = await town.meets("Ana")
    ben = await town.meets("Ben", started=False)
    place = await town.asks(
        "POST",
        "/places",
        status=201,
        platform="telegram",
        kind="group",
        name="Makers",
        owner=ana.id,
        members=[ben.id],
    )
    joined, added = await town.fetches()
    assert joined.my_chat_member
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert added.message
    assert added.message.new_chat_members[0].username == "JalonBot"
    chat = place["chats"][0]["id"]
    number = added.message.chat.id
    assert number < -1_000_000_000_000

    for word in ("just talk", "/deal@OtherBot", "mail a@JalonBots"):
        await ana.says(word, chat=chat)
    assert await town.fetches() == []
    for word in ("/deal @ben 50", "/deal@jalonbot", "hey @JalonBot, look"):
        (update,) = await town.hears(ben.says(word, chat=chat))
        assert (update.message.text, update.effective_chat.id) == (word, number)
    await town.calls(
        "sendMessage", chat_id=number, text="Price?", reply_markup={"force_reply": True}
    )
    (update,) = await town.hears(ben.says("50", chat=chat))
    assert update.message.reply_to_message.text == "Price?"
    assert [m["text"] for m in await ana.sees()] == [m["text"] for m in await _all(ben, ana)]

    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await update.message.pin()
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await update.message.delete()
    with pytest.raises(BadRequest, match=r"(?i)the chat is not a forum"):
        await town.bot.create_forum_topic(number, "Order 7")
    await town.bot.leave_chat(number)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await town.bot.send_message(number, "Still here?")


async def _all(ben: Neighbour, ana: Neighbour) -> list[dict[str, Any]]:
    """Return what both saw, Ana's own /start first."""
    return [(await ana.sees())[0], *await ben.sees()]


async def test_private_chats_have_topics_once_the_bot_has(town: Town) -> None:
    ana = await town.meets("Ana")
    assert (await town.bot.get_me()).has_topics_enabled is False
    to = {"chat_id": ana.number}
    for method, more in (
        ("createForumTopic", {"name": "Order 7"}),
        ("editForumTopic", {"message_thread_id": 7, "name": "Order 8"}),
        ("deleteForumTopic", {"message_thread_id": 7}),
    ):
        await town.refuses(method, "the chat is not a forum", **to, **more)
    town.world.topics = True
    assert (await town.bot.get_me()).has_topics_enabled is True
    topic = await town.calls("createForumTopic", **to, name="x" * 128)
    await town.refuses("createForumTopic", "TOPIC_TITLE_INVALID", **to, name="x" * 129)
    this = {**to, "message_thread_id": topic["message_thread_id"]}
    assert await town.calls("editForumTopic", **this, name="Order 8")
    assert await town.calls("deleteForumTopic", **this)
    await town.refuses("deleteForumTopic", "TOPIC_ID_INVALID", **this)
    await town.refuses("sendMessage", "message thread not found", **this, text="x")


async def test_a_topic_is_a_room(town: Town) -> None:
    town.world.topics = True
    ana = await town.meets("Ana")
    topic = await town.bot.create_forum_topic(ana.number, "Order 7")
    await town.bot.send_message(ana.number, "Here", message_thread_id=topic.message_thread_id)
    opened, seen = (await ana.sees())[-2:]
    assert (opened["service"], opened["chat"]) == (True, seen["chat"])
    assert "service" not in seen
    assert seen["chat"] != ana.chat
    people: Any = await town.asks("GET", "/people")
    room = {"kind": "thread", "name": "Order 7", "parent": ana.chat, "shut": ""}
    assert people[0]["chats"][1:] == [{"id": seen["chat"], **room}]
    (update,) = await town.hears(ana.says("And here", chat=seen["chat"]))
    assert update.message.message_thread_id == topic.message_thread_id
    assert update.message.is_topic_message
    assert update.message.reply_to_message.forum_topic_created.name == "Order 7"
    assert "reply_to" not in await ana.last()  # no app shows that
    (update,) = await town.hears(ana.says("Yes", chat=seen["chat"], reply_to=seen["id"]))
    assert update.message.reply_to_message.text == "Here"
    with pytest.raises(BadRequest, match=r"(?i)the chat is not a forum"):
        await town.bot.close_forum_topic(ana.number, topic.message_thread_id)
    await town.opens(ana, forum=True)
    forum = next(iter(town.world.places.values())).number
    topic = await town.bot.create_forum_topic(forum, "Order 8")
    await town.bot.close_forum_topic(forum, topic.message_thread_id)
    places: Any = await town.asks("GET", "/places")
    shut = [chat["shut"] for place in places for chat in place["chats"][1:]]
    assert shut == ["closed"]
    with pytest.raises(BadRequest, match="Topic_closed"):
        await town.bot.send_message(forum, "x", message_thread_id=topic.message_thread_id)
    await town.bot.delete_forum_topic(forum, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await town.bot.send_message(forum, "x", message_thread_id=topic.message_thread_id)


async def test_people_open_topics_of_their_own(town: Town) -> None:
    ana = await town.meets("Ana")
    assert "no topics" in (await ana.does("topic", status=409, name="Ideas"))["error"]
    town.world.topics = True
    assert (await town.bot.get_me()).allows_users_to_create_topics
    assert "1 to 128" in (await ana.does("topic", status=400, name="x" * 129))["error"]
    (opened,) = await town.hears(ana.does("topic", name="Ideas"))
    thread = opened.message.message_thread_id
    assert (opened.message.forum_topic_created.name, opened.message.from_user.id) == (
        "Ideas",
        ana.number,
    )
    room = (await ana.last())["chat"]
    (said,) = await town.hears(ana.says("A logo?", chat=room))
    assert (said.message.message_thread_id, said.message.is_topic_message) == (thread, True)
    await town.calls("sendMessage", chat_id=ana.number, message_thread_id=thread, text="Which?")
    assert (await ana.last())["chat"] == room


async def test_people_delete_their_topics(town: Town) -> None:
    town.world.topics = True
    ana, ben = await town.meets("Ana"), await town.meets("Ben")
    to = {"chat_id": ana.number}
    topic = await town.calls("createForumTopic", **to, name="Order 7")
    this = {**to, "message_thread_id": topic["message_thread_id"]}
    card = await town.calls("sendMessage", **this, text="Here")
    room = (await ana.last())["chat"]
    assert "may not" in (await ben.does("remove", status=403, chat=room))["error"]
    assert "only a topic" in (await ana.does("remove", status=409, chat=ana.chat))["error"]
    await ana.does("remove", chat=room)
    assert await town.fetches() == []  # no bot hears of it
    await town.refuses("sendMessage", "message thread not found", **this, text="x")
    await town.refuses(
        "editMessageText",
        "message to edit not found",
        **to,
        text="x",
        message_id=card["message_id"],
    )
    assert [m["text"] for m in await ana.sees() if not m["deleted"]] == ["/start"]
    await ana.does("say", status=404, text="x", chat=room)


async def test_people_leave_groups(town: Town) -> None:
    ana, ben = await town.meets("Ana"), await town.meets("Ben")
    chat = (await town.opens(ana, ben))["chats"][0]["id"]
    for someone in (ana, ben):  # the owner of a group; somebody in their private chat
        place = chat if someone is ana else ben.chat
        await someone.does("leave", status=409, chat=place)
    (update,) = await town.hears(ben.does("leave", chat=chat))
    assert update.message.left_chat_member.id == ben.number
    number = next(iter(town.world.places.values())).number
    told = await town.calls("getChatMember", chat_id=number, user_id=ben.number)
    assert told["status"] == "left"
    await town.calls("sendMessage", chat_id=number, text="Now without Ben")
    assert [m["text"] for m in await ben.sees()] == ["/start"]
    await ben.does("say", status=403, text="x", chat=chat)
    assert (
        "denies"
        in (
            await town.asks(
                "POST",
                "/places",
                status=400,
                platform="telegram",
                kind="group",
                owner=ana.id,
                denies=["SEND_MESSAGES"],
            )
        )["error"]
    )
