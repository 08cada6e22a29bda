"""Methods that change what is already in a chat."""

from datetime import timedelta
from typing import Any

from sandbox.telegram import limits, markup
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import bad, unserved
from sandbox.telegram.methods_send import media, told
from sandbox.telegram.parameters import Call
from sandbox.telegram.registry import serves
from sandbox.telegram.sending import caption, words
from sandbox.world import Message

Json = dict[str, Any]
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
MEDIA = (*CAPTION, "photo", "document", "has_media_spoiler", "text", "entities")
EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 "
    "😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 "
    "😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 "
    "🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
REACTIONS = frozenset(EMOJI.split())


@serves("editMessageText")
def edit_message_text(cloud: Cloud, call: Call) -> Json | bool:
    """Change the words of a message."""
    if "rich_message" in call:
        raise unserved("it has no rich messages")
    message = _mine(cloud, call)
    if "text" not in told(message):
        raise bad("there is no text in the message to edit")
    gone = ("text", "entities", "link_preview_options")
    return _edit(cloud, call, message, gone=gone, content=words(call.values))


@serves("editMessageCaption")
def edit_message_caption(cloud: Cloud, call: Call) -> Json | bool:
    """Change the words under a picture or a file."""
    message = _mine(cloud, call)
    if not {"photo", "document"} & told(message).keys():
        raise bad("there is no caption in the message to edit")
    return _edit(cloud, call, message, gone=CAPTION, content=caption(call))


@serves("editMessageMedia")
def edit_message_media(cloud: Cloud, call: Call) -> Json | bool:
    """Change a picture or a file, or turn text into one."""
    message = _mine(cloud, call)
    if not {"photo", "document", "text"} & told(message).keys():
        raise bad("message can't be edited")
    content = media(cloud, call, call["media"])
    if "inline_message_id" in call and call.uploads:
        raise bad("can't upload a file for an inline message; use its file_id")
    kind = "photo" if "photo" in content else "document"
    if "media_group_id" in told(message) and kind not in told(message):
        raise bad("Can't use the media of the specified type in the album")
    return _edit(cloud, call, message, gone=MEDIA, content=content)


@serves("editMessageReplyMarkup")
def edit_message_reply_markup(cloud: Cloud, call: Call) -> Json | bool:
    """Change the buttons below a message."""
    return _edit(cloud, call, _mine(cloud, call), gone=(), content={})


def _mine(cloud: Cloud, call: Call) -> Message:
    """Return the message to edit; the bot edits only what it sent."""
    if "business_connection_id" in call:
        raise bad("business connection not found")
    if "inline_message_id" in call:
        message = cloud.inline_messages.get(call["inline_message_id"])
        if message is None or message.deleted:
            raise bad("MESSAGE_ID_INVALID")
        return message
    if "chat_id" not in call:
        raise bad("chat_id is empty")
    if "message_id" not in call:
        raise bad("message identifier is not specified")
    chat = cloud.member_of(call["chat_id"])
    message = cloud.message(chat, call["message_id"], "message to edit")
    if message.sender_id != "bot" and told(message).get("via_bot") is None:
        raise bad("message can't be edited")
    return message


def _edit(
    cloud: Cloud, call: Call, message: Message, *, gone: tuple[str, ...], content: Json
) -> Json | bool:
    """Show the new content and keyboard; a keyboard not sent again is taken away."""
    before = told(message)
    chat = cloud.chats[before["chat"]["id"]]
    keys = call.get("reply_markup")
    markup.check(keys, private=chat.kind == "private", invoice="invoice" in before)
    kept = {k: v for k, v in before.items() if k not in (*gone, "reply_markup", "edit_date")}
    after = {**kept, **content, **markup.inline(keys)}
    if markup.key(after) == markup.key({k: v for k, v in before.items() if k != "edit_date"}):
        raise bad(SAME)
    cloud.change(message, after, edited=bool(gone))
    return True if "inline_message_id" in call else told(message)


@serves("deleteMessage")
def delete_message(cloud: Cloud, call: Call) -> bool:
    """Take a message away."""
    chat = cloud.member_of(call["chat_id"])
    _delete(cloud, cloud.message(chat, call["message_id"], "message to delete"))
    return True


@serves("deleteMessages")
def delete_messages(cloud: Cloud, call: Call) -> bool:
    """Take messages away; those not found are skipped."""
    chat = cloud.member_of(call["chat_id"])
    numbers = call["message_ids"]
    if not 1 <= len(numbers) <= 100:
        raise bad("Too many message identifiers specified" if numbers else "MESSAGE_IDS_EMPTY")
    for number in numbers:
        message = cloud.messages.get((chat.number, number))
        if message is not None:
            _delete(cloud, message)
    return True


def _delete(cloud: Cloud, message: Message) -> None:
    chat, _topic = cloud.parent(message.chat)
    admin = chat.place is not None and chat.place.forum
    if message.sender_id != "bot" and chat.kind != "private" and not admin:
        raise bad("message can't be deleted")
    age = cloud.world.now() - (message.date or cloud.world.now())
    if age > timedelta(hours=limits.DELETABLE_HOURS) and not admin:
        raise bad("message can't be deleted for everyone")
    cloud.delete(message)


@serves("setMessageReaction")
def set_message_reaction(cloud: Cloud, call: Call) -> bool:
    """Put the bot's reaction on a message, or take it off."""
    chat = cloud.reach(call["chat_id"])
    message = cloud.message(chat, call["message_id"], "message to react")
    reactions = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction["type"] != "emoji" or reaction["emoji"] not in REACTIONS:
            raise bad("REACTION_INVALID")
    message.native = {**message.native, "reactions": [r["emoji"] for r in reactions]}
    cloud.change(message, told(message), edited=False)
    return True


@serves("pinChatMessage")
def pin_chat_message(cloud: Cloud, call: Call) -> bool:
    """Pin a message; everyone sees that it was pinned."""
    message = _pinnable(cloud, call, "message to pin")
    if message.native.get("pinned"):
        return True
    message.native = {**message.native, "pinned": True}
    cloud.change(message, told(message), edited=False)
    chat, topic = cloud.parent(message.chat)
    original = {k: v for k, v in told(message).items() if k != "reply_to_message"}
    cloud.post(chat, None, {"pinned_message": original}, topic=topic)
    return True


@serves("unpinChatMessage")
def unpin_chat_message(cloud: Cloud, call: Call) -> bool:
    """Unpin a message, or the one pinned last."""
    if "message_id" in call:
        message = _pinnable(cloud, call, "message to unpin")
    else:
        chat = cloud.reach(call["chat_id"])
        pinned = [m for (at, _), m in cloud.messages.items() if at == chat.number]
        found = next((m for m in reversed(pinned) if m.native.get("pinned")), None)
        if found is None:
            raise bad("message to unpin not found")
        message = found
    message.native = {**message.native, "pinned": False}
    cloud.change(message, told(message), edited=False)
    return True


def _pinnable(cloud: Cloud, call: Call, what: str) -> Message:
    if "business_connection_id" in call:
        raise bad("business connection not found")
    chat = cloud.reach(call["chat_id"])
    message = cloud.message(chat, call["message_id"], what)
    if chat.place is not None and not chat.place.forum:
        raise bad("not enough rights to manage pinned messages in the chat")
    return message
