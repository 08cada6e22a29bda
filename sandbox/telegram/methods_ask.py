"""Methods that answer people: a press, a search, a payment, a mention from afar."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox.telegram import invoices, limits, markup, results
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import bad
from sandbox.telegram.html import width
from sandbox.telegram.parameters import Call
from sandbox.telegram.registry import serves
from sandbox.telegram.sending import send

Json = dict[str, Any]
CACHE_SECONDS = 300
PREPARED_SECONDS = 86_400


@serves("answerCallbackQuery")
def answer_callback_query(cloud: Cloud, call: Call) -> bool:
    """Answer a press: silently, by a toast, by an alert or by opening the bot's own link."""
    question = cloud.questions.find("callback", call["callback_query_id"])
    if width(call.get("text", "")) > limits.TOAST:
        raise bad("MESSAGE_TOO_LONG")
    url = urlsplit(call.get("url", ""))
    if url.geturl():
        own = f"/{cloud.me['username']}".lower()
        if url.hostname != "t.me" or url.path.lower() != own or "start" not in parse_qs(url.query):
            raise bad("URL_INVALID")
    answer = {
        "text": call.get("text") or None,
        "alert": bool(call.get("show_alert")),
        "url": call.get("url") or None,
    }
    cloud.questions.settle(question, answer)
    return True


# --- searches


@serves("answerInlineQuery")
def answer_inline_query(cloud: Cloud, call: Call) -> bool:
    """Answer a search. Unless `is_personal`, everybody is shown these results for a while."""
    question = cloud.questions.find("inline", call["inline_query_id"])
    found = results.check(cloud, call["results"])
    results.check_button(call.get("button"))
    if len(call.get("next_offset", "").encode()) > limits.INLINE_OFFSET_BYTES:
        raise bad("NEXT_OFFSET_INVALID")
    seconds = call.get("cache_time", CACHE_SECONDS)
    if seconds > 0:
        owner = question.person.number if call.get("is_personal") else 0
        until = cloud.world.now().timestamp() + seconds
        cloud.inline_cache[question.about, owner] = (until, found)
    cloud.questions.settle(question, {"results": found})
    return True


@serves("savePreparedInlineMessage")
def save_prepared_inline_message(cloud: Cloud, call: Call) -> Json:
    """Keep a result that a mini app may let its user send."""
    if call["user_id"] not in cloud.people:
        raise bad("USER_ID_INVALID")
    results.check(cloud, [call["result"]])
    until = int(cloud.world.now().timestamp()) + PREPARED_SECONDS
    return {"id": f"prepared{cloud.world.draw()}", "expiration_date": until}


@serves("answerGuestQuery")
def answer_guest_query(cloud: Cloud, call: Call) -> Json:
    """Answer somebody who mentioned the bot in a group it is not in."""
    question = cloud.questions.find("guest", call["guest_query_id"])
    (result,) = results.check(cloud, [call["result"]])
    content, native = results.message(cloud, result)
    identity = f"guest{cloud.world.draw()}"
    message = cloud.post(
        question.about,
        None,
        {
            **content,
            **markup.inline(result.get("reply_markup")),
            "guest_bot_caller_user": cloud.user(question.person),
        },
        native={**native, "inline_message_id": identity},
    )
    cloud.inline_messages[identity] = message
    cloud.questions.settle(question, {"message": message.id})
    return {"inline_message_id": identity}


# --- payments


@serves("sendInvoice")
def send_invoice(cloud: Cloud, call: Call) -> Json:
    """Send an invoice."""
    invoices.check(call.values)
    native = {"invoice": dict(call.values)}
    content = {"invoice": invoices.invoice(call.values)}
    told: Json = send(cloud, call, content, native=native).native["message"]
    return told


@serves("createInvoiceLink")
def create_invoice_link(cloud: Cloud, call: Call) -> str:
    """Return an address that opens an invoice; `pay` finds it behind a button."""
    if "business_connection_id" in call:
        raise bad("business connection not found")
    invoices.check(call.values)
    if "subscription_period" in call and (
        call["currency"] != "XTR" or call["subscription_period"] != 2_592_000
    ):
        raise bad("SUBSCRIPTION_PERIOD_INVALID")
    link = f"https://t.me/$sandbox{cloud.world.draw()}"
    cloud.invoices[link] = dict(call.values)
    return link


@serves("answerPreCheckoutQuery")
def answer_pre_checkout_query(cloud: Cloud, call: Call) -> bool:
    """Let a payment happen, or say why not."""
    question = cloud.questions.find("checkout", call["pre_checkout_query_id"])
    reason = call.get("error_message", "")
    if not call["ok"] and not reason.strip():
        raise bad("error message must be non-empty")
    cloud.questions.settle(question, {"ok": call["ok"], "error": reason})
    return True


@serves("refundStarPayment")
def refund_star_payment(cloud: Cloud, call: Call) -> bool:
    """Give Stars back, once."""
    charge = cloud.charges.get(call["telegram_payment_charge_id"])
    if charge is None or charge["user"] != call["user_id"]:
        raise bad("CHARGE_NOT_FOUND")
    if charge["refunded"]:
        raise bad("CHARGE_ALREADY_REFUNDED")
    charge["refunded"] = True
    person = cloud.people[call["user_id"]]
    told = {k: v for k, v in charge["payment"].items() if re.match(r"cur|tot|inv|tele|prov", k)}
    message = cloud.post(cloud.chats[person.number], person, {"refunded_payment": told})
    cloud.tell_message(message)
    return True
