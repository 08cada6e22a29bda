"""Methods that put something new into a chat."""

from typing import Any

from sandbox.telegram import entities, limits
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import bad
from sandbox.telegram.parameters import Call
from sandbox.telegram.registry import serves
from sandbox.telegram.sending import caption, destination, framing, location, send, words
from sandbox.world import Message

Json = dict[str, Any]
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
COPIED = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "location",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)


def told(message: Message) -> Json:
    """Return a message as the bot is told it."""
    body: Json = message.native["message"]
    return body


@serves("sendMessage")
def send_message(cloud: Cloud, call: Call) -> Json:
    """Send text."""
    return told(send(cloud, call, words(call.values)))


@serves("sendPhoto")
def send_photo(cloud: Cloud, call: Call) -> Json:
    """Send a picture."""
    content = caption(call)
    destination(cloud, call)
    return told(
        send(cloud, call, {"photo": cloud.files.photo(call, "photo", call.get("photo")), **content})
    )


@serves("sendDocument")
def send_document(cloud: Cloud, call: Call) -> Json:
    """Send a file."""
    content = caption(call)
    destination(cloud, call)
    document = cloud.files.document(call, "document", call.get("document"), call.get("thumbnail"))
    return told(send(cloud, call, {"document": document, **content}))


@serves("sendMediaGroup")
def send_media_group(cloud: Cloud, call: Call) -> list[Json]:
    """Send an album."""
    album = call["media"]
    least, most = limits.ALBUM
    if not least <= len(album) <= most:
        raise bad(f"media group must include {least}-{most} items" if album else "MEDIA_EMPTY")
    if len({item["type"] for item in album}) > 1:
        raise bad("Can't use the media of the specified type in the album")
    chat, topic = destination(cloud, call)
    frame = framing(cloud, call, chat)
    contents = [media(cloud, call, item) for item in album]
    if cloud.pace is not None:
        cloud.pace.take(chat)
    group = {"media_group_id": str(13_000_000_000_000_000 + cloud.world.draw())}
    return [
        told(cloud.post(chat, None, {**frame, **content, **group}, topic=topic))
        for content in contents
    ]


def media(cloud: Cloud, call: Call, item: Json) -> Json:
    """Return one photo or document of an album or of an edit."""
    content = caption(item)
    if item["type"] == "photo":
        return {"photo": cloud.files.photo(call, "media", item["media"]), **content}
    document = cloud.files.document(call, "media", item["media"], item.get("thumbnail"))
    return {"document": document, **content}


@serves("sendLocation")
def send_location(cloud: Cloud, call: Call) -> Json:
    """Send a place on the map."""
    return told(send(cloud, call, {"location": location(call.values)}))


@serves("sendChatAction")
def send_chat_action(cloud: Cloud, call: Call) -> bool:
    """Show that the bot is busy."""
    if call["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    destination(cloud, call)
    return True


@serves("sendMessageDraft")
def send_message_draft(cloud: Cloud, call: Call) -> bool:
    """Show what the bot is about to say."""
    chat, topic = destination(cloud, call)
    if chat.kind != "private":
        raise bad("message drafts can be used in private chats only")
    if not call["draft_id"]:
        raise bad("draft_id must be non-zero")
    text = entities.read(call.values, "text", most=limits.TEXT, entities="entities", empty=True)
    shown = text.fields("text") or {"text": "Thinking…"}
    cloud.draft(topic.room if topic else chat, call["draft_id"], shown)
    return True


@serves("copyMessage")
def copy_message(cloud: Cloud, call: Call) -> Json:
    """Send a message again as the bot's own."""
    original = _source(cloud, call, "message to copy")
    content = {k: v for k, v in told(original).items() if k in COPIED}
    if not content:
        raise bad("message can't be copied")
    if "caption" in call and "text" not in content:
        content = {k: v for k, v in content.items() if "caption" not in k} | caption(call)
    return {"message_id": send(cloud, call, content).number}


@serves("forwardMessage")
def forward_message(cloud: Cloud, call: Call) -> Json:
    """Send a message on, saying whose it is."""
    original = _source(cloud, call, "message to forward")
    body = told(original)
    content = {k: v for k, v in body.items() if k in (*COPIED, "invoice")}
    if not content:
        raise bad("message can't be forwarded")
    sender = {k: v for k, v in body["from"].items() if k != "language_code"}
    origin = {"type": "user", "date": body["date"], "sender_user": sender}
    native = {"invoice": original.native["invoice"]} if "invoice" in body else None
    return told(send(cloud, call, {**content, "forward_origin": origin}, native=native))


def _source(cloud: Cloud, call: Call, what: str) -> Message:
    source = cloud.message(cloud.member_of(call["from_chat_id"]), call["message_id"], what)
    if told(source).get("has_protected_content"):
        raise bad("message has protected content and can't be forwarded")
    return source
