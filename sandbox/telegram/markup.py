"""Keyboards: what Telegram refuses, and what people see of the rest."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram import limits
from sandbox.telegram.errors import bad
from sandbox.telegram.html import width

Markup = dict[str, Any]

STYLES = {"primary", "success", "danger"}
LINKS = {"http", "https", "tg", "ton", "tonsite"}
DOES = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def check(markup: Markup | None, *, private: bool, invoice: bool = False) -> None:
    """Refuse a keyboard that Telegram would refuse."""
    if markup is None:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"], private=private, invoice=invoice)
    elif "keyboard" in markup:
        _check_reply(markup["keyboard"], private=private)
    if width(markup.get("input_field_placeholder", "")) > limits.PLACEHOLDER:
        raise bad("input field placeholder is too long")


def inline(markup: Markup | None) -> dict[str, Markup]:
    """Return the field `reply_markup` of a message: only inline keyboards are told there."""
    rows = [row for row in (markup or {}).get("inline_keyboard", ()) if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _check_inline(rows: list[list[Markup]], *, private: bool, invoice: bool) -> None:
    if sum(map(len, rows)) > limits.BUTTONS or any(len(r) > limits.BUTTONS_A_ROW for r in rows):
        raise bad("reply markup is too long")
    for y, row in enumerate(rows):
        for x, button in enumerate(row):
            _check_label(button, "Inline keyboard button")
            does = [name for name in DOES if name in button]
            if not does:
                raise bad(
                    "can't parse inline keyboard button: Text buttons are unallowed in the "
                    "inline keyboard"
                )
            if len(does) > 1:
                raise bad(
                    f"can't parse inline keyboard button: it has {' and '.join(does)}; exactly "
                    "one must be used"
                )
            _check_deed(button, does[0], private=private)
            if does[0] == "pay":
                if not invoice:
                    raise bad("BUTTON_TYPE_INVALID")
                if (x, y) != (0, 0):
                    raise bad("BUTTON_POS_INVALID")
    first = next((row[0] for row in rows if row), None)
    if invoice and first is not None and not first.get("pay"):
        raise bad("BUTTON_POS_INVALID")


def _check_label(button: Markup, kind: str) -> None:
    if not button["text"].strip():
        raise bad(f"{kind} text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad(f"can't parse {kind.lower()}: invalid button style specified")
    icon = button.get("icon_custom_emoji_id", "0")
    if not icon.isdigit():
        raise bad("Invalid custom emoji identifier specified")


def _check_deed(button: Markup, does: str, *, private: bool) -> None:
    value = button[does]
    if does == "callback_data":
        if not 1 <= len(value.encode()) <= limits.CALLBACK_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
    elif does == "url":
        check_link(value, "Inline keyboard button URL")
    elif does == "web_app":
        _check_web_app(value["url"], private=private)
    elif does == "login_url":
        check_link(value["url"], "Inline keyboard button login URL", only={"https"})
    elif does == "copy_text":
        if not 1 <= width(value["text"]) <= limits.COPY_TEXT:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif does == "callback_game":
        raise bad("BUTTON_TYPE_INVALID")
    elif does == "pay":
        if value is not True:
            raise bad("BUTTON_TYPE_INVALID")
    else:
        query = value.get("query", "") if isinstance(value, dict) else value
        if width(query) > limits.SWITCH_QUERY:
            raise bad("BUTTON_DATA_INVALID")
        allowed = isinstance(value, str) or any(v for k, v in value.items() if k != "query")
        if not allowed:
            raise bad("can't parse inline keyboard button: at least one chat type must be allowed")


def check_link(url: str, what: str, *, only: set[str] = LINKS) -> None:
    """Refuse an address that Telegram would not open."""
    refused = bad(f"{what} '{url}' is invalid: Unsupported URL protocol")
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
    except ValueError:
        raise bad(f"{what} '{url}' is invalid: Wrong port number specified in the URL") from None
    if parts.scheme not in LINKS or len(url.encode()) > limits.URL_BYTES or re.search(r"\s", url):
        raise refused
    if parts.scheme not in only:
        raise bad(f"{what} '{url}' is invalid: Only HTTPS links are allowed")
    if parts.scheme in {"http", "https"}:
        if not host:
            raise bad(f"{what} '{url}' is invalid: URL host is empty")
        if "." not in host and ":" not in host:
            raise bad(f"{what} '{url}' is invalid: Wrong HTTP URL")


def _check_web_app(url: str, *, private: bool) -> None:
    if not private:
        raise bad("BUTTON_TYPE_INVALID")
    check_link(url, "Inline keyboard button Web App URL", only={"https"})


def _check_reply(rows: list[list[Markup]], *, private: bool) -> None:
    if not any(rows):
        raise bad("reply keyboard must be non-empty")
    if sum(map(len, rows)) > 300 or any(len(row) > 12 for row in rows):
        raise bad("reply markup is too long")
    wants = {
        "request_contact": "Phone number",
        "request_location": "Location",
        "request_poll": "Poll",
        "request_users": "Users",
        "request_chat": "Chats",
        "request_managed_bot": "Managed bots",
    }
    for button in (button for row in rows for button in row):
        _check_label(button, "Keyboard button")
        for name, what in wants.items():
            if button.get(name) and not private:
                raise bad(f"{what} can be requested in private chats only")
        if "web_app" in button:
            if not private:
                raise bad("Web App buttons can be used in private chats only")
            check_link(button["web_app"]["url"], "Keyboard button Web App URL", only={"https"})


def sights(message: Mapping[str, Any], *, paid: bool) -> list[dict[str, Any]]:
    """Return the buttons under a message as people see them."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", ())
    seen = [_sight(button, number) for number, row in enumerate(keyboard) for button in row]
    invoice = message.get("invoice")
    if invoice is not None:
        if not seen:
            seen = [{"label": f"Pay {price(invoice)}", "style": None, "row": 0, "pay": True}]
        if paid:
            seen = [{"label": "Receipt", "style": None, "row": 0, "disabled": True}]
    return seen


def price(invoice: Mapping[str, Any]) -> str:
    """Return an amount as the app writes it."""
    if invoice["currency"] == "XTR":
        return f"⭐ {invoice['total_amount']}"
    return f"{invoice['total_amount'] / 100:.2f} {invoice['currency']}"


def _sight(button: Mapping[str, Any], row: int) -> dict[str, Any]:
    seen: dict[str, Any] = {"label": button["text"], "style": button.get("style"), "row": row}
    if "callback_data" in button:
        seen["payload"] = button["callback_data"]
    elif "url" in button:
        seen["url"] = button["url"]
    elif "web_app" in button:
        seen["url"] = button["web_app"]["url"]
    elif "login_url" in button:
        seen["url"] = button["login_url"]["url"]
    elif "copy_text" in button:
        seen["copy"] = button["copy_text"]["text"]
    elif button.get("pay"):
        seen["pay"] = True
    else:
        seen["switch_inline"] = _query(button)
    return seen


def _query(button: Mapping[str, Any]) -> str:
    if "switch_inline_query_chosen_chat" in button:
        return str(button["switch_inline_query_chosen_chat"].get("query", ""))
    named = ("switch_inline_query", "switch_inline_query_current_chat")
    return next((str(button[name]) for name in named if name in button), "")


def key(markup: Mapping[str, Any]) -> str:
    """Return a keyboard in one canonical form, to tell whether an edit changes anything."""
    return json.dumps(markup, sort_keys=True)
