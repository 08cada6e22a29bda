"""People write and press, the bot answers and edits; both see the same thing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from sandbox.telegram import questions
from tests.sandbox.telegram_town import Neighbour, Town, open_town

HOSTILE = "<b onmouseover=alert(1)>&\"'</b>"
KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Accept", callback_data="of.ok:7")],
        [
            InlineKeyboardButton("Site", url="https://example.com"),
            InlineKeyboardButton("Copy", copy_text=CopyTextButton("FR76")),
            InlineKeyboardButton("Share", switch_inline_query="offer 7"),
        ],
    ]
)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Neighbour:
    return await town.meets("Ana Lopes", "fr")


async def test_a_word_goes_there_and_back(town: Town) -> None:
    ana = await town.meets("Ana Lopes", started=False)
    (update,) = await town.hears(ana.says("/start offer_7"))
    assert update.message.text == "/start offer_7"
    assert update.message.entities[0].type == "bot_command"
    assert update.effective_user.id == ana.number > 2**31
    assert update.effective_user.language_code == "fr"
    assert update.effective_user.last_name == "Lopes"

    await town.bot.send_message(ana.number, "<b>Hi</b> &amp; welcome", parse_mode="HTML")

    seen = await ana.last()
    assert seen["text"] == "Hi & welcome"
    assert seen["html"] == "<b>Hi</b> &amp; welcome"
    assert (seen["from"], seen["from_id"], seen["chat"]) == ("Jalon", "bot", ana.chat)


async def test_hostile_words_are_shown_as_words(town: Town, ana: Neighbour) -> None:
    (update,) = await town.hears(ana.says(HOSTILE))
    assert update.message.text == HOSTILE
    mark = MessageEntity(MessageEntity.BOLD, 0, 3)
    await town.bot.send_message(ana.number, HOSTILE, entities=[mark])
    for seen in (await ana.sees())[-2:]:
        assert seen["text"] == HOSTILE
        assert "<b onmouseover" not in seen["html"]
        assert "&lt;b onmouseover=alert(1)&gt;" in seen["html"].replace("<b>&lt;b </b>", "&lt;b ")


async def test_nobody_is_written_to_before_they_start(town: Town) -> None:
    ben = await town.meets("Ben", started=False)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await town.bot.send_message(ben.number, "Hello?")
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.bot.send_message(12345, "Hello?")


async def test_who_blocked_the_bot_is_not_reached(town: Town, ana: Neighbour) -> None:
    await town.asks("PATCH", f"/people/{ana.id}", unreachable=True)
    for send in (
        town.bot.send_message(ana.number, "Hello?"),
        town.bot.send_chat_action(ana.number, "typing"),
        town.bot.send_document(ana.number, b"x"),
    ):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await send
    refused = await ana.does("say", status=409, text="hi")
    assert "unblock" in refused["error"]
    await town.asks("PATCH", f"/people/{ana.id}", unreachable=False)
    await town.bot.send_message(ana.number, "Back!")


async def test_long_words_become_several_messages(town: Town, ana: Neighbour) -> None:
    first, second = await town.hears(ana.says("😀" * 2048 + "end"), 2)
    assert (len(first.message.text), second.message.text) == (2048, "end")


# --- presses


async def test_a_press_is_told_and_answered(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_message(ana.number, "An offer", reply_markup=KEYS)
    seen = await ana.last()
    assert [(b["label"], b["row"]) for b in seen["buttons"]] == [
        ("Accept", 0),
        ("Site", 1),
        ("Copy", 1),
        ("Share", 1),
    ]

    async def agree(update: Any) -> None:
        query = update.callback_query
        assert (query.data, query.message.message_id) == ("of.ok:7", sent.message_id)
        await query.answer("Taken", show_alert=True)

    for named in ("Accept", "accept", "of.ok:7"):
        outcome = await town.with_bot(ana.presses(named), agree)
        assert outcome["answered"]
        assert (outcome["toast"], outcome["alert"], outcome["error"]) == ("Taken", True, None)


@pytest.mark.parametrize(
    ("button", "status", "says"),
    [
        ("Site", 409, "https://example.com"),
        ("Copy", 409, "FR76"),
        ("Share", 409, "offer 7"),
        ("Decline", 404, "'Accept'"),
    ],
)
async def test_what_is_no_press_is_refused(
    town: Town, ana: Neighbour, button: str, status: int, says: str
) -> None:
    await town.bot.send_message(ana.number, "An offer", reply_markup=KEYS)
    assert says in (await ana.presses(button, status=status))["error"]


async def test_a_press_is_answered_once_and_in_time(
    town: Town, ana: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.bot.send_message(ana.number, "An offer", reply_markup=KEYS)

    async def twice(update: Any) -> None:
        await update.callback_query.answer()
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
            await update.callback_query.answer()

    await town.with_bot(ana.presses("Accept"), twice)

    monkeypatch.setitem(questions.LIVES, "callback", 0.01)
    pressing = asyncio.ensure_future(ana.presses("Accept"))
    update = await town.next()
    await asyncio.sleep(0.05)
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()
    pressing.cancel()


async def test_silence_after_a_press_is_noticed(
    town: Town, ana: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.telegram.person.PRESS_SECONDS", 0.05)
    await town.bot.send_message(ana.number, "An offer", reply_markup=KEYS)
    assert (await ana.presses("Accept"))["answered"] is False


async def test_a_long_toast_is_refused(town: Town, ana: Neighbour) -> None:
    await town.bot.send_message(ana.number, "An offer", reply_markup=KEYS)

    async def chatter(update: Any) -> None:
        with pytest.raises(BadRequest, match="Message_too_long"):
            await update.callback_query.answer("x" * 201)
        await update.callback_query.answer("x" * 200)

    assert (await town.with_bot(ana.presses("Accept"), chatter))["toast"] == "x" * 200


async def test_a_reply_keyboard_writes_for_them(town: Town, ana: Neighbour) -> None:
    keyboard = ReplyKeyboardMarkup([["Yes", "No"]], input_field_placeholder="Well?")
    await town.bot.send_message(ana.number, "Sure?", reply_markup=keyboard)
    seen = (await ana.last())["keyboard"]
    assert [k["label"] for row in seen["rows"] for k in row] == ["Yes", "No"]
    (update,) = await town.hears(ana.presses("yes"))
    assert update.message.text == "Yes"


async def test_a_forced_reply_replies(town: Town, ana: Neighbour) -> None:
    asked = await town.bot.send_message(ana.number, "Price?", reply_markup=ForceReply())
    (update,) = await town.hears(ana.says("50"))
    assert update.message.reply_to_message.message_id == asked.message_id
    (update,) = await town.hears(ana.says("60"))
    assert update.message.reply_to_message is None


# --- edits


async def test_an_edit_is_seen_and_must_change_something(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_message(ana.number, "One", reply_markup=KEYS)
    before = await ana.last()
    edited = await sent.edit_text("<i>Two</i>", parse_mode="HTML", reply_markup=KEYS)
    after = await ana.last()
    assert (after["id"], after["text"], after["edited"]) == (before["id"], "Two", True)
    assert after["seq"] > before["seq"]
    assert not isinstance(edited, bool)
    assert edited.edit_date

    same = (
        "Message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    mark = MessageEntity(MessageEntity.ITALIC, 0, 3)
    with pytest.raises(BadRequest, match=f"^{same}$"):
        await sent.edit_text("Two \n", entities=[mark], reply_markup=KEYS)
    await sent.edit_text("Two", entities=[mark])
    assert (await ana.last())["buttons"] == []
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup()
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await sent.edit_caption("x")
    await sent.edit_reply_markup(KEYS)
    assert (await ana.last())["buttons"]


async def test_only_what_the_bot_said_can_be_edited(town: Town, ana: Neighbour) -> None:
    (update,) = await town.hears(ana.says("mine"))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await town.bot.edit_message_text("yours", ana.number, update.message.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await town.bot.edit_message_text("what", ana.number, 99999)


async def test_what_is_deleted_is_gone(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_message(ana.number, "Oops")
    await sent.delete()
    assert [m["text"] for m in await ana.sees()] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("Again")
    old = await town.bot.send_message(ana.number, "Old")
    town.world.offset += timedelta(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await old.delete()


async def test_replies_pins_reactions_and_drafts_are_seen(town: Town, ana: Neighbour) -> None:
    (update,) = await town.hears(ana.says("A question"))
    here = update.message
    await town.bot.send_message_draft(ana.number, 1, "An ans")
    assert (await ana.last())["draft"]
    answer = await town.bot.send_message(
        ana.number, "An answer", reply_parameters=ReplyParameters(here.message_id)
    )
    question, reply = (await ana.sees())[-2:]
    assert reply["reply_to"] == question["id"]
    await here.set_reaction("👍")
    await answer.pin(disable_notification=True)
    question, reply, pinned = (await ana.sees())[-3:]
    assert question["reactions"] == ["👍"]
    assert reply["pinned"]
    assert pinned["text"] == "Jalon pinned a message"
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await here.set_reaction("🧨")


async def test_copies_and_forwards(town: Town, ana: Neighbour) -> None:
    ben = await town.meets("Ben", "en")
    (update,) = await town.hears(ana.says("Look at *this*"))
    await town.bot.copy_message(ben.number, ana.number, update.message.message_id)
    forwarded = await update.message.forward(ben.number)
    assert forwarded.forward_origin.sender_user.id == ana.number
    copy, forward = (await ben.sees())[-2:]
    assert copy["text"] == forward["text"] == "Look at *this*"
    secret = await town.bot.send_message(ana.number, "Hush", protect_content=True)
    with pytest.raises(BadRequest, match="protected content"):
        await secret.forward(ben.number)


async def test_the_menu_is_in_their_language(town: Town, ana: Neighbour) -> None:
    ben = await town.meets("Ben", "de")
    await town.bot.set_my_commands([("help", "Help")])
    await town.bot.set_my_commands([("help", "Aide")], language_code="fr")

    async def menu(who: Neighbour) -> list[str]:
        told = await town.asks("GET", f"/people/{who.id}/commands")
        return [c["description"] for c in told["commands"]]

    assert (await menu(ana), await menu(ben)) == (["Aide"], ["Help"])
    scope = {"type": "chat", "chat_id": ben.number}
    commands = [{"command": "queue", "description": "Queue"}]
    await town.calls("setMyCommands", commands=commands, scope=scope)
    assert (await menu(ana), await menu(ben)) == (["Aide"], ["Queue"])


async def test_a_command_carries_its_options(town: Town, ana: Neighbour) -> None:
    options = {"seller": "@ben", "price": 50}
    (update,) = await town.hears(ana.does("command", name="deal", options=options))
    assert update.message.text == "/deal @ben 50"
    for what, body in (
        ("autocomplete", {"name": "deal", "focused": "seller"}),
        ("choose", {"message": (await ana.last())["id"], "select": "x", "values": []}),
    ):
        assert "Telegram" in (await ana.does(what, status=409, **body))["error"]
