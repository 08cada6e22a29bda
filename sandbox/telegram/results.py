"""Inline results: what Telegram refuses, and the message each one becomes when picked."""

import re
from typing import Any

from sandbox.telegram import limits, markup
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import bad
from sandbox.telegram.html import width
from sandbox.telegram.invoices import check as check_invoice
from sandbox.telegram.invoices import invoice
from sandbox.telegram.sending import caption, location, words

Json = dict[str, Any]
START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def check(cloud: Cloud, results: list[Json]) -> list[Json]:
    """Refuse results that Telegram would refuse."""
    if len(results) > limits.INLINE_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    seen = set()
    for result in results:
        if not 1 <= len(result["id"].encode()) <= limits.INLINE_ID_BYTES:
            raise bad("RESULT_ID_INVALID")
        if result["id"] in seen:
            raise bad("RESULT_ID_DUPLICATE")
        seen.add(result["id"])
        if result["type"] == "article" and not result["title"].strip():
            raise bad("ARTICLE_TITLE_EMPTY")
        for name in ("url", "thumbnail_url", "photo_url"):
            if name in result:
                markup.check_link(result[name], "Inline query result URL", only={"http", "https"})
        content, _native = message(cloud, result)
        keys = result.get("reply_markup")
        markup.check(keys, private=True, invoice="invoice" in content)
    return results


def check_button(button: Json | None) -> None:
    """Refuse a button above the results that Telegram would refuse."""
    if button is None:
        return
    if ("web_app" in button) == ("start_parameter" in button):
        raise bad("InlineQueryResultsButton must have exactly one optional field")
    if not 1 <= width(button["text"]) <= 64:
        raise bad("SWITCH_PM_TEXT_EMPTY")
    if not START.fullmatch(button.get("start_parameter", "web_app")):
        raise bad("START_PARAM_INVALID")


def message(cloud: Cloud, result: Json) -> tuple[Json, Json]:
    """Return what the picked result puts into a chat, and what else is kept of it."""
    content = result.get("input_message_content")
    if content is not None:
        if "message_text" in content:
            return words(content, "message_text"), {}
        if "payload" in content:
            check_invoice(content)
            return {"invoice": invoice(content)}, {"invoice": content}
        return {"location": location(content)}, {}
    if "photo_file_id" in result:
        sizes = cloud.files.known(result["photo_file_id"], "photo").told["photo"]
        return {"photo": sizes, **caption(result)}, {}
    if "document_file_id" in result:
        document = cloud.files.known(result["document_file_id"], "document").told
        return {"document": document, **caption(result)}, {}
    return _far_photo(result)


def _far_photo(result: Json) -> tuple[Json, Json]:
    """Return a photo that is only an address: Telegram would fetch it, nothing here does."""
    sides = {"width": result.get("photo_width", 800), "height": result.get("photo_height", 600)}
    names = {"file_id": f"AgACfar{result['id']}", "file_unique_id": f"AQADfar{result['id']}"}
    return {"photo": [{**names, **sides}], **caption(result)}, {"picture": result["photo_url"]}


def sight(cloud: Cloud, result: Json) -> Json:
    """Return a result as it is listed while typing."""
    told = {
        "id": result["id"],
        "title": result.get("title", ""),
        "description": result.get("description", ""),
    }
    picture = result.get("thumbnail_url")
    if "photo_file_id" in result:
        picture = cloud.files.url(result["photo_file_id"])
    return {**told, "picture": picture} if picture else told
