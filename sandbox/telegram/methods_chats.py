"""Methods about chats, their members and their topics."""

from typing import Any

from sandbox.telegram import limits
from sandbox.telegram.cloud import TOPIC_COLOR, Cloud, Topic
from sandbox.telegram.errors import bad
from sandbox.telegram.methods_send import told
from sandbox.telegram.parameters import Call
from sandbox.telegram.registry import serves
from sandbox.world import Chat, Person

Json = dict[str, Any]
COLORS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
NO_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_video_chats",
    "can_promote_members",
    "can_change_info",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
NO_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@serves("getChat")
def get_chat(cloud: Cloud, call: Call) -> Json:
    """Tell all about a chat."""
    chat = cloud.member_of(call["chat_id"])
    body = {
        **cloud.address(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(NO_GIFTS, False),
    }
    if chat.kind == "private":
        body["active_usernames"] = [chat.members[0].handle]
    pinned = [
        m for (at, _), m in cloud.messages.items() if at == chat.number and m.native.get("pinned")
    ]
    if pinned:
        body["pinned_message"] = told(pinned[-1])
    return body


@serves("getChatMember")
def get_chat_member(cloud: Cloud, call: Call) -> Json:
    """Tell how somebody stands in a chat."""
    chat = cloud.member_of(call["chat_id"])
    if call["user_id"] == cloud.me["id"]:
        return bot_member(cloud, chat)
    person = cloud.people.get(call["user_id"])
    if person is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return member(cloud, chat, person)


@serves("getChatMemberCount")
def get_chat_member_count(cloud: Cloud, call: Call) -> int:
    """Count who is in a chat, the bot included."""
    return len(cloud.member_of(call["chat_id"]).members) + 1


@serves("getChatAdministrators")
def get_chat_administrators(cloud: Cloud, call: Call) -> list[Json]:
    """Tell who leads a group."""
    chat = cloud.member_of(call["chat_id"])
    if chat.place is None:
        raise bad("there are no administrators in the private chat")
    leaders = [member(cloud, chat, chat.place.owner)]
    return [*leaders, bot_member(cloud, chat)] if chat.place.forum else leaders


def member(cloud: Cloud, chat: Chat, person: Person) -> Json:
    """Return a ChatMember of a person."""
    user = cloud.user(person)
    if person not in chat.members:
        return {"status": "left", "user": user}
    if chat.place is not None and chat.place.owner is person:
        return {"status": "creator", "user": user, "is_anonymous": False}
    return {"status": "member", "user": user}


def bot_member(cloud: Cloud, chat: Chat) -> Json:
    """Return the ChatMember that is the bot."""
    if chat.number in cloud.left:
        return {"status": "left", "user": cloud.me}
    if chat.place is not None and chat.place.forum:
        return {
            "status": "administrator",
            "user": cloud.me,
            **dict.fromkeys(RIGHTS, True),
            **dict.fromkeys(NO_RIGHTS, False),
        }
    return {"status": "member", "user": cloud.me}


@serves("leaveChat")
def leave_chat(cloud: Cloud, call: Call) -> bool:
    """Go."""
    chat = cloud.member_of(call["chat_id"])
    if chat.place is None:
        raise bad("chat member status can't be changed in private chats")
    before = bot_member(cloud, chat)
    cloud.left.add(chat.number)
    moved(cloud, chat, chat.place.owner, before)
    return True


def moved(cloud: Cloud, chat: Chat, by: Person, before: Json) -> None:
    """Tell the bot that it stands differently in a chat now."""
    body = {
        "chat": cloud.address(chat),
        "from": cloud.user(by),
        "date": int(cloud.world.now().timestamp()),
        "old_chat_member": before,
        "new_chat_member": bot_member(cloud, chat),
    }
    cloud.tell("my_chat_member", body, ("my_chat_member", chat.number))


# --- topics


@serves("createForumTopic")
def create_forum_topic(cloud: Cloud, call: Call) -> Json:
    """Open a room of its own inside a private chat or a forum."""
    chat = cloud.reach(call["chat_id"])
    _check_forum(cloud, chat)
    _check_name(call["name"])
    color = call.get("icon_color", TOPIC_COLOR)
    if color not in COLORS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    icon = call.get("icon_custom_emoji_id")
    return cloud.open_topic(chat, None, call["name"], color=color, icon=icon).told()


@serves("editForumTopic")
def edit_forum_topic(cloud: Cloud, call: Call) -> bool:
    """Rename a topic or change its icon."""
    topic = _topic(cloud, call)
    name, icon = call.get("name") or topic.name, call.get("icon_custom_emoji_id", topic.icon)
    _check_name(name)
    if (name, icon) == (topic.name, topic.icon):
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = topic.room.name = name
    topic.icon = icon
    cloud.post(topic.chat, None, {"forum_topic_edited": {"name": name}}, topic=topic)
    return True


@serves("closeForumTopic")
def close_forum_topic(cloud: Cloud, call: Call) -> bool:
    """Close a topic of a forum."""
    return _set_closed(cloud, call, closed=True)


@serves("reopenForumTopic")
def reopen_forum_topic(cloud: Cloud, call: Call) -> bool:
    """Open a closed topic of a forum again."""
    return _set_closed(cloud, call, closed=False)


def _set_closed(cloud: Cloud, call: Call, *, closed: bool) -> bool:
    topic = _topic(cloud, call)
    if topic.chat.place is None:
        raise bad("the chat is not a forum")
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    event = "forum_topic_closed" if closed else "forum_topic_reopened"
    cloud.post(topic.chat, None, {event: {}}, topic=topic)
    return True


@serves("deleteForumTopic")
def delete_forum_topic(cloud: Cloud, call: Call) -> bool:
    """Delete a topic with every message in it."""
    cloud.delete_topic(_topic(cloud, call))
    return True


def _topic(cloud: Cloud, call: Call) -> Topic:
    chat = cloud.reach(call["chat_id"])
    _check_forum(cloud, chat)
    topic = cloud.topics.get((chat.number, call["message_thread_id"]))
    if topic is None:
        raise bad("TOPIC_ID_INVALID")
    return topic


def _check_forum(cloud: Cloud, chat: Chat) -> None:
    if not (cloud.world.topics if chat.place is None else chat.place.forum):
        raise bad("the chat is not a forum")


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= limits.TOPIC_NAME:
        raise bad("TOPIC_TITLE_INVALID" if name else "TOPIC_TITLE_EMPTY")
