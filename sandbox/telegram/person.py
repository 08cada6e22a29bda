"""What a person does on their phone: write, press, look at the menu."""

import re
from typing import Any

from sandbox.telegram import entities, limits
from sandbox.telegram.cloud import Cloud, Topic
from sandbox.telegram.entities import Text
from sandbox.telegram.html import width
from sandbox.telegram.payments import pay
from sandbox.telegram.updates import Update
from sandbox.world import Chat, File, Message, Person, Refused

Json = dict[str, Any]
TOLD_SECONDS = 3.0
PRESS_SECONDS = 5.0
OTHERS_COMMAND = re.compile(r"/\w+@(\w+)")

SENT_AS_PHOTO = frozenset({"image/jpeg", "image/png", "image/webp"})  # others go as files


def outcome(*, answered: bool, error: str | None = None, **more: Any) -> Json:
    """Return what the app shows at once."""
    return {"answered": answered, "toast": None, "error": error, **more}


async def say(
    cloud: Cloud,
    person: Person,
    text: str,
    chat: Chat,
    files: list[File],
    reply_to: Message | None = None,
) -> Json:
    """Write a message, or as many as the app makes of it."""
    home, topic = _writable(cloud, person, chat)
    reply = _forced_reply(person, chat) if reply_to is None else _reply(reply_to)
    if topic is not None and not reply:
        reply = _reply(topic.root)  # whatever is said in a topic answers what opened it
    contents = _with_files(cloud, text, files) if files else _in_pieces(text)
    messages, told = [], []
    for content in contents:
        message = cloud.post(home, person, {**content, **reply}, topic=topic)
        messages.append(message.id)
        if update := _told(cloud, message, home):
            told.append(update)
    answered = bool(told) and await cloud.updates.tell(told, TOLD_SECONDS)
    return outcome(answered=answered, messages=messages)


def _writable(cloud: Cloud, person: Person, chat: Chat) -> tuple[Chat, Topic | None]:
    home, topic = cloud.parent(chat)
    if home.kind == "private":
        if person.unreachable:
            raise Refused(f"{person.name} has blocked the bot and must unblock it to write to it")
        cloud.started.add(person.id)
    if topic is not None and topic.closed:
        raise Refused("this topic is closed")
    return home, topic


def _in_pieces(text: str) -> list[Json]:
    """Cut long text as the app does: into messages of 4096."""
    clean = entities.cleaned(text, (), empty=True).text
    if not clean:
        raise Refused("a message needs text", 400)
    pieces = []
    while clean:
        end = len(clean)
        while width(clean[:end]) > limits.TEXT:
            end -= max(1, (width(clean[:end]) - limits.TEXT) // 2)
        pieces.append(entities.noticed(Text(clean[:end].strip())).fields("text"))
        clean = clean[end:].strip()
    return pieces


def _with_files(cloud: Cloud, text: str, files: list[File]) -> list[Json]:
    """Return one message a file, pictures as photos; several of a kind make an album."""
    caption = entities.noticed(entities.cleaned(text, (), empty=True))
    if width(caption.text) > limits.CAPTION:
        raise Refused(f"the words under a file are at most {limits.CAPTION} characters", 400)
    photos = [{"photo": cloud.files.keep_photo(f)} for f in files if f.mime in SENT_AS_PHOTO]
    documents = [
        {"document": cloud.files.keep_document(f)} for f in files if f.mime not in SENT_AS_PHOTO
    ]
    contents: list[Json] = []
    most = limits.ALBUM[1]
    for kind in (photos, documents):
        for begin in range(0, len(kind), most):
            album = kind[begin : begin + most]
            group = {"media_group_id": str(14_000_000_000_000_000 + cloud.world.draw())}
            contents += [{**one, **(group if len(album) > 1 else {})} for one in album]
    contents[0] = {**contents[0], **caption.fields("caption")}
    return contents


def _forced_reply(person: Person, chat: Chat) -> Json:
    """Return the reply the app makes by itself after a message that forces one."""
    for message in reversed(person.messages):
        if message.chat is not chat or message.deleted:
            continue
        if message.sender_id == person.id:
            return {}
        if (message.extra.get("keyboard") or {}).get("force_reply"):
            return _reply(message)
        if message.sender_id == "bot":
            return {}
    return {}


def _reply(message: Message) -> Json:
    """Return the field that says which message is replied to."""
    told = message.native["message"]
    return {"reply_to_message": {k: v for k, v in told.items() if k != "reply_to_message"}}


def _told(cloud: Cloud, message: Message, chat: Chat) -> Update | None:
    """Tell the bot, if it may know: in groups it sees only what is meant for it."""
    told = message.native["message"]
    if chat.place is None:
        return cloud.tell_message(message)
    mine = _meant(cloud, told)
    if chat.number in cloud.left:
        return _ask_guest(cloud, message, chat) if mine else None
    return cloud.tell_message(message) if mine or chat.place.forum else None


def _meant(cloud: Cloud, told: Json) -> bool:
    me = cloud.me["username"].lower()
    text: str = told.get("text") or told.get("caption") or ""
    marks = told.get("entities") or told.get("caption_entities") or ()
    command = any(e["type"] == "bot_command" and not e["offset"] for e in marks)
    other = OTHERS_COMMAND.match(text)
    if command and (other is None or other[1].lower() == me):
        return True
    if told.get("reply_to_message", {}).get("from", {}).get("id") == cloud.me["id"]:
        return True
    return re.search(rf"@{me}\b", text.lower()) is not None


def _ask_guest(cloud: Cloud, message: Message, chat: Chat) -> Update | None:
    """Tell the bot that it was called to a chat it is not in."""
    person = cloud.world.person(message.sender_id)
    question = cloud.questions.ask("guest", person, chat)
    body = {**message.native["message"], "guest_query_id": question.id}
    return cloud.tell("guest_message", body, ("guest_message", chat.number))


# --- going away, clearing away


async def leave(cloud: Cloud, person: Person, chat: Chat) -> Json:
    """Leave a group, with all its topics."""
    home, _topic = cloud.parent(chat)
    if home.place is None:
        raise Refused("a private chat is not left; block the bot, or delete the topic")
    if home.place.owner is person:
        raise Refused("the owner of a group stays in it")
    message = cloud.post(home, person, {"left_chat_member": cloud.user(person)})
    home.members.remove(person)
    told = None if home.number in cloud.left else cloud.tell_message(message)
    answered = told is not None and await cloud.updates.tell([told], TOLD_SECONDS)
    return outcome(answered=answered)


async def open_topic(cloud: Cloud, person: Person, name: str) -> Json:
    """Open a topic in one's private chat with the bot."""
    chat = cloud.chats[person.number]
    if not cloud.world.topics:
        raise Refused("private chats with this bot have no topics")
    if not 1 <= len(name) <= limits.TOPIC_NAME:
        raise Refused(f"a topic's name has 1 to {limits.TOPIC_NAME} characters", 400)
    _writable(cloud, person, chat)
    topic = cloud.open_topic(chat, person, name)
    told = cloud.tell_message(topic.root)
    answered = told is not None and await cloud.updates.tell([told], TOLD_SECONDS)
    return outcome(answered=answered, chat=topic.room.id)


def remove(cloud: Cloud, person: Person, chat: Chat) -> Json:
    """Delete a topic: of one's own private chat, or of a group one owns. No bot is told."""
    home, topic = cloud.parent(chat)
    if topic is None:
        raise Refused("only a topic can be deleted here")
    if person not in home.members or (home.place is not None and home.place.owner is not person):
        raise Refused(f"{person.name} may not delete that topic", 403)
    cloud.delete_topic(topic)
    return outcome(answered=True)


# --- commands


async def command(cloud: Cloud, person: Person, name: str, options: Json, chat: Chat) -> Json:
    """Write a command with its arguments; an option that is a file goes along."""
    files = [cloud.world.files[v] for v in options.values() if v in cloud.world.files]
    spoken = [str(v) for v in options.values() if v not in cloud.world.files and v is not None]
    return await say(cloud, person, " ".join([f"/{name}", *spoken]), chat, files)


def menu(cloud: Cloud, person: Person) -> list[Json]:
    """Return the commands the app lists: the narrowest scope set, in their language first."""
    language = person.language[:2].lower()
    for scope in (f"chat:{person.number}", "all_private_chats", "default"):
        for code in (language, ""):
            commands = cloud.profile.commands.get((scope, code))
            if commands:
                return [
                    {"name": c["command"], "description": c["description"], "options": []}
                    for c in commands
                ]
    return []


# --- presses


async def press(cloud: Cloud, person: Person, message: Message, button: str) -> Json:
    """Press a button below a message, or one of the keyboard it brought."""
    found = _inline_button(message, button)
    if found is None:
        return await _press_keyboard(cloud, person, message, button)
    if found.get("pay"):
        return await pay(cloud, person, message)
    if found.get("disabled"):
        raise Refused(f"{found['label']!r} does nothing any more")
    if "url" in found:
        raise Refused(f"{found['label']!r} opens {found['url']}; it is not told to the bot")
    if "copy" in found:
        raise Refused(f"{found['label']!r} copies {found['copy']!r}; it is not told to the bot")
    if "switch_inline" in found:
        query = found["switch_inline"]
        raise Refused(f"{found['label']!r} starts the inline query {query!r}; use inline")
    return await _press(cloud, person, message, found["payload"])


def _inline_button(message: Message, button: str) -> Json | None:
    """Find a button by its label, then its payload, then its label in any case."""
    named = [b for b in message.buttons if b["label"] == button]
    named += [b for b in message.buttons if b.get("payload") == button]
    named += [b for b in message.buttons if b["label"].casefold() == button.casefold()]
    return named[0] if named else None


async def _press(cloud: Cloud, person: Person, message: Message, payload: str) -> Json:
    question = cloud.questions.ask("callback", person)
    told = message.native["message"]
    body: Json = {
        "id": question.id,
        "from": cloud.user(person),
        "chat_instance": str(told["chat"]["id"] * 7919),
        "data": payload,
    }
    if "inline_message_id" in message.native:
        body["inline_message_id"] = message.native["inline_message_id"]
    else:
        body["message"] = told
    cloud.tell("callback_query", body, ("callback_query", person.number))
    answer = await question.answered(PRESS_SECONDS)
    if answer is None:
        return outcome(answered=False, alert=False)
    toast, alert = answer["text"], answer["alert"]
    return {**outcome(answered=True, alert=alert, url=answer["url"]), "toast": toast}


async def _press_keyboard(cloud: Cloud, person: Person, message: Message, button: str) -> Json:
    rows = (message.extra.get("keyboard") or {}).get("rows", ())
    keys = [key for row in rows for key in row]
    found = next((k for k in keys if k["label"] == button), None) or next(
        (k for k in keys if k["label"].casefold() == button.casefold()), None
    )
    if found is None:
        labels = ", ".join(repr(b["label"]) for b in (*message.buttons, *keys)) or "none"
        raise Refused(f"there is no button {button!r} on this message; there are: {labels}", 404)
    if found["request"]:
        raise Refused(f"{found['label']!r} shares what the sandbox does not have")
    return await say(cloud, person, found["label"], message.chat, [])
