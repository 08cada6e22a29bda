"""What people see of a message: its words dressed, its buttons, pictures, files."""

from typing import TYPE_CHECKING, Any

from sandbox.telegram import html, markup
from sandbox.world import Message

if TYPE_CHECKING:
    from sandbox.telegram.cloud import Cloud

Json = dict[str, Any]


def dress(cloud: "Cloud", message: Message) -> None:
    """Write into a message what its native form looks like on a screen."""
    told, happened = message.native["message"], ""
    if "text" in told:
        text, entities = told["text"], told.get("entities", ())
    elif "caption" in told:
        text, entities = told["caption"], told.get("caption_entities", ())
    else:
        happened = _happened(cloud, message, told)
        text, entities = happened, ()
    message.text, message.html = text, html.dressed(text, entities)
    message.buttons = markup.sights(told, paid=bool(message.native.get("paid")))
    message.picture = _picture(cloud, message, told)
    message.files = _files(cloud, told)
    message.extra = _extra(cloud, message, told) | ({"service": True} if happened else {})


def _picture(cloud: "Cloud", message: Message, told: Json) -> str | None:
    if "photo" not in told:
        return None
    far: str | None = message.native.get("picture")  # an address the page loads by itself
    return far or cloud.files.url(told["photo"][-1]["file_id"])


def _files(cloud: "Cloud", told: Json) -> list[Json]:
    document = told.get("document")
    if document is None:
        return []
    url = cloud.files.url(document["file_id"])
    return [{"name": document["file_name"], "size": document["file_size"], "url": url}]


def _extra(cloud: "Cloud", message: Message, told: Json) -> Json:
    extra: Json = {}
    if "invoice" in told:
        invoice = told["invoice"]
        extra["invoice"] = {
            "title": invoice["title"],
            "description": invoice["description"],
            "amount": invoice["total_amount"],
            "currency": invoice["currency"],
            "photo": message.native["invoice"].get("photo_url"),
            "paid": bool(message.native.get("paid")),
        }
    if "forum_topic_created" not in told.get("reply_to_message", {"forum_topic_created": {}}):
        number = told["reply_to_message"]["message_id"]
        original = cloud.messages.get((told["chat"]["id"], number))
        extra["reply_to"] = original.id if original else None
    if "via_bot" in told:
        extra["via"] = cloud.world.bot_name
    if "media_group_id" in told:
        extra["album"] = told["media_group_id"]
    if "forward_origin" in told:
        extra["forwarded"] = True
    if "location" in told:
        extra["location"] = told["location"]
    for name in ("keyboard", "reactions", "pinned"):
        if message.native.get(name):
            extra[name] = message.native[name]
    if "draft" in message.native:
        extra["draft"] = True
    return extra


def keyboard(said: Json | None) -> Json | None:
    """Return a reply keyboard as people see it below where they write."""
    if not said or "inline_keyboard" in said:
        return None
    if "remove_keyboard" in said:
        return {"remove": True}
    told: Json = {"placeholder": said.get("input_field_placeholder")}
    if "force_reply" in said:
        return {**told, "force_reply": True}
    rows = [
        [
            {
                "label": button["text"],
                "style": button.get("style"),
                "request": next((k for k in button if k.startswith("request_")), None),
            }
            for button in row
        ]
        for row in said["keyboard"]
    ]
    return {**told, "rows": rows, "one_time": bool(said.get("one_time_keyboard"))}


def _happened(cloud: "Cloud", message: Message, told: Json) -> str:
    """Return the words of the app for what carries none of its own."""
    who = message.sender
    if "successful_payment" in told:
        payment = told["successful_payment"]
        return f"{who} paid {markup.price(payment)} to {cloud.world.bot_name}"
    if "refunded_payment" in told:
        return f"{cloud.world.bot_name} refunded {markup.price(told['refunded_payment'])}"
    if "pinned_message" in told:
        return f"{who} pinned a message"
    if "new_chat_members" in told:
        names = ", ".join(user["first_name"] for user in told["new_chat_members"])
        return f"{who} added {names}"
    if "left_chat_member" in told:
        return f"{who} left the group"
    if "forum_topic_created" in told:
        return f"{who} created the topic “{told['forum_topic_created']['name']}”"
    if "forum_topic_edited" in told:
        return f"{who} changed the topic to “{told['forum_topic_edited'].get('name', '')}”"
    if "forum_topic_closed" in told:
        return f"{who} closed the topic"
    if "forum_topic_reopened" in told:
        return f"{who} reopened the topic"
    return ""
