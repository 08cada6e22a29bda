"""The pretended Telegram against Telegram's own description of its Bot API."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import InputMediaDocument, InputMediaPhoto

from sandbox.telegram.methods import METHODS
from sandbox.telegram.signatures import KINDS, MARKS, SHAPES, parameters, shape
from tests.sandbox.telegram_spec import (
    Differs,
    check_answer,
    check_call,
    check_noted,
    check_update,
    description,
)
from tests.sandbox.telegram_town import TOKEN, Json, Neighbour, Town, open_town, picture

pytestmark = pytest.mark.contract

STARS: Json = {
    "title": "Logo",
    "description": "Three drafts",
    "payload": "order:7",
    "currency": "XTR",
    "prices": [{"label": "Logo", "amount": 50}],
}
ARTICLE: Json = {
    "type": "article",
    "id": "a1",
    "title": "Logo",
    "description": "From 50",
    "input_message_content": {"message_text": "A <b>logo</b>", "parse_mode": "HTML"},
    "reply_markup": {"inline_keyboard": [[{"text": "Order", "callback_data": "of.ok:1"}]]},
}
KEYS: Json = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes", "style": "success"}]]}


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    description()
    async with open_town() as town:
        yield town
        for call in town.world.calls:
            check_noted(call)
            if call["method"] == "getUpdates" and call["answer"]["ok"]:
                for update in call["answer"]["result"]:
                    check_update(update)


def _told(fields: list[Json]) -> dict[str, tuple[tuple[str, ...], bool]]:
    def plain(kind: str) -> str:
        return kind.replace("Array of ", "ArrayOf").replace("True", "Boolean")

    return {f["name"]: (tuple(sorted(map(plain, f["types"]))), f["required"]) for f in fields}


@pytest.mark.parametrize("method", sorted({*METHODS, "getUpdates"}))
def test_a_method_takes_exactly_what_telegram_says(method: str) -> None:
    told = description()["methods"][method]
    mine = {f.name: (tuple(sorted(f.types)), f.required) for f in parameters(method).values()}
    assert mine == _told(told.get("fields", []))


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_an_object_has_exactly_the_fields_telegram_says(name: str) -> None:
    told = description()["types"][name]
    mine = {f.name: (tuple(sorted(f.types)), f.required) for f in shape(name).values()}
    assert mine == _told(told.get("fields", []))


def test_kinds_are_told_apart_as_telegram_tells_them() -> None:
    types = description()["types"]
    for name, kinds in KINDS.items():
        for kind, shapes in kinds.items():
            for one in shapes:
                assert one in types[name]["subtypes"]
                says = next(f for f in types[one]["fields"] if f["name"] == "type")
                assert kind in says["description"]
    for marks in MARKS.values():
        for mark, kind in marks.items():
            assert mark in {f["name"] for f in types[kind]["fields"]}


def test_the_judge_sees_what_is_wrong() -> None:
    check_call("sendMessage", {"chat_id": 7, "text": "x"})
    for wrong in (
        {"chat_id": 7},
        {"chat_id": 7, "text": 5},
        {"chat_id": 7, "text": "x", "color": "red"},
        {"chat_id": 7, "text": "x", "entities": [{"type": "bold", "offset": "0", "length": 1}]},
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"label": "x"}]]}},
    ):
        with pytest.raises(Differs):
            check_call("sendMessage", wrong)
    with pytest.raises(Differs):
        check_call("sendGreeting", {})
    with pytest.raises(Differs):
        check_answer("getMe", {"id": 1, "is_bot": "yes", "first_name": "x"})
    with pytest.raises(Differs):
        check_update({"update_id": 1, "messages": {}})


async def test_every_answer_and_update_is_shaped_as_telegrams(town: Town) -> None:
    ana = await town.meets("Ana Lopes")
    await _itself(town, ana)
    await _messages(town, ana)
    await _groups(town, ana)
    await _questions(town, ana)
    served = {call["method"] for call in town.world.calls if call["status"] == 200}
    assert served == {*METHODS, "getUpdates"}
    kinds = {
        kind
        for call in town.world.calls
        if call["method"] == "getUpdates"
        for update in call["answer"]["result"]
        for kind in update
    }
    assert kinds == {
        "update_id",
        "message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "pre_checkout_query",
        "my_chat_member",
        "guest_message",
    }


async def _itself(town: Town, ana: Neighbour) -> None:
    call = town.calls
    await call("getMe")
    hook = f"{town.url}/nowhere"
    await call("setWebhook", url=hook, secret_token="s3", allowed_updates=["message"])
    await call("getWebhookInfo")
    await call("deleteWebhook", drop_pending_updates=True)
    await call("getWebhookInfo")
    commands = [{"command": "start", "description": "Begin"}]
    scope = {"type": "chat", "chat_id": ana.number}
    await call("setMyCommands", commands=commands, scope=scope, language_code="fr")
    assert await call("getMyCommands", scope=scope, language_code="fr") == commands
    await call("deleteMyCommands", scope=scope, language_code="fr")
    await call("setMyName", name="Jalon", language_code="fr")
    assert await call("getMyName", language_code="fr") == {"name": "Jalon"}
    await call("setMyDescription", description="A market")
    assert await call("getMyDescription", language_code="fr") == {"description": "A market"}
    await call("setMyShortDescription", short_description="Market")
    await call("getMyShortDescription", language_code="fr")
    await call("setChatMenuButton", menu_button={"type": "commands"})
    await call("getChatMenuButton", chat_id=ana.number)
    # The webhook was to be told of messages only.
    await call("getUpdates", allowed_updates=[])


async def _messages(town: Town, ana: Neighbour) -> None:
    call, to = town.calls, {"chat_id": ana.number}
    time = {"type": "date_time", "offset": 0, "length": 2, "unix_time": 1800000000}
    sent = await call("sendMessage", **to, text="Hi https://t.me", entities=[time])
    answer = {"message_id": sent["message_id"], "quote": "Hi"}
    await call("sendMessage", **to, text="Re", reply_parameters=answer, reply_markup=KEYS)
    photo = await town.bot.send_photo(ana.number, picture(2000, 200), caption="A", has_spoiler=True)
    thumb = picture(20, 20)
    paper = await town.bot.send_document(ana.number, b"%PDF", filename="a.pdf", thumbnail=thumb)
    album = [InputMediaPhoto(picture()), InputMediaPhoto(photo.photo[-1].file_id, caption="two")]
    await town.bot.send_media_group(ana.number, album)
    await town.bot.edit_message_media(
        InputMediaDocument(b"new", filename="b.txt"), ana.number, paper.message_id
    )
    await call("sendLocation", **to, latitude=48.85, longitude=2.35, horizontal_accuracy=12)
    await call("sendChatAction", **to, action="typing")
    await call("sendMessageDraft", **to, draft_id=3, text="Thin")
    this = {**to, "message_id": sent["message_id"]}
    await call("editMessageText", **this, text="Ho")
    await call("editMessageReplyMarkup", **this, reply_markup=KEYS)
    await call("editMessageCaption", **to, message_id=photo.message_id, caption="B")
    await call("setMessageReaction", **this, reaction=[{"type": "emoji", "emoji": "👍"}])
    await call("pinChatMessage", **this)
    await call("getChat", **to)
    await call("unpinChatMessage", **this)
    await call("copyMessage", **this, from_chat_id=ana.number)
    await call("forwardMessage", **this, from_chat_id=ana.number)
    await call("deleteMessage", **this)
    await call("deleteMessages", **to, message_ids=[photo.message_id, 9999])
    await town.hears(ana.sends(("c.png", picture()), ("d.png", picture()), ("e.txt", b"e")), 3)
    told = await call("getFile", file_id=photo.photo[0].file_id)
    url = f"{town.url}/telegram/file/bot{TOKEN}/{told['file_path']}"
    async with aiohttp.request("GET", url) as answer_of_file:
        assert await answer_of_file.read() == picture(2000, 200)


async def _groups(town: Town, ana: Neighbour) -> None:
    call = town.calls
    ben = await town.meets("Ben", "en", started=False)
    for forum in (False, True):
        await town.opens(ana, ben, forum=forum)
        chat = list(town.world.places.values())[-1].number
        to = {"chat_id": chat}
        await call("getChat", **to)
        await call("getChatAdministrators", **to)
        await call("getChatMemberCount", **to)
        for user in (ana.number, ben.number, (await call("getMe"))["id"]):
            await call("getChatMember", **to, user_id=user)
    topic = await call("createForumTopic", **to, name="Order 7", icon_color=9367192)
    this = {**to, "message_thread_id": topic["message_thread_id"]}
    await call("sendMessage", **this, text="In the room")
    await call("editForumTopic", **this, name="Order 8")
    await call("closeForumTopic", **this)
    await call("reopenForumTopic", **this)
    room = next(c.id for c in town.world.chats.values() if c.kind == "thread")
    await town.hears(ben.says("hello there", chat=room))
    await call("deleteForumTopic", **this)
    await call("leaveChat", **to)
    await town.fetches()
    home = next(c.id for c in town.world.chats.values() if c.number == chat)
    me = await call("getMe")

    async def answers(update: Any) -> None:
        query = update.guest_message.guest_query_id
        await call("answerGuestQuery", guest_query_id=query, result=ARTICLE)

    await town.with_bot(ben.says(f"@{me['username']} logo", chat=home), answers)


async def _questions(town: Town, ana: Neighbour) -> None:
    call, to = town.calls, {"chat_id": ana.number}
    await call("sendMessage", **to, text="Sure?", reply_markup=KEYS)

    async def agrees(update: Any) -> None:
        await call("answerCallbackQuery", callback_query_id=update.callback_query.id, text="Done")

    assert (await town.with_bot(ana.presses("Yes"), agrees))["toast"] == "Done"

    async def finds(update: Any) -> None:
        query = update.inline_query.id
        await call("answerInlineQuery", inline_query_id=query, results=[ARTICLE], cache_time=0)

    await town.with_bot(ana.does("inline", query="logo"), finds)
    chosen, *_ = await town.hears(ana.does("inline/pick", result="a1"), 2)
    handle = chosen.chosen_inline_result.inline_message_id
    await call("editMessageText", inline_message_id=handle, text="Taken", reply_markup=KEYS)
    await town.with_bot(ana.presses("Yes"), agrees)
    await call("savePreparedInlineMessage", user_id=ana.number, result=ARTICLE)

    async def sells(update: Any) -> None:
        await call(
            "answerPreCheckoutQuery", pre_checkout_query_id=update.pre_checkout_query.id, ok=True
        )

    await call("sendInvoice", **to, **STARS, provider_token="")
    message = (await ana.last())["id"]
    await town.with_bot(ana.does("pay", message=message), sells)
    paid = (await town.next()).message.successful_payment
    charge = paid.telegram_payment_charge_id
    await call("refundStarPayment", user_id=ana.number, telegram_payment_charge_id=charge)
    await town.next()
    link = await call("createInvoiceLink", **STARS, subscription_period=2592000)
    button = {"inline_keyboard": [[{"text": "Subscribe", "url": link}]]}
    await call("sendMessage", **to, text="Support us", reply_markup=button)
    message = (await ana.last())["id"]
    await town.with_bot(ana.does("pay", message=message), sells)
    await town.next()
