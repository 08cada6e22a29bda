"""Places on Telegram: a chat, or a topic of one, which the house calls "chat/topic"."""

from typing import Any

SLASH = "/"


def name(chat: int, topic: int | None) -> str:
    """Return what the house calls a place."""
    return f"{chat}{SLASH}{topic}" if topic else str(chat)


def chat_of(place: str) -> str:
    """Return the chat that a place is or lies in."""
    return place.partition(SLASH)[0]


def of_chat(place: str) -> dict[str, Any]:
    """Name the chat to Telegram: what stands in it already needs no topic."""
    return {"chat_id": chat_of(place)}


def to(place: str) -> dict[str, Any]:
    """Tell Telegram where something new goes."""
    chat, _slash, topic = place.partition(SLASH)
    return {"chat_id": chat, "message_thread_id": int(topic)} if topic else {"chat_id": chat}
