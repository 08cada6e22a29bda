"""What every send has in common: where to, as an answer to what, with which keyboard."""

from typing import Any

from sandbox.telegram import entities, html, limits, markup, sight
from sandbox.telegram.cloud import Cloud, Topic
from sandbox.telegram.errors import bad
from sandbox.telegram.parameters import Call
from sandbox.world import Chat, Message

Json = dict[str, Any]


def send(cloud: Cloud, call: Call, content: Json, *, native: Json | None = None) -> Message:
    """Send one message as a call asks."""
    chat, topic = destination(cloud, call)
    keys = call.get("reply_markup")
    markup.check(keys, private=chat.kind == "private", invoice="invoice" in content)
    told = {**framing(cloud, call, chat), **content, **markup.inline(keys)}
    if cloud.pace is not None:
        cloud.pace.take(chat)
    kept = {**(native or {}), "keyboard": sight.keyboard(keys)}
    return cloud.post(chat, None, told, topic=topic, native=kept)


def destination(cloud: Cloud, call: Call) -> tuple[Chat, Topic | None]:
    """Return where a send goes, or refuse."""
    if "business_connection_id" in call:
        raise bad("business connection not found")
    chat = cloud.reach(call["chat_id"])
    if "direct_messages_topic_id" in call or "suggested_post_parameters" in call:
        raise bad("the chat is not a direct messages chat")
    topic = cloud.topic(chat, call.get("message_thread_id"))
    if topic is not None and topic.closed:
        raise bad("TOPIC_CLOSED")
    return chat, topic


def framing(cloud: Cloud, call: Call, chat: Chat) -> Json:
    """Return the fields around the content: the reply, protection, the effect."""
    told: Json = {}
    if call.get("protect_content"):
        told["has_protected_content"] = True
    if "message_effect_id" in call:
        if chat.kind != "private" or not call["message_effect_id"].isdigit():
            raise bad("EFFECT_ID_INVALID")
        told["effect_id"] = call["message_effect_id"]
    return {**told, **_reply(cloud, call.get("reply_parameters"), chat)}


def _reply(cloud: Cloud, said: Json | None, chat: Chat) -> Json:
    if said is None:
        return {}
    if said.get("chat_id", chat.number) != chat.number:
        raise bad("the sandbox answers messages in their own chat only")
    original = cloud.messages.get((chat.number, said["message_id"]))
    if original is None:
        if said.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    told = original.native["message"]
    reply = {"reply_to_message": {k: v for k, v in told.items() if k != "reply_to_message"}}
    if not said.get("quote"):
        return reply
    source = {**said, "parse_mode": said.get("quote_parse_mode")}
    quote = entities.read(source, "quote", most=limits.CAPTION, entities="quote_entities")
    at = original.text.find(quote.text)
    if at < 0:
        raise bad("QUOTE_TEXT_INVALID")
    marks = {"entities": quote.entities} if quote.entities else {}
    position = {"position": html.width(original.text[:at]), "is_manual": True}
    return {**reply, "quote": {"text": quote.text, **marks, **position}}


def caption(source: Call | Json) -> Json:
    """Return the caption fields of a call or of an input media."""
    values = source.values if isinstance(source, Call) else source
    text = entities.read(
        values, "caption", most=limits.CAPTION, entities="caption_entities", empty=True
    )
    told = text.fields("caption")
    if values.get("show_caption_above_media"):
        told["show_caption_above_media"] = True
    if values.get("has_spoiler"):
        told["has_media_spoiler"] = True
    return told


def words(values: Json, name: str = "text") -> Json:
    """Return the text fields of a call or of an input message content."""
    text = entities.read(values, name, most=limits.TEXT, entities="entities")
    told = text.fields("text")
    if "link_preview_options" in values:
        told["link_preview_options"] = values["link_preview_options"]
    return told


def location(values: Json) -> Json:
    """Return a Location."""
    if not (-90 <= values["latitude"] <= 90 and -180 <= values["longitude"] <= 180):
        raise bad("LOCATION_INVALID")
    if not 0 <= values.get("horizontal_accuracy", 0) <= 1500:
        raise bad("LOCATION_INVALID")
    if not 60 <= values.get("live_period", 60) <= 86400:
        raise bad("wrong live period specified")
    names = (
        "latitude",
        "longitude",
        "horizontal_accuracy",
        "live_period",
        "heading",
        "proximity_alert_radius",
    )
    return {name: values[name] for name in names if name in values}
