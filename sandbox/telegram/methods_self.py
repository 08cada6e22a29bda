"""Methods about the bot itself: who it is, what its menu says, where updates go."""

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram import limits
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import Failure, bad
from sandbox.telegram.parameters import Call
from sandbox.telegram.registry import serves

Json = dict[str, Any]
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]*")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@serves("getMe")
def get_me(cloud: Cloud, _call: Call) -> Json:
    """Say who the bot is and what it may do."""
    return {
        **cloud.me,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": True,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": cloud.world.topics,
        "allows_users_to_create_topics": cloud.world.topics,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


# --- updates


@serves("setWebhook")
def set_webhook(cloud: Cloud, call: Call) -> bool:
    """Send updates to an address of this machine; an empty one ends that."""
    url = call["url"]
    if not url:
        _back_to_polling(cloud, call)
        return True
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise bad("invalid webhook URL specified") from None
    if len(url.encode()) > limits.URL_BYTES:
        raise bad("URL is too long")
    if parts.scheme not in {"http", "https"} or not host:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if host not in LOOPBACK:
        raise bad("bad webhook: the sandbox never leaves this machine; use 127.0.0.1")
    if "certificate" in call.uploads:
        raise bad("bad webhook: the sandbox speaks plain HTTP and takes no certificate")
    secret = call.get("secret_token", "")
    if len(secret) > limits.SECRET_TOKEN:
        raise bad("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = call.get("max_connections", limits.WEBHOOK_CONNECTIONS_UNSAID)
    if not 1 <= connections <= limits.WEBHOOK_CONNECTIONS:
        raise bad("invalid max_connections specified")
    _forget(cloud, call)
    if "allowed_updates" in call:
        cloud.updates.allowed = call["allowed_updates"]
    cloud.updates.interrupt("Conflict: terminated by setWebhook request")
    cloud.webhook.set(url, secret=secret, connections=connections)
    return True


@serves("deleteWebhook")
def delete_webhook(cloud: Cloud, call: Call) -> bool:
    """Go back to polling."""
    _back_to_polling(cloud, call)
    cloud.updates.expect()
    return True


def _back_to_polling(cloud: Cloud, call: Call) -> None:
    _forget(cloud, call)
    cloud.webhook.set("", secret="", connections=limits.WEBHOOK_CONNECTIONS_UNSAID)


def _forget(cloud: Cloud, call: Call) -> None:
    if call.get("drop_pending_updates"):
        cloud.updates.drop()


@serves("getWebhookInfo")
def get_webhook_info(cloud: Cloud, _call: Call) -> Json:
    """Say how the webhook fares."""
    return cloud.webhook.info()


# --- names


@serves("setMyName")
def set_my_name(cloud: Cloud, call: Call) -> bool:
    """Name the bot, for one language or for all others."""
    return _present(call, "name", cloud.profile.names, limits.BOT_NAME)


@serves("setMyDescription")
def set_my_description(cloud: Cloud, call: Call) -> bool:
    """Say what an empty chat with the bot shows."""
    return _present(call, "description", cloud.profile.descriptions, limits.BOT_DESCRIPTION)


@serves("setMyShortDescription")
def set_my_short_description(cloud: Cloud, call: Call) -> bool:
    """Say what the bot's profile shows."""
    most = limits.BOT_SHORT_DESCRIPTION
    return _present(call, "short_description", cloud.profile.short_descriptions, most)


def _present(call: Call, name: str, kept: dict[str, str], most: int) -> bool:
    language, said = _language(call), call.get(name, "")
    if len(said) > most:
        raise bad(f"bot {name.replace('_', ' ')} length must not exceed {most}")
    if said:
        kept[language] = said
    else:
        kept.pop(language, None)
    return True


@serves("getMyName")
def get_my_name(cloud: Cloud, call: Call) -> Json:
    """Return the name people of a language see."""
    names = {"": cloud.world.bot_name, **cloud.profile.names}
    return {"name": _presented(call, names)}


@serves("getMyDescription")
def get_my_description(cloud: Cloud, call: Call) -> Json:
    """Return the description people of a language see."""
    return {"description": _presented(call, cloud.profile.descriptions)}


@serves("getMyShortDescription")
def get_my_short_description(cloud: Cloud, call: Call) -> Json:
    """Return the short description people of a language see."""
    return {"short_description": _presented(call, cloud.profile.short_descriptions)}


def _presented(call: Call, kept: dict[str, str]) -> str:
    return kept.get(_language(call)) or kept.get("", "")


def _language(call: Call) -> str:
    code: str = call.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise bad("Invalid language code specified")
    return code


# --- the menu


@serves("setMyCommands")
def set_my_commands(cloud: Cloud, call: Call) -> bool:
    """Set the menu of commands for a scope and a language."""
    commands = call["commands"]
    if len(commands) > limits.COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = command["command"].removeprefix("/"), command["description"]
        if not name:
            raise bad("Command must be non-empty")
        if len(name) > limits.COMMAND_NAME:
            raise bad(f"Command length must not exceed {limits.COMMAND_NAME}")
        if not COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not description.strip():
            raise bad("Command description must be non-empty")
        if len(description) > limits.COMMAND_DESCRIPTION:
            raise bad(f"Command description length must not exceed {limits.COMMAND_DESCRIPTION}")
    told = [{**c, "command": c["command"].removeprefix("/")} for c in commands]
    if len({c["command"] for c in told}) < len(told):
        raise bad("BOT_COMMAND_DUPLICATE")
    cloud.profile.commands[_scope(cloud, call), _language(call)] = told
    return True


@serves("getMyCommands")
def get_my_commands(cloud: Cloud, call: Call) -> list[Json]:
    """Return what was set for exactly this scope and language."""
    return cloud.profile.commands.get((_scope(cloud, call), _language(call)), [])


@serves("deleteMyCommands")
def delete_my_commands(cloud: Cloud, call: Call) -> bool:
    """Take a menu away; broader ones show again."""
    cloud.profile.commands.pop((_scope(cloud, call), _language(call)), None)
    return True


def _scope(cloud: Cloud, call: Call) -> str:
    """Return a scope as one word: `default`, `chat:7`, `chat_member:-7:9`."""
    scope = call.get("scope") or {"type": "default"}
    if "chat_id" not in scope:
        return str(scope["type"])
    chat = cloud.member_of(scope["chat_id"])
    if chat.kind == "private" and scope["type"] != "chat":
        raise bad("Can't use specified scope in private chats")
    member = f":{scope['user_id']}" if "user_id" in scope else ""
    return f"{scope['type']}:{chat.number}{member}"


@serves("setChatMenuButton")
def set_chat_menu_button(cloud: Cloud, call: Call) -> bool:
    """Set the button beside where people write."""
    button = call.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app":
        if not 1 <= len(button["text"]) <= 64:
            raise bad("BUTTON_TEXT_INVALID")
        if not button["web_app"]["url"].startswith("https://"):
            raise bad("BUTTON_URL_INVALID")
    cloud.profile.menu_buttons[_private(cloud, call)] = button
    return True


@serves("getChatMenuButton")
def get_chat_menu_button(cloud: Cloud, call: Call) -> Json:
    """Return the button beside where people write."""
    buttons = cloud.profile.menu_buttons
    return buttons.get(_private(cloud, call)) or buttons.get(0) or {"type": "commands"}


def _private(cloud: Cloud, call: Call) -> int:
    if "chat_id" not in call:
        return 0
    chat = cloud.chat(call["chat_id"])
    if chat.kind != "private":
        raise bad("chat_id must be a private chat")
    return chat.number


# --- files


@serves("getFile")
def get_file(cloud: Cloud, call: Call) -> Json:
    """Offer a file for download."""
    return cloud.files.offered(call["file_id"])


def check_token(cloud: Cloud, token: str) -> None:
    """Refuse what cannot be a token."""
    if not re.fullmatch(r"\d{1,18}:[\w-]{3,}", token, re.ASCII):
        raise Failure(401, "Unauthorized: invalid token specified")
    cloud.known_as(token)
