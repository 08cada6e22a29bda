"""What the bot is asked and must answer: searches, payments; and results that go anywhere."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InputTextMessageContent,
    LabeledPrice,
)
from telegram.error import BadRequest

from sandbox.telegram import questions
from tests.sandbox.telegram_town import Neighbour, Town, open_town, picture

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Order", callback_data="of.ok:7")]])


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Neighbour:
    return await town.meets("Ana Lopes", "fr")


def article(number: int = 1, **more: Any) -> InlineQueryResultArticle:
    content = InputTextMessageContent(f"<b>Offer {number}</b>", parse_mode="HTML")
    return InlineQueryResultArticle(str(number), f"Offer {number}", content, **more)


# --- searches


async def test_a_search_offers_and_a_pick_posts(town: Town, ana: Neighbour) -> None:
    ben = await town.meets("Ben", "en", started=False)
    place = await town.opens(ana, ben)
    group = place["chats"][0]["id"]

    async def offer(update: Any) -> None:
        query = update.inline_query
        assert (query.query, query.from_user.id) == ("logo", ana.number)
        results = [article(1, description="From 50", reply_markup=KEYS), article(2)]
        await query.answer(results, cache_time=0)

    offered = await town.with_bot(ana.does("inline", query="logo"), offer)
    assert offered["results"][0] == {"id": "1", "title": "Offer 1", "description": "From 50"}

    chosen, posted = await town.hears(ana.does("inline/pick", result="1", chat=group), 2)
    handle = chosen.chosen_inline_result.inline_message_id
    assert (chosen.chosen_inline_result.result_id, bool(handle)) == ("1", True)
    assert posted.message.via_bot.username == "JalonBot"
    seen = await ben.last()
    assert (seen["from"], seen["via"], seen["html"]) == ("Ana Lopes", "Jalon", "<b>Offer 1</b>")

    async def order(update: Any) -> None:
        query = update.callback_query
        assert (query.inline_message_id, query.message, query.from_user.id) == (
            handle,
            None,
            ben.number,
        )
        assert await town.bot.edit_message_text("Taken", inline_message_id=handle)
        await query.answer()

    await town.with_bot(ben.presses("Order", on=seen), order)
    assert (await ben.last())["text"] == "Taken"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await town.bot.edit_message_text("Taken", inline_message_id=handle)
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await town.bot.edit_message_text("Taken", inline_message_id="nothing")

    # Without a keyboard a posted result can never be edited.
    chosen, _posted = await town.hears(ana.does("inline/pick", result="2", chat=group), 2)
    assert chosen.chosen_inline_result.inline_message_id is None
    assert (await ana.does("inline/pick", status=404, result="3"))["error"]


async def test_pictures_can_be_offered(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_photo(ana.number, picture())
    far = "https://example.com/logo.jpg"
    results = [
        InlineQueryResultCachedPhoto("near", sent.photo[-1].file_id, title="Near", caption="One"),
        InlineQueryResultPhoto("far", far, far, caption="Two"),
    ]

    async def offer(update: Any) -> None:
        await update.inline_query.answer(results)

    offered = (await town.with_bot(ana.does("inline", query="x"), offer))["results"]
    assert offered[0]["picture"].startswith("/files/")
    assert offered[1]["picture"] == far
    for name, caption in (("near", "One"), ("far", "Two")):
        await town.hears(ana.does("inline/pick", result=name), 2)
        seen = await ana.last()
        assert (seen["text"], bool(seen["picture"])) == (caption, True)


async def test_answers_are_remembered_for_everyone_unless_personal(
    town: Town, ana: Neighbour
) -> None:
    ben = await town.meets("Ben")

    async def for_all(update: Any) -> None:
        await update.inline_query.answer([article(1)], cache_time=60)

    async def for_one(update: Any) -> None:
        await update.inline_query.answer([article(2)], cache_time=60, is_personal=True)

    async def finds(who: Neighbour, query: str) -> list[str]:
        return [r["id"] for r in (await who.does("inline", query=query))["results"]]

    await town.with_bot(ana.does("inline", query="all"), for_all)
    assert await finds(ana, "all") == await finds(ben, "all") == ["1"]
    await town.with_bot(ana.does("inline", query="mine"), for_one)
    assert await finds(ana, "mine") == ["2"]
    await town.with_bot(ben.does("inline", query="mine"), for_one)
    town.world.offset += timedelta(seconds=61)
    await town.with_bot(ben.does("inline", query="all"), for_all)


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ([article(n) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article(1), article(1)], "RESULT_ID_DUPLICATE"),
        ([article(int("1" * 65))], "RESULT_ID_INVALID"),
    ],
)
async def test_limits_of_results(town: Town, ana: Neighbour, results: list[Any], says: str) -> None:
    searching = asyncio.ensure_future(ana.does("inline", query="x"))
    query = (await town.next()).inline_query.id
    told = [r.to_dict() for r in results]
    await town.refuses("answerInlineQuery", says, inline_query_id=query, results=told)
    button = {"text": "x", "start_parameter": "no spaces"}
    says = "START_PARAM_INVALID"
    more: dict[str, Any] = {"inline_query_id": query, "results": []}
    await town.refuses("answerInlineQuery", says, **more, button=button)
    await town.calls("answerInlineQuery", **more)
    assert (await searching)["results"] == []


async def test_a_late_answer_to_a_search_is_refused(
    town: Town, ana: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(questions.LIVES, "inline", 0.01)
    monkeypatch.setattr("sandbox.telegram.searches.PATIENCE_SECONDS", 0.2)

    async def late(update: Any) -> None:
        await asyncio.sleep(0.05)
        with pytest.raises(BadRequest, match="Query is too old"):
            await update.inline_query.answer([])

    assert (await town.with_bot(ana.does("inline", query="x"), late))["results"] == []


# --- payments


async def test_stars_are_paid_and_given_back(town: Town, ana: Neighbour) -> None:
    price = [LabeledPrice("Logo", 50)]
    await town.bot.send_invoice(ana.number, "Logo", "Drafts", "order:7", "XTR", price, "")
    bill = await ana.last()
    assert bill["invoice"] == {
        "title": "Logo",
        "description": "Drafts",
        "amount": 50,
        "currency": "XTR",
        "photo": None,
        "paid": False,
    }
    assert bill["buttons"][0]["pay"]

    async def refuse(update: Any) -> None:
        await update.pre_checkout_query.answer(ok=False, error_message="Sold out")

    async def agree(update: Any) -> None:
        query = update.pre_checkout_query
        assert (query.invoice_payload, query.total_amount) == ("order:7", 50)
        await query.answer(ok=True)

    refused = await town.with_bot(ana.does("pay", message=bill["id"]), refuse)
    assert (refused["paid"], refused["error"]) == (False, "Sold out")
    paid = await town.with_bot(ana.presses("Pay ⭐ 50", on=bill), agree)
    assert paid["paid"]
    receipt = (await town.next()).message.successful_payment
    assert receipt.invoice_payload == "order:7"
    assert (await ana.does("pay", status=409, message=bill["id"]))["error"]
    assert (await ana.last())["text"] == "Ana Lopes paid ⭐ 50 to Jalon"

    charge = receipt.telegram_payment_charge_id
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await town.bot.refund_star_payment(ana.number, "nothing")
    await town.bot.refund_star_payment(ana.number, charge)
    with pytest.raises(BadRequest, match="Charge_already_refunded"):
        await town.bot.refund_star_payment(ana.number, charge)
    assert (await town.next()).message.refunded_payment.total_amount == 50


async def test_silence_before_a_payment_ends_it(
    town: Town, ana: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.telegram.limits.CHECKOUT_SECONDS", 0.05)
    price = [LabeledPrice("Logo", 5000)]
    await town.bot.send_invoice(ana.number, "Logo", "Drafts", "o", "EUR", price, "1:TEST")
    bill = await ana.last()
    assert bill["buttons"][0]["label"] == "Pay 50.00 EUR"
    outcome = await ana.does("pay", message=bill["id"])
    assert outcome["error"] == "BOT_PRECHECKOUT_TIMEOUT"
    assert not outcome["paid"]


async def test_a_pay_button_is_the_first(town: Town, ana: Neighbour) -> None:
    params: dict[str, Any] = {
        "chat_id": ana.number,
        "title": "Logo",
        "description": "Drafts",
        "payload": "o",
        "currency": "XTR",
        "prices": [{"label": "x", "amount": 5}],
    }
    tap, pay = {"text": "?", "callback_data": "x"}, {"text": "Pay", "pay": True}
    for row, allowed in (([pay, tap], True), ([tap, pay], False), ([tap], False)):
        markup = {"inline_keyboard": [row]}
        if allowed:
            await town.calls("sendInvoice", **params, reply_markup=markup)
        else:
            says = "BUTTON_POS_INVALID"
            await town.refuses("sendInvoice", says, **params, reply_markup=markup)


async def test_a_message_without_invoice_cannot_be_paid(town: Town, ana: Neighbour) -> None:
    message = (await ana.last())["id"]
    refused = await ana.does("pay", status=409, message=message)
    assert refused["error"] == "there is no invoice in this message"
