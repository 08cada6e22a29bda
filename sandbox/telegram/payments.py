"""Paying: the bot is asked first, then told that it happened."""

from typing import Any

from sandbox.telegram import invoices, limits
from sandbox.telegram.cloud import Cloud
from sandbox.world import Message, Person, Refused

Json = dict[str, Any]


async def pay(cloud: Cloud, person: Person, message: Message) -> Json:
    """Pay the invoice in a message, or behind a button of it."""
    goods = _goods(cloud, message)
    told = message.native["message"]
    if message.native.get("paid"):
        raise Refused("this invoice is paid already; its button shows the receipt")
    asked = await _ask(cloud, person, goods)
    if asked is not None:
        return {"answered": asked != TIMEOUT, "toast": None, "error": asked, "paid": False}
    payment = _payment(cloud, goods)
    if goods["currency"] == "XTR":
        charge = {"user": person.number, "payment": payment, "refunded": False}
        cloud.charges[payment["telegram_payment_charge_id"]] = charge
    chat, topic = cloud.parent(message.chat)
    if chat.kind == "private" and "invoice" in told:
        message.native = {**message.native, "paid": True}
        cloud.change(message, told, edited=False)
    receipt = cloud.post(chat, person, {"successful_payment": payment}, topic=topic)
    cloud.tell_message(receipt)
    return {"answered": True, "toast": None, "error": None, "paid": True, "message": receipt.id}


TIMEOUT = "BOT_PRECHECKOUT_TIMEOUT"


def _goods(cloud: Cloud, message: Message) -> Json:
    if "invoice" in message.native:
        goods: Json = message.native["invoice"]
        return goods
    for button in message.buttons:
        if button.get("url") in cloud.invoices:
            return cloud.invoices[button["url"]]
    raise Refused("there is no invoice in this message")


async def _ask(cloud: Cloud, person: Person, goods: Json) -> str | None:
    """Ask the bot whether it agrees; return its refusal, or the app's word for silence."""
    question = cloud.questions.ask("checkout", person)
    body = {
        "id": question.id,
        "from": cloud.user(person),
        "currency": goods["currency"],
        "total_amount": invoices.total(goods),
        "invoice_payload": goods["payload"],
    }
    if order := _order(person, goods):
        body["order_info"] = order
    cloud.tell("pre_checkout_query", body, ("pre_checkout_query", person.number))
    answer = await question.answered(limits.CHECKOUT_SECONDS)
    if answer is None:
        return TIMEOUT
    return None if answer["ok"] else str(answer["error"])


def _order(person: Person, goods: Json) -> Json:
    """Return what the bot asked to know about the payer."""
    known = {
        "need_name": ("name", person.name),
        "need_phone_number": ("phone_number", "+33639980001"),
        "need_email": ("email", f"{person.handle}@example.com"),
    }
    return dict(told for need, told in known.items() if goods.get(need))


def _payment(cloud: Cloud, goods: Json) -> Json:
    number = cloud.world.draw()
    stars = goods["currency"] == "XTR"
    payment = {
        "currency": goods["currency"],
        "total_amount": invoices.total(goods),
        "invoice_payload": goods["payload"],
        "telegram_payment_charge_id": f"{'stx' if stars else 'tg'}Sandbox{number:012d}",
        "provider_payment_charge_id": f"{cloud.me['id']}_{number}",
    }
    if "subscription_period" in goods:
        end = int(cloud.world.now().timestamp()) + goods["subscription_period"]
        payment |= {
            "subscription_expiration_date": end,
            "is_recurring": True,
            "is_first_recurring": True,
        }
    return payment
